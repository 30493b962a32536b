import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { MAY_DELETE_TAG } from '@rung/core/hosting/ownership.ts';
import { HOUR_MS, MINUTE_MS } from '@rung/core/time.ts';
import type { Message } from '@rung/sandbox/slack/workspace.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { choose, messageSaying, press, readMessage } from '../../functions/drive-slack.ts';
import type { RawEnv } from '../../functions/env.ts';
import { type LocalStack, startLocalStack } from '../../functions/local-stack.ts';
import { CHANNEL } from './journey.ts';

const POLICY = { RUNG_STOP_IDLE_AFTER_HOURS: '4', RUNG_HOSTING_OWNERS: 'S0OWNERS' };
const NAME = 'unused';

let directory: string;
let journey: LocalStack;
let arn: string;

beforeEach(async () => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'rung-policy-'));
  journey = await startLocalStack({ directory, speed: 1, settings: POLICY });
});
afterEach(async () => {
  await journey.close();
  fs.rmSync(directory, { recursive: true, force: true });
});

/** The same account and workspace under other settings, as after a deployment. */
async function deployAnew(settings: RawEnv): Promise<void> {
  await journey.idle();
  await journey.close();
  journey = await startLocalStack({ directory, speed: 1, settings });
}

/** A throughput that answered once and then nothing for nine hours; announced and adopted, its end by policy not told yet. */
async function idle(): Promise<void> {
  arn = journey.aws.bedrock.createIdleThroughput({
    ...{ name: NAME, modelUnits: 1, commitment: 'none', tags: [MAY_DELETE_TAG] },
  });
  journey.clock.skip(30 * MINUTE_MS);
  await journey.aws.bedrock.invoke(arn, 1);
  await pass(9 * HOUR_MS);
  await press(journey.slack, { as: 'U0FAY', message: alert(), label: /^Adopt$/ });
  await messageSaying(journey.slack, CHANNEL, /adopted by <@U0FAY>/);
}

/** The same, and its end by policy told twice: it comes in an hour. */
async function idleAndToldTwice(): Promise<void> {
  await idle();
  await pass(MINUTE_MS);
  await pass(3 * HOUR_MS);
  expect([firsts(), seconds()]).toEqual([1, 1]);
}

/** Lets time pass, then the watch looks. */
async function pass(durationMs: number): Promise<void> {
  await journey.idle();
  journey.clock.skip(durationMs);
  await journey.watch();
  await journey.idle();
}

const said = (says: RegExp): Message[] =>
  journey.slack.messages(CHANNEL).filter((message) => says.test(readMessage(message)));
const alerts = () => said(new RegExp(`^\\*${NAME}\\b`)).filter(({ threadTs }) => threadTs === undefined);
function alert(): Message {
  const newest = alerts().at(-1);
  if (!newest) throw new Error('no alert stands');
  return newest;
}
const stands = () => journey.aws.bedrock.throughputs().some(({ name }) => name === NAME);
const firsts = () => said(/By the team’s policy it is stopped in .*said once more/).length;
const seconds = () => said(/By the team’s policy it is stopped in (?!.*said once more)/).length;
const turned = (word: string) => messageSaying(journey.slack, CHANNEL, new RegExp(`\\*${NAME}: ${word}`));

async function snooze(option: RegExp): Promise<void> {
  await choose(journey.slack, { as: 'U0FAY', message: alert(), option });
  await turned('snoozed');
}

describe('an idle hosting under a policy that stops it', () => {
  it('is told once, told again an hour ahead, and stopped when it was said', async () => {
    await idle();
    await pass(MINUTE_MS);
    expect([firsts(), seconds()]).toEqual([1, 0]);
    expect(readMessage(alert())).toMatch(/The team’s policy stops it at/);

    await pass(2 * HOUR_MS);
    expect([firsts(), seconds()]).toEqual([1, 0]);
    await pass(HOUR_MS);
    expect([firsts(), seconds(), stands()]).toEqual([1, 1, true]);
    expect(said(/^<!subteam\^S0OWNERS> \*By the team’s policy/)).toHaveLength(1);
    expect(readMessage(alert())).not.toMatch(/stopping/);

    await pass(HOUR_MS);
    await turned('stopping');
    expect(stands()).toBe(true);
    journey.clock.skip(MINUTE_MS);
    expect(readMessage(await turned('deleted'))).toMatch(/By the team’s policy/);
    expect(stands()).toBe(false);
    expect([firsts(), seconds(), alerts().length]).toEqual([1, 1, 1]);
  });

  it('is not stopped while it sleeps, and is told twice anew when it wakes', async () => {
    await idleAndToldTwice();
    await snooze(/^4 hours/);

    await pass(2 * HOUR_MS);
    await pass(HOUR_MS);
    expect([firsts(), seconds(), stands()]).toEqual([1, 1, true]);
    await pass(2 * HOUR_MS);
    expect(said(/The snooze is over/)).toHaveLength(1);
    expect([firsts(), seconds()]).toEqual([2, 1]);
    await pass(HOUR_MS);
    await pass(MINUTE_MS);
    expect([firsts(), seconds(), stands()]).toEqual([2, 1, true]);
    expect(readMessage(alert())).toMatch(/has answered nothing/);

    await pass(2 * HOUR_MS);
    expect([firsts(), seconds()]).toEqual([2, 2]);
    await pass(HOUR_MS);
    await turned('stopping');
    journey.clock.skip(MINUTE_MS);
    await turned('deleted');
  });

  it('is told twice anew after somebody cancelled its stop', async () => {
    await idleAndToldTwice();
    await pass(HOUR_MS);
    await press(journey.slack, { as: 'U0BO', message: await turned('stopping'), label: /^Cancel$/ });
    await messageSaying(journey.slack, CHANNEL, new RegExp(`^\\*${NAME} has answered nothing`));

    await pass(HOUR_MS);
    expect([firsts(), seconds(), stands()]).toEqual([2, 1, true]);
    await pass(HOUR_MS);
    expect([firsts(), seconds(), stands()]).toEqual([2, 1, true]);
    expect(readMessage(alert())).toMatch(/has answered nothing/);
  });

  it('begins anew after traffic: what was told of the stretch before counts for nothing', async () => {
    await idleAndToldTwice();

    await journey.aws.bedrock.invoke(arn, 3);
    await pass(7 * HOUR_MS);
    const [before, after] = alerts();
    expect([alerts().length, stands()]).toEqual([2, true]);
    expect(before && readMessage(before)).toMatch(/: kept\.\* Traffic came back/);
    expect(after && readMessage(after)).toMatch(/has answered nothing[\s\S]*The team’s policy stops it at/);
    await pass(2 * HOUR_MS);
    expect([firsts(), seconds(), stands()]).toEqual([1, 1, true]);

    await pass(HOUR_MS);
    expect([firsts(), seconds(), stands()]).toEqual([1, 2, true]);
    await pass(HOUR_MS);
    await turned('stopping');
    journey.clock.skip(MINUTE_MS);
    await turned('deleted');
  });

  it('is kept when traffic comes back inside the last minute', async () => {
    await idleAndToldTwice();
    await pass(HOUR_MS);
    await turned('stopping');
    await journey.aws.bedrock.invoke(arn, 2);
    journey.clock.skip(MINUTE_MS);

    expect(readMessage(await turned('kept'))).toMatch(/Traffic came back.*\(2 requests\)\. Nothing was deleted/);
    expect(stands()).toBe(true);
  });
  it('is not stopped once the policy is taken back, and people are told so', async () => {
    await idleAndToldTwice();

    await deployAnew({});
    await pass(2 * HOUR_MS);
    expect(stands()).toBe(true);
    expect(said(/The team’s policy does not stop it any more/)).toHaveLength(1);
    expect(readMessage(alert())).toMatch(/has answered nothing/);
    expect(readMessage(alert())).not.toMatch(/policy stops it/);

    await deployAnew(POLICY);
    await pass(2 * HOUR_MS);
    expect([firsts(), seconds(), stands()]).toEqual([2, 1, true]);
  });

  it('is not stopped when the policy is taken back inside the last minute', async () => {
    await idleAndToldTwice();
    await pass(HOUR_MS);
    await turned('stopping');

    await deployAnew({});
    journey.clock.skip(MINUTE_MS);

    await messageSaying(journey.slack, CHANNEL, /Nothing was deleted\.\* The policy .* was taken back/);
    expect(stands()).toBe(true);
  });

  it('is not stopped on an announcement that Slack did not take', async () => {
    await idle();
    await pass(MINUTE_MS);
    journey.slack.outage(true);
    await journey.idle();
    journey.clock.skip(3 * HOUR_MS);
    await journey.watch().catch(() => undefined);
    journey.slack.outage(false);
    expect([firsts(), seconds()]).toEqual([1, 0]);

    await pass(HOUR_MS);
    expect([firsts(), seconds(), stands()]).toEqual([1, 1, true]);
    expect(readMessage(alert())).toMatch(/has answered nothing/);
    await pass(HOUR_MS);
    await turned('stopping');
  });

  it('sleeps until nine in the morning of a night in which the clocks change where the person is', async () => {
    // Stockholm goes from +01:00 to +02:00 at 01:00 UTC of 28 March 2027: nine o'clock is seven in UTC, and not eight.
    journey.clock.skip(Date.parse('2027-03-27T10:00:00Z') - journey.clock.nowMs());
    await idleAndToldTwice();
    const nineMs = Date.parse('2027-03-28T07:00:00Z');

    await snooze(/^Tomorrow 9:00/);
    expect(readMessage(alert())).toContain(`snoozed until <!date^${nineMs / 1000}^`);

    await pass(nineMs - MINUTE_MS - journey.clock.nowMs());
    expect([said(/The snooze is over/).length, firsts(), seconds(), stands()]).toEqual([0, 1, 1, true]);
    await pass(2 * MINUTE_MS);
    expect([said(/The snooze is over/).length, firsts(), seconds(), stands()]).toEqual([1, 2, 1, true]);
  });
});
