import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { judge, launch, messageSaying, press, readMessage } from './drive-slack.ts';
import { waitFor } from './drive-waits.ts';
import { processEnv, wireLogFile } from './env.ts';
import { DATA_BUCKET } from './local-account.ts';
import { type LocalStack, startLocalStack } from './local-stack.ts';
import { WATCH_CHANNEL } from './local-workspace.ts';

/**
 * `npm run bench:judge [examples [requests a minute]]`: judges a small tune over so many held-out examples on the local AWS, throttled when
 * asked to, and prints what it took. Real time is this machine's; on AWS the models are slower and the functions are many.
 */
const SPEED = 60;
/** A base whose training takes no validation set and whose every price is known. */
const BASE = 'amazon.nova-2-lite-v1:0:256k';
const TEAMS = ['billing', 'engineering', 'sales'];

const ticket = (index: number, from: string) =>
  JSON.stringify({
    schemaVersion: 'bedrock-conversation-2024',
    system: [{ text: 'Name the team.' }],
    messages: [
      {
        role: 'user',
        content: [{ text: `${from} ${index}: ${TEAMS[index % TEAMS.length]} has a case of day ${index % 31}.` }],
      },
      { role: 'assistant', content: [{ text: `{"team":"${TEAMS[index % TEAMS.length]}"}` }] },
    ],
  });
const file = (records: number, from: string) =>
  `${Array.from({ length: records }, (_, index) => ticket(index, from)).join('\n')}\n`;

async function bench(stack: LocalStack, examples: number): Promise<void> {
  const { slack, aws } = stack;
  await aws.s3.put(DATA_BUCKET, 'train.jsonl', file(240, 'Case'));
  await aws.s3.put(DATA_BUCKET, 'held-out.jsonl', file(examples, 'Number'));
  const typed = { name: 'bench', baseModelId: BASE, dataset: `s3://${DATA_BUCKET}/train.jsonl` };
  await launch(slack, { as: 'U0ANA', channel: WATCH_CHANNEL, typed });
  const waiting = await messageSaying(slack, WATCH_CHANNEL, /bench: waiting for a yes/);
  await press(slack, { as: 'U0BO', message: waiting, label: /^Approve/ });
  stack.clock.skip(60 * 60_000);
  const done = await waitFor(slack, 'the training', () =>
    slack
      .messages(WATCH_CHANNEL)
      .find(({ ts, blocks = [] }) => ts === waiting.ts && JSON.stringify(blocks).includes('Judge it')),
  );
  const startedAt = performance.now();
  const heldOut = { heldOut: `s3://${DATA_BUCKET}/held-out.jsonl`, budgetUsd: '500' };
  await judge(slack, { as: 'U0ANA', message: done, typed: heldOut });
  const priced = await messageSaying(slack, WATCH_CHANNEL, /bench: judging it costs|bench: not judged/);
  const pricedAt = performance.now();
  console.log(`priced after ${seconds(pricedAt - startedAt)}: ${readMessage(priced).split('\n')[0]}`);
  await press(slack, { as: 'U0BO', message: priced, label: /^Judge for/ });
  stack.clock.skip(10 * 60_000);
  const ended = () => slack.messages(WATCH_CHANNEL).find((message) => /has the rest/.test(readMessage(message)));
  let shown = '';
  while (!ended()) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    const card = slack.messages(WATCH_CHANNEL).find(({ ts }) => ts === priced.ts);
    const progress = /(\d+) % of ([\d,]+) answers/.exec(card ? readMessage(card) : '')?.[0] ?? '';
    if (progress !== shown) console.log(`  ${seconds(performance.now() - pricedAt)}  ${progress}`);
    shown = progress;
  }
  const took = performance.now() - pricedAt;
  const card = slack.messages(WATCH_CHANNEL).find(({ ts }) => ts === priced.ts);
  console.log(`judged after ${seconds(took)} of real time\n\n${card ? readMessage(card) : ''}`);
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

const [examples = '1000', perMinute] = process.argv.slice(2);
const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'rung-bench-judge-'));
const stack = await startLocalStack({ directory, speed: SPEED, ...wireLogFile(processEnv()) });
try {
  if (perMinute !== undefined) stack.aws.bedrock.limitRequests({ model: 'nova', perMinute: Number(perMinute) });
  await bench(stack, Number(examples));
} finally {
  await stack.close();
  fs.rmSync(directory, { recursive: true, force: true });
}
