import { conflict, validationError } from '../arns.ts';
import { findBaseModel, isRetired } from '../base-models.ts';
import { requireBucket } from '../object-store.ts';
import { type BedrockState, inRegion } from '../state.ts';
import { type EvaluationRequest, type EvaluationWork, METRICS, type Metric } from './evaluation-state.ts';

/** Evaluator models for built-in metrics that the sandbox has (User Guide, evaluation-judge, read 2026-11-27). Cross-region profiles of them are taken too. */
const EVALUATORS = [
  'amazon.nova-pro-v1:0',
  'amazon.nova-2-lite-v1:0',
  'amazon.nova-micro-v1:0',
  'anthropic.claude-sonnet-4-20250514-v1:0',
  'meta.llama3-1-70b-instruct-v1:0',
];

/** The one task type of jobs with an evaluator model: field reports have Custom and Generation refused (2026-11). AWS's words are not known. */
const JUDGED = 'General';

/** Refuses what AWS refuses, and what the sandbox leaves out. */
export async function requireEvaluable(state: BedrockState, request: EvaluationRequest, region: string): Promise<void> {
  const { jobName, roleArn, outputDataConfig } = request;
  if (!roleArn.includes(`::${state.account}:role/`)) throw validationError('Cross-account pass role is not allowed.');
  const work = workOf(request);
  const base = findBaseModel(work.evaluator.replace(/^(?:us|eu|apac|global)\./, ''));
  if (!base || !EVALUATORS.includes(base.id) || isRetired(base, state.clock.nowMs()))
    throw validationError(`The model ${work.evaluator} is not supported as an evaluator model.`);
  if (!base.regions.includes(region))
    throw validationError(`The model ${work.evaluator} is not available in ${region}.`);
  if (inRegion(state.evaluations, region).some((record) => record.request.jobName === jobName))
    throw conflict(`An evaluation job named ${jobName} already exists.`);
  await requireBucket(state.objects, work.datasetUri, region);
  await requireBucket(state.objects, outputDataConfig.s3Uri, region);
}

/** What the job works with; throws over every kind of job that the sandbox does not run. */
export function workOf({ evaluationConfig, inferenceConfig }: EvaluationRequest): EvaluationWork {
  const { automated } = evaluationConfig;
  const [config, ...others] = automated?.datasetMetricConfigs ?? [];
  const [source, ...more] = inferenceConfig.models ?? [];
  const given = source?.precomputedInferenceSource?.inferenceSourceIdentifier;
  if (!automated || automated.customMetricConfig || !config || others.length > 0 || more.length > 0 || !given)
    throw validationError('The sandbox evaluates one set of own responses by built-in metrics, and nothing else.');
  const evaluator = automated.evaluatorModelConfig?.bedrockEvaluatorModels[0]?.modelIdentifier;
  const datasetUri = config.dataset.datasetLocation?.s3Uri;
  if (!evaluator) throw validationError('A model evaluation job with own responses needs an evaluator model.');
  if (!datasetUri) throw validationError('A model evaluation job with own responses needs a dataset in S3.');
  const { taskType, dataset, metricNames } = config;
  if (taskType !== JUDGED)
    throw validationError(`The task type ${taskType} is not supported for a job with an evaluator model.`);
  return {
    ...{ taskType, evaluator, datasetUri, source: given },
    datasetName: dataset.name,
    metrics: metricNames.map(requireMetric),
  };
}

function requireMetric(name: string): Metric {
  const metric = METRICS.find((known) => known === name);
  if (!metric) throw validationError(`The metric ${name} is not supported for this evaluation job.`);
  return metric;
}
