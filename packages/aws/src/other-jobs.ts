import type { CreateAdvancedPromptOptimizationJobCommandInput } from '@aws-sdk/client-bedrock';
import type { AwsRequest } from '@rung/core/launch/aws-request.ts';
import type { TrainingJob } from '@rung/core/ports.ts';
import { parseS3Uri } from '@rung/core/s3-uri.ts';
import type { AwsClients } from './clients.ts';
import { failureKind } from './failure.ts';

type Clients = Pick<AwsClients, 'bedrock'>;

/** A model import job, by its name. */
export async function findImport(clients: Clients, jobIdentifier: string): Promise<TrainingJob | undefined> {
  const { GetModelImportJobCommand } = await import('@aws-sdk/client-bedrock');
  const client = await clients.bedrock();
  const found = await client.send(new GetModelImportJobCommand({ jobIdentifier })).catch(unlessMissing);
  if (!found) return undefined;
  if (!found.jobArn || !found.status) throw new Error('Bedrock answered an import job without ARN or status');
  return {
    arn: found.jobArn,
    status: found.status,
    progress: 'accepted',
    failureMessage: found.failureMessage,
    made: found.importedModelArn,
    startedAtMs: found.creationTime?.getTime() ?? 0,
    endedAtMs: found.endTime?.getTime(),
    outputUri: undefined,
  };
}

/** A prompt router of ours: Bedrock finds it by ARN only, so the list is read until its name comes. */
export async function findRouter(clients: Clients, name: string): Promise<TrainingJob | undefined> {
  const { paginateListPromptRouters } = await import('@aws-sdk/client-bedrock');
  const client = await clients.bedrock();
  for await (const page of paginateListPromptRouters({ client }, { type: 'custom' })) {
    const router = page.promptRouterSummaries?.find(({ promptRouterName }) => promptRouterName === name);
    if (!router?.promptRouterArn) continue;
    const atMs = router.createdAt?.getTime() ?? 0;
    return {
      arn: router.promptRouterArn,
      status: 'Completed',
      progress: 'accepted',
      failureMessage: undefined,
      made: router.promptRouterArn,
      startedAtMs: atMs,
      endedAtMs: atMs,
      outputUri: undefined,
    };
  }
  return undefined;
}

/** A prompt optimisation job: Bedrock finds it by ARN only, so the list is asked for its name first. */
export async function findOptimisation(clients: Clients, name: string): Promise<TrainingJob | undefined> {
  const { GetAdvancedPromptOptimizationJobCommand, paginateListAdvancedPromptOptimizationJobs } = await import(
    '@aws-sdk/client-bedrock'
  );
  const client = await clients.bedrock();
  for await (const page of paginateListAdvancedPromptOptimizationJobs({ client }, {})) {
    const listed = page.jobSummaries?.find(({ jobName }) => jobName === name);
    if (!listed?.jobArn) continue;
    const job = await client.send(new GetAdvancedPromptOptimizationJobCommand({ jobIdentifier: listed.jobArn }));
    if (!job.jobArn || !job.jobStatus) throw new Error('Bedrock answered a job without ARN or status');
    return {
      arn: job.jobArn,
      status: STATUSES[job.jobStatus],
      progress: 'accepted',
      failureMessage: job.failureMessage,
      made: job.outputConfig?.s3Uri,
      startedAtMs: job.creationTime?.getTime() ?? 0,
      endedAtMs: job.lastModifiedTime?.getTime(),
      outputUri: parseS3Uri(job.outputConfig?.s3Uri ?? ''),
    };
  }
  return undefined;
}

/** Part of the prompts is a result to read; the failure message says what is missing. */
const STATUSES = {
  InProgress: 'InProgress',
  Completed: 'Completed',
  PartiallyCompleted: 'Completed',
  Failed: 'Failed',
  Stopping: 'Stopping',
  Stopped: 'Stopped',
  Deleting: 'Stopped',
} as const satisfies Readonly<Record<string, TrainingJob['status']>>;

/** The one call that Rung makes itself: Step Functions refuses a whole workflow over an operation that it does not know yet. */
export async function startOptimisation(clients: Clients, request: AwsRequest['request']): Promise<void> {
  const { CreateAdvancedPromptOptimizationJobCommand } = await import('@aws-sdk/client-bedrock');
  const client = await clients.bedrock();
  const input = lowerFirst(request) as CreateAdvancedPromptOptimizationJobCommandInput;
  await client.send(new CreateAdvancedPromptOptimizationJobCommand(input));
}

/** The same request by the names that the SDK gives its members; in this one no map has keys that are data. */
function lowerFirst(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowerFirst);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name.charAt(0).toLowerCase() + name.slice(1), lowerFirst(member)]),
  );
}

function unlessMissing(error: unknown): undefined {
  if (failureKind(error) === 'missing') return undefined;
  throw error;
}
