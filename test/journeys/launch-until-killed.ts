import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Message } from '@rung/sandbox/slack/workspace.ts';
import { launch, press, readMessage } from '../../functions/drive-slack.ts';
import { type LocalStack, startLocalStack } from '../../functions/local-stack.ts';
import { CHANNEL, jobNames, NOVA_MICRO, tickets } from './journey.ts';

/**
 * The whole desk as a process of its own, which may be killed at any moment: begins a launch in the directory that it is given, or goes on
 * with the one that it finds there, says on a line each where that is, and what came of it.
 */
const [directory = ''] = process.argv.slice(2);
const NAME = 'killed';
/** Real milliseconds between two looks, and until a click that had no effect is made again. */
const [LOOK_MS, PRESS_AGAIN_MS] = [4, 1500];

const say = (line: string) => fs.writeSync(1, `${line}\n`);
const saysOf = (stack: LocalStack) =>
  stack.slack.messages(CHANNEL).map((message) => [message, readMessage(message)] as const);
const cardsOf = (stack: LocalStack) =>
  saysOf(stack).filter(([message, words]) => message.threadTs === undefined && words.startsWith(`*${NAME}: `));

async function begin(stack: LocalStack): Promise<void> {
  const asked = path.join(directory, 'asked');
  if (fs.existsSync(asked)) return;
  await stack.aws.s3.put('rung-data', 'killed.jsonl', tickets(60));
  const typed = { name: NAME, baseModelId: NOVA_MICRO, dataset: 's3://rung-data/killed.jsonl' };
  await launch(stack.slack, { as: 'U0ANA', channel: CHANNEL, typed });
  fs.writeFileSync(asked, '');
  say('asked');
}

async function follow(stack: LocalStack): Promise<void> {
  let [said, pressedMs] = ['', 0];
  while (!saysOf(stack).some(([, words]) => words.startsWith(`<@U0ANA> ${NAME}: `))) {
    const state = stack.aws.stepFunctions.executions()[0]?.state ?? 'over';
    if (state !== said) say(`at ${state}`);
    said = state;
    const waiting = cardsOf(stack).find(([, words]) => words.includes('waiting for a yes'))?.[0];
    if (waiting && Date.now() - pressedMs > PRESS_AGAIN_MS) {
      pressedMs = Date.now();
      void approve(stack, waiting);
    }
    await pause(LOOK_MS);
  }
}

const approve = (stack: LocalStack, message: Message) =>
  press(stack.slack, { as: 'U0BO', message, label: /^Approve/ }).catch(() => undefined);

const stack = await startLocalStack({ directory, speed: 300 });
say('up');
await begin(stack);
await follow(stack);
const jobs = (await jobNames(stack)).filter((name) => name.startsWith(`${NAME}-`)).length;
say(JSON.stringify({ jobs, cards: cardsOf(stack).map(([, words]) => words) }));
await stack.close();
