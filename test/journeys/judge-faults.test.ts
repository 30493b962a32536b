import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Message } from '@rung/sandbox/slack/workspace.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judge, launch, messageSaying, press, readMessage, waitFor } from '../../functions/drive-slack.ts';
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

const files = (prefix: string) => stack.aws.s3.list('rung-work').filter(({ key }) => key.startsWith(prefix));

async function deployments(): Promise<number> {
  const { BedrockClient, ListCustomModelDeploymentsCommand } = await import('@aws-sdk/client-bedrock');
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new BedrockClient({ region: 'us-east-1', endpoint: stack.aws.url, credentials });
  return (await client.send(new ListCustomModelDeploymentsCommand({}))).modelDeploymentSummaries?.length ?? 0;
}

describe('a judgement', () => {
  it('goes on after a restart in the middle, throttled all the while, and asks next to nothing twice', async () => {
    const throttled = { model: 'nova', perMinute: 60 };
    stack.aws.bedrock.limitRequests(throttled);
    const card = await begin('held-out.jsonl');
    await waitFor(stack.slack, 'the first answers', () => (files('judgements/').length > 14 ? true : undefined));
    await stack.close();
    const before = converses(200);

    stack = await start();
    stack.aws.bedrock.limitRequests(throttled);
    const words = await becomes(card, /examples, exact match/);

    const asked = converses(200);
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(EXAMPLES * 4);
    expect(asked).toBeGreaterThanOrEqual(EXAMPLES * 4);
    // Four files of 25 were under way.
    expect(asked).toBeLessThanOrEqual(EXAMPLES * 4 + 4 * 25);
    expect(converses(429)).toBeGreaterThan(0);
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
});
