import { afterEach, expect, test } from 'vitest';
import { errorNamed, lambda, openStage, type StageOptions, typesOf } from './stage.ts';

const open: { close(): Promise<void> }[] = [];
const stageWith = async (options: StageOptions) => {
  const stage = await openStage(options);
  open.push(stage);
  return stage;
};
afterEach(async () => {
  for (const stage of open.splice(0)) await stage.close();
});

test('a function, a choice, a retry and a catch lead to the right end, and the history says how', async () => {
  let calls = 0;
  const flaky = () => {
    calls += 1;
    if (calls < 3) throw errorNamed('Throttled', 'later');
    return { rows: 12 };
  };
  const broken = () => {
    throw errorNamed('BadRows', 'row 7');
  };
  const stage = await stageWith({ functions: { flaky, broken }, speed: 600 });
  const retry = [{ ErrorEquals: ['Throttled'], IntervalSeconds: 30, MaxAttempts: 3, BackoffRate: 2 }];
  const machine = await stage.create({
    StartAt: 'Count',
    States: {
      Count: lambda('flaky', {
        Retry: retry,
        ResultSelector: { 'rows.$': '$.Payload.rows' },
        ResultPath: '$.counted',
        Next: 'Enough',
      }),
      Enough: {
        Type: 'Choice',
        Choices: [{ Variable: '$.counted.rows', NumericGreaterThan: 10, Next: 'Check' }],
        Default: 'Too few',
      },
      Check: lambda('broken', {
        Catch: [{ ErrorEquals: ['BadRows'], ResultPath: '$.problem', Next: 'Told' }],
        End: true,
      }),
      Told: { Type: 'Pass', End: true },
      'Too few': { Type: 'Fail', Error: 'TooFew' },
    },
  });

  const executionArn = await stage.start(machine, { id: 'lch_1' });
  const ended = await stage.ended(executionArn);
  const history = await stage.history(executionArn);

  expect(ended.status).toBe('SUCCEEDED');
  const output = JSON.parse(ended.output ?? '');
  expect(output).toMatchObject({ id: 'lch_1', counted: { rows: 12 }, problem: { Error: 'BadRows' } });
  expect(JSON.parse(output.problem.Cause)).toEqual({ errorMessage: 'row 7', errorType: 'BadRows', trace: [] });
  const attempt = ['TaskScheduled', 'TaskStarted'];
  expect(typesOf(history)).toEqual([
    'ExecutionStarted',
    'TaskStateEntered',
    ...[...attempt, 'TaskFailed', ...attempt, 'TaskFailed', ...attempt, 'TaskSucceeded'],
    'TaskStateExited',
    ...['ChoiceStateEntered', 'ChoiceStateExited'],
    ...['TaskStateEntered', ...attempt, 'TaskFailed', 'TaskStateExited'],
    ...['PassStateEntered', 'PassStateExited'],
    'ExecutionSucceeded',
  ]);
  expect(history.map(({ id }) => id)).toEqual(history.map((_, index) => index + 1));
  const [first, second] = history.filter(({ type }) => type === 'TaskFailed').map(({ timestamp }) => Number(timestamp));
  expect(Number(second) - Number(first)).toBeGreaterThanOrEqual(30_000);
});

test('a function answers with the members of Lambda Invoke', async () => {
  const stage = await stageWith({ functions: { echo: (payload) => ({ got: payload }) } });
  const machine = await stage.create({ StartAt: 'A', States: { A: lambda('echo', { End: true }) } });

  const { output } = await stage.ended(await stage.start(machine, { x: 1 }));

  expect(JSON.parse(output ?? '')).toEqual({ ExecutedVersion: '$LATEST', Payload: { got: { x: 1 } }, StatusCode: 200 });
});

test('a function that does not exist fails the task as the Lambda service names it', async () => {
  const stage = await stageWith({});
  const machine = await stage.create({ StartAt: 'A', States: { A: lambda('absent', { End: true }) } });

  const ended = await stage.ended(await stage.start(machine));

  expect(ended).toMatchObject({ status: 'FAILED', error: 'Lambda.ResourceNotFoundException' });
});

test('a task that takes too long is States.Timeout, which can be caught', async () => {
  const stage = await stageWith({ functions: { never: () => new Promise(() => undefined) } });
  const machine = await stage.create({
    StartAt: 'A',
    States: {
      A: lambda('never', { TimeoutSeconds: 60, Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Late' }], End: true }),
      Late: { Type: 'Pass', Parameters: { 'why.$': '$.Error' }, End: true },
    },
  });
  const executionArn = await stage.start(machine);

  stage.clock.skip(61_000);
  const ended = await stage.ended(executionArn);

  expect(JSON.parse(ended.output ?? '')).toEqual({ why: 'States.Timeout' });
  expect(typesOf(await stage.history(executionArn))).toContain('TaskTimedOut');
});

test('a machine that takes too long is TIMED_OUT', async () => {
  const stage = await stageWith({});
  const machine = await stage.create({
    StartAt: 'A',
    TimeoutSeconds: 60,
    States: { A: { Type: 'Wait', Seconds: 3600, End: true } },
  });
  const executionArn = await stage.start(machine);

  stage.clock.skip(61_000);
  const ended = await stage.ended(executionArn);

  expect(ended.status).toBe('TIMED_OUT');
  expect(typesOf(await stage.history(executionArn)).slice(-2)).toEqual(['WaitStateAborted', 'ExecutionTimedOut']);
});

test('a result above 256 KiB is States.DataLimitExceeded, out of reach of States.ALL', async () => {
  const stage = await stageWith({ functions: { large: () => 'x'.repeat(256 * 1024) } });
  const machine = await stage.create({
    StartAt: 'A',
    States: {
      A: lambda('large', { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }], End: true }),
      B: { Type: 'Pass', End: true },
    },
  });

  const ended = await stage.ended(await stage.start(machine));

  expect(ended).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
});

test('the context object names the execution, the state and the time of both', async () => {
  const stage = await stageWith({});
  const machine = await stage.create({
    StartAt: 'A',
    States: { A: { Type: 'Pass', Parameters: { 'execution.$': '$$.Execution', 'state.$': '$$.State' }, End: true } },
  });

  const executionArn = await stage.start(machine, { a: 1 }, 'lch_7');
  const ended = await stage.ended(executionArn);

  const { execution, state } = JSON.parse(ended.output ?? '');
  expect(execution).toMatchObject({ Id: executionArn, Name: 'lch_7', Input: { a: 1 } });
  expect(execution.StartTime).toBe(ended.startDate?.toISOString());
  expect(state.Name).toBe('A');
  expect(Date.parse(state.EnteredTime)).toBeGreaterThanOrEqual(Number(ended.startDate));
});

test('Map runs at most MaxConcurrency items at once and keeps their order', async () => {
  let running = 0;
  let most = 0;
  const work = async (payload: unknown) => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, 3));
    running -= 1;
    return (payload as { value: number }).value * 10;
  };
  const stage = await stageWith({ functions: { work } });
  const each = lambda('work', { OutputPath: '$.Payload', End: true });
  const machine = await stage.create({
    StartAt: 'Each',
    States: {
      Each: {
        Type: 'Map',
        ItemsPath: '$.items',
        MaxConcurrency: 2,
        ItemSelector: { 'value.$': '$$.Map.Item.Value', 'index.$': '$$.Map.Item.Index' },
        ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' }, StartAt: 'One', States: { One: each } },
        ResultPath: '$.done',
        End: true,
      },
    },
  });

  const executionArn = await stage.start(machine, { items: [1, 2, 3, 4, 5] });
  const ended = await stage.ended(executionArn);

  expect(JSON.parse(ended.output ?? '').done).toEqual([10, 20, 30, 40, 50]);
  expect(most).toBe(2);
  expect(typesOf(await stage.history(executionArn)).filter((type) => type === 'MapIterationSucceeded')).toHaveLength(5);
});

test('a branch that fails ends its siblings, and the Parallel state is retried as a whole', async () => {
  let calls = 0;
  const once = () => {
    calls += 1;
    if (calls === 1) throw errorNamed('Unlucky', 'first');
    return 'fine';
  };
  const stage = await stageWith({ functions: { once }, speed: 1000 });
  const machine = await stage.create({
    StartAt: 'Both',
    States: {
      Both: {
        Type: 'Parallel',
        Branches: [
          { StartAt: 'Try', States: { Try: lambda('once', { OutputPath: '$.Payload', End: true }) } },
          { StartAt: 'Rest', States: { Rest: { Type: 'Wait', Seconds: 20, End: true } } },
        ],
        Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 5 }],
        End: true,
      },
    },
  });

  const executionArn = await stage.start(machine, { a: 1 });
  const ended = await stage.ended(executionArn);

  expect(JSON.parse(ended.output ?? '')).toEqual(['fine', { a: 1 }]);
  const types = typesOf(await stage.history(executionArn));
  expect(types).toEqual(expect.arrayContaining(['WaitStateAborted', 'ParallelStateFailed', 'ParallelStateSucceeded']));
});

test('a Map that is entered again works on its new items', async () => {
  const stage = await stageWith({ functions: { shout: (payload) => `${payload}!` } });
  const machine = await stage.create({
    StartAt: 'Each',
    States: {
      Each: {
        Type: 'Map',
        ItemProcessor: { StartAt: 'S', States: { S: lambda('shout', { OutputPath: '$.Payload', End: true }) } },
        Next: 'Enough',
      },
      Enough: { Type: 'Choice', Choices: [{ Variable: '$[0]', StringEquals: 'a!!!', Next: 'Done' }], Default: 'Each' },
      Done: { Type: 'Succeed' },
    },
  });

  const ended = await stage.ended(await stage.start(machine, ['a', 'b']));

  expect(ended.output).toBe('["a!!!","b!!!"]');
});

test('inside a Parallel inside a Map the item is still known', async () => {
  const stage = await stageWith({});
  const item = { Type: 'Pass', Parameters: { 'value.$': '$$.Map.Item.Value' }, OutputPath: '$.value', End: true };
  const both = { Type: 'Parallel', Branches: [{ StartAt: 'V', States: { V: item } }], End: true };
  const machine = await stage.create({
    StartAt: 'Each',
    States: { Each: { Type: 'Map', ItemProcessor: { StartAt: 'Both', States: { Both: both } }, End: true } },
  });

  const ended = await stage.ended(await stage.start(machine, [7, 8]));

  expect(ended.output).toBe('[[7],[8]]');
});
