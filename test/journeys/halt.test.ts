import { afterAll, beforeAll, expect, it } from 'vitest';
import { launch, messageSaying, messageTo, press, readMessage } from '../../functions/drive-slack.ts';
import { CHANNEL, type Journey, jobNames, NOVA_MICRO, startJourney, tickets, upload } from './journey.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney({ RUNG_APPROVERS: 'U0BO', RUNG_LAUNCH_CAP_USD: '50' });
});
afterAll(() => journey.end());

const rung = (as: string, text: string) => journey.slack.command({ as, channel: CHANNEL, command: '/rung', text });
const said = async (pattern: RegExp) => readMessage(await messageSaying(journey.slack, CHANNEL, pattern));

it('all spending is stopped by anybody: a yes is refused, nothing reaches AWS, and an approver allows it again', async () => {
  const dataset = await upload(journey, 'train.jsonl', tickets(120));
  await launch(journey.slack, {
    as: 'U0ANA',
    channel: CHANNEL,
    typed: { name: 'halted', baseModelId: NOVA_MICRO, dataset },
  });
  const card = await messageSaying(journey.slack, CHANNEL, /\*halted: waiting/);

  await rung('U0ANA', 'halt the bill doubled');
  expect(await said(/All spending is stopped/)).toContain('the bill doubled');
  await press(journey.slack, { as: 'U0BO', message: card, label: /^Approve/ });
  const refusal = await messageTo(journey.slack, { channel: CHANNEL, as: 'U0BO' }, /Nothing was approved/);
  await rung('U0ANA', 'resume');
  const denial = await messageTo(journey.slack, { channel: CHANNEL, as: 'U0ANA' }, /Nothing was changed/);

  expect(readMessage(refusal)).toContain('All spending is stopped: “the bill doubled”');
  expect(readMessage(denial)).toMatch(/Allowing it again takes one of/);
  expect(await jobNames(journey)).toEqual([]);

  await rung('U0BO', 'resume');
  await said(/Spending is allowed again/);
  await press(journey.slack, { as: 'U0BO', message: card, label: /^Approve/ });
  await said(/<@U0ANA> halted:/);
  expect(await jobNames(journey)).toHaveLength(1);
});
