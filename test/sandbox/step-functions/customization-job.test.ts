import { StopExecutionCommand } from '@aws-sdk/client-sfn';
import { afterEach, expect, test } from 'vitest';
import { openStage, typesOf, until } from './stage.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const stage of open.splice(0)) await stage.close();
});

const PARAMETERS = {
  BaseModelIdentifier: 'amazon.nova-lite-v1:0:300k',
  CustomizationType: 'FINE_TUNING',
  'JobName.$': '$.job',
  CustomModelName: 'contracts',
  RoleArn: 'arn:aws:iam::123456789012:role/train',
  HyperParameters: { epochCount: '2', learningRate: '0.00001' },
  TrainingDataConfig: { S3Uri: 's3://data/train.jsonl' },
  OutputDataConfig: { S3Uri: 's3://data/out/' },
};

async function trainingStage(more: object = {}) {
  const stage = await openStage({ speed: 2000 });
  open.push(stage);
  const Resource = 'arn:aws:states:::bedrock:createModelCustomizationJob.sync';
  const machine = await stage.create({
    StartAt: 'Train',
    States: {
      Train: { Type: 'Task', Resource, Parameters: PARAMETERS, End: true, ...more },
      Adopt: { Type: 'Pass', Parameters: { 'why.$': '$.Error' }, End: true },
    },
  });
  return { ...stage, machine };
}

/** Without `Adopt` the validator would find it unreachable; every machine here can reach it. */
const CONFLICT = { Catch: [{ ErrorEquals: ['Bedrock.ConflictException'], Next: 'Adopt' }] };

test('.sync waits until the job is Completed and gives it in PascalCase, maps as they are', async () => {
  const stage = await trainingStage(CONFLICT);
  const executionArn = await stage.start(stage.machine, { job: 'lch-1' });
  const job = await until(() => stage.bedrock.jobs[0]);

  const before = await stage.describe(executionArn);
  job.status = 'Completed';
  const ended = await stage.ended(executionArn);

  expect(before.status).toBe('RUNNING');
  expect(job.input).toMatchObject({ jobName: 'lch-1', trainingDataConfig: { s3Uri: 's3://data/train.jsonl' } });
  const output = JSON.parse(ended.output ?? '');
  expect(output).toMatchObject({
    JobArn: job.jobArn,
    Status: 'Completed',
    HyperParameters: { epochCount: '2' },
    TrainingDataConfig: { S3Uri: 's3://data/train.jsonl' },
    CreationTime: '2026-01-02T03:04:05.000Z',
  });
  expect(output).not.toHaveProperty('$metadata');
  expect(typesOf(await stage.history(executionArn))).toContain('TaskSubmitted');
});

test('.sync without a stated token gives the same attempt the same token', async () => {
  const stage = await trainingStage(CONFLICT);

  await stage.start(stage.machine, { job: 'lch-1' });
  const job = await until(() => stage.bedrock.jobs[0]);

  expect(job.input['clientRequestToken']).toMatch(/^[0-9a-f]{64}$/);
});

for (const status of ['Failed', 'Stopped'] as const)
  test(`.sync of a job that is ${status} is States.TaskFailed with the job as its cause`, async () => {
    const stage = await trainingStage(CONFLICT);
    const executionArn = await stage.start(stage.machine, { job: 'lch-1' });

    (await until(() => stage.bedrock.jobs[0])).status = status;
    const ended = await stage.ended(executionArn);

    expect(ended).toMatchObject({ status: 'FAILED', error: 'States.TaskFailed' });
    expect(JSON.parse(ended.cause ?? '')).toMatchObject({ JobName: 'lch-1', Status: status });
  });

test('stopping the execution stops the job', async () => {
  const stage = await trainingStage(CONFLICT);
  const executionArn = await stage.start(stage.machine, { job: 'lch-1' });
  const job = await until(() => stage.bedrock.jobs[0]);

  await stage.sfn.send(new StopExecutionCommand({ executionArn, error: 'Cancelled', cause: 'by U2' }));
  const stopped = await until(() => (job.status === 'Stopped' ? job : undefined));
  const ended = await stage.describe(executionArn);

  expect(stopped.status).toBe('Stopped');
  expect(ended).toMatchObject({ status: 'ABORTED', error: 'Cancelled', cause: 'by U2' });
  expect(typesOf(await stage.history(executionArn)).slice(-2)).toEqual(['TaskStateAborted', 'ExecutionAborted']);
});

test('a job that outlasts TimeoutSeconds is stopped and the task is States.Timeout', async () => {
  const stage = await trainingStage({ ...CONFLICT, TimeoutSeconds: 600 });
  const executionArn = await stage.start(stage.machine, { job: 'lch-1' });
  const job = await until(() => stage.bedrock.jobs[0]);

  const ended = await stage.ended(executionArn);
  const stopped = await until(() => (job.status === 'Stopped' ? job : undefined));

  expect(ended).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
  expect(stopped.status).toBe('Stopped');
});

test('a name that is taken is Bedrock.ConflictException, which can be caught', async () => {
  const stage = await trainingStage(CONFLICT);
  await stage.start(stage.machine, { job: 'same' });
  await until(() => stage.bedrock.jobs[0]);

  const ended = await stage.ended(await stage.start(stage.machine, { job: 'same' }));

  expect(JSON.parse(ended.output ?? '')).toEqual({ why: 'Bedrock.ConflictException' });
  expect(stage.bedrock.jobs).toHaveLength(1);
});

test('without .sync the task ends with the ARN of the job', async () => {
  const stage = await trainingStage({
    ...CONFLICT,
    Resource: 'arn:aws:states:::bedrock:createModelCustomizationJob',
  });

  const ended = await stage.ended(await stage.start(stage.machine, { job: 'lch-1' }));

  expect(JSON.parse(ended.output ?? '')).toEqual({ JobArn: stage.bedrock.jobs[0]?.jobArn });
});

test('an SDK integration calls the operation it names, and its errors carry the name of the service', async () => {
  const stage = await openStage();
  open.push(stage);
  const machine = await stage.create({
    StartAt: 'Get',
    States: {
      Get: {
        Type: 'Task',
        Resource: 'arn:aws:states:::aws-sdk:bedrock:getModelCustomizationJob',
        Parameters: { 'JobIdentifier.$': '$.job' },
        End: true,
      },
    },
  });

  const ended = await stage.ended(await stage.start(machine, { job: 'absent-job' }));

  expect(ended).toMatchObject({ status: 'FAILED', error: 'Bedrock.ResourceNotFoundException' });
});
