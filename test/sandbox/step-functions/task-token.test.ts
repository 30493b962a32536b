import { SendTaskFailureCommand, SendTaskHeartbeatCommand, SendTaskSuccessCommand } from '@aws-sdk/client-sfn';
import { afterEach, expect, test } from 'vitest';
import { errorNamed, lambda, lambdaWithToken, openStage, typesOf, until } from './stage.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const stage of open.splice(0)) await stage.close();
});

/** A machine that asks for an approval and waits; `carried` are the tokens that the asking function was given. */
async function approvalStage(more: object = {}) {
  const carried: string[] = [];
  const ask = (payload: unknown) => {
    carried.push((payload as { token: string }).token);
    return { asked: true };
  };
  const stage = await openStage({ functions: { ask } });
  open.push(stage);
  const machine = await stage.create({
    StartAt: 'Authorise',
    States: {
      Authorise: lambdaWithToken('ask', {
        ResultPath: '$.decision',
        Catch: [{ ErrorEquals: ['Denied'], ResultPath: '$.denied', Next: 'Denied' }],
        Next: 'Go',
        ...more,
      }),
      Go: { Type: 'Succeed' },
      Denied: { Type: 'Fail', ErrorPath: '$.denied.Error', CausePath: '$.denied.Cause' },
    },
  });
  const executionArn = await stage.start(machine, { id: 'lch_1' });
  const taskToken = await until(() => carried[0]);
  await stage.service.idle();
  return { ...stage, executionArn, taskToken };
}

test('an approval lets the execution go on with what was answered', async () => {
  const stage = await approvalStage();

  await stage.sfn.send(new SendTaskSuccessCommand({ taskToken: stage.taskToken, output: '{"by":"U2"}' }));
  const ended = await stage.ended(stage.executionArn);

  expect(JSON.parse(ended.output ?? '')).toEqual({ id: 'lch_1', decision: { by: 'U2' } });
  expect(typesOf(await stage.history(stage.executionArn)).slice(1, 7)).toEqual([
    'TaskStateEntered',
    'TaskScheduled',
    'TaskStarted',
    'TaskSubmitted',
    'TaskSucceeded',
    'TaskStateExited',
  ]);
});

test('a denial is an error that is caught by its name', async () => {
  const stage = await approvalStage();

  await stage.sfn.send(new SendTaskFailureCommand({ taskToken: stage.taskToken, error: 'Denied', cause: 'too dear' }));
  const ended = await stage.ended(stage.executionArn);

  expect(ended).toMatchObject({ status: 'FAILED', error: 'Denied', cause: 'too dear' });
});

test('an approval that nobody gives expires with TimeoutSeconds, and its token with it', async () => {
  const stage = await approvalStage({ TimeoutSeconds: 3600 });

  stage.clock.skip(3_601_000);
  const ended = await stage.ended(stage.executionArn);
  const late = stage.sfn.send(new SendTaskSuccessCommand({ taskToken: stage.taskToken, output: '{}' }));

  expect(ended).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
  await expect(late).rejects.toMatchObject({ name: 'TaskTimedOut' });
});

test('heartbeats keep a task alive; without them it is States.HeartbeatTimeout', async () => {
  const stage = await approvalStage({ HeartbeatSeconds: 60 });
  const beat = () => stage.sfn.send(new SendTaskHeartbeatCommand({ taskToken: stage.taskToken }));

  for (let beats = 0; beats < 3; beats += 1) {
    stage.clock.skip(50_000);
    await beat();
  }
  const alive = await stage.describe(stage.executionArn);
  stage.clock.skip(61_000);
  const ended = await stage.ended(stage.executionArn);

  expect(alive.status).toBe('RUNNING');
  expect(ended).toMatchObject({ status: 'FAILED', error: 'States.HeartbeatTimeout' });
});

test('of many answers at once one counts and every other hears TaskTimedOut', async () => {
  const stage = await approvalStage();
  const answer = (by: number) =>
    stage.sfn.send(new SendTaskSuccessCommand({ taskToken: stage.taskToken, output: JSON.stringify({ by }) }));

  const answers = await Promise.allSettled(Array.from({ length: 12 }, (_, by) => answer(by)));
  const ended = await stage.ended(stage.executionArn);

  const taken = answers.flatMap(({ status }, by) => (status === 'fulfilled' ? [by] : []));
  expect(taken).toHaveLength(1);
  expect(JSON.parse(ended.output ?? '').decision).toEqual({ by: taken[0] });
  for (const refused of answers.filter(({ status }) => status === 'rejected'))
    expect(refused).toMatchObject({ reason: { name: 'TaskTimedOut' } });
});

test('an answer that comes while the function still runs counts', async () => {
  const stage = await openStage({
    functions: {
      async ask(payload) {
        const { token } = payload as { token: string };
        await stage.sfn.send(new SendTaskSuccessCommand({ taskToken: token, output: '"at once"' }));
      },
    },
  });
  open.push(stage);
  const machine = await stage.create({ StartAt: 'A', States: { A: lambdaWithToken('ask', { End: true }) } });

  const ended = await stage.ended(await stage.start(machine));

  expect(ended.output).toBe('"at once"');
});

test('a function that fails to carry the token away fails the task, and the token is dead', async () => {
  let carried = '';
  const ask = (payload: unknown) => {
    carried = (payload as { token: string }).token;
    throw errorNamed('SlackDown', 'no reply');
  };
  const stage = await openStage({ functions: { ask } });
  open.push(stage);
  const machine = await stage.create({ StartAt: 'A', States: { A: lambdaWithToken('ask', { End: true }) } });

  const ended = await stage.ended(await stage.start(machine));
  const late = stage.sfn.send(new SendTaskSuccessCommand({ taskToken: carried, output: '{}' }));

  expect(ended).toMatchObject({ status: 'FAILED', error: 'SlackDown' });
  await expect(late).rejects.toMatchObject({ name: 'TaskTimedOut' });
});

test('an unknown token is InvalidToken, an output that is not JSON is InvalidOutput and leaves the token open', async () => {
  const stage = await approvalStage();
  const success = (taskToken: string, output: string) =>
    stage.sfn.send(new SendTaskSuccessCommand({ taskToken, output }));

  await expect(success('made-up', '{}')).rejects.toMatchObject({ name: 'InvalidToken' });
  await expect(success(stage.taskToken, '{by:')).rejects.toMatchObject({ name: 'InvalidOutput' });
  await success(stage.taskToken, '{}');

  expect((await stage.ended(stage.executionArn)).status).toBe('SUCCEEDED');
});

test('each attempt has a token of its own, and retries of an ordinary task have none', async () => {
  const tokens: string[] = [];
  const ask = (payload: unknown) => {
    tokens.push((payload as { token: string }).token);
    if (tokens.length === 1) throw errorNamed('SlackDown', 'no reply');
  };
  const stage = await openStage({ functions: { ask, echo: (payload) => payload }, speed: 1000 });
  open.push(stage);
  const retry = [{ ErrorEquals: ['SlackDown'], IntervalSeconds: 1 }];
  const machine = await stage.create({
    StartAt: 'A',
    States: { A: lambdaWithToken('ask', { Retry: retry, Next: 'B' }), B: lambda('echo', { End: true }) },
  });
  const executionArn = await stage.start(machine);

  const second = await until(() => tokens[1]);
  await stage.service.idle();
  await stage.sfn.send(new SendTaskSuccessCommand({ taskToken: second, output: '{}' }));

  expect((await stage.ended(executionArn)).status).toBe('SUCCEEDED');
  expect(tokens[0]).not.toBe(tokens[1]);
});
