import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, messageSaying, press, readMessage } from '../../functions/drive-slack.ts';
import { type LocalStack, startLocalStack } from '../../functions/local-stack.ts';
import { CHANNEL, NOVA_MICRO, tickets } from './journey.ts';

let directory: string;

beforeAll(() => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'rung-restart-'));
});
afterAll(() => fs.rmSync(directory, { recursive: true, force: true }));

const start = (): Promise<LocalStack> => startLocalStack({ directory, speed: 300 });

describe('a launch across restarts', () => {
  it('is approved after one and finishes after another, in the same card and with one job', async () => {
    const first = await start();
    await first.aws.s3.put('rung-data', 'kept.jsonl', tickets(120));
    await launch(first.slack, {
      as: 'U0ANA',
      channel: CHANNEL,
      typed: { name: 'kept', baseModelId: NOVA_MICRO, dataset: 's3://rung-data/kept.jsonl' },
    });
    const asked = await messageSaying(first.slack, CHANNEL, /\*kept: waiting for a yes/);
    // What is cut off while it tells is told by the next one when its time is over; here nothing is.
    await first.idle();
    await first.close();

    const second = await start();
    const card = await messageSaying(second.slack, CHANNEL, /\*kept: waiting for a yes/);
    await press(second.slack, { as: 'U0BO', message: card, label: /^Approve/ });
    await messageSaying(second.slack, CHANNEL, /\*kept: training/);
    await second.close();

    const third = await start();
    await messageSaying(third.slack, CHANNEL, /<@U0ANA> kept: learned/);
    const final = third.slack.messages(CHANNEL).find((message) => message.ts === asked.ts);
    await third.close();

    expect(final && readMessage(final)).toMatch(/\*kept: learned/);
    expect(
      third.slack
        .messages(CHANNEL)
        .filter((message) => message.threadTs === undefined && /\*kept: /.test(readMessage(message))),
    ).toHaveLength(1);
  });
});
