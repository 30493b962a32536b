import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { SendTaskSuccessCommand } from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lambda, lambdaWithToken, openStage, typesOf, until } from './stage.ts';
import { openTestBedrock } from './test-bedrock.ts';

const open: { close(): Promise<void> }[] = [];
let directory = '';
const stageHere = async (options: Parameters<typeof openStage>[0] = {}) => {
  const stage = await openStage({ directory, ...options });
  open.push(stage);
  return stage;
};

beforeEach(() => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'step-functions-'));
});
afterEach(async () => {
  for (const stage of open.splice(0)) await stage.close();
  fs.rmSync(directory, { recursive: true });
});

test('a token given out before a restart is good after it, and the function is not called again', async () => {
  const tokens: string[] = [];
  const functions = { ask: (payload: unknown) => void tokens.push((payload as { token: string }).token) };
  const first = await stageHere({ functions });
  const machine = await first.create({
    StartAt: 'A',
    States: { A: { Type: 'Pass', Result: { n: 1 }, Next: 'Ask' }, Ask: lambdaWithToken('ask', { End: true }) },
  });
  const executionArn = await first.start(machine);
  const taskToken = await until(() => tokens[0]);
  await first.service.idle();
  await first.close();

  const second = await stageHere({ functions });
  const waiting = await second.describe(executionArn);
  await second.sfn.send(new SendTaskSuccessCommand({ taskToken, output: '{"by":"U2"}' }));
  const ended = await second.ended(executionArn);

  expect(waiting.status).toBe('RUNNING');
  expect(ended.output).toBe('{"by":"U2"}');
  expect(tokens).toHaveLength(1);
  const history = await second.history(executionArn);
  expect(typesOf(history)).toEqual([
    'ExecutionStarted',
    ...['PassStateEntered', 'PassStateExited'],
    ...['TaskStateEntered', 'TaskScheduled', 'TaskStarted', 'TaskSubmitted', 'TaskSucceeded', 'TaskStateExited'],
    'ExecutionSucceeded',
  ]);
  expect(history.map(({ id }) => id)).toEqual(history.map((_, index) => index + 1));
});

test('a Wait goes on after a restart until its time, neither from the start nor at once', async () => {
  const first = await stageHere();
  const machine = await first.create({
    StartAt: 'W',
    States: { W: { Type: 'Wait', Seconds: 1000, Next: 'P' }, P: { Type: 'Pass', End: true } },
  });
  const executionArn = await first.start(machine, { a: 1 });
  first.clock.skip(400_000);
  const nowMs = first.clock.nowMs();
  await first.close();

  const second = await stageHere({ startMs: nowMs });
  second.clock.skip(500_000);
  await second.service.idle();
  const early = await second.describe(executionArn);
  second.clock.skip(101_000);
  const ended = await second.ended(executionArn);

  expect(early.status).toBe('RUNNING');
  expect(ended).toMatchObject({ status: 'SUCCEEDED', output: '{"a":1}' });
  expect(typesOf(await second.history(executionArn)).filter((type) => type === 'WaitStateEntered')).toHaveLength(1);
});

test('a deadline runs on while nothing runs', async () => {
  const first = await stageHere({ functions: { ask: () => null } });
  const machine = await first.create({
    StartAt: 'Ask',
    States: { Ask: lambdaWithToken('ask', { TimeoutSeconds: 3600, End: true }) },
  });
  const executionArn = await first.start(machine);
  await first.service.idle();
  const nowMs = first.clock.nowMs();
  await first.close();

  const second = await stageHere({ startMs: nowMs + 3_700_000 });
  const ended = await second.ended(executionArn);

  expect(ended).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
});

test('a job that trained during the restart is waited for, not bought again', async () => {
  const bedrock = openTestBedrock();
  const first = await stageHere({ bedrock });
  const machine = await first.create({
    StartAt: 'Train',
    States: {
      Train: {
        Type: 'Task',
        Resource: 'arn:aws:states:::bedrock:createModelCustomizationJob.sync',
        Parameters: {
          BaseModelIdentifier: 'amazon.nova-lite-v1:0:300k',
          JobName: 'lch-1',
          CustomModelName: 'contracts',
          RoleArn: 'arn:aws:iam::123456789012:role/train',
          TrainingDataConfig: { S3Uri: 's3://data/train.jsonl' },
          OutputDataConfig: { S3Uri: 's3://data/out/' },
        },
        End: true,
      },
    },
  });
  const executionArn = await first.start(machine);
  const job = await until(() => bedrock.jobs[0]);
  await first.service.idle();
  await first.close();

  job.status = 'Completed';
  const second = await stageHere({ bedrock });
  const ended = await second.ended(executionArn);

  expect(JSON.parse(ended.output ?? '')).toMatchObject({ JobArn: job.jobArn, Status: 'Completed' });
  expect(bedrock.jobs).toHaveLength(1);
  expect(typesOf(await second.history(executionArn)).filter((type) => type === 'TaskScheduled')).toHaveLength(1);
});

test('inside a Map, what is done stays done and what waits goes on waiting', async () => {
  const calls: string[] = [];
  const tokens: string[] = [];
  const functions = {
    work: (payload: unknown) => void calls.push(String(payload)),
    ask: (payload: unknown) => void tokens.push((payload as { token: string }).token),
  };
  const first = await stageHere({ functions });
  const machine = await first.create({
    StartAt: 'Each',
    States: {
      Each: {
        Type: 'Map',
        ItemProcessor: {
          StartAt: 'Work',
          States: {
            Work: lambda('work', { ResultPath: null, Next: 'Kind' }),
            Kind: { Type: 'Choice', Choices: [{ Variable: '$', StringEquals: 'b', Next: 'Ask' }], Default: 'Done' },
            Ask: lambdaWithToken('ask', { End: true }),
            Done: { Type: 'Pass', End: true },
          },
        },
        End: true,
      },
    },
  });
  const executionArn = await first.start(machine, ['a', 'b']);
  const taskToken = await until(() => tokens[0]);
  await first.service.idle();
  await first.close();

  const second = await stageHere({ functions });
  await second.sfn.send(new SendTaskSuccessCommand({ taskToken, output: '"yes"' }));
  const ended = await second.ended(executionArn);

  expect(ended.output).toBe('["a","yes"]');
  expect(calls.sort()).toEqual(['a', 'b']);
  expect(tokens).toHaveLength(1);
});

test('an execution keeps the definition that it started with when a new one is deployed', async () => {
  const definition = (result: number) =>
    JSON.stringify({
      StartAt: 'W',
      States: { W: { Type: 'Wait', Seconds: 60, Next: 'P' }, P: { Type: 'Pass', Result: result, End: true } },
    });
  const roleArn = 'arn:aws:iam::123456789012:role/test';
  const first = await stageHere();
  const { stateMachineArn } = first.service.createStateMachine({ name: 'm', definition: definition(1), roleArn });
  const executionArn = await first.start(stateMachineArn);
  await first.close();

  const second = await stageHere();
  second.service.createStateMachine({ name: 'm', definition: definition(2), roleArn });
  const newer = await second.start(stateMachineArn);
  second.clock.skip(61_000);

  expect((await second.ended(executionArn)).output).toBe('1');
  expect((await second.ended(newer)).output).toBe('2');
});

test('events that a crash left behind the record are cut off', async () => {
  const first = await stageHere();
  const machine = await first.create({ StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 60, End: true } } });
  const executionArn = await first.start(machine);
  await first.close();
  const folder = path.join(directory, 'executions');
  const log = fs.readdirSync(folder).find((name) => name.endsWith('.history.jsonl')) ?? '';
  fs.appendFileSync(path.join(folder, log), '{"id":3,"previousEventId":2,"timest');

  const second = await stageHere();
  second.clock.skip(61_000);
  await second.ended(executionArn);

  expect(typesOf(await second.history(executionArn))).toEqual([
    'ExecutionStarted',
    'WaitStateEntered',
    'WaitStateExited',
    'ExecutionSucceeded',
  ]);
});

test('wherever the process dies, the next one brings the execution to the same end', async () => {
  const copies: string[] = [];
  const work = (payload: unknown) => {
    const copy = `${directory}-${copies.length}`;
    fs.cpSync(directory, copy, { recursive: true });
    copies.push(copy);
    return `${payload}!`;
  };
  const step = (more: object) => lambda('work', { OutputPath: '$.Payload', ...more });
  const branch = { StartAt: 'X', States: { X: step({ Next: 'Y' }), Y: step({ End: true }) } };
  const first = await stageHere({ functions: { work } });
  const machine = await first.create({
    StartAt: 'A',
    States: {
      A: step({ Next: 'Both' }),
      Both: {
        Type: 'Parallel',
        Branches: [branch, { ...branch, StartAt: 'Z', States: { Z: step({ End: true }) } }],
        Next: 'Each',
      },
      Each: {
        Type: 'Map',
        MaxConcurrency: 1,
        ItemProcessor: { StartAt: 'I', States: { I: step({ End: true }) } },
        End: true,
      },
    },
  });
  const executionArn = await first.start(machine, 'go');
  const { output } = await first.ended(executionArn);
  const made = copies.splice(0);

  const outputs: unknown[] = [];
  for (const copy of made) {
    const next = await stageHere({ directory: copy, functions: { work: (payload) => `${payload}!` } });
    outputs.push((await next.ended(executionArn)).output);
    await next.close();
    fs.rmSync(copy, { recursive: true });
  }

  expect(output).toBe('["go!!!!","go!!!"]');
  expect(outputs).toEqual(made.map(() => output));
  expect(made).toHaveLength(6);
});

test('a token is answered even before the rest of the sandbox is up', async () => {
  const tokens: string[] = [];
  const ask = (payload: unknown) => void tokens.push((payload as { token: string }).token);
  const first = await stageHere({ functions: { ask } });
  const machine = await first.create({ StartAt: 'Ask', States: { Ask: lambdaWithToken('ask', { End: true }) } });
  const executionArn = await first.start(machine);
  const taskToken = await until(() => tokens[0]);
  await first.service.idle();
  await first.close();
  const up = Promise.withResolvers<void>();

  const second = await stageHere({ ready: up.promise });
  await second.sfn.send(new SendTaskSuccessCommand({ taskToken, output: '1' }));
  const again = second.sfn.send(new SendTaskSuccessCommand({ taskToken, output: '2' }));
  await expect(again).rejects.toMatchObject({ name: 'TaskTimedOut' });
  await second.service.idle();
  const before = await second.describe(executionArn);
  up.resolve();
  const ended = await second.ended(executionArn);

  expect(before.status).toBe('RUNNING');
  expect(ended.output).toBe('1');
});

test('a token whose time ran out while nothing ran is not answered', async () => {
  const tokens: string[] = [];
  const ask = (payload: unknown) => void tokens.push((payload as { token: string }).token);
  const first = await stageHere({ functions: { ask } });
  const limited = lambdaWithToken('ask', { TimeoutSeconds: 3600, End: true });
  await first.start(await first.create({ StartAt: 'Ask', States: { Ask: limited } }));
  const taskToken = await until(() => tokens[0]);
  await first.service.idle();
  const nowMs = first.clock.nowMs();
  await first.close();

  const second = await stageHere({ startMs: nowMs + 3_700_000, ready: new Promise(() => undefined) });
  const late = second.sfn.send(new SendTaskSuccessCommand({ taskToken, output: '1' }));

  await expect(late).rejects.toMatchObject({ name: 'TaskTimedOut' });
});
