import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { MAY_DELETE_TAG } from '@rung/core/hosting/ownership.ts';
import { HOUR_MS } from '@rung/core/time.ts';
import type { Message } from '@rung/sandbox/slack/workspace.ts';
import { judge, launch, messageSaying, press, readMessage } from './drive-slack.ts';
import { DidNotHappen, waitFor } from './drive-waits.ts';
import { processEnv, wireLogFile } from './env.ts';
import { DATA_BUCKET } from './local-account.ts';
import { EXAMPLE_FILES } from './local-examples.ts';
import { type LocalStack, startLocalStack } from './local-stack.ts';
import { LOCAL_PEOPLE, WATCH_CHANNEL } from './local-workspace.ts';

/** Fast enough that a training of twenty sandbox minutes takes seconds. */
const DEMO_SPEED = 300;
const NOVA_MICRO = 'amazon.nova-micro-v1:0:128k';

interface Files {
  readonly training: string;
  readonly validation: string | undefined;
}

/** `npm run demo [train.jsonl [validation.jsonl]]`: the four journeys from a signed request to the card, printed as people read them. */
async function demo(files: Files): Promise<void> {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'rung-demo-'));
  const stack = await startLocalStack({ directory, speed: DEMO_SPEED, ...wireLogFile(processEnv()) });
  try {
    await ask(stack);
    await launchAndLearn(stack, files);
    await judgeIt(stack, files);
    await refuseBadFile(stack);
    await stopTheIdle(stack);
  } finally {
    await stack.idle();
    await stack.close();
    fs.rmSync(directory, { recursive: true, force: true });
  }
}

async function ask(stack: LocalStack): Promise<void> {
  heading('Ask: should we fine-tune?');
  const text = 'our model doesn’t know our contracts, should we fine-tune?';
  const question = await stack.slack.say({ as: 'U0ANA', channel: WATCH_CHANNEL, text: `<@U0RUNG> ${text}` });
  print(question);
  print(await messageSaying(stack.slack, WATCH_CHANNEL, /Retrieval/));
}

async function launchAndLearn(stack: LocalStack, files: Files): Promise<void> {
  heading(`Launch: fine-tune Nova Micro on ${path.basename(files.training)}`);
  const { slack } = stack;
  const dataset = await upload(stack, files.training);
  const validation = files.validation ? await upload(stack, files.validation) : '';
  const name = modelName(files.training);
  const outcome = await launch(slack, {
    as: 'U0ANA',
    channel: WATCH_CHANNEL,
    typed: { name, baseModelId: NOVA_MICRO, dataset, validation },
  });
  if (outcome.kind !== 'closed') throw new DidNotHappen(`The launch form was not taken: ${JSON.stringify(outcome)}`);
  const waiting = await messageSaying(slack, WATCH_CHANNEL, /waiting for a yes|not started/);
  print(waiting);
  await press(slack, { as: 'U0BO', message: waiting, label: /^Approve/ });
  const ended = await messageSaying(slack, WATCH_CHANNEL, new RegExp(`<@U0ANA> ${name}: (learned|trained|failed)`));
  const thread = slack
    .messages(WATCH_CHANNEL)
    .filter((message) => message.ts === waiting.ts || message.threadTs === waiting.ts);
  for (const message of thread) print(message);
  if (/failed/.test(readMessage(ended))) throw new DidNotHappen('The training failed.');
}

/** The validation set is held out: its loss was looked at, and training never learnt from it. */
async function judgeIt(stack: LocalStack, files: Files): Promise<void> {
  if (!files.validation) return;
  heading('Judge: is it better than a good prompt and few-shot?');
  const { slack } = stack;
  const done = slack.messages(WATCH_CHANNEL).findLast((message) => /\[ Judge it \]/.test(readMessage(message)));
  if (!done) throw new DidNotHappen('The finished launch offers no judging.');
  const form = await judge(slack, { as: 'U0ANA', message: done, typed: { metric: 'json-fields' } });
  if (form.kind !== 'closed') throw new DidNotHappen(`The form was not taken: ${JSON.stringify(form)}`);
  const priced = await messageSaying(slack, WATCH_CHANNEL, /judging it costs|not judged/);
  print(priced);
  if (!/judging it costs/.test(readMessage(priced))) return;
  print(await messageSaying(slack, WATCH_CHANNEL, /what each arm is asked/));
  await press(slack, { as: 'U0BO', message: priced, label: /^Judge[ ,]/ });
  await messageSaying(slack, WATCH_CHANNEL, /The card above has the rest/);
  const card = await waitFor(slack, 'The verdict', () =>
    slack
      .messages(WATCH_CHANNEL)
      .find(({ ts, blocks }) => ts === priced.ts && blocks?.some(({ type }) => type === 'context')),
  );
  print(card);
}

async function refuseBadFile(stack: LocalStack): Promise<void> {
  heading('Launch: a file with faults');
  const dataset = await upload(stack, EXAMPLE_FILES.faulty);
  await launch(stack.slack, {
    as: 'U0ANA',
    channel: WATCH_CHANNEL,
    typed: { name: 'from-a-bad-file', baseModelId: NOVA_MICRO, dataset },
  });
  await messageSaying(stack.slack, WATCH_CHANNEL, /<@U0ANA> from-a-bad-file: not started/);
  print(await messageSaying(stack.slack, WATCH_CHANNEL, /from-a-bad-file: not started\.\*/));
}

async function stopTheIdle(stack: LocalStack): Promise<void> {
  heading('Stop the idle: a Provisioned Throughput that nobody uses');
  const { slack, aws, clock } = stack;
  const tags = [MAY_DELETE_TAG];
  aws.bedrock.createIdleThroughput({ name: 'contracts-pt', modelUnits: 1, commitment: 'none', tags });
  clock.skip(9 * HOUR_MS);
  await stack.watch();
  const alert = await messageSaying(slack, WATCH_CHANNEL, /contracts-pt has answered nothing/);
  print(alert);
  await press(slack, { as: 'U0FAY', message: alert, label: /^Adopt$/ });
  const ours = await messageSaying(slack, WATCH_CHANNEL, /contracts-pt has answered nothing[\s\S]*adopted by/);
  await press(slack, { as: 'U0FAY', message: ours, label: /^Delete$/ });
  print(await messageSaying(slack, WATCH_CHANNEL, /contracts-pt: stopping/));
  print(await messageSaying(slack, WATCH_CHANNEL, /contracts-pt: deleted/));
  if (aws.bedrock.throughputs().some(({ name }) => name === 'contracts-pt'))
    throw new DidNotHappen('The throughput still stands.');
}

async function upload(stack: LocalStack, local: string): Promise<string> {
  const key = path.basename(local);
  await stack.aws.s3.put(DATA_BUCKET, key, fs.createReadStream(local));
  return `s3://${DATA_BUCKET}/${key}`;
}

function modelName(training: string): string {
  const cleaned = path
    .basename(training)
    .replace(/\.jsonl?$/i, '')
    .replace(/[^0-9A-Za-z]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return `${cleaned.slice(0, 32) || 'demo'}-v1`;
}

function heading(words: string): void {
  console.log(`\n── ${words} ${'─'.repeat(Math.max(0, 76 - words.length))}\n`);
}

function print(message: Message): void {
  const people = new Map([
    ...LOCAL_PEOPLE.map(({ id, realName }) => [id, realName] as const),
    ['U0RUNG', 'Rung'] as const,
  ]);
  const plain = readMessage(message)
    .replace(/<@([A-Z0-9]+)>/g, (_, id: string) => `@${people.get(id) ?? id}`)
    .replace(/<!date\^[^|]*\|([^>]*)>/g, '$1')
    .replaceAll('\u200b', '');
  console.log(`${people.get(message.user) ?? message.user}${message.threadTs ? ' (in the thread)' : ''}:`);
  console.log(`${plain.replace(/^/gm, '  ')}\n`);
}

function chosenFiles(): Files {
  const [training, validation] = process.argv.slice(2);
  const missing = [training, validation].find((given) => given !== undefined && !fs.existsSync(given));
  if (missing !== undefined) throw new DidNotHappen(`There is no file at ${missing}.`);
  if (training !== undefined) return { training, validation };
  return EXAMPLE_FILES;
}

try {
  await demo(chosenFiles());
} catch (error) {
  console.error(error instanceof DidNotHappen ? error.message : error);
  process.exitCode = 1;
}
