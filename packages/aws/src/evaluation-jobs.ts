import type { CreateEvaluationJobCommandInput, EvaluationTaskType } from '@aws-sdk/client-bedrock';
import type { EvaluationJob, EvaluationJobs, EvaluationOrder } from '@rung/core/evaluation/evaluation-job/ports.ts';
import type { AwsClients } from './clients.ts';
import { failureKind, unlessMissing } from './failure.ts';

type Clients = Pick<AwsClients, 'bedrock'>;

/** Evaluation jobs in Bedrock over answers that are there already. */
export function evaluationJobs(clients: Clients): EvaluationJobs {
  return {
    make: (order) => make(clients, order),
    find: (name) => find(clients, name),
    stop: (arn) => stop(clients, arn),
  };
}

/**
 * AWS's guide starts every job that has an evaluator model by this task type (model-evaluation-jobs-management-create-judge, read
 * 2026-11-27), which its API's own enum lacks. People who run such jobs over own responses say that AWS refuses Custom and
 * Generation, of that enum, and takes General (field reports, 2026-11).
 */
const TASK_TYPE = 'General' as EvaluationTaskType;

async function make(clients: Clients, order: EvaluationOrder): ReturnType<EvaluationJobs['make']> {
  const { CreateEvaluationJobCommand } = await import('@aws-sdk/client-bedrock');
  const client = await clients.bedrock();
  return client.send(new CreateEvaluationJobCommand(requestOf(order))).then(
    () => ({ kind: 'made' }),
    (error: unknown) => refused(error),
  );
}

/** The same name or token again is the same job: whatever AWS says to that, it is looked up by its name. */
function refused(error: unknown): Awaited<ReturnType<EvaluationJobs['make']>> {
  switch (failureKind(error)) {
    case 'conflict':
      return { kind: 'made' };
    case 'broken':
    case 'denied':
    case 'missing':
      return { kind: 'refused', why: (error as Error).message };
    default:
      throw error;
  }
}

function requestOf({ name, arm, dataset, results, plan, tags }: EvaluationOrder): CreateEvaluationJobCommandInput {
  return {
    jobName: name,
    clientRequestToken: name,
    applicationType: 'ModelEvaluation',
    roleArn: plan.roleArn,
    ...(plan.key === undefined ? {} : { customerEncryptionKeyId: plan.key }),
    jobTags: Object.entries(tags).map(([key, value]) => ({ key, value })),
    evaluationConfig: {
      automated: {
        datasetMetricConfigs: [
          {
            taskType: TASK_TYPE,
            dataset: { name: arm, datasetLocation: { s3Uri: dataset } },
            metricNames: [...plan.metrics],
          },
        ],
        evaluatorModelConfig: { bedrockEvaluatorModels: [{ modelIdentifier: plan.evaluator }] },
      },
    },
    inferenceConfig: { models: [{ precomputedInferenceSource: { inferenceSourceIdentifier: arm } }] },
    outputDataConfig: { s3Uri: results },
  };
}

/** Bedrock finds an evaluation job by its ARN only, so the list is asked for its name first. */
async function find(clients: Clients, name: string): Promise<EvaluationJob | undefined> {
  const { GetEvaluationJobCommand, paginateListEvaluationJobs } = await import('@aws-sdk/client-bedrock');
  const client = await clients.bedrock();
  for await (const page of paginateListEvaluationJobs({ client }, { nameContains: name })) {
    const listed = page.jobSummaries?.find(({ jobName }) => jobName === name);
    if (!listed?.jobArn) continue;
    const job = await unlessMissing(client.send(new GetEvaluationJobCommand({ jobIdentifier: listed.jobArn })));
    if (!job) return undefined;
    if (!job.jobArn || !job.status) throw new Error('Bedrock answered an evaluation job without ARN or status');
    return {
      arn: job.jobArn,
      status: job.status === 'Deleting' ? 'Stopped' : job.status,
      why: (job.failureMessages ?? []).join(' '),
      changedAtMs: (job.lastModifiedTime ?? job.creationTime)?.getTime() ?? 0,
    };
  }
  return undefined;
}

async function stop(clients: Clients, jobIdentifier: string): Promise<void> {
  const { StopEvaluationJobCommand } = await import('@aws-sdk/client-bedrock');
  const client = await clients.bedrock();
  await client.send(new StopEvaluationJobCommand({ jobIdentifier })).catch((error: unknown) => {
    const kind = failureKind(error);
    if (kind !== 'conflict' && kind !== 'missing') throw error;
  });
}
