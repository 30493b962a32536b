import { DAY_MS } from '@rung/core/time.ts';
import type { Message } from '@rung/sandbox/slack/workspace.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { host, judge, launch, messageSaying, messageTo, press, readMessage } from '../../functions/drive-slack.ts';
import { waitFor } from '../../functions/drive-waits.ts';
import { CHANNEL, type Journey, jobNames, startJourney, tickets, upload } from './journey.ts';

const NOVA_2_LITE = 'amazon.nova-2-lite-v1:0:256k';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey.end());

const saying = (says: RegExp) => messageSaying(journey.slack, CHANNEL, says);
const now = ({ ts }: Message) => journey.slack.messages(CHANNEL).find((message) => message.ts === ts);
const turned = (card: Message, says: RegExp) =>
  waitFor(journey.slack, `${says}`, () => {
    const words = readMessage(now(card) ?? card);
    return says.test(words) ? words : undefined;
  });
const toldBo = async (says: RegExp) =>
  readMessage(await messageTo(journey.slack, { channel: CHANNEL, as: 'U0BO' }, says));
/** A card that was not there before `act`. */
async function newCard(says: RegExp, act: () => Promise<unknown>): Promise<Message> {
  const before = new Set(journey.slack.messages(CHANNEL).map(({ ts }) => ts));
  await act();
  return waitFor(journey.slack, `${says}`, () =>
    journey.slack.messages(CHANNEL).find((message) => !before.has(message.ts) && says.test(readMessage(message))),
  );
}
const reprice = (what: string, usd: string) => journey.aws.pricing.reprice(`USE1-Nova2.0Lite-${what}`, usd);
const byBo = (message: Message, label: RegExp) => press(journey.slack, { as: 'U0BO', message, label });

it('a price that AWS changes between a card and its click voids the yes to a launch, a judgement and a hosting, and each is asked anew at the new one', async () => {
  const dataset = await upload(journey, 'tone.jsonl', tickets(240));
  const launched = () =>
    newCard(/\*tone: waiting for a yes/, () =>
      launch(journey.slack, {
        as: 'U0ANA',
        channel: CHANNEL,
        typed: { name: 'tone', baseModelId: NOVA_2_LITE, dataset },
      }),
    );

  const first = await launched();
  reprice('Customization-Training', '0.0040000000');
  await byBo(first, /^Approve/);

  expect(await turned(first, /not started/)).toMatch(
    /The price went from \$3\.78 to \$4\.00 a million tokens since this was asked, and a yes binds the price/,
  );
  expect(await toldBo(/Nothing was approved/)).toContain('from $3.78 to $4.00');
  expect(await jobNames(journey)).toEqual([]);

  await byBo(await launched(), /^Approve/);
  const finished = await saying(/\*tone: (?:learned|trained)/);

  const heldOut = await upload(journey, 'held-out.jsonl', tickets(60).replaceAll('Case', 'Ticket'));
  const judged = () =>
    newCard(/tone: judging it costs/, () =>
      judge(journey.slack, { as: 'U0ANA', message: finished, typed: { heldOut } }),
    );
  const price = await judged();
  reprice('output-tokens-custom-model', '0.0030000000');
  await byBo(price, /^Judge(?: for|,)/);

  expect(await turned(price, /not judged/)).toMatch(
    /The price of what the tuned model writes went from \$2\.50 to \$3\.00 a million tokens .* No model was asked, nothing was spent/,
  );
  expect(await toldBo(/Nothing was confirmed/)).toContain('from $2.50 to $3.00');
  await byBo(await judged(), /^Judge(?: for|,)/);
  await saying(/<@U0ANA> tone: (?!not judged).*has the rest/s);

  const hosted = () =>
    newCard(/tone: hosting it waits for a yes/, async () => {
      await journey.slack.command({ as: 'U0ANA', channel: CHANNEL, command: '/rung', text: 'host' });
      const list = await messageTo(journey.slack, { channel: CHANNEL, as: 'U0ANA' }, /finished models? can be hosted/);
      await host(journey.slack, {
        as: 'U0ANA',
        message: list,
        typed: { reason: 'The pilot waits for it', days: '14' },
      });
    });
  const lease = await hosted();
  reprice('Customization-Storage', '2.9500000000');
  await byBo(lease, /^Approve/);

  expect(await turned(lease, /not hosted/)).toMatch(
    /Hosting it went from \$[\d.,]+ to \$[\d.,]+ a month since this was asked.* Nothing was made, nothing was spent/,
  );
  expect(await toldBo(/Hosting it went from/)).toContain('Your click changed nothing');
  const again = await hosted();
  await byBo(again, /^Approve/);
  await turned(again, /tone: hosted until/);
});

it('what was hosted then stands in the week of its channel with its end, once', async () => {
  await journey.slack.command({ as: 'U0ANA', channel: CHANNEL, command: '/rung', text: 'digest on' });
  await saying(/hears once a week/);
  journey.clock.skip(7 * DAY_MS);
  await journey.readBill();
  const week = readMessage(await saying(/went to idling/));

  expect(week).toMatch(
    /\*Ending soon\*\n• tone ends \d+ \w+ 20\d\d unless extended: it bills by use, nothing while nobody asks/,
  );
  expect(week).toContain('Silence ends it, unless it is in use that day');
  await journey.readBill();
  expect(journey.slack.messages(CHANNEL).filter((one) => /went to idling/.test(readMessage(one)))).toHaveLength(1);
});
