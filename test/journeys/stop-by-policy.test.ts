import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { MAY_DELETE_TAG } from '@rung/core/hosting/ownership.ts';
import { HOUR_MS, MINUTE_MS } from '@rung/core/time.ts';
import type { Message } from '@rung/sandbox/slack/workspace.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { choose, messageSaying, press, readMessage } from '../../functions/drive-slack.ts';
import { waitFor } from '../../functions/drive-waits.ts';
import type { RawEnv } from '../../functions/env.ts';
import { type LocalStack, startLocalStack } from '../../functions/local-stack.ts';
import { type StopEvent, stopFunction } from '../../functions/stop.ts';
import { type Fault, type FaultProxy, startFaultProxy } from '../faults/fault-proxy.ts';
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

/** From now on the sweeper's deletions are answered like this, before the local AWS hears of them. */
async function answerDeletions(decide: () => Fault): Promise<FaultProxy> {
  const proxy = await startFaultProxy({
    upstream: journey.aws.url,
    decide: ({ operation }) => (operation.startsWith('DELETE /provisioned-model-throughput/') ? decide() : 'pass'),
  });
  const { local } = journey.env;
  if (!local) throw new Error('the journey runs on no local AWS');
  const stop = stopFunction({ ...journey.env, local: { ...local, endpoint: proxy.url } }, journey.clock);
  journey.aws.lambda.register('rung-stop', (event, context) => stop(event as StopEvent, context), {
    timeoutMs: 60_000,
  });
  return proxy;
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
const firsts = () => said(/By the team’s policy it is deleted in .*said once more/).length;
const seconds = () => said(/By the team’s policy it is deleted in (?!.*said once more)/).length;
const turned = (word: string) => messageSaying(journey.slack, CHANNEL, new RegExp(`\\*${NAME}: ${word}`));

/** An hour, the look of the policy, its minute, and what became of it. */
async function tryToStop(): Promise<void> {
  await pass(HOUR_MS);
  await turned('stopping');
  journey.clock.skip(MINUTE_MS);
  await waitFor(journey.slack, 'The end of the minute', () =>
    /: stopping/.test(readMessage(alert())) ? undefined : true,
  );
  await journey.idle();
}

async function snooze(option: RegExp): Promise<void> {
  await choose(journey.slack, { as: 'U0FAY', message: alert(), option });
  await turned('snoozed');
}

describe('an idle hosting under a policy that stops it', () => {
  it('is told once, told again an hour ahead, and stopped when it was said', async () => {
    await idle();
    await pass(MINUTE_MS);
    expect([firsts(), seconds()]).toEqual([1, 0]);
    expect(readMessage(alert())).toMatch(/The team’s policy deletes it/);

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
    expect(after && readMessage(after)).toMatch(/has answered nothing[\s\S]*The team’s policy deletes it/);
    await pass(2 * HOUR_MS);
    expect([firsts(), seconds(), stands()]).toEqual([1, 1, true]);

    await pass(HOUR_MS);
    expect([firsts(), seconds(), stands()]).toEqual([1, 2, true]);
    await pass(HOUR_MS);
    await turned('stopping');
    journey.clock.skip(MINUTE_MS);
    await turned('deleted');
  });

  it('is announced once, also when its last request is too old for the metrics', async () => {
    await idle();

    await pass(15 * 24 * HOUR_MS);

    expect([alerts().length, stands()]).toEqual([1, true]);
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
    expect(said(/The team’s policy does not delete it any more/)).toHaveLength(1);
    expect(readMessage(alert())).toMatch(/has answered nothing/);
    expect(readMessage(alert())).not.toMatch(/policy deletes it/);

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
  it('says once for each reason that AWS refuses, tries again quietly, and says when it is deleted', async () => {
    let answer: Fault = 'pass';
    const proxy = await answerDeletions(() => answer);
    await idleAndToldTwice();
    const refusals = () => said(/Nothing was deleted\.\*/).map(readMessage);

    answer = { status: 403, type: 'AccessDeniedException', message: 'not authorized' };
    for (let hour = 0; hour < 3; hour++) await tryToStop();
    expect(refusals()).toEqual([
      expect.stringMatching(/^<!subteam\^S0OWNERS> .*Rung’s role was denied it.*rung:may-delete = yes.*every hour/),
    ]);
    expect(readMessage(alert())).toMatch(/has answered nothing[\s\S]*policy cannot delete it.*denied/);

    answer = { status: 400, type: 'ResourceInUseException', message: 'An evaluation uses it.' };
    for (let hour = 0; hour < 2; hour++) await tryToStop();
    expect(refusals()).toHaveLength(2);
    expect(refusals().at(-1)).toMatch(/AWS refused: An evaluation uses it\. End in AWS what still uses it/);
    expect(stands()).toBe(true);

    answer = 'pass';
    await tryToStop();
    expect(stands()).toBe(false);
    expect(said(/It is deleted now/)).toHaveLength(1);
    expect([refusals().length, firsts(), seconds(), alerts().length]).toEqual([2, 1, 1, 1]);
    await proxy.close();
  });
});
