import { DAY_MS, HOUR_MS } from '@rung/core/time.ts';
import type { Message } from '@rung/sandbox/slack/workspace.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  host,
  launch,
  messageSaying,
  messageTo,
  press,
  readMessage,
  type TypedHosting,
} from '../../functions/drive-slack.ts';
import { waitFor } from '../../functions/drive-waits.ts';
import { awsFor, CHANNEL, type Journey, startJourney, tickets, upload } from './journey.ts';

const NOVA_2_LITE = 'amazon.nova-2-lite-v1:0:256k';
const REASON = 'The pilot has its customers waiting for it';

let journey: Journey;

beforeAll(async () => {
  journey = await startJourney({ RUNG_ALLOW_TERMS: 'yes', RUNG_MONTHLY_CAP_USD: '2000000' });
  const dataset = await upload(journey, 'tone.jsonl', tickets(240));
  await launch(journey.slack, {
    as: 'U0ANA',
    channel: CHANNEL,
    typed: { name: 'tone', baseModelId: NOVA_2_LITE, dataset },
  });
  await press(journey.slack, { as: 'U0BO', message: await saying(/\*tone: waiting for a yes/), label: /^Approve/ });
  await saying(/<@U0ANA> tone: (?:learned|trained)/);
});
afterAll(() => journey.end());

const saying = (says: RegExp) => messageSaying(journey.slack, CHANNEL, says);
const now = (message: Message) => journey.slack.messages(CHANNEL).find(({ ts }) => ts === message.ts) ?? message;
const turned = (card: Message, says: RegExp) =>
  waitFor(journey.slack, `${says}`, () => (says.test(readMessage(now(card))) ? now(card) : undefined));

/** The form from `/rung host`; the card with the price. */
async function asked(typed: TypedHosting): Promise<Message> {
  const cards = new Set(journey.slack.messages(CHANNEL).map(({ ts }) => ts));
  await journey.slack.command({ as: 'U0ANA', channel: CHANNEL, command: '/rung', text: 'host' });
  const list = await messageTo(journey.slack, { channel: CHANNEL, as: 'U0ANA' }, /finished models? can be hosted/);
  const outcome = await host(journey.slack, { as: 'U0ANA', message: list, typed: { reason: REASON, ...typed } });
  expect(outcome).toMatchObject({ kind: 'closed' });
  return waitFor(journey.slack, 'the price', () =>
    journey.slack
      .messages(CHANNEL)
      .find((message) => !cards.has(message.ts) && /waits for a yes/.test(readMessage(message))),
  );
}

/** Approved by Bo, and standing. */
async function hosted(typed: TypedHosting): Promise<Message> {
  const card = await asked(typed);
  await press(journey.slack, { as: 'U0BO', message: card, label: /^Approve/ });
  return turned(card, /tone: hosted until/);
}

/** The announcement in this hosting's thread: the ones before it said the same. */
const announced = (card: Message) =>
  waitFor(journey.slack, 'the announcement', () =>
    journey.slack
      .messages(CHANNEL)
      .find((message) => message.ts > card.ts && /unless somebody extends it/.test(readMessage(message))),
  );

async function deployments(): Promise<string[]> {
  const { BedrockClient, ListCustomModelDeploymentsCommand } = await import('@aws-sdk/client-bedrock');
  const { modelDeploymentSummaries = [] } = await new BedrockClient(awsFor(journey)).send(
    new ListCustomModelDeploymentsCommand({}),
  );
  return modelDeploymentSummaries.flatMap(({ customModelDeploymentArn }) => customModelDeploymentArn ?? []);
}

const throughputs = () => journey.aws.bedrock.throughputs().filter(({ name }) => name.startsWith('tone-'));

describe('hosting a model', () => {
  it('goes from a form over a second person’s yes to a model that stands, and its kill switch deletes it', async () => {
    const priced = await asked({});
    await press(journey.slack, { as: 'U0ANA', message: priced, label: /^Approve/ });
    const own = await messageTo(journey.slack, { channel: CHANNEL, as: 'U0ANA' }, /somebody else has to approve/);
    const before = await deployments();
    await press(journey.slack, { as: 'U0BO', message: priced, label: /^Approve/ });
    const card = await turned(priced, /tone: hosted until/);
    const stood = await deployments();
    await press(journey.slack, { as: 'U0BO', message: card, label: /^Stop now/ });
    await turned(priced, /no longer hosted.*Deleted by <@U0BO>/);

    expect(own.onlyFor).toBe('U0ANA');
    expect(readMessage(priced)).toMatch(
      /\*tone: hosting it waits for a yes\.\* \$[\d.]+ a month at 30,000 requests; \$[\d.]+ for 7 days/,
    );
    expect(readMessage(priced)).toContain(`No judgement passed it.* <@U0ANA> asks nevertheless: “${REASON}”`);
    expect(before).toEqual([]);
    expect(stood).toHaveLength(1);
    expect(readMessage(card)).toMatch(/\[ Extend 7 days \(\$[\d.]+\) \] \[ Stop now \]/);
    expect(await deployments()).toEqual([]);
  });

  it('is announced a day ahead, and silence deletes it', async () => {
    const card = await hosted({ days: '2' });
    journey.clock.skip(26 * HOUR_MS);
    await journey.watch();
    const soon = await announced(card);
    const [arn] = await deployments();
    journey.clock.skip(23 * HOUR_MS);
    await journey.watch();
    await turned(card, /no longer hosted.*Deleted at its end date/);
    const answered = await turned(soon, /no longer hosted.*Deleted at its end date/);

    expect(readMessage(answered)).not.toMatch(/unless somebody extends|\[ |<@U0ANA>/);
    expect(readMessage(soon)).toMatch(/<@U0ANA>.*\[ Extend 7 days .* \] \[ Stop now \]/s);
    expect(arn).toBeDefined();
    expect(await deployments()).toEqual([]);
  });

  it('that is extended after its announcement stays past its old end once, whoever presses the old question', async () => {
    const card = await hosted({ days: '1' });
    journey.clock.skip(2 * HOUR_MS);
    await journey.watch();
    const soon = await announced(card);
    await press(journey.slack, { as: 'U0ANA', message: soon, label: /^Extend/ });
    await messageTo(journey.slack, { channel: CHANNEL, as: 'U0ANA' }, /somebody else has to extend it/);
    await press(journey.slack, { as: 'U0BO', message: soon, label: /^Extend/ });
    const extended = await turned(card, /hosted until.*Extended 1 time, last by <@U0BO>/s);
    const answered = await turned(soon, /tone: extended, hosted until .*by <@U0BO>/);
    for (const label of [/^Extend/, /^Stop now/]) {
      await press(journey.slack, { as: 'U0FAY', message: soon, label });
      await messageTo(journey.slack, { channel: CHANNEL, as: 'U0FAY' }, /changed nothing.*<@U0BO> extended it since/s);
    }
    journey.clock.skip(3 * DAY_MS);
    await journey.watch();

    expect(readMessage(answered)).not.toMatch(/unless somebody extends|\[ /);
    expect(readMessage(now(extended))).toContain('Extended 1 time');
    expect(JSON.stringify(soon.blocks)).toMatch(
      /for 7 days more: until \d{4}-[-\d: ]+ UTC instead of \d{4}-[-\d: ]+ UTC/,
    );
    expect(readMessage(extended)).toContain('[ Stop now ]');
    expect(await deployments()).toHaveLength(1);
    await press(journey.slack, { as: 'U0BO', message: extended, label: /^Stop now/ });
    await turned(card, /no longer hosted/);
  });

  it('that is in use at its end stays, says so, and asks again', async () => {
    const card = await hosted({ days: '1' });
    const [arn = ''] = await deployments();
    journey.clock.skip(2 * HOUR_MS);
    await journey.watch();
    const soon = await announced(card);
    journey.clock.skip(21 * HOUR_MS);
    await journey.aws.bedrock.invoke(arn, 2);
    journey.clock.skip(2 * HOUR_MS);
    await journey.watch();
    await saying(/tone was not deleted.*It is in use, and no date ends what people are using/);
    await turned(soon, /asked again since.*The newer question is below/);
    const stood = await deployments();
    journey.clock.skip(DAY_MS);
    await journey.watch();
    const ended = await turned(card, /no longer hosted.*Deleted at its end date/);

    expect(stood).toEqual([arn]);
    expect(readMessage(ended)).toMatch(
      /It came to .* by Rung’s own meter\. \$[\d.]+ was reserved: \$[\d.]+ of it is free again/,
    );
  });

  it('by a term takes the name typed and two others, says that it cannot be left, and has no kill switch', async () => {
    await journey.slack.command({ as: 'U0ANA', channel: CHANNEL, command: '/rung', text: 'host' });
    const list = await messageTo(journey.slack, { channel: CHANNEL, as: 'U0ANA' }, /can be hosted/);
    const budgetUsd = '50000';
    const typed = { way: 'throughput-1-month', reason: REASON, confirmation: 'ton', budgetUsd };
    const wrong = await host(journey.slack, { as: 'U0ANA', message: list, typed });
    const dear = { ...typed, confirmation: 'tone', budgetUsd: '50' };
    const above = await host(journey.slack, { as: 'U0ANA', message: list, typed: dear });
    const halfYear = { way: 'throughput-6-months', reason: REASON, confirmation: 'tone' };
    const blind = await host(journey.slack, { as: 'U0ANA', message: list, typed: halfYear });
    const priced = await asked({ way: 'throughput-1-month', confirmation: 'tone', budgetUsd });
    await press(journey.slack, { as: 'U0BO', message: priced, label: /^Approve/ });
    const half = await turned(priced, /One of two:\* <@U0BO>/);
    await press(journey.slack, { as: 'U0BO', message: half, label: /^Approve/ });
    await messageTo(journey.slack, { channel: CHANNEL, as: 'U0BO' }, /You have approved it already/);
    const before = throughputs();
    await press(journey.slack, { as: 'U0FAY', message: half, label: /^Approve/ });
    const card = await turned(priced, /tone: hosted until/);

    expect(wrong).toMatchObject({
      kind: 'errors',
      errors: { confirmation: expect.stringContaining('A term cannot be left') },
    });
    expect(above).toMatchObject({
      kind: 'errors',
      errors: { budgetUsd: expect.stringMatching(/may cost \$[\d,]+ until its end, above your budget of \$50\.00/) },
    });
    expect(blind).toMatchObject({ kind: 'errors', errors: { way: expect.stringContaining('no price of this term') } });
    expect(readMessage(card)).toContain('Approved by <@U0BO> and <@U0FAY>');
    expect(readMessage(priced)).toContain('A term cannot be left: it bills to its end, used or not.');
    expect(before).toEqual([]);
    expect(throughputs()).toHaveLength(1);
    expect(readMessage(card)).toMatch(/Its term cannot be left\* before/);
    expect(readMessage(card)).not.toContain('Stop now');
  });

  it('is not made while spending is stopped, and a no makes nothing', async () => {
    const denied = await asked({});
    await press(journey.slack, { as: 'U0BO', message: denied, label: /^Deny/ });
    await turned(denied, /not hosted\.\* <@U0BO> said no\. Nothing was made, nothing was spent/);
    const priced = await asked({});
    await journey.slack.command({ as: 'U0BO', channel: CHANNEL, command: '/rung', text: 'halt the bill looks wrong' });
    await journey.idle();
    await press(journey.slack, { as: 'U0BO', message: priced, label: /^Approve/ });
    await messageTo(
      journey.slack,
      { channel: CHANNEL, as: 'U0BO' },
      /Your click changed nothing.*All spending is stopped/s,
    );
    await journey.slack.command({ as: 'U0BO', channel: CHANNEL, command: '/rung', text: 'resume' });
    await journey.idle();

    expect(await deployments()).toEqual([]);
  });
});

describe('another model of the same base', () => {
  it('takes the place of the one that stands after a yes: same id, same end, and each pays its own time', async () => {
    const dataset = await upload(journey, 'calm.jsonl', tickets(240));
    const typed = { name: 'calm', baseModelId: NOVA_2_LITE, dataset };
    await launch(journey.slack, { as: 'U0ANA', channel: CHANNEL, typed });
    await press(journey.slack, { as: 'U0BO', message: await saying(/\*calm: waiting for a yes/), label: /^Approve/ });
    await saying(/<@U0ANA> calm: (?:learned|trained)/);
    const before = await hosted({ days: '3' });
    const [arn = ''] = await deployments();
    await journey.aws.bedrock.invoke(arn, 3);
    const leaseId = /lse_[0-9a-f]{20}/.exec(JSON.stringify(before))?.[0];

    await journey.slack.command({ as: 'U0BO', channel: CHANNEL, command: '/rung', text: 'host' });
    const list = await messageTo(journey.slack, { channel: CHANNEL, as: 'U0BO' }, /\*calm\*/);
    const outcome = await host(journey.slack, {
      ...{ as: 'U0BO', message: list },
      typed: { way: `move:${leaseId}`, reason: 'Calm answers are what the pilot asked for' },
    });
    const priced = await saying(/\*calm: taking the place of tone waits for a yes/);
    await press(journey.slack, { as: 'U0FAY', message: priced, label: /^Approve/ });
    const after = await turned(priced, /calm: hosted until/);
    const replaced = await turned(before, /tone: no longer hosted/);

    expect(outcome).toMatchObject({ kind: 'closed' });
    expect(readMessage(replaced)).toMatch(/calm answers in its place since .*under the same id.*of it is free again/s);
    expect(readMessage(after)).toContain(arn);
    expect(await deployments()).toEqual([arn]);
    expect(await servedModel(arn)).toMatch(/custom-model/);
    await press(journey.slack, { as: 'U0FAY', message: after, label: /^Stop now/ });
    await turned(priced, /calm: no longer hosted.*Deleted by <@U0FAY>/);
    expect(await deployments()).toEqual([]);
  });
});

async function servedModel(customModelDeploymentIdentifier: string): Promise<string | undefined> {
  const { BedrockClient, GetCustomModelDeploymentCommand } = await import('@aws-sdk/client-bedrock');
  const client = new BedrockClient(awsFor(journey));
  return (await client.send(new GetCustomModelDeploymentCommand({ customModelDeploymentIdentifier }))).modelArn;
}
