import type { Tag } from '../state.ts';

/** The members of CreateEvaluationJob's input that the sandbox reads, once its shape was checked. */
export interface EvaluationRequest {
  readonly jobName: string;
  readonly jobDescription?: string;
  readonly clientRequestToken?: string;
  readonly roleArn: string;
  readonly customerEncryptionKeyId?: string;
  readonly jobTags?: readonly Tag[];
  readonly applicationType?: string;
  readonly evaluationConfig: { readonly automated?: AutomatedConfig; readonly human?: object };
  readonly inferenceConfig: { readonly models?: readonly InferenceSource[]; readonly ragConfigs?: readonly object[] };
  readonly outputDataConfig: { readonly s3Uri: string };
}

export interface AutomatedConfig {
  readonly datasetMetricConfigs: readonly {
    readonly taskType: string;
    readonly dataset: { readonly name: string; readonly datasetLocation?: { readonly s3Uri: string } };
    readonly metricNames: readonly string[];
  }[];
  readonly evaluatorModelConfig?: { readonly bedrockEvaluatorModels: readonly { readonly modelIdentifier: string }[] };
  readonly customMetricConfig?: object;
}

interface InferenceSource {
  readonly bedrockModel?: object;
  readonly precomputedInferenceSource?: { readonly inferenceSourceIdentifier: string };
}

export interface EvaluationRecord {
  readonly arn: string;
  readonly id: string;
  readonly region: string;
  readonly request: EvaluationRequest;
  readonly status: 'InProgress' | 'Completed' | 'Failed' | 'Stopping' | 'Stopped';
  readonly failureMessages?: readonly string[];
  readonly createdAtMs: number;
  readonly modifiedAtMs: number;
}

/** What a job of the one kind that the sandbox runs works with. */
export interface EvaluationWork {
  readonly taskType: string;
  readonly datasetName: string;
  readonly datasetUri: string;
  readonly metrics: readonly Metric[];
  readonly evaluator: string;
  readonly source: string;
}

/** Built-in metrics that look at the reference response: the ones that need no model's taste. */
export const METRICS = ['Builtin.Correctness', 'Builtin.Completeness'] as const;
export type Metric = (typeof METRICS)[number];
