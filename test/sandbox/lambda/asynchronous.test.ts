import { afterEach, beforeEach, expect, test } from 'vitest';
import { type LocalLambda, localLambda } from './local-lambda.ts';

const MINUTE_MS = 60_000;
let local: LocalLambda;
/** What the function under test was called with, and when. */
let calls: { event: unknown; id: string; atMs: number }[] = [];

beforeEach(async () => {
  local = await localLambda();
  calls = [];
});
afterEach(() => local.close());

/** A function that fails its first `failures` calls. */
function flaky(failures: number) {
  return async (event: unknown, context: { awsRequestId: string }) => {
    calls.push({ event, id: context.awsRequestId, atMs: local.clock.nowMs() });
    if (calls.length <= failures) throw new Error(`failure ${calls.length}`);
  };
}
const called = (times: number) => expect.poll(() => calls.length).toBe(times);

test('is accepted before it has run, and idle waits for it', async () => {
  const gate = Promise.withResolvers<void>();
  local.lambda.register('slow', async () => {
    await gate.promise;
    calls.push({ event: 'done', id: '', atMs: 0 });
  });

  const answer = await local.invoke('slow', {}, 'Event');
  const before = calls.length;
  const idle = local.lambda.idle();
  gate.resolve();
  await idle;

  expect(answer).toEqual({ status: 202, functionError: undefined, payload: undefined });
  expect([before, calls.length]).toEqual([0, 1]);
});

test('is retried after one and two more minutes of sandbox time, under the same id, until it goes well', async () => {
  local.lambda.register('flaky', flaky(2));
  local.lambda.register('fence', async () => calls.length);
  // Two round trips, so that the event loop has come round and what was due has run.
  const callsByNow = async () => {
    await local.invoke('fence', {});
    return (await local.invoke('fence', {})).payload;
  };

  await local.invoke('flaky', { job: 7 }, 'Event');
  await called(1);
  local.clock.skip(MINUTE_MS - 10_000);
  const afterFiftySeconds = await callsByNow();
  local.clock.skip(10_000);
  await called(2);
  local.clock.skip(2 * MINUTE_MS - 10_000);
  const afterAnother110Seconds = await callsByNow();
  local.clock.skip(10_000);
  await local.lambda.idle();

  expect([afterFiftySeconds, afterAnother110Seconds]).toEqual([1, 2]);
  expect(calls.map(({ event }) => event)).toEqual([{ job: 7 }, { job: 7 }, { job: 7 }]);
  expect(new Set(calls.map(({ id }) => id)).size).toBe(1);
});

test('that fails for good is reported to the on-failure function with its record', async () => {
  const records: unknown[] = [];
  local.lambda.register('broken', flaky(99), { onFailure: 'undelivered' });
  local.lambda.register('undelivered', async (record) => {
    records.push(record);
  });
  // 200 ms of real time for the three minutes of both waits.
  local.clock.setSpeed(900);

  await local.invoke('arn:aws:lambda:eu-west-1:123456789012:function:broken', { job: 7 }, 'Event');
  await local.lambda.idle();

  expect(calls).toHaveLength(3);
  expect(records).toEqual([
    {
      version: '1.0',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      requestContext: {
        requestId: calls[0]?.id,
        functionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:broken:$LATEST',
        condition: 'RetriesExhausted',
        approximateInvokeCount: 3,
      },
      requestPayload: { job: 7 },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      responsePayload: { errorType: 'Error', errorMessage: 'failure 3', trace: expect.any(Array) },
    },
  ]);
});

test.each([0, 1] as const)('with %i retries configured is tried that often more', async (maxRetries) => {
  local.lambda.register('broken', flaky(99), { maxRetries, onFailure: 'sink' });
  local.lambda.register('sink', async () => undefined);
  local.clock.setSpeed(900);

  await local.invoke('broken', {}, 'Event');
  await local.lambda.idle();

  expect(calls).toHaveLength(1 + maxRetries);
});

test('of an unknown function is refused, not accepted', async () => {
  await expect(local.invoke('none', {}, 'Event')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

test('a synchronous invocation that fails is not retried', async () => {
  local.lambda.register('broken', flaky(99));

  await local.invoke('broken', {});
  local.clock.skip(10 * MINUTE_MS);
  await local.lambda.idle();

  expect(calls).toHaveLength(1);
});
