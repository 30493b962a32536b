import { HOUR_MS, MINUTE_MS } from '@rung/core/time.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { messageTo, readMessage } from '../../functions/drive-slack.ts';
import { CHANNEL, type Journey, startJourney } from './journey.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey.end());

it('a person asks what hosting a tune costs, and reads every hosting with its end and its break-even', async () => {
  const ask = (text: string) => journey.slack.command({ as: 'U0ANA', channel: CHANNEL, command: '/rung', text });
  const told = async (pattern: RegExp) =>
    readMessage(await messageTo(journey.slack, { channel: CHANNEL, as: 'U0ANA' }, pattern));

  await ask('estimate 2,000,000 800 120');
  const card = await told(/requests a month the base model costs/);
  await ask('estimate a lot');

  expect(card).toContain('on demand, $1,082 a month');
  expect(card).toContain('cannot be left before the month ends: $40,150 is owed whatever happens');
  expect(card).toMatch(/On demand +36,112 /);
  expect(await told(/Nothing was estimated/)).toContain('/rung estimate 2,000,000 800 120');
});

it('AWS’s prices are read when somebody asks, shown with their source, and are what is estimated with', async () => {
  const ask = (text: string) => journey.slack.command({ as: 'U0ANA', channel: CHANNEL, command: '/rung', text });
  const told = async (pattern: RegExp) =>
    readMessage(await messageTo(journey.slack, { channel: CHANNEL, as: 'U0ANA' }, pattern));

  await ask('prices');
  const before = await told(/AWS was not asked yet/);
  journey.aws.pricing.reprice('USE1-Nova2.0Lite-output-tokens-custom-model', '0.0050000000');
  await ask('prices refresh');
  const after = await told(/AWS was last asked/);
  await ask('estimate 2,000,000 800 120');
  const card = await told(/\(read from AWS\)/);

  expect(before).toMatch(/0 of \d+ prices are from AWS/);
  expect(after).toMatch(/tuned, out \*?\$5\.00/);
  expect(after).toMatch(/is not in AWS’s price list[\s\S]*USE1-Nova2\.0Lite-RFT-Training-Hours/);
  // 2,000,000 × (800 × $0.0003 + 120 × $0.005) ÷ 1,000 + $1.95
  expect(card).toContain('on demand, $1,682 a month');
});

/** Requests of one hour, as Bedrock counts them for a model id. */
function asked(modelId: string, hoursAgo: number, requests: number): void {
  const atMs = Math.floor(journey.clock.nowMs() / HOUR_MS) * HOUR_MS - hoursAgo * HOUR_MS + MINUTE_MS;
  const counts = { Invocations: requests, InputTokenCount: requests * 600, OutputTokenCount: requests * 100 };
  for (const [metric, value] of Object.entries(counts))
    journey.aws.cloudWatch.record({ namespace: 'AWS/Bedrock', metric, dimensions: { ModelId: modelId }, value, atMs });
}

it('traffic that nobody states is read from CloudWatch, under every id of the model, and a spiky day is told', async () => {
  const ask = (text: string) => journey.slack.command({ as: 'U0ANA', channel: CHANNEL, command: '/rung', text });
  const told = async (pattern: RegExp) =>
    readMessage(await messageTo(journey.slack, { channel: CHANNEL, as: 'U0ANA' }, pattern));

  await ask('estimate nova pro');
  const nothing = await told(/CloudWatch has no request/);
  for (const hoursAgo of [30, 31, 50]) asked('us.amazon.nova-lite-v1:0', hoursAgo, 1400);
  asked('amazon.nova-lite-v1:0', 31, 5600);
  asked('amazon.nova-lite-v1:0', 400, 99_000);
  asked('arn:aws:bedrock:us-east-1:123456789012:custom-model-deployment/abc', 30, 99_000);
  await ask('estimate nova lite');
  const card = await told(/as CloudWatch measured it/);

  expect(nothing).toContain('Nova Pro in the last 14 days, which is not known to be no traffic');
  expect(card).toContain('`amazon.nova-lite-v1:0`, `us.amazon.nova-lite-v1:0`, the 14 days until');
  // 9,800 requests in 14 days are 700 a day, × 730 ÷ 24
  expect(card).toContain('21,292 requests a month of 600 tokens in and 100 out');
  // 1,400 + 5,600 in one hour
  expect(card).toMatch(/Its busiest hour brings 7,0[0-9]{2} requests/);
});
