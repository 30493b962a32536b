import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DAY_MS } from '@rung/core/time.ts';
import type { Message } from '@rung/sandbox/slack/workspace.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judge, launch, messageSaying, press, readMessage } from '../../functions/drive-slack.ts';
import { waitFor } from '../../functions/drive-waits.ts';
import { type LocalStack, startLocalStack } from '../../functions/local-stack.ts';
import { CHANNEL, tickets } from './journey.ts';

const NOVA_2_LITE = 'amazon.nova-2-lite-v1:0:256k';
const EXAMPLES = 200;

let directory: string;
let stack: LocalStack;

/** As fast as the front door stands: a signature is good for five minutes of sandbox time, which is one second here. */
const start = (): Promise<LocalStack> =>
  startLocalStack({ directory, speed: 300, wireLogFile: path.join(directory, 'wire.jsonl') });

beforeAll(async () => {
  // The SDK's own backoff is in real time; the workflow's is in sandbox time, and it is the one that is tried here.
  process.env['AWS_MAX_ATTEMPTS'] = '1';
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'rung-judge-faults-'));
  stack = await start();
  await stack.aws.s3.put('rung-data', 'train.jsonl', tickets(240));
  await stack.aws.s3.put('rung-data', 'held-out.jsonl', tickets(EXAMPLES).replaceAll('Case ', 'Matter '));
  await stack.aws.s3.put('rung-data', 'small.jsonl', tickets(40).replaceAll('Case ', 'Matter '));
  const typed = { name: 'tone', baseModelId: NOVA_2_LITE, dataset: 's3://rung-data/train.jsonl' };
  await launch(stack.slack, { as: 'U0ANA', channel: CHANNEL, typed });
  const waiting = await saying(/\*tone: waiting for a yes/);
  await press(stack.slack, { as: 'U0BO', message: waiting, label: /^Approve/ });
  await saying(/<@U0ANA> tone: (?:learned|trained)/);
});
afterAll(async () => {
  await stack.close();
  fs.rmSync(directory, { recursive: true, force: true });
});

const saying = (says: RegExp) => messageSaying(stack.slack, CHANNEL, says);
const now = (card: Message) => {
  const found = stack.slack.messages(CHANNEL).find(({ ts }) => ts === card.ts);
  return found ? readMessage(found) : '';
};
const becomes = (card: Message, says: RegExp) =>
  waitFor(stack.slack, `A card saying ${says}`, () => (says.test(now(card)) ? now(card) : undefined));

/** The form filled in and its price confirmed. */
async function begin(heldOut: string): Promise<Message> {
  const message = await saying(/\*tone: (?:learned|trained)/);
  await judge(stack.slack, { as: 'U0ANA', message, typed: { heldOut: `s3://rung-data/${heldOut}` } });
  const card = await saying(/tone: judging it costs/);
  await press(stack.slack, { as: 'U0ANA', message: card, label: /^Judge for/ });
  return card;
}

interface Exchange {
  readonly service: string;
  readonly operation: string;
  readonly status: number;
}

const exchanges = (): Exchange[] =>
  fs
    .readFileSync(path.join(directory, 'wire.jsonl'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Exchange);
const converses = (status: number) =>
  exchanges().filter((exchange) => exchange.operation === 'Converse' && exchange.status === status).length;

async function deployments(): Promise<number> {
  const { BedrockClient, ListCustomModelDeploymentsCommand } = await import('@aws-sdk/client-bedrock');
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new BedrockClient({ region: 'us-east-1', endpoint: stack.aws.url, credentials });
  return (await client.send(new ListCustomModelDeploymentsCommand({}))).modelDeploymentSummaries?.length ?? 0;
}

const judging = () =>
  stack.aws.stepFunctions.executions().filter(({ status, name }) => status === 'RUNNING' && name.startsWith('jdg_'));

/** Waits until a trial was asked for. */
async function made(): Promise<void> {
  while ((await deployments()) === 0) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('a judgement', () => {
  it('goes on after throttling and a restart in the middle, and asks next to nothing twice', async () => {
    stack.aws.bedrock.limitRequests({ model: 'nova', perMinute: 0 });
    const card = await begin('held-out.jsonl');
    const isUnderWay = () => converses(200) > 0 && converses(429) > 3;
    await waitFor(stack.slack, 'the first answers', () => (isUnderWay() ? true : undefined));
    await stack.close();
    const before = converses(200);

    stack = await start();
    const words = await becomes(card, /examples, exact match/);

    const asked = converses(200);
    expect(before).toBeLessThan(EXAMPLES);
    expect(asked).toBeGreaterThanOrEqual(EXAMPLES * 4);
    // Four files of 25 were under way.
    expect(asked).toBeLessThanOrEqual(EXAMPLES * 4 + 4 * 25);
    expect(words).toContain(`${EXAMPLES} examples`);
    expect(words).not.toContain('Not answered');
    expect(await deployments()).toBe(0);
  });

  it('counts what a model would not answer, says so, and does not judge by the rest', async () => {
    stack.aws.bedrock.limitRequests({ model: 'custom-model-deployment', perMinute: 0 });
    const card = await begin('small.jsonl');

    const words = await becomes(card, /examples, exact match/);

    expect(words).toMatch(/\*tone: not enough to judge by\.\* Only 0 of 40 examples were answered by every arm/);
    expect(words).toContain('Not answered: tuned 40.');
    expect(await deployments()).toBe(0);
  });

  it('whose workflow was stopped by hand is ended by the watch, and its trial with it', async () => {
    const card = await begin('small.jsonl');
    await waitFor(stack.slack, 'the trial', () => (/judging\* since/.test(now(card)) ? true : undefined));
    await waitFor(stack.slack, 'its workflow', () => (judging().length > 0 ? true : undefined));
    const { SFNClient, StopExecutionCommand } = await import('@aws-sdk/client-sfn');
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const client = new SFNClient({ region: 'us-east-1', endpoint: stack.aws.url, credentials });
    await made();
    for (const { executionArn } of judging()) await client.send(new StopExecutionCommand({ executionArn }));
    expect(await deployments()).toBe(1);

    stack.clock.skip(2 * DAY_MS);
    const words = await becomes(card, /not judged to the end/);

    expect(words).toContain('its workflow ended without a word');
    expect(words).toContain('What served the tuned model for the trial is deleted.');
    expect(await deployments()).toBe(0);
  });
});
