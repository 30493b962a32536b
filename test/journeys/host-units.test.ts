import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  BedrockClient,
  CreateProvisionedModelThroughputCommand,
  GetProvisionedModelThroughputCommand,
  ListCustomModelsCommand,
} from '@aws-sdk/client-bedrock';
import { HOUR_MS, MINUTE_MS } from '@rung/core/time.ts';
import type { Message } from '@rung/sandbox/slack/workspace.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  host,
  launch,
  messageSaying,
  messageTo,
  press,
  pressToForm,
  readMessage,
  type TypedHosting,
} from '../../functions/drive-slack.ts';
import { waitFor } from '../../functions/drive-waits.ts';
import { awsFor, CHANNEL, type Journey, NOVA_MICRO, startJourney, tickets, trained, upload } from './journey.ts';

const NOVA_2_LITE = 'amazon.nova-2-lite-v1:0:256k';
const REASON = 'The pilot has its customers waiting for it';
const wire = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'rung-units-')), 'wire.jsonl');

let journey: Journey;

beforeAll(async () => {
  journey = await startJourney({ RUNG_ALLOW_TERMS: 'yes', RUNG_MONTHLY_CAP_USD: '2000000' }, wire);
  for (const [name, baseModelId] of [
    ['tone', NOVA_2_LITE],
    ['calm', NOVA_2_LITE],
    ['tiny', NOVA_MICRO],
  ] as const) {
    const dataset = await upload(journey, `${name}.jsonl`, tickets(240));
    await launch(journey.slack, { as: 'U0ANA', channel: CHANNEL, typed: { name, baseModelId, dataset } });
    await press(journey.slack, {
      as: 'U0BO',
      message: await saying(new RegExp(`\\*${name}: waiting for a yes`)),
      label: /^Approve/,
    });
    await trained(journey, new RegExp(`<@U0ANA> ${name}: (?:learned|trained)`));
  }
});
afterAll(() => journey.end());

const saying = (says: RegExp) => messageSaying(journey.slack, CHANNEL, says);
const whisper = (as: string, says: RegExp) => messageTo(journey.slack, { channel: CHANNEL, as }, says);
const now = (message: Message) => journey.slack.messages(CHANNEL).find(({ ts }) => ts === message.ts) ?? message;
const turned = (card: Message, says: RegExp) =>
  waitFor(journey.slack, `${says}`, () => (says.test(readMessage(now(card))) ? now(card) : undefined));
const leaseIdIn = (card: Message) => /lse_[0-9a-f]{20}/.exec(JSON.stringify(card))?.[0] ?? '';

/** The list of models with this one's button alone. */
async function listOf(name: string): Promise<Message> {
  await journey.slack.command({ as: 'U0ANA', channel: CHANNEL, command: '/rung', text: 'host' });
  const list = await whisper('U0ANA', /finished models can be hosted/);
  const blocks = list.blocks ?? [];
  const at = blocks.findIndex((block) => JSON.stringify(block).includes(`*${name}*`));
  return { ...list, blocks: blocks.slice(at, at + 2) };
}

const submitted = async (name: string, typed: TypedHosting) =>
  host(journey.slack, {
    as: 'U0ANA',
    message: await listOf(name),
    typed: { reason: REASON, budgetUsd: '50000', ...typed },
  });

/** The form for a model; the card with its price. */
async function asked(name: string, typed: TypedHosting): Promise<Message> {
  const before = new Set(journey.slack.messages(CHANNEL).map(({ ts }) => ts));
  expect(await submitted(name, typed)).toMatchObject({ kind: 'closed' });
  return waitFor(journey.slack, 'the price', () =>
    journey.slack.messages(CHANNEL).find((one) => !before.has(one.ts) && /waits for a yes/.test(readMessage(one))),
  );
}

async function approved(card: Message, by: readonly string[], says: RegExp): Promise<Message> {
  for (const as of by) {
    await press(journey.slack, { as, message: now(card), label: /^Approve/ });
    await journey.aws.lambda.idle();
  }
  const hurry = setInterval(() => journey.clock.skip(MINUTE_MS), 100);
  return turned(card, says).finally(() => clearInterval(hurry));
}

async function stopped(card: Message): Promise<void> {
  await press(journey.slack, { as: 'U0BO', message: now(card), label: /^Stop now/ });
  await turned(card, /no longer hosted/);
}

/** Calls of an operation as they went over the wire. */
function calls(operation: string): { request: Record<string, unknown>; status: number }[] {
  const lines = fs.readFileSync(wire, 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line)).filter((line) => line.operation === operation);
}

async function modelArn(name: string): Promise<string> {
  const client = new BedrockClient(awsFor(journey));
  const { modelSummaries = [] } = await client.send(new ListCustomModelsCommand({ nameContains: name }));
  return modelSummaries[0]?.modelArn ?? '';
}

async function unit(provisionedModelId: string) {
  return new BedrockClient(awsFor(journey)).send(new GetProvisionedModelThroughputCommand({ provisionedModelId }));
}

const arnOn = (card: Message) => /arn:aws:bedrock:[\w-]+:\d+:provisioned-model\/\w+/.exec(readMessage(card))?.[0] ?? '';
const units = () => journey.aws.bedrock.throughputs().length;

describe('a Provisioned Throughput without a term', () => {
  it('answers as another model of the same base after a second person’s yes: one update on the wire, no purchase', async () => {
    const before = await approved(
      await asked('tone', { way: 'throughput', days: '3' }),
      ['U0BO'],
      /tone: hosted until/,
    );
    const bought = calls('CreateProvisionedModelThroughput').length;

    const priced = await asked('calm', { way: `move:${leaseIdIn(before)}` });
    await press(journey.slack, { as: 'U0ANA', message: priced, label: /^Approve/ });
    const own = await whisper('U0ANA', /You asked for it, so somebody else has to approve it/);
    const untouched = calls('UpdateProvisionedModelThroughput');
    const after = await approved(priced, ['U0FAY'], /calm: hosted until/);
    const replaced = await turned(before, /tone: no longer hosted/);

    expect(readMessage(priced)).toMatch(
      /\*calm: taking the place of tone waits for a yes\.\* \$[\d,.]+ a month .*for 3 days/,
    );
    expect(own.onlyFor).toBe('U0ANA');
    expect(untouched).toEqual([]);
    expect(calls('UpdateProvisionedModelThroughput').map(({ request, status }) => ({ ...request, status }))).toEqual([
      { provisionedModelId: arnOn(before), desiredModelId: await modelArn('calm'), status: 200 },
    ]);
    expect(calls('CreateProvisionedModelThroughput')).toHaveLength(bought);
    expect(arnOn(after)).toBe(arnOn(before));
    expect(await unit(arnOn(after))).toMatchObject({ status: 'InService', modelArn: await modelArn('calm') });
    expect(readMessage(replaced)).toMatch(/calm answers in its place since .*of it is free again/s);
    await stopped(priced);
    expect(units()).toBe(0);
  });

  it('is not offered to a model of another base, and a form that names it all the same makes nothing', async () => {
    const card = await approved(await asked('tone', { way: 'throughput', days: '2' }), ['U0BO'], /tone: hosted until/);

    const form = await pressToForm(journey.slack, { as: 'U0ANA', message: await listOf('tiny'), label: /^Host it/ });
    await journey.slack.closeView({ as: 'U0ANA', viewId: form.id });
    const outcome = await submitted('tiny', { way: `move:${leaseIdIn(card)}` });
    const refused = await updateAs(arnOn(card), 'tiny');

    expect(JSON.stringify(form.blocks)).not.toContain('In place of');
    expect(outcome).toMatchObject({
      kind: 'errors',
      errors: { way: expect.stringContaining('Choose one of the ways') },
    });
    expect(refused).toMatch(/ValidationException.*of the same base model/);
    await stopped(card);
  });

  it('that is being stopped when the yes comes is not moved, and nothing is spent', async () => {
    const card = await approved(await asked('tone', { way: 'throughput', days: '2' }), ['U0BO'], /tone: hosted until/);
    const priced = await asked('calm', { way: `move:${leaseIdIn(card)}` });
    const before = calls('UpdateProvisionedModelThroughput').length;

    await stopped(card);
    const failed = await approved(priced, ['U0FAY'], /calm: .*not hosted/);

    expect(readMessage(failed)).toMatch(/The hosting of tone does not stand any more, or is being stopped/);
    expect(readMessage(failed)).toContain('Nothing stands, and the reservation is given back.');
    expect(calls('UpdateProvisionedModelThroughput')).toHaveLength(before);
    expect(units()).toBe(0);
  });
});

async function updateAs(provisionedModelId: string, model: string): Promise<string> {
  const { UpdateProvisionedModelThroughputCommand } = await import('@aws-sdk/client-bedrock');
  const desiredModelId = await modelArn(model);
  return new BedrockClient(awsFor(journey))
    .send(new UpdateProvisionedModelThroughputCommand({ provisionedModelId, desiredModelId }))
    .then(
      () => 'moved',
      (error: Error) => `${error.name}: ${error.message}`,
    );
}

describe('a unit inside its term', () => {
  it('is offered before another is bought, costs nothing more, and cannot be left by its new model either', async () => {
    const term = { way: 'throughput-1-month', confirmation: 'tone' };
    const before = await approved(await asked('tone', term), ['U0BO', 'U0FAY'], /tone: hosted until/);
    const bought = calls('CreateProvisionedModelThroughput').length;

    const form = await pressToForm(journey.slack, { as: 'U0ANA', message: await listOf('calm'), label: /^Host it/ });
    await journey.slack.closeView({ as: 'U0ANA', viewId: form.id });
    const purchase = await asked('calm', { way: 'throughput', days: '2' });
    const again = await pressToForm(journey.slack, { as: 'U0ANA', message: purchase, label: /^Take a paid place/ });
    await journey.slack.closeView({ as: 'U0ANA', viewId: again.id });
    await press(journey.slack, { as: 'U0BO', message: purchase, label: /^Deny/ });
    const priced = await asked('calm', { way: `move:${leaseIdIn(before)}` });
    await approved(priced, ['U0ANA'], /waits for a yes/);
    const whileWaiting = calls('UpdateProvisionedModelThroughput').length;
    const after = await approved(priced, ['U0FAY'], /calm: hosted until/);
    const replaced = await turned(before, /tone: no longer hosted/);

    expect(JSON.stringify(form.blocks)).toMatch(/Paid for already:\* 1 unit of Nova 2 Lite inside a term \(tone until/);
    expect(JSON.stringify(form.blocks)).toContain('In place of tone, its term is paid');
    expect(readMessage(purchase)).toMatch(
      /Paid for already:\*.*answering as \*tone\*\. Taking its place costs nothing more/s,
    );
    expect(readMessage(priced)).toMatch(
      /Nothing more until its term ends .*; after that \$[\d,.]+ a month; nothing is reserved/,
    );
    expect(readMessage(priced)).toContain('[ Approve, nothing more to pay ]');
    expect(calls('CreateProvisionedModelThroughput')).toHaveLength(bought);
    expect(calls('UpdateProvisionedModelThroughput')).toHaveLength(whileWaiting + 1);
    expect(await unit(arnOn(after))).toMatchObject({
      modelArn: await modelArn('calm'),
      commitmentDuration: 'OneMonth',
    });
    expect(readMessage(after)).toMatch(/Its term cannot be left\* before/);
    expect(readMessage(after)).not.toContain('Stop now');
    expect(readMessage(replaced)).toMatch(/It came to .* was reserved: nothing of it is left/);
  });

  it('that Rung did not make is named before another is bought, and left to its owner', async () => {
    const client = new BedrockClient(awsFor(journey));
    await client.send(
      new CreateProvisionedModelThroughputCommand({
        ...{ provisionedModelName: 'research', modelId: await modelArn('calm'), modelUnits: 2 },
        commitmentDuration: 'SixMonths',
      }),
    );

    const purchase = await asked('tone', { way: 'throughput', days: '2' });
    const other = await asked('tiny', { way: 'throughput', days: '2' });

    expect(readMessage(purchase)).toMatch(
      /`research`, 2 units of Nova 2 Lite inside a term until .*Rung did not make it; whoever owns it can move it/,
    );
    expect(readMessage(other)).not.toContain('Paid for already');
    await press(journey.slack, { as: 'U0BO', message: purchase, label: /^Deny/ });
    await turned(purchase, /not hosted/);
  });
});

describe('a Provisioned Throughput that Rung hosts and nobody asks', () => {
  const alertOf = (says: RegExp) =>
    waitFor(journey.slack, `an alert that says ${says}`, () =>
      journey.slack.messages(CHANNEL).findLast((one) => says.test(readMessage(one))),
    );
  async function idle(): Promise<Message> {
    const card = await approved(await asked('tone', { way: 'throughput', days: '3' }), ['U0BO'], /tone: hosted until/);
    journey.clock.skip(7 * HOUR_MS);
    await journey.watch();
    return card;
  }

  it('is named in its alert by its model, its base and its end, and by whom it was stopped', async () => {
    const card = await idle();
    const alert = readMessage(await alertOf(/\*tone has answered nothing/));
    await stopped(card);
    await journey.watch();

    expect(alert).toMatch(/\*tone has answered nothing for 7 h/);
    expect(alert).toMatch(
      /Rung hosts it for <@U0ANA> until <!date[^>]*> unless extended: tuned from Nova 2 Lite, `tone-\w+`, launch `lch_/,
    );
    expect(readMessage(await alertOf(/\*tone-\w+: gone/))).toMatch(
      /Rung deleted it, by <@U0BO> with \*Stop now\*, <!date/,
    );
  });

  it('says on its own card too who deleted it by the alert', async () => {
    const card = await idle();
    await press(journey.slack, {
      as: 'U0FAY',
      message: await alertOf(/\*tone has answered nothing/),
      label: /^Delete$/,
    });
    await alertOf(/\*tone-\w+: stopping/);
    journey.clock.skip(MINUTE_MS);
    await alertOf(/\*tone-\w+: deleted/);
    await journey.watch();

    expect(readMessage(await turned(card, /no longer hosted/))).toMatch(/Deleted by <@U0FAY>, <!date/);
  });
});
