import { DAY_MS } from '@rung/core/time.ts';
import type { Message } from '@rung/sandbox/slack/workspace.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  judge,
  launch,
  messageSaying,
  messageTo,
  press,
  readMessage,
  type TypedJudgement,
} from '../../functions/drive-slack.ts';
import { waitFor } from '../../functions/drive-waits.ts';
import { CHANNEL, type Journey, startJourney, tickets, upload } from './journey.ts';

const NOVA_2_LITE = 'amazon.nova-2-lite-v1:0:256k';

let journey: Journey;

beforeAll(async () => {
  journey = await startJourney();
  await learned('tone');
});
afterAll(() => journey.end());

/** A launch that has finished, whose card says so. */
async function learned(name: string): Promise<void> {
  const dataset = await upload(journey, `${name}.jsonl`, tickets(240));
  const typed = { name, baseModelId: NOVA_2_LITE, dataset, target: 'json-fields' };
  await launch(journey.slack, { as: 'U0ANA', channel: CHANNEL, typed });
  const waiting = await cardSaying(new RegExp(`\\*${name}: waiting for a yes`));
  await press(journey.slack, { as: 'U0BO', message: waiting, label: /^Approve/ });
  await cardSaying(new RegExp(`<@U0ANA> ${name}: (learned|trained)`));
}

/** Tickets that training never saw. In other words, so that few-shot finds fewer of their like among its examples. */
const otherWords = (examples: number) =>
  tickets(examples).replaceAll(
    /Case (\d+): something about/g,
    (_, index) => `Case ${Number(index) + 5000}: a thing with`,
  );
/** In the same words but for what says nothing of the team, so that few-shot finds the like of every one. */
const sameWords = (examples: number) =>
  tickets(examples).replaceAll(
    /Case (\d+)(.*?) on day \d+/g,
    (_, index, words) => `Case ${Number(index) + 5000}${words} on day 77`,
  );

const cardSaying = (says: RegExp) => messageSaying(journey.slack, CHANNEL, says);
const finished = () => cardSaying(/\*tone: (?:learned|trained)/);
const now = (message: Message) => {
  const found = journey.slack.messages(CHANNEL).find(({ ts }) => ts === message.ts);
  return found ? readMessage(found) : '';
};

/** The form, its price confirmed; the card when it has its verdict. */
async function judged(typed: TypedJudgement, confirmedBy = 'U0ANA'): Promise<{ card: Message; words: string }> {
  const ends = journey.slack.messages(CHANNEL).filter((message) => /has the rest/.test(readMessage(message))).length;
  await judge(journey.slack, { as: 'U0ANA', message: await finished(), typed });
  const card = await cardSaying(/tone: judging it costs/);
  await press(journey.slack, { as: confirmedBy, message: card, label: /^Judge(?: for|,)/ });
  await waitFor(
    journey.slack,
    'the verdict',
    () => journey.slack.messages(CHANNEL).filter((message) => /has the rest/.test(readMessage(message)))[ends],
  );
  return { card, words: now(card) };
}

/** What stands in AWS that a judgement made. */
async function trials(): Promise<string[]> {
  const { BedrockClient, ListCustomModelDeploymentsCommand } = await import('@aws-sdk/client-bedrock');
  const client = new BedrockClient({
    region: 'us-east-1',
    endpoint: journey.aws.url,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const { modelDeploymentSummaries = [] } = await client.send(new ListCustomModelDeploymentsCommand({}));
  return modelDeploymentSummaries.flatMap(({ customModelDeploymentName }) => customModelDeploymentName ?? []);
}

describe('a judgement', () => {
  it('goes from the card of a finished launch over a price and a click to a verdict, and leaves nothing standing', async () => {
    const heldOut = await upload(journey, 'held-out.jsonl', otherWords(60));

    const { card, words } = await judged({ heldOut });

    const thread = journey.slack.messages(CHANNEL).filter(({ threadTs }) => threadTs === card.threadTs);
    expect(words).toMatch(
      /\*tone: ship the tuned model\.\* It is [\d.]+ points better than few-shot \([\d.]+ to [\d.]+\)/,
    );
    expect(words).toMatch(
      /60 examples, exact match \(before the launch, JSON fields right was declared\): prompt .* · few-shot .* · retrieval .* · tuned/,
    );
    expect(words).toMatch(
      /A month of 30,000 requests:\* prompt \$[\d.]+ · few-shot \$[\d.]+ · retrieval \$[\d.]+ · tuned \$[\d.]+/,
    );
    expect(words).toContain('What served the tuned model is deleted.');
    expect(thread.map(readMessage).join()).toContain('Answer with one JSON object and nothing else.');
    expect(thread.some(({ blocks }) => blocks?.some(({ type }) => type === 'data_visualization'))).toBe(true);
    expect(readMessage(await finished())).toContain('clearly better than prompt, few-shot and whatever else was asked');
    expect(await trials()).toEqual([]);
  });

  it('shows which examples flipped, by their line, to the one who asks', async () => {
    const card = await cardSaying(/\*tone: ship the tuned model/);

    await press(journey.slack, { as: 'U0FAY', message: card, label: /flips/ });
    const flips = await messageTo(
      journey.slack,
      { channel: CHANNEL, as: 'U0FAY' },
      /from few-shot to tuned: \d+ went wrong → right/,
    );

    expect(flips.onlyFor).toBe('U0FAY');
    expect(readMessage(flips)).toMatch(
      /\*Line \d+\*, gained: “Case \d+: a thing with .*” · right “{"team":"\w+"}” · few-shot “.*” · tuned “{"team":"\w+"}”/,
    );
    expect(readMessage(flips)).toMatch(/s3:\/\/rung-work\/judgements\/jdg_\w+\/flips\.jsonl/);
  });

  it('calls a tuned model that only ties with few-shot a tie, and keeps few-shot', async () => {
    const heldOut = await upload(journey, 'alike.jsonl', sameWords(60));

    const { words } = await judged({ heldOut });

    expect(words).toMatch(
      /\*tone: it only ties with few-shot, so keep few-shot\.\* The tuned model is no better and no worse than few-shot/,
    );
    expect(words).toContain('More examples settle nothing while there is no difference.');
    expect(words).toMatch(/`worse ·+[├─]*0[─┤]*·+ better`\nTuned beside few-shot, 95 % interval; 0 is no difference/);
    expect(readMessage(await finished())).toContain('too close to call');
  });

  it('is looked at again after 30 days, once, with what would have turned it', async () => {
    const told = () =>
      journey.slack
        .messages(CHANNEL)
        .filter((message) => /has turned the verdict|no longer holds/.test(readMessage(message)));

    journey.clock.skip(31 * DAY_MS);
    await waitFor(journey.slack, 'the second look', () => (told().length >= 2 ? true : undefined));
    await journey.watch();

    expect(told()).toHaveLength(2);
    expect(readMessage(await cardSaying(/nothing that Rung can see has turned the verdict/))).toMatch(
      /<@U0ANA>.*for 30,000 requests a month, and no traffic of the last 30 days is on record\.\s+(?:More|Fewer) than [\d,]+ requests a month would make/s,
    );
  });

  it('by a rubric asks a judge model of another family in both places, and says how far its word goes', async () => {
    const heldOut = await upload(journey, 'rubric.jsonl', otherWords(40).replaceAll('Case 5', 'Case 6'));
    const byRubric = { metric: 'rubric', rubric: 'Names the team that the case is about, and says nothing else.' };

    // The last one is a slip of the team: its label takes the team that is wrong.
    const pair = (index: number, [right, wrong]: readonly [string, string]) =>
      JSON.stringify({
        ...{ system: 'Name the team.', request: `Case 9${index}: a thing with ${right} went wrong.` },
        ...{ a: `{"team":"${right}"}`, b: `{"team":"${wrong}"}`, better: index === 11 ? 'b' : 'a' },
      });
    const teams = ['billing', 'engineering', 'sales'] as const;
    const lines = Array.from({ length: 12 }, (_, index) =>
      pair(index, [teams[index % 3] ?? 'billing', teams[(index + 1) % 3] ?? 'sales']),
    );
    const labels = await upload(journey, 'labels.jsonl', `${lines.join('\n')}\n`);

    const { words } = await judged({ heldOut, ...byRubric, labels }, 'U0BO');

    expect(words).toContain('It took what your team took in 11 of 12 pairs that your team labelled.');
    expect(words).toMatch(/40 examples, preferred by the rubric .*: prompt 0\.0 .* tuned (?:4\d|50)\.\d/);
    expect(words).toMatch(
      /Judge: us\.meta\.llama3-3-70b-instruct-v1:0, no model of the tuned one’s family\. .* the known better answer in 20 of 20 pairs, and changed its mind when the two changed places in \d+ of 160\./,
    );
  });

  it('by a rubric decides nothing where the judge model misses what is known', async () => {
    const unclear = otherWords(40).replaceAll('Case 5', 'Case 7');
    const codes = { billing: 'q7', engineering: 'w4', sales: 'k9' };
    const heldOut = await upload(
      journey,
      'codes.jsonl',
      unclear.replaceAll(/team\\":\\"(\w+)/g, (_, team) => `queue\\":\\"${codes[team as keyof typeof codes]}`),
    );

    const { words } = await judged({ heldOut, metric: 'rubric', rubric: 'Names the queue.' }, 'U0BO');

    expect(words).toMatch(/not enough to judge by\.\* The judge model took the right answer in 0 of 20 pairs/);
    expect(words).toContain('set another judge model, or decide by a number that needs none');
  });

  it('is refused when a held-out prompt stands in the trained file, with its lines', async () => {
    const heldOut = await upload(journey, 'leaky.jsonl', `${otherWords(40)}${tickets(2)}`);

    await judge(journey.slack, { as: 'U0ANA', message: await finished(), typed: { heldOut } });
    const card = await cardSaying(
      /tone: not judged\.\* 2 of 42 held-out prompts stand in the training set \(lines 41, 42\)/,
    );

    expect(readMessage(card)).toContain('No model was asked, nothing was spent.');
    expect(await trials()).toEqual([]);
  });

  it.each([
    ['few.jsonl', tickets(12).replaceAll('Case ', 'Few '), /The held-out set has 12 examples; fewer than 30/],
    ['odd.jsonl', `${sameWords(30)}{"messages":[]}\n`, /Line 31 of the held-out set is no example/],
  ])('is refused over %s with what to do', async (key, content, says) => {
    const heldOut = await upload(journey, key, content);

    await judge(journey.slack, { as: 'U0ANA', message: await finished(), typed: { heldOut } });

    expect(readMessage(await cardSaying(says))).toContain('What to do:');
  });

  it('says under its fields what is wrong with them', async () => {
    const outcome = await judge(journey.slack, {
      as: 'U0ANA',
      message: await finished(),
      typed: { heldOut: 'held-out.jsonl', shots: '0', requestsAMonth: 'many' },
    });

    expect(outcome).toMatchObject({
      kind: 'errors',
      errors: {
        heldOut: expect.stringContaining('s3://'),
        shots: expect.stringContaining('1 to 20'),
        requestsAMonth: expect.stringContaining('whole number'),
      },
    });
  });

  it('that nobody wants at its price asks no model, and neither does one whose price expired', async () => {
    const heldOut = await upload(journey, 'unwanted.jsonl', sameWords(40));
    const ask = async () => {
      await judge(journey.slack, { as: 'U0ANA', message: await finished(), typed: { heldOut } });
      return cardSaying(/tone: judging it costs/);
    };

    const unwanted = await ask();
    await press(journey.slack, { as: 'U0ANA', message: unwanted, label: /^Not now/ });
    await waitFor(journey.slack, 'the no', () =>
      /not judged\.\* <@U0ANA> said no/.test(now(unwanted)) ? true : undefined,
    );
    const late = await ask();
    journey.clock.skip(DAY_MS);
    await waitFor(journey.slack, 'the end', () => (/Nobody confirmed the price/.test(now(late)) ? true : undefined));

    expect(await trials()).toEqual([]);
  });
});
