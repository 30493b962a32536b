import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formValues, messageSaying, press, readBlocks, readMessage } from '../../functions/drive-slack.ts';
import { waitFor } from '../../functions/drive-waits.ts';
import { CHANNEL, type Journey, NOVA_MICRO, startJourney, tickets, upload } from './journey.ts';

let journey: Journey;

beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey.end());

describe('a tune that the thread’s diagnosis forbids', () => {
  it('is refused with the rule’s reason, and launched only with a name and a reason that the approver reads', async () => {
    const { slack } = journey;
    const dataset = await upload(journey, 'contracts.jsonl', tickets(120));
    await slack.say({
      as: 'U0ANA',
      channel: CHANNEL,
      text: '<@U0RUNG> our model doesn’t know our contracts, should we fine-tune?',
    });
    await press(slack, {
      as: 'U0ANA',
      message: await messageSaying(slack, CHANNEL, /Retrieval first/),
      label: /not the others/,
    });
    await press(slack, {
      as: 'U0ANA',
      message: await messageSaying(slack, CHANNEL, /Ruled out: /),
      label: /fine-tune anyway/,
    });
    const view = await waitFor(slack, 'The launch form', () => slack.views('U0ANA').at(-1));
    const typed = { name: 'contracts', baseModelId: NOVA_MICRO, dataset };
    const submit = (reason: string) =>
      slack.submit({ as: 'U0ANA', viewId: view.id, values: formValues(view, { ...typed, reason }) });

    const refused = await submit('');
    const accepted = await submit('The vendor asked for a tuned baseline.');
    const card = readMessage(await messageSaying(slack, CHANNEL, /\*contracts: waiting for a yes/));

    expect(readBlocks(view.blocks)).toMatch(/diagnosis of this thread is against it/);
    expect(refused).toMatchObject({ kind: 'errors', errors: { reason: expect.stringMatching(/not what is true/) } });
    expect(accepted.kind).toBe('closed');
    expect(card).toMatch(/Against its diagnosis\* \(retrieval, rule `R-[A-Z-]+`\)/);
    expect(card).toContain('<@U0ANA> launches it anyway: “The vendor asked for a tuned baseline.”');
  });

  it('is not in the way of a launch that comes from no thread', async () => {
    const { slack } = journey;
    await slack.command({ as: 'U0BO', channel: CHANNEL, command: '/rung', text: 'launch' });
    const view = await waitFor(slack, 'The launch form', () => slack.views('U0BO').at(-1));

    expect(readBlocks(view.blocks)).not.toMatch(/against a tune/);
  });
});
