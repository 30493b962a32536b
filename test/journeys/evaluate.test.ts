import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  BedrockClient,
  GetEvaluationJobCommand,
  ListEvaluationJobsCommand,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-bedrock';
import { GetExecutionHistoryCommand, ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';
import { DAY_MS } from '@rung/core/time.ts';
import type { Message } from '@rung/sandbox/slack/workspace.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askEvaluation } from '../../functions/drive-evaluation.ts';
import { judge, launch, messageSaying, messageTo, press, readMessage } from '../../functions/drive-slack.ts';
import { waitFor } from '../../functions/drive-waits.ts';
import { awsFor, CHANNEL, type Journey, startJourney, tickets, upload } from './journey.ts';

const NOVA_2_LITE = 'amazon.nova-2-lite-v1:0:256k';
const KEY = 'arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab';

const PRICED = ['input-tokens', 'output-tokens'];

let directory: string;
let journey: Journey;
let verdict: Message;

beforeAll(async () => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'rung-evaluate-'));
  journey = await startJourney(
    { RUNG_MODEL_KEY_ARN: KEY, RUNG_MONTHLY_CAP_USD: '60' },
    path.join(directory, 'wire.jsonl'),
  );
  journey.aws.kms.putKey({ arn: KEY });
  for (const what of PRICED) journey.aws.pricing.sell(`USE1-Llama3-1-70B-${what}`, '0.0007200000');
  verdict = await judged();
});
afterAll(async () => {
  await journey.end();
  fs.rmSync(directory, { recursive: true, force: true });
});

const cardSaying = (says: RegExp) => messageSaying(journey.slack, CHANNEL, says);
const now = (message: Message) => {
  const found = journey.slack.messages(CHANNEL).find(({ ts }) => ts === message.ts);
  return found ? readMessage(found) : '';
};
const becomes = (card: Message, says: RegExp) =>
  waitFor(journey.slack, `A card saying ${says}`, () => (says.test(now(card)) ? now(card) : undefined));

/** A tuned model that is judged better than few-shot, with its verdict's card. */
async function judged(): Promise<Message> {
  const dataset = await upload(journey, 'tone.jsonl', tickets(240));
  await launch(journey.slack, {
    as: 'U0ANA',
    channel: CHANNEL,
    typed: { name: 'tone', baseModelId: NOVA_2_LITE, dataset },
  });
  const waiting = await cardSaying(/\*tone: waiting for a yes/);
  await press(journey.slack, { as: 'U0BO', message: waiting, label: /^Approve/ });
  const finished = await cardSaying(/\*tone: (?:learned|trained)/);
  const unseen = tickets(60).replaceAll(
    /Case (\d+): something about/g,
    (_, index) => `Case ${Number(index) + 5000}: a thing with`,
  );
  const heldOut = await upload(journey, 'held-out.jsonl', unseen);
  await judge(journey.slack, { as: 'U0ANA', message: finished, typed: { heldOut } });
  await press(journey.slack, { as: 'U0ANA', message: await cardSaying(/tone: judging it costs/), label: /^Judge for/ });
  return cardSaying(/\*tone: ship the tuned model/);
}

const ask = (budgetUsd = '5') => askEvaluation(journey.slack, { as: 'U0ANA', message: verdict, budgetUsd });

/** A price that waits for its click. */
async function priced(budgetUsd?: string): Promise<Message> {
  await ask(budgetUsd);
  return cardSaying(/tone: a Bedrock evaluation costs/);
}

async function costs(says: RegExp): Promise<string> {
  await journey.slack.command({ as: 'U0ANA', channel: CHANNEL, command: '/rung', text: 'costs' });
  return readMessage(await messageTo(journey.slack, { channel: CHANNEL, as: 'U0ANA' }, says));
}

const client = () => new BedrockClient(awsFor(journey));

async function jobs() {
  const bedrock = client();
  const found = [];
  for (let nextToken: string | undefined, first = true; first || nextToken; first = false) {
    const page = await bedrock.send(
      new ListEvaluationJobsCommand({ sortOrder: 'Ascending', ...(nextToken ? { nextToken } : {}) }),
    );
    found.push(...(page.jobSummaries ?? []));
    nextToken = page.nextToken;
  }
  return found;
}

describe('a Bedrock evaluation of a judgement’s answers', () => {
  it('goes from the verdict over a price and a click to Bedrock’s scores beside our own, and the verdict stays', async () => {
    const before = now(verdict);
    const card = await priced();
    const offered = now(card);
    // Twice, as an impatient hand does, and once more by somebody else.
    await Promise.all([
      press(journey.slack, { as: 'U0ANA', message: card, label: /^Evaluate for/ }),
      press(journey.slack, { as: 'U0ANA', message: card, label: /^Evaluate for/ }),
      press(journey.slack, { as: 'U0BO', message: card, label: /^Evaluate for/ }),
    ]);
    const words = await becomes(card, /own evaluation agrees/);
    await cardSaying(/<@U0ANA> tone: Bedrock’s own evaluation agrees\. The card above has the rest/);
    const counted = await costs(/Bedrock evaluations/);

    expect(offered).toMatch(
      /a Bedrock evaluation costs \$[\d.]+–[\d.]+, once\.\* The verdict stands as it was judged\./,
    );
    expect(offered).toMatch(
      /`us\.meta\.llama3-1-70b-instruct-v1:0` scores the answers of few-shot and of tuned to all 60 examples that both answered, for correctness and completeness, .* 2 jobs/,
    );
    expect(offered).toContain('Bedrock works under `arn:aws:iam::123456789012:role/rung-bedrock-evaluations`');
    expect(words).toMatch(
      /There the tuned model is [\d.]+ points better than few-shot \([\d.]+ to [\d.]+\), by correctness\./,
    );
    expect(words).toMatch(
      /\*Bedrock, 60 answers each, points of 100:\* few-shot correctness [\d.]+, completeness [\d.]+ · tuned correctness [\d.]+, completeness [\d.]+\./,
    );
    expect(words).toMatch(/\*Here:\* the tuned model is [\d.]+ points better than few-shot .*, by exact match\./);
    expect(words).toMatch(/Spent by estimate: \$[\d.]+–[\d.]+, of \$[\d.]+ reserved\./);
    expect(counted).toMatch(/tone \(done\): \$[\d.]+ reserved, \$[\d.]+–[\d.]+ spent by estimate/);
    expect(counted).toContain(
      'Bedrock reports no tokens of an evaluation job. Until AWS’s bill names one, the upper end',
    );
    expect(counted).toMatch(/Llama 3\.1 70B Instruct: \*\$[\d.]+\* \(an estimate’s upper end\)/);
    expect(now(verdict)).toBe(before);
    expect((await jobs()).map(({ jobName, status }) => [jobName?.replace(/[0-9a-f]{20}/, 'ID'), status])).toEqual([
      ['rung-eval-ID-few-shot', 'Completed'],
      ['rung-eval-ID-tuned', 'Completed'],
    ]);
  });

  it('asks for each job once, with its name as its token, our role and key and nothing else, and tags it', async () => {
    const exchanges = fs
      .readFileSync(path.join(directory, 'wire.jsonl'), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as { operation: string; request: Record<string, unknown> });
    const made = exchanges.filter(({ operation }) => operation === 'CreateEvaluationJob').map(({ request }) => request);
    const [tuned] = (await jobs()).filter(({ jobName }) => jobName?.endsWith('-tuned'));
    const job = await client().send(new GetEvaluationJobCommand({ jobIdentifier: tuned?.jobArn }));
    const { tags = [] } = await client().send(new ListTagsForResourceCommand({ resourceARN: tuned?.jobArn }));

    expect(made).toHaveLength(2);
    for (const request of made) expect(request['clientRequestToken']).toBe(request['jobName']);
    expect(job).toMatchObject({
      roleArn: 'arn:aws:iam::123456789012:role/rung-bedrock-evaluations',
      customerEncryptionKeyId: KEY,
      inferenceConfig: { models: [{ precomputedInferenceSource: { inferenceSourceIdentifier: 'tuned' } }] },
    });
    expect(Object.fromEntries(tags.map(({ key, value }) => [key, value]))).toMatchObject({
      'rung:evaluation': expect.stringMatching(/^evl_[0-9a-f]{20}$/),
      'rung:requester': 'U0ANA',
      'rung:channel': CHANNEL,
    });
  });

  it('keeps what was asked and answered out of the executions of its workflow', async () => {
    const sfn = new SFNClient(awsFor(journey));
    const { stateMachineArn } = journey.env.evaluateFlow;
    const { executions = [] } = await sfn.send(new ListExecutionsCommand({ stateMachineArn }));
    const told = await Promise.all(
      executions.map(({ executionArn }) => sfn.send(new GetExecutionHistoryCommand({ executionArn }))),
    );

    const events = JSON.stringify(told.flatMap((history) => history.events ?? []));
    expect(events).toContain('"step":"make"'.replaceAll('"', '\\"'));
    expect(events).not.toMatch(/Case \d|a thing with|"team/);
  });

  it('is refused over its budget, with what to do, and asks Bedrock for nothing', async () => {
    const count = (await jobs()).length;

    await ask('0.01');
    const card = await cardSaying(
      /not evaluated by Bedrock\.\* The evaluation may cost \$[\d.]+, above your budget of \$0\.01/,
    );

    expect(readMessage(card)).toContain('Bedrock was asked for nothing, nothing was spent.');
    expect(readMessage(card)).toContain('Ask again with a larger budget');
    expect(await jobs()).toHaveLength(count);
  });

  it('says under its field that a budget is none', async () => {
    expect(await ask('a lot')).toMatchObject({
      kind: 'errors',
      errors: { budgetUsd: expect.stringContaining('US dollars') },
    });
  });

  it('whose job fails says so in AWS’s own sentence, and leaves the verdict', async () => {
    const before = (await jobs()).length;
    const card = await priced();
    await press(journey.slack, { as: 'U0ANA', message: card, label: /^Evaluate for/ });
    while ((await jobs()).length < before + 2) await new Promise((resolve) => setTimeout(resolve, 20));
    const made = (await jobs()).at(-1);
    const job = await client().send(new GetEvaluationJobCommand({ jobIdentifier: made?.jobArn }));
    const [, key = ''] =
      /^s3:\/\/rung-work\/(.+)$/.exec(
        job.evaluationConfig?.automated?.datasetMetricConfigs?.[0]?.dataset?.datasetLocation?.s3Uri ?? '',
      ) ?? [];
    await journey.aws.s3.put('rung-work', key, 'overwritten\n');

    const words = await becomes(card, /its Bedrock evaluation failed/);

    expect(words).toContain('Line 1 of the dataset is not a prompt with one response of tuned.');
    expect(words).toContain('The verdict stands as it was judged.');
    expect(words).toMatch(/Spent by estimate: \$[\d.]+–[\d.]+, of \$[\d.]+ reserved\./);
    await cardSaying(/<@U0ANA> tone: its Bedrock evaluation failed\./);
  });

  it('can be stopped on its card, and is told as stopped', async () => {
    const card = await priced();
    await press(journey.slack, { as: 'U0ANA', message: card, label: /^Evaluate for/ });
    const running = await cardSaying(/tone: Bedrock is evaluating\*/);
    await press(journey.slack, { as: 'U0ANA', message: running, label: /^Stop/ });

    const words = await becomes(card, /its Bedrock evaluation was stopped\* by <@U0ANA>/);

    expect(words).toMatch(/Spent by estimate: \$0\.00–[\d.]+, of \$[\d.]+ reserved\./);
    expect((await jobs()).slice(-2).map(({ status }) => status)).toEqual(['Stopped', 'Stopped']);
  });

  it('that nobody wants at its price, or whose price expires, asks Bedrock for nothing', async () => {
    const count = (await jobs()).length;
    const unwanted = await priced();
    await press(journey.slack, { as: 'U0ANA', message: unwanted, label: /^Not now/ });
    await becomes(unwanted, /not evaluated by Bedrock\.\* <@U0ANA> said no/);
    const late = await priced();
    journey.clock.skip(DAY_MS);
    await becomes(late, /Nobody confirmed the price in a day/);

    expect(await jobs()).toHaveLength(count);
  });

  it('is priced by the dated table where AWS lists no price, and says of which day that is', async () => {
    for (const what of PRICED) journey.aws.pricing.reprice(`USE1-Llama3-1-70B-${what}`, undefined);
    const card = await priced();
    for (const what of PRICED) journey.aws.pricing.sell(`USE1-Llama3-1-70B-${what}`, '0.0007200000');

    expect(now(card)).toMatch(/a Bedrock evaluation costs \$[\d.]+–[\d.]+, once/);
    expect(now(card)).toContain('prices of 20 Jul 2025 or later');
  });

  it('is not confirmed while all spending is stopped', async () => {
    const card = await priced();
    await journey.slack.command({ as: 'U0BO', channel: CHANNEL, command: '/rung', text: 'halt an audit' });
    await cardSaying(/All spending is stopped/);

    await press(journey.slack, { as: 'U0BO', message: card, label: /^Evaluate/ });
    const told = await messageTo(journey.slack, { channel: CHANNEL, as: 'U0BO' }, /Nothing was confirmed/);

    expect(readMessage(told)).toContain('an audit');
    expect(now(card)).toContain('a Bedrock evaluation costs');
  });

  it('stands in the costs by AWS’s bill once that names it, as on its card; what AWS never bills stays an estimate', async () => {
    journey.clock.skip(2 * DAY_MS);
    await journey.readBill();
    const card = await cardSaying(/own evaluation agrees\.\*[\s\S]* on AWS’s bill, as read/);
    const billed = await costs(/reserved, \*.* on AWS’s bill/);

    expect(readMessage(card)).toMatch(/\$[\d.]+ on AWS’s bill, as read .* of \$[\d.]+ reserved\./);
    expect(billed).toMatch(/tone \(stopped\): \$[\d.]+ reserved, \$0\.00–[\d.]+ spent by estimate/);
  });
});

describe('an evaluator whose price nobody knows', () => {
  beforeAll(async () => {
    await journey.end();
    journey = await startJourney({ RUNG_EVALUATOR_MODEL: 'us.anthropic.claude-sonnet-4-20250514-v1:0' });
    verdict = await judged();
  });

  it('has the requester’s own budget reserved, by somebody else’s yes, and all of it counts until the bill says', async () => {
    const card = await priced('3');
    await press(journey.slack, { as: 'U0ANA', message: card, label: /^Evaluate, .* reserved/ });
    const refused = await messageTo(journey.slack, { channel: CHANNEL, as: 'U0ANA' }, /Nothing was decided/);
    await press(journey.slack, { as: 'U0BO', message: card, label: /^Evaluate, .* reserved/ });
    const words = await becomes(card, /own evaluation agrees/);

    expect(readMessage(refused)).toContain('its price is not known, so somebody else has to confirm it');
    expect(words).toContain(
      'What it cost is not known: there was no price, and Bedrock reports no tokens of such a job.',
    );
    expect(await costs(/Bedrock evaluations/)).toContain(
      'tone (done): $3.00 reserved, price not known, so all of it counts',
    );
  });
});
