import { DAY_MS, HOUR_MS } from '@rung/core/time.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launch, messageSaying, messageTo, press, readMessage } from '../../functions/drive-slack.ts';
import { CHANNEL, type Journey, NOVA_MICRO, startJourney, tickets, upload } from './journey.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey.end());

const rung = (text: string) => journey.slack.command({ as: 'U0ANA', channel: CHANNEL, command: '/rung', text });
const told = async (pattern: RegExp) =>
  readMessage(await messageTo(journey.slack, { channel: CHANNEL, as: 'U0ANA' }, pattern));
const card = async (pattern: RegExp) => readMessage(await messageSaying(journey.slack, CHANNEL, pattern));

it('a person reads what the month came to: nothing, then by Rung’s own count, then by AWS’s bill', async () => {
  await rung('costs');
  expect(await told(/Nothing was spent through Rung/)).toContain('AWS’s bill has not been read yet');

  const dataset = await upload(journey, 'train.jsonl', tickets(300));
  await launch(journey.slack, {
    as: 'U0ANA',
    channel: CHANNEL,
    typed: { name: 'billed', baseModelId: NOVA_MICRO, dataset },
  });
  const waiting = await messageSaying(journey.slack, CHANNEL, /\*billed: waiting/);
  await press(journey.slack, { as: 'U0BO', message: waiting, label: /^Approve/ });
  await card(/<@U0ANA> billed:/);
  const createdAtMs = journey.clock.nowMs() - HOUR_MS;
  journey.aws.bedrock.createIdleThroughput({ name: 'stands', modelUnits: 1, commitment: 'none', createdAtMs });
  await journey.watch();
  await rung('costs');
  const counted = await told(/so far/);

  expect(counted).toContain(`<#${CHANNEL}>`);
  expect(counted).toContain('<@U0ANA>');
  expect(counted).toMatch(/Nova Micro: \*\$0\.\d\d\*/);
  expect(counted).toMatch(/stands: \*\$1\d\d\.\d\d\*/);

  journey.clock.skip(DAY_MS + HOUR_MS);
  await journey.readBill();
  const billed = await card(/\*billed:.*on AWS’s bill/);
  await rung('costs');
  const known = await told(/AWS’s bill as read/);

  expect(billed).toMatch(/\$0\.\d\d on AWS’s bill \(estimate/);
  expect(billed).toMatch(/Within the estimate|AWS counted [\d,]+ tokens; the estimate said/);
  expect(known).toMatch(/Nova Micro: \*\$0\.\d\d\*: training \$0\.\d\d, storage less than \$0\.01 \(AWS’s bill\)/);
  expect(known).toMatch(/under no launch’s tag/);
});
