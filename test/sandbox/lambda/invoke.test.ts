import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalLambda, localLambda } from './local-lambda.ts';

const wireLogFile = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'lambda-')), 'wire.jsonl');
let local: LocalLambda;

beforeAll(async () => {
  local = await localLambda({ wireLogFile });
  const { lambda } = local;
  lambda.register('echo', async (event) => event);
  lambda.register('nothing', async () => undefined);
  lambda.register('context', async (_event, context) => ({
    id: context.awsRequestId,
    name: context.functionName,
    remaining: context.getRemainingTimeInMillis(),
  }));
  lambda.register('fails', async () => {
    throw new RangeError('out of bounds');
  });
  lambda.register('throws-text', () => {
    throw 'just text';
  });
  lambda.register('hangs', () => new Promise(() => undefined), { timeoutMs: 50 });
  lambda.register('talkative', async () => 'x'.repeat(6_300_000));
});
afterAll(() => local.close());

const loggedLast = (): unknown => JSON.parse(fs.readFileSync(wireLogFile, 'utf8').trim().split('\n').at(-1) ?? '');

describe('a synchronous invocation', () => {
  test('hands the event on and the response back, as JSON', async () => {
    const event = { text: 'héllo 🚀', list: [1, null, { deep: true }] };

    const answer = await local.invoke('echo', event);

    expect(answer).toEqual({ status: 200, functionError: undefined, payload: event });
  });

  test.each([
    'echo',
    'echo:$LATEST',
    '123456789012:function:echo',
    'arn:aws:lambda:eu-west-1:123456789012:function:echo',
    'arn:aws:lambda:eu-west-1:123456789012:function:echo:$LATEST',
  ])('finds the function that %s means', async (reference) => {
    expect(await local.invoke(reference, 1)).toMatchObject({ payload: 1 });
  });

  test('without a payload gives the function an empty object', async () => {
    const { Payload, ExecutedVersion } = await local.client.send(new InvokeCommand({ FunctionName: 'echo' }));

    expect(Payload?.transformToString()).toBe('{}');
    expect(ExecutedVersion).toBe('$LATEST');
  });

  test('of a function that returns nothing answers null', async () => {
    expect(await local.invoke('nothing', {})).toMatchObject({ status: 200, payload: null });
  });

  test('tells the function its name, an id and the time that is left', async () => {
    const { payload } = await local.invoke('context', {});

    expect(payload).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      name: 'context',
      remaining: expect.any(Number),
    });
    expect((payload as { remaining: number }).remaining).toBeGreaterThan(0);
    expect((payload as { remaining: number }).remaining).toBeLessThanOrEqual(3_000);
  });

  test.each([
    ['fails', { errorType: 'RangeError', errorMessage: 'out of bounds', trace: expect.any(Array) }],
    ['throws-text', { errorType: 'string', errorMessage: 'just text', trace: [] }],
    [
      'hangs',
      {
        errorType: 'Sandbox.Timedout',
        errorMessage: expect.stringMatching(/^RequestId: \S+ Error: Task timed out after 0\.05 seconds$/),
      },
    ],
    ['talkative', { errorType: 'Function.ResponseSizeTooLarge', errorMessage: expect.stringContaining('6300002') }],
  ])('of a function that %s answers 200 with the error', async (name, payload) => {
    expect(await local.invoke(name, {})).toEqual({ status: 200, functionError: 'Unhandled', payload });
  });

  test('as a dry run only asks whether the function is there', async () => {
    expect(await local.invoke('fails', {}, 'DryRun')).toMatchObject({ status: 204, payload: undefined });
  });
});

describe('Lambda refuses', () => {
  test.each([
    ['an unknown function', { FunctionName: 'none' }, { status: 404, name: 'ResourceNotFoundException' }],
    [
      'an unknown version',
      { FunctionName: 'echo', Qualifier: '7' },
      { status: 404, name: 'ResourceNotFoundException' },
    ],
    ['a name that is none', { FunctionName: 'no spaces' }, { status: 400, name: 'ValidationException' }],
    [
      'a payload that is not JSON',
      { FunctionName: 'echo', Payload: '{' },
      { status: 400, name: 'InvalidRequestContentException' },
    ],
    ['client context', { FunctionName: 'echo', ClientContext: 'e30=' }, { status: 501, name: 'NotImplemented' }],
    ['the log tail', { FunctionName: 'echo', LogType: 'Tail' as const }, { status: 501, name: 'NotImplemented' }],
    [
      'a synchronous payload above 6 MB',
      { FunctionName: 'echo', Payload: JSON.stringify('x'.repeat(6_291_455)) },
      { status: 413, name: 'RequestEntityTooLargeException' },
    ],
    [
      'an asynchronous payload above 1 MB',
      { FunctionName: 'echo', InvocationType: 'Event' as const, Payload: JSON.stringify('x'.repeat(1_048_575)) },
      { status: 413, name: 'RequestEntityTooLargeException' },
    ],
  ])('%s', async (_what, input, { status, name }) => {
    const failure = local.client.send(new InvokeCommand(input));

    await expect(failure).rejects.toMatchObject({ name, $metadata: { httpStatusCode: status } });
  });

  test('no payload of exactly the limit', async () => {
    const sync = await local.invoke('nothing', 'x'.repeat(6_291_454));
    const event = await local.invoke('nothing', 'x'.repeat(1_048_574), 'Event');

    expect([sync.status, event.status]).toEqual([200, 202]);
  });
});

describe('an invocation in process', () => {
  test('shares no object with the function', async () => {
    const event = { list: [1], when: new Date(0) };
    const held: unknown[] = [];
    local.lambda.register('keeper', async (received) => {
      held.push(received);
      return received;
    });

    const answer = await local.lambda.invoke('keeper', event);
    const received = held[0] as { list: number[] };
    received.list.push(2);

    expect(answer).toEqual({ payload: { list: [1], when: '1970-01-01T00:00:00.000Z' } });
    expect(event.list).toEqual([1]);
  });

  test('gives the error of the function, and rejects when there is no function', async () => {
    expect(await local.lambda.invoke('fails', {})).toEqual({ error: { type: 'RangeError', message: 'out of bounds' } });
    await expect(local.lambda.invoke('none', {})).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
  });
});

test('the wire log has a line for each exchange, with the response or the error', async () => {
  await local.invoke('echo', { a: 1 });
  const answered = loggedLast();
  await local.invoke('none', { a: 2 }).catch(() => undefined);
  const refused = loggedLast();

  const request = { FunctionName: 'echo', InvocationType: 'RequestResponse', Payload: { a: 1 } };
  const response = { StatusCode: 200, Payload: { a: 1 } };
  expect(answered).toEqual({ service: 'lambda', operation: 'Invoke', request, status: 200, response });
  expect(refused).toEqual({
    service: 'lambda',
    operation: 'Invoke',
    request: { ...request, FunctionName: 'none', Payload: { a: 2 } },
    status: 404,
    error: {
      code: 'ResourceNotFoundException',
      message: 'Function not found: arn:aws:lambda:eu-west-1:123456789012:function:none',
    },
  });
});
