import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, messageSaying, press, pressToForm, readMessage } from '../../functions/drive-slack.ts';
import { waitFor } from '../../functions/drive-waits.ts';
import { CHANNEL, type Journey, jobNames, NOVA_MICRO, startJourney, trained, upload } from './journey.ts';

let journey: Journey;

beforeAll(async () => {
  journey = await startJourney({}, undefined, { rolloutOff: true });
});
afterAll(() => journey.end());

const TEAMS = ['billing', 'engineering', 'sales', 'legal'];

/** Tickets whose team has little to do with their words: there is nothing to learn from them, only to memorise. */
function noisyTickets(records: number, seed: number): string {
  const team = (index: number) => TEAMS[(index * index * 7 + index * seed + (index >> 2)) % TEAMS.length] ?? '';
  const line = (index: number) => ({
    schemaVersion: 'bedrock-conversation-2024',
    messages: [
      {
        role: 'user',
        content: [{ text: `Case ${seed}-${index}: about ${TEAMS[index % 3]} on day ${(index * seed) % 31}.` }],
      },
      { role: 'assistant', content: [{ text: `{"team":"${team(index)}"}` }] },
    ],
  });
  return `${Array.from({ length: records }, (_, index) => JSON.stringify(line(index))).join('\n')}\n`;
}

/** The message in a thread that shares a picture. */
const pictureIn = (threadTs: string | undefined) =>
  journey.slack.messages(CHANNEL).find((message) => message.threadTs === threadTs && message.files?.length === 1);

describe('a run that memorised its examples', () => {
  it('offers the run that its curves ask for: the form is filled in, and what is sent is another launch', async () => {
    const dataset = await upload(journey, 'noisy.jsonl', noisyTickets(60, 11));
    const validation = await upload(journey, 'noisy.validation.jsonl', noisyTickets(60, 5));
    const typed = {
      name: 'noisy-v1',
      dataset,
      validation,
      baseModelId: NOVA_MICRO,
      epochs: '5',
      learningRate: '0.0001',
    };
    await launch(journey.slack, {
      as: 'U0ANA',
      channel: CHANNEL,
      typed: { ...typed, personalData: 'none of it is real' },
    });
    const waiting = await messageSaying(journey.slack, CHANNEL, /\*noisy-v1: waiting for a yes/);
    await press(journey.slack, { as: 'U0BO', message: waiting, label: /^Approve/ });
    await trained(journey, /<@U0ANA> noisy-v1: /);
    const card = await messageSaying(journey.slack, CHANNEL, /\*noisy-v1: /);

    const picture = await waitFor(journey.slack, 'The picture', () => pictureIn(card.ts));
    const numbers = await messageSaying(journey.slack, CHANNEL, /Loss by step\..*\n *step +training +validation\n/s);
    const [file] = picture.files ?? [];
    const bytes = Buffer.from(await (await fetch(file?.url ?? '')).arrayBuffer());

    const form = await pressToForm(journey.slack, { as: 'U0ANA', message: card, label: /^Run again with \d epochs?$/ });
    const sent = await journey.slack.submit({ as: 'U0ANA', viewId: form.id, values: {} });
    const again = await messageSaying(journey.slack, CHANNEL, /\*noisy-v2: waiting for a yes/);

    expect(readMessage(card)).toMatch(
      /learned, then overfitted after epoch \d\.\* .*estimate.*\*Next:\* run it again with/s,
    );
    expect(file).toMatchObject({
      mimetype: 'image/png',
      title: 'Loss of noisy-v1 (blue: Training loss, orange: Validation loss; across: Step, up: Loss)',
    });
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    expect(numbers.threadTs).toBe(card.ts);
    expect(sent).toEqual({ kind: 'closed' });
    const [, epochs] = /Run again with (\d)/.exec(readMessage(card)) ?? [];
    expect(Number(epochs)).toBeLessThan(5);
    expect(readMessage(again)).toContain(`for ${epochs} epoch`);
    expect(readMessage(again)).toContain(dataset);
    expect((await jobNames(journey)).filter((name) => name.startsWith('noisy-'))).toHaveLength(1);
  });
});
