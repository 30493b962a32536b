import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { BedrockClient, DeleteProvisionedModelThroughputCommand } from '@aws-sdk/client-bedrock';
import { DAY_MS, HOUR_MS } from '@rung/core/time.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { billFunction } from '../../functions/bill.ts';
import { launch, messageSaying, press } from '../../functions/drive-slack.ts';
import { awsFor, CHANNEL, type Journey, NOVA_MICRO, startJourney, tickets, upload } from './journey.ts';

const wireLog = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'rung-bill-')), 'wire.jsonl');
let journey: Journey;
let look: ReturnType<typeof billFunction>;
beforeAll(async () => {
  journey = await startJourney({}, wireLog);
  look = billFunction(journey.env, journey.clock);
  // The days are counted here, so the schedule looks at nothing.
  journey.aws.lambda.register('rung-bill', async () => undefined);
});
afterAll(async () => {
  await journey.end();
  fs.rmSync(path.dirname(wireLog), { recursive: true, force: true });
});

const calls = (operation: string) => fs.readFileSync(wireLog, 'utf8').split(`"operation":"${operation}"`).length - 1;

/** Questions that AWS charges a cent for, in one daily look. */
async function questions(): Promise<number> {
  const before = calls('GetCostAndUsage');
  await look({}, { awsRequestId: 'a-day' });
  return calls('GetCostAndUsage') - before;
}

async function nextDay(): Promise<number> {
  journey.clock.skip(DAY_MS + HOUR_MS);
  return questions();
}

it('Cost Explorer, which costs a cent a question, is asked only while something waits for what it really cost', async () => {
  expect([await questions(), await nextDay(), await nextDay()]).toEqual([0, 0, 0]);

  const dataset = await upload(journey, 'train.jsonl', tickets(300));
  const typed = { name: 'billed', baseModelId: NOVA_MICRO, dataset };
  await launch(journey.slack, { as: 'U0ANA', channel: CHANNEL, typed });
  const waiting = await messageSaying(journey.slack, CHANNEL, /\*billed: waiting/);
  await press(journey.slack, { as: 'U0BO', message: waiting, label: /^Approve/ });
  await messageSaying(journey.slack, CHANNEL, /<@U0ANA> billed:/);

  // Nothing of it is on a bill on the day itself; a day later it is; then it is known.
  expect(await questions()).toBe(0);
  expect(await nextDay()).toBe(2);
  await messageSaying(journey.slack, CHANNEL, /\*billed:.*on AWS’s bill/);
  expect([await nextDay(), await nextDay()]).toEqual([0, 0]);

  const { bedrock } = journey.aws;
  bedrock.createIdleThroughput({
    ...{ name: 'stands', modelUnits: 1, commitment: 'none' },
    createdAtMs: journey.clock.nowMs() - HOUR_MS,
  });
  await journey.watch();
  expect(await nextDay()).toBe(2);
  await journey.watch();
  expect(await nextDay()).toBe(2);

  const provisionedModelId = bedrock.throughputs()[0]?.arn;
  await new BedrockClient(awsFor(journey)).send(new DeleteProvisionedModelThroughputCommand({ provisionedModelId }));
  await journey.watch();
  // The hourly watch may have seen it after the last look: then its last hours are asked for, and after that nothing is.
  expect([0, 2]).toContain(await nextDay());
  expect(await nextDay()).toBe(0);

  // What a model's storage costs goes on: once a week is enough for that.
  journey.clock.skip(6 * DAY_MS);
  expect(await nextDay()).toBe(2);
  expect(await nextDay()).toBe(0);
});

it('a day of which a part failed ends in an error, so that the alarm sees it', async () => {
  const broken = billFunction({ ...journey.env, table: 'gone' }, journey.clock);

  await expect(broken({}, { awsRequestId: 'a-day' })).rejects.toMatchObject({ name: 'PartOfTheDayFailed' });
});
