import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { messageSaying, messageTo, press, readMessage } from '../../functions/drive-slack.ts';
import { waitFor } from '../../functions/drive-waits.ts';
import { CHANNEL, type Journey, startJourney } from './journey.ts';

let journey: Journey;

beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey.end());

const CONTRACTS = 'our model doesn’t know our contracts, should we fine-tune?';

describe('somebody who asks', () => {
  it('by mention hears retrieval, with their own words, what was ruled out and what would change it', async () => {
    const question = await journey.slack.say({ as: 'U0ANA', channel: CHANNEL, text: `<@U0RUNG> ${CONTRACTS}` });

    const answer = await messageSaying(journey.slack, CHANNEL, /Retrieval first/);

    const words = readMessage(answer);
    expect(answer.threadTs).toBe(question.ts);
    expect(words).toContain('know our contracts');
    expect(words).toMatch(/\*Not\* fine-tuning/);
    expect(words).toMatch(/would be .* if /);
  });

  it('in the Messages tab hears the same in the thread of their message', async () => {
    await journey.slack.openApp({ as: 'U0BO', tab: 'messages' });
    const tab =
      journey.slack.channels().find((channel) => channel.kind === 'app' && channel.members.includes('U0BO'))?.id ?? '';

    const question = await journey.slack.say({ as: 'U0BO', channel: tab, text: CONTRACTS });

    expect((await messageSaying(journey.slack, tab, /Retrieval first/)).threadTs).toBe(question.ts);
  });

  it('by command hears it as a message of its own, with the question above', async () => {
    await journey.slack.command({ as: 'U0FAY', channel: CHANNEL, command: '/rung', text: `diagnose ${CONTRACTS}` });

    const answer = await messageSaying(journey.slack, CHANNEL, /<@U0FAY> asked/);

    expect(answer.threadTs).toBeUndefined();
    expect(readMessage(answer)).toContain('Retrieval first');
  });

  it('too little is asked one question, and a pressed answer changes the same card', async () => {
    const question = await journey.slack.say({
      as: 'U0ANA',
      channel: CHANNEL,
      text: '<@U0RUNG> our bot is bad, can we fine-tune it?',
    });
    const card = await waitFor(journey.slack, 'The question', () =>
      journey.slack
        .messages(CHANNEL)
        .find((message) => message.threadTs === question.ts && /One question /.test(readMessage(message))),
    );

    await press(journey.slack, { as: 'U0ANA', message: card, label: /./ });
    await journey.idle();

    const after = journey.slack.messages(CHANNEL).find((message) => message.ts === card.ts);
    expect(after && readMessage(after)).not.toBe(readMessage(card));
  });

  it('why, in a thread with a verdict, hears what was ruled out and by which rule', async () => {
    const { slack } = journey;
    const question = await slack.say({ as: 'U0FAY', channel: CHANNEL, text: `<@U0RUNG> ${CONTRACTS}` });
    const inThread = (says: RegExp) =>
      slack.messages(CHANNEL).find((message) => message.threadTs === question.ts && says.test(readMessage(message)));
    await waitFor(slack, 'The answer', () => inThread(/Retrieval first/));

    await slack.say({ as: 'U0FAY', channel: CHANNEL, text: '<@U0RUNG> why not fine-tuning?', threadTs: question.ts });

    expect(readMessage(await waitFor(slack, 'The reasons', () => inThread(/Ruled out/)))).toMatch(
      /Not fine-tuning.*R-[A-Z-]+/s,
    );
  });

  it('can strike out what was misread, and the card says what the rest speaks for', async () => {
    const { slack } = journey;
    const question = await slack.say({ as: 'U0BO', channel: CHANNEL, text: `<@U0RUNG> ${CONTRACTS}` });
    const inThread = () => slack.messages(CHANNEL).find((message) => message.threadTs === question.ts);
    const card = await waitFor(slack, 'The answer', inThread);
    await press(slack, { as: 'U0BO', message: card, label: /^Correct a fact$/ });
    const view = await waitFor(slack, 'The form', () => slack.views('U0BO').at(-1));
    const option = { text: { type: 'plain_text', text: 'x' }, value: 'gap-facts' };
    const ticked = {
      facts: { value: { actionId: 'value', blockId: 'facts', type: 'checkboxes', selectedOptions: [option] } },
    };

    await slack.submit({ as: 'U0BO', viewId: view.id, values: ticked });
    await journey.idle();

    const after = inThread();
    expect(after?.ts).toBe(card.ts);
    expect(after && readMessage(after)).toMatch(/No longer counted\* ~our model doesn’t know our contracts~/);
    expect(after && readMessage(after)).not.toContain('Retrieval first');
  });

  it('what a word means is answered from the handbook, with a source at each claim', async () => {
    await journey.slack.say({ as: 'U0ANA', channel: CHANNEL, text: '<@U0RUNG> what is distillation?' });

    expect(readMessage(await messageSaying(journey.slack, CHANNEL, /handbook: distillation\./))).toMatch(
      /student.*\[1\].*\[1\] .*docs\.aws\.amazon\.com.*2026-11-20/s,
    );
  });

  it('what only the team’s Knowledge Base knows is answered from there, with its file', async () => {
    await journey.slack.say({ as: 'U0BO', channel: CHANNEL, text: '<@U0RUNG> who approves launches at Acme?' });

    expect(readMessage(await messageSaying(journey.slack, CHANNEL, /Your Knowledge Base says/))).toMatch(
      /approved by Bo or Cy.*s3:\/\/team-notes\/how-we-launch\.md/s,
    );
  });

  it('what neither knows is said', async () => {
    await journey.slack.say({ as: 'U0FAY', channel: CHANNEL, text: '<@U0RUNG> what is a zeppelin?' });

    expect(readMessage(await messageSaying(journey.slack, CHANNEL, /^\*Neither Rung’s handbook nor/))).toContain(
      'what is a zeppelin?',
    );
  });

  it('with a sentence after the command is answered, whatever its first word', async () => {
    await journey.slack.command({ as: 'U0ANA', channel: CHANNEL, command: '/rung', text: 'what does hosting cost?' });

    expect(readMessage(await messageSaying(journey.slack, CHANNEL, /^\*What hosting costs/))).toContain('1,000 tokens');
  });

  it('with a word that is no command is told the closest one', async () => {
    await journey.slack.command({ as: 'U0ANA', channel: CHANNEL, command: '/rung', text: 'lanch' });

    expect(readMessage(await messageTo(journey.slack, { channel: CHANNEL, as: 'U0ANA' }, /no command/))).toContain(
      '/rung launch',
    );
  });
});
