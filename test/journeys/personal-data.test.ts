import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, messageSaying, readMessage } from '../../functions/drive-slack.ts';
import { CHANNEL, type Journey, jobNames, NOVA_MICRO, startJourney, tickets, upload } from './journey.ts';

let journey: Journey;

beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey.end());

const withPerson = () => {
  const lines = tickets(120).trimEnd().split('\n');
  lines[30] = (lines[30] ?? '').replace('went wrong', 'went wrong for ada.byron@larkfield-mail.com');
  return lines.join('\n');
};

describe('a training file with personal data', () => {
  it('is not launched until somebody says why it may be trained on', async () => {
    const dataset = await upload(journey, 'people.jsonl', withPerson());

    await launch(journey.slack, {
      as: 'U0ANA',
      channel: CHANNEL,
      typed: { name: 'people', baseModelId: NOVA_MICRO, dataset },
    });

    const card = readMessage(await messageSaying(journey.slack, CHANNEL, /\*people: not started/));
    expect(card).toMatch(/Line 31: .*personal data: e-mail address/);
    expect(card).toMatch(/launch again and say in the form, under “Personal data”/);
    expect(card).not.toContain('ada.byron');
    expect(await jobNames(journey)).toEqual([]);
  });

  it('shows the approver who answers for it, and why', async () => {
    const dataset = await upload(journey, 'tested.jsonl', withPerson());
    const typed = { name: 'tested', baseModelId: NOVA_MICRO, dataset, personalData: 'Test accounts of our own.' };

    await launch(journey.slack, { as: 'U0ANA', channel: CHANNEL, typed });

    const card = readMessage(await messageSaying(journey.slack, CHANNEL, /\*tested: waiting for a yes/));
    expect(card).toContain('Personal data in the files*, accepted by <@U0ANA>: “Test accounts of our own.”');
    expect(card).toMatch(/1 warning, \d+ checks in order\s+• Line 31: .*personal data/);
  });

  it('and a validation file that repeats the training file are told apart line by line', async () => {
    const dataset = await upload(journey, 'train.jsonl', tickets(120));
    const validation = await upload(journey, 'validation.jsonl', tickets(20).replaceAll('something', 'SOMETHING'));
    const typed = { name: 'leaky', baseModelId: NOVA_MICRO, dataset, validation };

    await launch(journey.slack, { as: 'U0ANA', channel: CHANNEL, typed });

    expect(readMessage(await messageSaying(journey.slack, CHANNEL, /\*leaky: not started/))).toMatch(
      /Validation set: The prompt stands on line 1 of the training set as well/,
    );
  });
});
