import path from 'node:path';
import type { UsageSink } from '../billing/usage.ts';
import type { SandboxClock } from '../kit/clock.ts';
import { type DurableMap, openMap } from '../kit/durable-map.ts';
import type { QuotaReader } from '../service-quotas/known-quotas.ts';
import type { EvaluationRecord } from './evaluation/evaluation-state.ts';
import { createGate, type Gate } from './gate.ts';
import type { EventSink } from './job-events.ts';
import type { MetricSink } from './metrics.ts';
import { type ModelStore, openModelStore } from './model-store.ts';
import type { ObjectStore } from './object-store.ts';
import type { ImportRecord } from './other-jobs/import-state.ts';
import type { OptimisationRecord } from './other-jobs/optimisations.ts';
import type { RouterRecord } from './other-jobs/routers.ts';
import { type RequestQuotas, requestQuotas } from './request-quota.ts';

/** The members of CreateModelCustomizationJob's input, once its shape was checked. */
export interface JobRequest {
  readonly jobName: string;
  readonly customModelName: string;
  readonly roleArn: string;
  readonly clientRequestToken?: string;
  readonly baseModelIdentifier: string;
  readonly customizationType?: string;
  readonly trainingDataConfig: { readonly s3Uri?: string; readonly invocationLogsConfig?: InvocationLogsConfig };
  readonly validationDataConfig?: { readonly validators: readonly { readonly s3Uri: string }[] };
  readonly outputDataConfig: { readonly s3Uri: string };
  readonly hyperParameters?: Readonly<Record<string, string>>;
  readonly vpcConfig?: object;
  readonly customizationConfig?: CustomizationConfig;
  readonly customModelKmsKeyId?: string;
  readonly jobTags?: readonly Tag[];
  readonly customModelTags?: readonly Tag[];
}

export interface InvocationLogsConfig {
  readonly usePromptResponse?: boolean;
  readonly invocationLogSource: { readonly s3Uri?: string };
  readonly requestMetadataFilters?: object;
}

export interface CustomizationConfig {
  readonly distillationConfig?: {
    readonly teacherModelConfig: {
      readonly teacherModelIdentifier: string;
      readonly maxResponseLengthForInference?: number;
    };
  };
  readonly rftConfig?: {
    readonly graderConfig?: { readonly lambdaGrader?: { readonly lambdaArn: string } };
    readonly hyperParameters?: {
      readonly epochCount?: number;
      readonly batchSize?: number;
      readonly learningRate?: number;
      readonly trainingSamplePerPrompt?: number;
    };
  };
}

export interface Tag {
  readonly key: string;
  readonly value: string;
}

export type JobStatus = 'InProgress' | 'Completed' | 'Failed' | 'Stopping' | 'Stopped';
export type PhaseName = 'validationDetails' | 'dataProcessingDetails' | 'trainingDetails';

export interface Phase {
  readonly status: 'NotStarted' | JobStatus;
  readonly createdAtMs?: number;
  readonly modifiedAtMs?: number;
}

export interface JobRecord {
  readonly arn: string;
  readonly id: string;
  readonly region: string;
  readonly baseModelId: string;
  readonly request: JobRequest;
  readonly status: JobStatus;
  readonly phases: Readonly<Record<PhaseName, Phase>>;
  readonly createdAtMs: number;
  readonly modifiedAtMs: number;
  readonly endedAtMs?: number;
  readonly failureMessage?: string;
  readonly modelArn?: string;
  readonly trainingLoss?: number;
  readonly validationLosses?: readonly number[];
}

export interface CustomModelRecord {
  readonly arn: string;
  readonly id: string;
  readonly region: string;
  readonly name: string;
  readonly baseModelId: string;
  readonly jobArn: string;
  readonly createdAtMs: number;
}

export interface DeploymentRecord {
  readonly arn: string;
  readonly region: string;
  readonly name: string;
  readonly modelArn: string;
  readonly description?: string;
  readonly token?: string;
  readonly createdAtMs: number;
  /** Set by an update that swaps the model. */
  readonly previousModelArn?: string;
  readonly swappedAtMs?: number;
}

export interface ThroughputRecord {
  readonly arn: string;
  readonly region: string;
  readonly name: string;
  readonly modelUnits: number;
  /** A custom model's or a foundation model's ARN. */
  readonly modelArn: string;
  /** Set by an update that swaps the model. */
  readonly previousModelArn?: string;
  readonly swappedAtMs?: number;
  readonly commitment?: 'OneMonth' | 'SixMonths';
  readonly token?: string;
  readonly createdAtMs: number;
  readonly modifiedAtMs: number;
}

export type InvokeLambda = (
  functionArn: string,
  event: unknown,
) => Promise<{ payload: unknown } | { error: { type: string; message: string } }>;

/** Everything Bedrock keeps and everything it works with. */
export interface BedrockState {
  readonly account: string;
  readonly clock: SandboxClock;
  readonly objects: ObjectStore;
  readonly metrics: MetricSink;
  /** Where everything that costs is written. */
  readonly usage: UsageSink;
  /** Calls a function by its ARN, as a grader is called. */
  readonly invokeLambda: InvokeLambda;
  readonly jobs: DurableMap<JobRecord>;
  readonly models: DurableMap<CustomModelRecord>;
  readonly deployments: DurableMap<DeploymentRecord>;
  readonly throughputs: DurableMap<ThroughputRecord>;
  readonly imports: DurableMap<ImportRecord>;
  readonly routers: DurableMap<RouterRecord>;
  readonly optimisations: DurableMap<OptimisationRecord>;
  readonly evaluations: DurableMap<EvaluationRecord>;
  readonly tags: DurableMap<readonly Tag[]>;
  readonly trained: ModelStore;
  readonly quotas: RequestQuotas;
  readonly quotaOf: QuotaReader;
  readonly events: EventSink;
  /** What jobs that have not begun wait for: open, or shut by a test. */
  readonly gate: Gate;
  /** Models whose terms the account has not accepted. */
  readonly closedModels: Set<string>;
}

export function openState(
  options: Pick<
    BedrockState,
    'account' | 'clock' | 'objects' | 'metrics' | 'usage' | 'invokeLambda' | 'quotaOf' | 'events'
  > & {
    directory?: string;
  },
): BedrockState {
  const { directory, ...rest } = options;
  const file = (name: string) => (directory ? path.join(directory, `${name}.json`) : undefined);
  return {
    ...rest,
    gate: createGate(),
    jobs: openMap(file('jobs')),
    models: openMap(file('custom-models')),
    deployments: openMap(file('deployments')),
    throughputs: openMap(file('throughputs')),
    imports: openMap(file('imports')),
    routers: openMap(file('prompt-routers')),
    optimisations: openMap(file('prompt-optimisations')),
    evaluations: openMap(file('evaluations')),
    tags: openMap(file('tags')),
    quotas: requestQuotas(options.clock),
    closedModels: new Set(),
    trained: openModelStore(directory ? path.join(directory, 'models') : undefined),
  };
}

/** Adds tags to a resource; a key that is there already gets the new value. */
export function addTags(state: BedrockState, arn: string, tags: readonly Tag[] = []): void {
  const merged = new Map([...(state.tags.get(arn) ?? []), ...tags].map((tag) => [tag.key, tag]));
  if (merged.size > 0) state.tags.set(arn, [...merged.values()]);
}

/** Those of `records` that live in `region`. */
export function inRegion<T extends { region: string }>(records: DurableMap<T>, region: string): T[] {
  return records.values().filter((record) => record.region === region);
}

export const iso = (timeMs: number) => new Date(timeMs).toISOString();
