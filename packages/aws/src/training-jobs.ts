import type { GetModelCustomizationJobCommandOutput } from '@aws-sdk/client-bedrock';
import type { LossPoint } from '@rung/core/evaluation/loss-verdict.ts';
import { readMetrics } from '@rung/core/evaluation/read-metrics.ts';
import { jobNameOf, modelNameOf } from '@rung/core/launch/launch.ts';
import type { TrainingJob, TrainingJobs } from '@rung/core/ports.ts';
import { bucketOf, keyOf, parseS3Uri, type S3Uri } from '@rung/core/s3-uri.ts';
import type { AwsClients } from './clients.ts';
import { failureKind } from './failure.ts';
import { findImport, findOptimisation, findRouter, startOptimisation } from './other-jobs.ts';

type Clients = Pick<AwsClients, 'bedrock' | 's3'>;

/** What launches ask Bedrock for, and what it writes to S3. */
export function trainingJobs(clients: Clients): TrainingJobs {
  return {
    tunableModelIds: () => tunableModelIds(clients),
    find: (launch) => find(clients, launch),
    losses: (job) => losses(clients, job),
    optimise: (request) => startOptimisation(clients, request),
  };
}

function find(clients: Clients, launch: Parameters<TrainingJobs['find']>[0]): Promise<TrainingJob | undefined> {
  const { kind } = launch.recipe;
  switch (kind) {
    case 'fine-tuning':
    case 'reinforcement-fine-tuning':
    case 'distillation':
      return findByName(clients, jobNameOf(launch));
    case 'import':
      return findImport(clients, jobNameOf(launch));
    case 'router':
      return findRouter(clients, modelNameOf(launch));
    case 'prompt-optimisation':
      return findOptimisation(clients, jobNameOf(launch));
    default:
      return kind satisfies never;
  }
}

async function tunableModelIds(clients: Clients): Promise<string[]> {
  const { ListFoundationModelsCommand } = await import('@aws-sdk/client-bedrock');
  const client = await clients.bedrock();
  const { modelSummaries = [] } = await client.send(
    new ListFoundationModelsCommand({ byCustomizationType: 'FINE_TUNING' }),
  );
  return modelSummaries
    .filter((model) => model.modelLifecycle?.status !== 'LEGACY')
    .flatMap((model) => model.modelId ?? []);
}

async function findByName(clients: Clients, jobIdentifier: string): Promise<TrainingJob | undefined> {
  const { GetModelCustomizationJobCommand } = await import('@aws-sdk/client-bedrock');
  const client = await clients.bedrock();
  const found = await client.send(new GetModelCustomizationJobCommand({ jobIdentifier })).catch((error: unknown) => {
    if (failureKind(error) === 'missing') return undefined;
    throw error;
  });
  return found && jobOf(found);
}

function jobOf(found: GetModelCustomizationJobCommandOutput): TrainingJob {
  const outputUri = parseS3Uri(found.outputDataConfig?.s3Uri ?? '');
  if (!found.jobArn || !found.status || !outputUri)
    throw new Error('Bedrock answered a job without ARN, status or output');
  return {
    arn: found.jobArn,
    status: found.status,
    failureMessage: found.failureMessage,
    made: found.outputModelArn,
    startedAtMs: found.creationTime?.getTime() ?? 0,
    endedAtMs: found.endTime?.getTime(),
    outputUri,
  };
}

/** The metrics files are found by their names: the folders above them differ between AWS's pages and its samples. */
async function losses(clients: Clients, job: TrainingJob): Promise<{ training: LossPoint[]; validation: LossPoint[] }> {
  const { outputUri } = job;
  if (!outputUri) return { training: [], validation: [] };
  const jobId = job.arn.slice(job.arn.lastIndexOf('/') + 1);
  const keys = (await listKeys(clients, outputUri)).filter((key) => key.includes(jobId));
  const read = async (name: string) => {
    const key = keys.find((candidate) => candidate.endsWith(name));
    return key === undefined ? [] : parse(await readText(clients, { bucket: bucketOf(outputUri), key }), key);
  };
  return { training: await read('step_wise_training_metrics.csv'), validation: await read('validation_metrics.csv') };
}

function parse(csv: string, key: string): LossPoint[] {
  const points = readMetrics(csv);
  if (!points) throw new Error(`${key} does not have the columns that Bedrock documents`);
  return points;
}

async function listKeys(clients: Clients, uri: S3Uri): Promise<string[]> {
  const { paginateListObjectsV2 } = await import('@aws-sdk/client-s3');
  const client = await clients.s3();
  const keys: string[] = [];
  for await (const page of paginateListObjectsV2({ client }, { Bucket: bucketOf(uri), Prefix: keyOf(uri) })) {
    keys.push(...(page.Contents ?? []).flatMap((object) => object.Key ?? []));
  }
  return keys;
}

async function readText(clients: Clients, object: { bucket: string; key: string }): Promise<string> {
  const { GetObjectCommand } = await import('@aws-sdk/client-s3');
  const client = await clients.s3();
  const { Body } = await client.send(new GetObjectCommand({ Bucket: object.bucket, Key: object.key }));
  return (await Body?.transformToString()) ?? '';
}
