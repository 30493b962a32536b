import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  paginateListExecutions,
  RedriveExecutionCommand,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lambda, openStage, ROLE, typesOf } from './stage.ts';

const PASS = { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } };
const WAIT = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 3600, End: true } } };

let stage: Awaited<ReturnType<typeof openStage>>;
let calls = 0;
beforeEach(async () => {
  calls = 0;
  stage = await openStage({
    functions: {
      count: () => {
        calls += 1;
      },
    },
  });
});
afterEach(() => stage.close());

test('of 20 starts at once with one name and input there is one execution, and all hear of it', async () => {
  const machine = await stage.create({
    StartAt: 'C',
    States: { C: lambda('count', { Next: 'W' }), W: { Type: 'Wait', Seconds: 3600, End: true } },
  });

  const arns = await Promise.all(Array.from({ length: 20 }, () => stage.start(machine, { a: 1 }, 'lch_1')));
  await stage.service.idle();

  expect(new Set(arns).size).toBe(1);
  expect(stage.service.executions()).toHaveLength(1);
  expect(calls).toBe(1);
});

test('a name that runs with another input, or that has ended, is ExecutionAlreadyExists', async () => {
  const waiting = await stage.create(WAIT, 'waiting');
  const passing = await stage.create(PASS, 'passing');
  await stage.start(waiting, { a: 1 }, 'same');
  await stage.ended(await stage.start(passing, { a: 1 }, 'same'));

  await expect(stage.start(waiting, { a: 2 }, 'same')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
  await expect(stage.start(passing, { a: 1 }, 'same')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
});

const REFUSED_NAMES = ['with space', 'a/b', 'a:b', 'a*', 'a"b', 'tab\t', 'a{b}', 'zero\u0000'];
for (const name of REFUSED_NAMES)
  test(`the name ${JSON.stringify(name)} is InvalidName`, async () => {
    const machine = await stage.create(PASS);

    await expect(stage.start(machine, {}, name)).rejects.toMatchObject({ name: 'InvalidName' });
  });

test('a name of 80 characters is taken, one of 81 is refused', async () => {
  const machine = await stage.create(PASS);

  const taken = await stage.start(machine, {}, 'a'.repeat(80));

  expect(taken).toContain('a'.repeat(80));
  await expect(stage.start(machine, {}, 'a'.repeat(81))).rejects.toMatchObject({ name: 'ValidationException' });
});

test('what does not exist is said by its own error', async () => {
  const machine = await stage.create(PASS);
  const absent = machine.replace('machine', 'absent').replace(/:machine$/, ':absent');
  const execution = `${machine.replace(':stateMachine:', ':execution:')}:absent`;

  await expect(stage.start(absent)).rejects.toMatchObject({ name: 'StateMachineDoesNotExist' });
  await expect(stage.describe(execution)).rejects.toMatchObject({ name: 'ExecutionDoesNotExist' });
  await expect(stage.describe('not-an-arn')).rejects.toMatchObject({ name: 'InvalidArn' });
  await expect(stage.describe(machine)).rejects.toMatchObject({ name: 'InvalidArn' });
});

test('an input that is not JSON is InvalidExecutionInput', async () => {
  const stateMachineArn = await stage.create(PASS);

  const start = stage.sfn.send(new StartExecutionCommand({ stateMachineArn, input: '{a' }));

  await expect(start).rejects.toMatchObject({ name: 'InvalidExecutionInput' });
});

test('stopping twice gives the time of the first stop', async () => {
  const executionArn = await stage.start(await stage.create(WAIT));

  const first = await stage.sfn.send(new StopExecutionCommand({ executionArn }));
  stage.clock.skip(5000);
  const second = await stage.sfn.send(new StopExecutionCommand({ executionArn }));

  expect(second.stopDate).toEqual(first.stopDate);
  expect((await stage.describe(executionArn)).status).toBe('ABORTED');
  expect(typesOf(await stage.history(executionArn)).slice(-2)).toEqual(['WaitStateAborted', 'ExecutionAborted']);
});

test('executions are listed newest first, by status and in pages without gaps', async () => {
  const stateMachineArn = await stage.create(WAIT);
  for (const index of [1, 2, 3, 4, 5]) await stage.start(stateMachineArn, {}, `n${index}`);
  const third = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:n3`;
  await stage.sfn.send(new StopExecutionCommand({ executionArn: third }));

  const names: (string | undefined)[] = [];
  const request = { stateMachineArn, statusFilter: 'RUNNING' as const };
  for await (const page of paginateListExecutions({ client: stage.sfn, pageSize: 2 }, request))
    names.push(...(page.executions ?? []).map(({ name }) => name));

  expect(names).toEqual(['n5', 'n4', 'n2', 'n1']);
  const forged = new ListExecutionsCommand({ stateMachineArn, nextToken: 'forged' });
  await expect(stage.sfn.send(forged)).rejects.toMatchObject({ name: 'InvalidToken' });
});

test('the history can be read backwards, in pages and without its data', async () => {
  const executionArn = await stage.start(await stage.create(PASS), { secret: 1 });
  await stage.ended(executionArn);
  const read = (more: object) => stage.sfn.send(new GetExecutionHistoryCommand({ executionArn, ...more }));

  const back = await read({ reverseOrder: true, maxResults: 3 });
  const rest = await read({ reverseOrder: true, maxResults: 3, nextToken: back.nextToken });
  const bare = await read({ includeExecutionData: false });

  expect(typesOf([...(back.events ?? []), ...(rest.events ?? [])])).toEqual([
    ...['ExecutionSucceeded', 'PassStateExited', 'PassStateEntered', 'ExecutionStarted'],
  ]);
  expect(rest.nextToken).toBeUndefined();
  expect(JSON.stringify(bare)).not.toContain('secret');
  expect(bare.events?.[1]?.stateEnteredEventDetails?.name).toBe('P');
});

test('METADATA_ONLY leaves the data out of an execution', async () => {
  const executionArn = await stage.start(await stage.create(PASS), { secret: 1 });
  await stage.ended(executionArn);

  const told = await stage.sfn.send(new DescribeExecutionCommand({ executionArn, includedData: 'METADATA_ONLY' }));

  expect(told.status).toBe('SUCCEEDED');
  expect(JSON.stringify(told)).not.toContain('secret');
});

test('creating the same state machine again gives the first; another under its name is refused', async () => {
  const created = await stage.create(PASS);
  const again = await stage.create(PASS);
  const machines = await stage.sfn.send(new ListStateMachinesCommand({}));

  expect(again).toBe(created);
  expect(machines.stateMachines?.map(({ name }) => name)).toEqual(['machine']);
  await expect(stage.create(WAIT)).rejects.toMatchObject({ name: 'StateMachineAlreadyExists' });
});

test('a state machine is described with what it was created with', async () => {
  const definition = JSON.stringify(PASS);
  const loggingConfiguration = { level: 'ALL' as const, includeExecutionData: true };
  const create = new CreateStateMachineCommand({ name: 'm', definition, roleArn: ROLE, loggingConfiguration });
  const { stateMachineArn } = await stage.sfn.send(create);

  const told = await stage.sfn.send(new DescribeStateMachineCommand({ stateMachineArn }));

  expect(told).toMatchObject({ name: 'm', definition, roleArn: ROLE, loggingConfiguration, status: 'ACTIVE' });
});

test('what CreateStateMachine cannot honour it refuses', async () => {
  const given = { name: 'm', definition: JSON.stringify(PASS), roleArn: ROLE };
  const create = (more: object) => stage.sfn.send(new CreateStateMachineCommand({ ...given, ...more }));

  await expect(create({ type: 'EXPRESS' })).rejects.toMatchObject({ name: 'StateMachineTypeNotSupported' });
  await expect(create({ publish: true })).rejects.toMatchObject({ name: 'NotImplemented' });
  await expect(create({ roleArn: 'me' })).rejects.toMatchObject({ name: 'InvalidArn' });
});

test('observers see where each execution is', async () => {
  const machine = await stage.create(WAIT);
  await stage.start(machine, {}, 'n1');

  expect(stage.service.executions()).toMatchObject([{ name: 'n1', status: 'RUNNING', state: 'W' }]);
});

test('one that was stopped goes on from its state when it is redriven, and is not begun again', async () => {
  const machine = await stage.create({
    StartAt: 'C',
    States: { C: lambda('count', { Next: 'W' }), W: { Type: 'Wait', Seconds: 60, End: true } },
  });
  const executionArn = await stage.start(machine, {});
  await stage.service.idle();
  await stage.sfn.send(new StopExecutionCommand({ executionArn }));

  const { redriveDate } = await stage.sfn.send(new RedriveExecutionCommand({ executionArn }));
  const going = await stage.sfn.send(new DescribeExecutionCommand({ executionArn }));
  stage.clock.skip(61_000);
  await stage.ended(executionArn);

  const { events = [] } = await stage.sfn.send(new GetExecutionHistoryCommand({ executionArn }));
  expect(redriveDate).toBeInstanceOf(Date);
  expect(going).toMatchObject({ status: 'RUNNING', redriveCount: 1 });
  expect(calls).toBe(1);
  expect(events.map(({ type }) => type)).toContain('ExecutionRedriven');
  expect(events.at(-1)?.type).toBe('ExecutionSucceeded');
});

test('one that runs or has succeeded is ExecutionNotRedrivable', async () => {
  const [running, over] = [
    await stage.start(await stage.create(WAIT, 'waiting'), {}),
    await stage.start(await stage.create(PASS, 'passing'), {}),
  ];
  await stage.ended(over);

  for (const executionArn of [running, over])
    await expect(stage.sfn.send(new RedriveExecutionCommand({ executionArn }))).rejects.toMatchObject({
      name: 'ExecutionNotRedrivable',
    });
});
