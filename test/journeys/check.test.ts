import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { messageSaying, messageTo, readMessage } from '../../functions/drive-slack.ts';
import { waitFor } from '../../functions/drive-waits.ts';
import { CHANNEL, type Journey, startJourney, tickets, upload } from './journey.ts';

let journey: Journey;

beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey.end());

const check = (words: string) =>
  journey.slack.command({ as: 'U0ANA', channel: CHANNEL, command: '/rung', text: `check ${words}` });

/** The text of the file in a message's thread. */
async function reportIn(threadTs: string): Promise<string> {
  const shared = await waitFor(journey.slack, 'The report', () =>
    journey.slack.messages(CHANNEL).find((message) => message.threadTs === threadTs && message.files?.length),
  );
  const [file] = shared.files ?? [];
  const response = await fetch(file?.url ?? '');
  return response.text();
}

describe('somebody who asks whether a file is sound', () => {
  it('reads on a card what to mend first, and everything in a file in its thread', async () => {
    const lines = tickets(120).trimEnd().split('\n');
    lines[4] = `${lines[4]},`;
    lines[7] = '{"messages": [}';
    for (const at of [20, 21, 22, 23, 24, 25]) lines[at] = lines[19] ?? '';
    const uri = await upload(journey, 'mixed.jsonl', lines.join('\n'));

    await check(uri);

    const card = await messageSaying(
      journey.slack,
      CHANNEL,
      /mixed\.jsonl is not ready for Nova Micro.*in this thread/s,
    );
    const words = readMessage(card);
    expect(words).toMatch(/2 errors and 6 warnings in 119 examples laid out as conversation/);
    expect(words.indexOf('Line 8, column 15')).toBeLessThan(words.indexOf('Line 5,'));
    expect(words).toMatch(/Line 21:.* repeats line 20.*Also on lines 22, 23, 24 and 2 more/s);
    const report = await reportIn(card.ts);
    expect(report).toMatch(/Mend first, in this order\s+1\. json-syntax: 1 place/);
    expect(report).toMatch(/Lines 21, 22, 23, 24, 25, 26|Line 21/);
  });

  it('names a method and a held-out set, and hears of what leaks', async () => {
    const prompt = (n: number) =>
      JSON.stringify({ messages: [{ role: 'user', content: `How many are ${n}?` }], reference_answer: `${n}` });
    const uri = await upload(journey, 'graded.jsonl', Array.from({ length: 100 }, (_, n) => prompt(n)).join('\n'));
    const held = await upload(journey, 'held.jsonl', `${prompt(7)}\n${prompt(700)}\n`);

    await check(`${uri} reinforcement-fine-tuning --eval ${held}`);

    const card = await messageSaying(
      journey.slack,
      CHANNEL,
      /graded\.jsonl is not ready for reinforcement fine-tuning of Nova 2 Lite/,
    );
    expect(readMessage(card)).toMatch(/Line 1 of held\.jsonl:.*line 8 of the training set/s);
  });

  it('is told in place how far it is while a big file is read', async () => {
    const line = JSON.stringify({ messages: [{ role: 'user', content: [{ text: 'x'.repeat(60_000) }] }] });
    const uri = await upload(journey, 'big.jsonl', `${line}\n`.repeat(560));

    await check(uri);

    const reading = await messageSaying(journey.slack, CHANNEL, /Reading s3:\/\/rung-data\/big\.jsonl: \d+ %/);
    const result = await messageSaying(journey.slack, CHANNEL, /big\.jsonl is not ready/);
    expect(result.ts).toBe(reading.ts);
  });

  it.each([
    ['an address that is none', 'train.jsonl', /Nothing was checked.*Give me an S3 address/s],
    [
      'a file that is not there',
      's3://rung-data/nowhere.jsonl',
      /There is no file at s3:\/\/rung-data\/nowhere\.jsonl/,
    ],
    [
      'a model that cannot be tuned',
      's3://rung-data/mixed.jsonl cohere.command-text-v14',
      /Nothing was checked.*no longer/s,
    ],
  ])('hears alone of %s', async (_what, words, expected) => {
    await check(words);

    expect(readMessage(await messageTo(journey.slack, { channel: CHANNEL, as: 'U0ANA' }, expected))).toMatch(expected);
  });
});
