import { DAY_MS, HOUR_MS } from '@rung/core/time.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { messageSaying, messageTo, readMessage } from '../../functions/drive-slack.ts';
import { CHANNEL, type Journey, startJourney } from './journey.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney({ RUNG_APPROVERS: 'U0BO' });
});
afterAll(() => journey.end());

const rung = (as: string, text: string) => journey.slack.command({ as, channel: CHANNEL, command: '/rung', text });
const told = async (as: string, pattern: RegExp) =>
  readMessage(await messageTo(journey.slack, { channel: CHANNEL, as }, pattern));
const posts = (pattern: RegExp) => journey.slack.messages(CHANNEL).filter((one) => pattern.test(readMessage(one)));

it('a channel reads what credits are left and hears its week, once, until something changes', async () => {
  const { bedrock, billing } = journey.aws;
  await rung('U0ANA', 'credits');
  expect(await told('U0ANA', /No credits are known/)).toContain('has not asked yet');
  await rung('U0ANA', 'credits set 500 until 2099-01-31 Partner');
  expect(await told('U0ANA', /Nothing was shown or changed/)).toContain('takes one of <@U0BO>');
  await rung('U0ANA', 'digest on');
  await messageSaying(journey.slack, CHANNEL, /hears once a week/);

  const nowMs = journey.clock.nowMs();
  billing.grant({ id: '7', type: 'Promotion', description: 'Activate', usd: 100_000, startMs: 0, products: [] });
  bedrock.createIdleThroughput({ name: 'stands', modelUnits: 1, commitment: 'none', createdAtMs: nowMs - 10 * DAY_MS });
  await journey.readBill();
  await rung('U0BO', 'credits set 5,000 until 2099-01-31 Partner');
  const card = await told('U0BO', /of credits are left/);

  // Ten days of one unit at $108.15 an hour, less the last one, which is on no bill yet.
  expect(card).toMatch(/Activate: \*\$76,[4-7]\d\d\* of \$100,000/);
  expect(card).toContain('Partner: *$5,000*, stated');
  expect(card).toMatch(
    /^\*First real dollar: \d+ \w+ 20\d\d\. \$[\d,]+ of credits are left\.\*\nThat is in \d+ days at \$[\d,.]+ a day/,
  );
  expect(card).toMatch(/stands: \*\$78,950\* a month until it is deleted/);
  expect(card).toContain('none is promised');
  expect(posts(/went to idling/)).toEqual([]);

  journey.clock.skip(7 * DAY_MS);
  await journey.readBill();
  const digest = readMessage(await messageSaying(journey.slack, CHANNEL, /went to idling/));
  expect(digest).toMatch(/0 hostings in use, 1 idle; \$18,\d\d\d went to idling/);
  expect(digest).toContain('*Idle* stands: $108.15 an hour');

  const [hosting] = bedrock.throughputs();
  await bedrock.invoke(hosting?.arn ?? '', 1);
  journey.clock.skip(HOUR_MS);
  await journey.readBill();
  expect(posts(/went to idling/)).toHaveLength(1);
  await rung('U0ANA', 'digest off');
  await messageSaying(journey.slack, CHANNEL, /weekly digest of this channel is off/);
  journey.clock.skip(8 * DAY_MS);
  await journey.readBill();
  expect(posts(/went to idling/)).toHaveLength(1);
});
