import type { GetModelCustomizationJobCommandOutput } from '@aws-sdk/client-bedrock';
import type { Losses } from '@rung/core/evaluation/loss-verdict.ts';
import { readMetrics } from '@rung/core/evaluation/read-metrics.ts';
import type { OfferedModel, ReadyRouter } from '@rung/core/launch/form-choices.ts';
import { jobNameOf, modelNameOf } from '@rung/core/launch/launch.ts';
import type { TaggedJob, TrainingJob, TrainingJobs } from '@rung/core/ports.ts';
import { bucketOf, keyOf, parseS3Uri, type S3Uri } from '@rung/core/s3-uri.ts';
import type { AwsClients } from './clients.ts';
import { failureKind } from './failure.ts';
import { findImport, findOptimisation, findRouter, startOptimisation } from './other-jobs.ts';

type Clients = Pick<AwsClients, 'bedrock' | 's3'>;

/** The tag that the workflow puts on every job and model that it makes. */
const LAUNCH_TAG = 'rung:launch';

/** What launches ask Bedrock for, and what it writes to S3. */
export function trainingJobs(clients: Clients): TrainingJobs {
  return {
    offered: (patience) => offered(clients, patience),
    readyRouters: (patience) => readyRouters(clients, patience),
    find: (launch) => find(clients, launch),
    stop: (launch) => stop(clients, jobNameOf(launch)),
    running: () => running(clients),
    underWay: () => underWay(clients),
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

type Patience = { readonly withinMs: number } | undefined;

const until = (patience: Patience) => (patience ? { abortSignal: AbortSignal.timeout(patience.withinMs) } : {});

async function offered(clients: Clients, patience: Patience): Promise<OfferedModel[]> {
  const { ListFoundationModelsCommand } = await import('@aws-sdk/client-bedrock');
  const client = await clients.bedrock();
  const { modelSummaries = [] } = await client.send(new ListFoundationModelsCommand({}), until(patience));
  return modelSummaries.flatMap(({ modelId, customizationsSupported = [], modelLifecycle }) =>
    modelId
      ? [
          {
            id: modelId,
            customizations: customizationsSupported,
            isLegacy: modelLifecycle?.status === 'LEGACY',
            endOfLifeMs: modelLifecycle?.endOfLifeTime?.getTime(),
          },
        ]
      : [],
  );
}

async function readyRouters(clients: Clients, patience: Patience): Promise<ReadyRouter[]> {
  const { ListPromptRoutersCommand } = await import('@aws-sdk/client-bedrock');
  const client = await clients.bedrock();
  const { promptRouterSummaries = [] } = await client.send(
    new ListPromptRoutersCommand({ type: 'default' }),
    until(patience),
  );
  return promptRouterSummaries.flatMap(({ promptRouterName: name, promptRouterArn: arn }) =>
    name && arn ? [{ name, arn }] : [],
  );
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
    progress: progressOf(found),
    failureMessage: found.failureMessage,
    made: found.outputModelArn,
    startedAtMs: found.creationTime?.getTime() ?? 0,
    endedAtMs: found.endTime?.getTime(),
    outputUri,
  };
}

/** The phases are filled for fine-tuning too, although the API's page speaks of distillation (field reports, 2026-08). */
function progressOf({ statusDetails }: GetModelCustomizationJobCommandOutput): TrainingJob['progress'] {
  const hasBegun = (phase: { status?: string | undefined } | undefined) =>
    phase?.status !== undefined && phase.status !== 'NotStarted';
  if (hasBegun(statusDetails?.trainingDetails)) return 'training';
  if (hasBegun(statusDetails?.dataProcessingDetails)) return 'processing';
  return hasBegun(statusDetails?.validationDetails) ? 'validating' : 'accepted';
}

async function stop(clients: Clients, jobIdentifier: string): Promise<'stopping' | 'ended' | 'missing'> {
  const { StopModelCustomizationJobCommand } = await import('@aws-sdk/client-bedrock');
  const client = await clients.bedrock();
  return client.send(new StopModelCustomizationJobCommand({ jobIdentifier })).then(
    () => 'stopping' as const,
    (error: unknown) => {
      const kind = failureKind(error);
      if (kind === 'missing') return 'missing' as const;
      if (kind === 'conflict') return 'ended' as const;
      throw error;
    },
  );
}

/** A job is ours by its tag, wherever its record may be. */
async function underWay(clients: Clients): Promise<number> {
  const { paginateListModelCustomizationJobs } = await import('@aws-sdk/client-bedrock');
  const client = await clients.bedrock();
  let count = 0;
  for await (const page of paginateListModelCustomizationJobs({ client }, { statusEquals: 'InProgress' })) {
    count += page.modelCustomizationJobSummaries?.length ?? 0;
  }
  return count;
}

async function running(clients: Clients): Promise<TaggedJob[]> {
  const { ListTagsForResourceCommand, paginateListModelCustomizationJobs } = await import('@aws-sdk/client-bedrock');
  const client = await clients.bedrock();
  const found: TaggedJob[] = [];
  for await (const page of paginateListModelCustomizationJobs({ client }, { statusEquals: 'InProgress' })) {
    for (const { jobArn = '', jobName = '' } of page.modelCustomizationJobSummaries ?? []) {
      const { tags = [] } = await client.send(new ListTagsForResourceCommand({ resourceARN: jobArn }));
      const launch = tags.find(({ key }) => key === LAUNCH_TAG)?.value;
      if (launch !== undefined) found.push({ arn: jobArn, name: jobName, launch });
    }
  }
  return found;
}

/** The metrics files are found by their names: the folders above them differ between AWS's pages and its samples. */
async function losses(clients: Clients, job: TrainingJob): Promise<Losses | { readonly unreadable: string }> {
  const { outputUri } = job;
  if (!outputUri) return { training: [], validation: [] };
  const jobId = job.arn.slice(job.arn.lastIndexOf('/') + 1);
  const keys = (await listKeys(clients, outputUri)).filter((key) => key.includes(jobId));
  const read = async (name: string) => {
    const key = keys.find((candidate) => candidate.endsWith(name));
    return key === undefined ? [] : readMetrics(await readText(clients, { bucket: bucketOf(outputUri), key }));
  };
  const [training, validation] = [await read('step_wise_training_metrics.csv'), await read('validation_metrics.csv')];
  if (training && validation) return { training, validation };
  return { unreadable: 'The metrics that the job wrote do not have the columns that Bedrock documents.' };
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
