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
  expect(card).toContain('from 36,112');
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
