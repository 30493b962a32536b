import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { awsClients } from '@rung/aws/clients.ts';
import { DAY_MS, HOUR_MS } from '@rung/core/time.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  host,
  judge,
  launch,
  messageSaying,
  messageTo,
  press,
  pressToForm,
  type TypedLaunch,
} from '../../functions/drive-slack.ts';
import { findings, page } from '../../functions/operate/doctor.ts';
import { exportStage } from '../../functions/operate/export.ts';
import { found } from '../functions/canaries.ts';
import {
  type CanaryJourney,
  EVERYTHING,
  FILE,
  NOT_FOUND,
  OTHER_CHANNEL,
  SECRETS,
  startCanaryJourney,
} from './canary-journey.ts';
import { awsFor, CHANNEL, tickets, upload } from './journey.ts';

/**
 * Secrets and personal data let in through the flows that spend, stop and account: a launch of every kind, the judgement of what it made,
 * its hosting, the alert of an idle one, the bill, the doctor, the export; each made to fail once in the end. One thing more than words may
 * be repeated: a judgement shows the examples of the training file that few-shot is asked with, in its thread, and keeps them.
 */
const SHOTS = 6;
const showsShots = (message: object) => JSON.stringify(message).includes('what each arm is asked');
let journey: CanaryJourney;
const exported = fs.mkdtempSync(path.join(os.tmpdir(), 'rung-canaries-'));
let doctor = '';

beforeAll(async () => {
  journey = await startCanaryJourney({ RUNG_KNOWLEDGE_BASE_ID: 'NOSUCHBASE' });
  await launchEveryKind();
  await launchWhatIsStopped();
  await judgeAndHost();
  await leaveOneIdle();
  await account();
  await exportStage(
    { clients: awsClients(awsFor(journey)), table: journey.env.table, bucket: journey.env.bucket },
    exported,
  );
  await breakEveryFunction();
});
afterAll(async () => {
  await journey.end();
  fs.rmSync(exported, { recursive: true, force: true });
});

const words = (count: number) => journey.words(CHANNEL, count);
const card = (says: RegExp) => messageSaying(journey.slack, CHANNEL, says);
const rung = (as: string, text: string, channel = CHANNEL) =>
  journey.slack.command({ as, channel, command: '/rung', text });

const lines = (count: number, make: (index: number, canary: string) => object, planted = NOT_FOUND) =>
  `${Array.from({ length: count }, (_, index) => JSON.stringify(make(index, planted[index % planted.length] ?? ''))).join('\n')}\n`;
const asked = (index: number, canary: string) => `Case ${index}: ${canary} lost order ${(index * 7) % 31}.`;
const team = (index: number) => ['billing', 'engineering', 'sales'][index % 3] ?? '';
const prompt = (index: number, canary: string) => ({
  schemaVersion: 'bedrock-conversation-2024',
  messages: [{ role: 'user', content: [{ text: asked(index, canary) }] }],
});
const graded = (index: number, canary: string) => ({
  messages: [{ role: 'user', content: asked(index, canary) }],
  reference_answer: `Team ${team(index)}`,
});
const template = (_: number, canary: string) => ({
  version: 'bedrock-2026-05-14',
  templateId: 'triage',
  promptTemplate: `Which team? ${canary} {{ticket}}`,
  evaluationSamples: Array.from({ length: 12 }, (_, index) => ({
    inputVariables: [{ ticket: asked(index, NOT_FOUND[index] ?? '') }],
    referenceResponse: `Team ${team(index)}`,
  })),
});
/** Tickets with a canary in each. */
const carrying = (planted: readonly string[], count = 240) =>
  tickets(count)
    .trim()
    .split('\n')
    .map((line, index) => line.replace(/something about \w+/, `$& ${planted[index % planted.length]}`))
    .join('\n');

/** From the form over Bo's yes to its end. */
async function launched(typed: TypedLaunch & { name: string }): Promise<void> {
  await launch(journey.slack, { as: 'U0ANA', channel: CHANNEL, typed });
  const waiting = await card(new RegExp(`\\*${typed.name}: waiting for a yes`));
  await press(journey.slack, { as: 'U0BO', message: waiting, label: /^Approve/ });
  await card(new RegExp(`<@U0ANA> ${typed.name}: `));
}

async function launchEveryKind(): Promise<void> {
  await upload(journey, 'weights/config.json', JSON.stringify({ model_type: 'llama', _name_or_path: NOT_FOUND[0] }));
  const files = {
    tuned: await upload(journey, 'tuned.jsonl', carrying(NOT_FOUND)),
    student: await upload(journey, 'student.jsonl', lines(150, prompt)),
    graded: await upload(journey, 'graded.jsonl', lines(120, graded)),
    prompts: await upload(journey, 'prompts.jsonl', lines(1, template)),
  };
  const pair = 'amazon.nova-pro-v1:0>amazon.nova-micro-v1:0:128k';
  const nova2 = 'amazon.nova-2-lite-v1:0:256k';
  await launched({ name: 'tuned', baseModelId: nova2, dataset: files.tuned, personalData: words(4) });
  await launched({ kind: 'distillation', name: 'student', pair, dataset: files.student });
  await launched({
    ...{ kind: 'reinforcement-fine-tuning', name: 'graded', baseModelId: nova2, dataset: files.graded },
    ...{ epochs: '1', samplesPerPrompt: '2' },
  });
  await launched({
    ...{ kind: 'router', name: 'router', family: 'Amazon Nova', fallback: 'amazon.nova-pro-v1:0' },
    qualityDifference: '5',
  });
  await launched({
    ...{ kind: 'prompt-optimisation', name: 'prompts', models: 'amazon.nova-lite-v1:0', dataset: files.prompts },
  });
}

/** What preflight stops: files with everything in them, places that are not there, weights that are none. */
async function launchWhatIsStopped(): Promise<void> {
  const ask = async (typed: TypedLaunch & { name: string }) => {
    await launch(journey.slack, { as: 'U0ANA', channel: CHANNEL, typed });
    await card(new RegExp(`\\*${typed.name}: not started`));
  };
  const all = await upload(journey, 'all.jsonl', carrying(FILE));
  const prompts = await upload(journey, 'all-prompts.jsonl', lines(150, prompt, FILE));
  const base = 'amazon.nova-micro-v1:0:128k';
  await ask({ name: 'stopped', baseModelId: base, dataset: all });
  await ask({
    ...{ kind: 'distillation', name: 'stopped-too', pair: `amazon.nova-pro-v1:0>${base}`, dataset: prompts },
  });
  await ask({ name: 'nowhere', baseModelId: base, dataset: `s3://rung-data/${words(1).replaceAll(' ', '-')}.jsonl` });
  await ask({ kind: 'import', name: 'weightless', dataset: 's3://rung-data/weights/' });
}

async function judgeAndHost(): Promise<void> {
  const { slack } = journey;
  const heldOut = await upload(
    journey,
    'held-out.jsonl',
    carrying(NOT_FOUND, 40).replaceAll(/Case (\d+)/g, (_, index) => `Case ${Number(index) + 5000}`),
  );
  const leaky = await upload(journey, 'leaky.jsonl', `${carrying(NOT_FOUND, 40)}\n${carrying(FILE, 60)}`);
  const message = await card(/\*tuned: (?:learned|trained)/);
  await judge(slack, { as: 'U0ANA', message, typed: { heldOut: leaky } });
  await card(/tuned: not judged/);
  await judge(slack, { as: 'U0ANA', message, typed: { heldOut, ownPrompt: `Sort as ${words(4)} would.` } });
  await press(slack, { as: 'U0ANA', message: await card(/tuned: judging it costs/), label: /^Judge(?: for|,)/ });
  // Retrieval fails: there is no such Knowledge Base.
  await card(/A month of [\d,]+ requests/);

  await rung('U0ANA', 'host');
  const list = await messageTo(slack, { channel: CHANNEL, as: 'U0ANA' }, /finished models? can be hosted/);
  await host(slack, { as: 'U0ANA', message: list, typed: { reason: words(4) } });
  await press(slack, { as: 'U0BO', message: await card(/hosting it waits for a yes/), label: /^Approve/ });
  const standing = await card(/: hosted until/);
  await press(slack, { as: 'U0BO', message: standing, label: /^Extend/ });
  await journey.idle();
  await press(slack, { as: 'U0BO', message: await card(/: hosted until/), label: /^Stop now/ });
  await card(/no longer hosted/);
}

async function leaveOneIdle(): Promise<void> {
  const createdAtMs = journey.clock.nowMs() - 9 * HOUR_MS;
  journey.aws.bedrock.createIdleThroughput({ name: 'left', modelUnits: 1, commitment: 'none', createdAtMs });
  await journey.watch();
  const form = await pressToForm(journey.slack, {
    ...{ as: 'U0FAY', message: await card(/left has answered nothing/), label: /^Keep/ },
  });
  const [block] = form.blocks.filter(({ element }) => element);
  const { action_id: actionId = '', type = '' } = (block?.['element'] ?? {}) as { action_id?: string; type?: string };
  const blockId = block?.block_id ?? '';
  await journey.slack.submit({
    ...{ as: 'U0FAY', viewId: form.id },
    values: { [blockId]: { [actionId]: { actionId, blockId, type, value: words(4) } } },
  });
  await journey.idle();
}

async function account(): Promise<void> {
  await rung('U0BO', `credits set 500 until 2099-01-31 ${words(1)}`);
  await rung('U0ANA', `credits ${words(2)}`);
  await rung('U0ANA', 'digest on');
  await rung('U0ANA', `digest ${words(1)}`);
  await rung('U0ANA', `estimate ${words(2)}`);
  for (const word of ['costs', 'prices refresh', 'jobs', 'idle', 'about', 'help']) await rung('U0ANA', word);
  await rung('U0ANA', `halt ${words(4)}`);
  await rung('U0BO', 'resume');
  await journey.slack.openApp({ as: 'U0ANA', tab: 'home' });
  await rung('U0BO', `diagnose ${journey.words(OTHER_CHANNEL, 8)}`, OTHER_CHANNEL);
  await journey.idle();
  journey.clock.skip(8 * DAY_MS);
  await journey.readBill();
  await journey.reconcile();
  await journey.idle();
  const [SLACK_SIGNING_SECRET = '', SLACK_BOT_TOKEN = '', AWS_SECRET_ACCESS_KEY = '', RUNG_READER_MODEL = ''] = SECRETS;
  const looked = await findings(
    {
      ...{ AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL: journey.aws.url, AWS_ACCESS_KEY_ID: 'local' },
      ...{ SLACK_API_URL: journey.env.slackApiUrl, SLACK_SIGNING_SECRET, SLACK_BOT_TOKEN: `${SLACK_BOT_TOKEN}-gone` },
      ...{ AWS_SECRET_ACCESS_KEY, RUNG_READER_MODEL: `no-${RUNG_READER_MODEL.length}` },
    },
    { table: 'no-table', slackRequestUrl: `${journey.aws.url}/nothing` },
  );
  doctor = page(looked);
}

/** Without its table nothing works; what each was called with carries canaries, too. */
async function breakEveryFunction(): Promise<void> {
  await new DynamoDBClient(awsFor(journey)).send(new DeleteTableCommand({ TableName: journey.env.table }));
  const [step = '', id = '', cause = ''] = FILE;
  const events: Readonly<Record<string, object>> = {
    'launch-step': {
      step: 'conclude',
      launchId: 'lch_0123456789abcdef0123',
      state: { error: { Error: id, Cause: cause } },
    },
    'judge-step': { step: 'give-up', judgementId: 'jdg_0123456789abcdef0123', error: { Error: id, Cause: cause } },
    'evaluate-step': { step: 'look', evaluationId: 'evl_0123456789abcdef0123' },
    'host-step': {
      step: 'conclude',
      leaseId: 'lse_0123456789abcdef0123',
      state: { error: { Error: id, Cause: cause } },
    },
    stop: { spellId: id, leaseId: cause, step },
    reconcile: { 'detail-type': step, detail: { jobName: `rung-${id}` } },
    watch: { step, id },
    bill: { step, id },
  };
  for (const [name, event] of Object.entries(events)) await journey.aws.lambda.invoke(`rung-${name}`, event);
  for (const name of ['launch-step', 'judge-step', 'evaluate-step', 'host-step'])
    await journey.aws.lambda.invoke(`rung-${name}`, {
      step,
      launchId: id,
      judgementId: id,
      evaluationId: id,
      leaseId: id,
    });
  await journey.aws.lambda.invoke('rung-reconcile', {});
  await rung('U0ANA', `credits set 5 until 2099-01-31 ${words(1)}`);
  await messageTo(journey.slack, { channel: CHANNEL, as: 'U0ANA' }, /could not finish/);
}

describe('secrets and personal data in the flows that spend, stop and account', () => {
  it('went in at every door, and every function failed at least once', () => {
    const broke = journey.logged.filter((line) => line.includes('"level":"error"'));
    const parts = [
      'desk',
      'launch-step',
      'judge-step',
      'evaluate-step',
      'host-step',
      'watch',
      'stop',
      'bill',
      'reconcile',
    ];

    expect(journey.planted()).toBeGreaterThanOrEqual(200);
    expect(journey.typedIn(CHANNEL).length).toBeGreaterThan(25);
    for (const part of parts)
      expect(broke.filter((line) => line.includes(`"function":"${part}"`)).length, part).toBeGreaterThan(0);
    expect(journey.lost.length).toBeGreaterThan(0);
  });

  it('are in no line of any log', () => {
    expect(journey.logged.length).toBeGreaterThan(100);
    expect(found(EVERYTHING, journey.logged.join('\n'))).toEqual([]);
  });

  it('are in nothing that an on-failure record adds to the delivery itself', () => {
    const added = journey.lost.map(({ requestPayload, ...rest }) => ({ ...rest, retry: requestPayload.retry }));

    expect(found(EVERYTHING, JSON.stringify(added))).toEqual([]);
    expect(found([...SECRETS, ...FILE], JSON.stringify(journey.lost))).toEqual([]);
  });

  it('are in no execution of any workflow: no input, no step, no output', async () => {
    const [launches = [], judgements = [], hostings = []] = await journey.histories();

    for (const events of [launches, judgements, hostings]) {
      expect(events.length).toBeGreaterThan(5);
      expect(found(EVERYTHING, JSON.stringify(events))).toEqual([]);
    }
  });

  it('are in nothing that Rung says, but for the words of that very conversation', () => {
    for (const channel of [CHANNEL, OTHER_CHANNEL]) {
      const own = journey.typedIn(channel);
      const others = EVERYTHING.filter((canary) => !own.includes(canary));
      const said = journey.said(channel);

      expect(found(others, JSON.stringify(said.filter((message) => !showsShots(message))))).toEqual([]);
      expect(found(others, JSON.stringify(said.filter(showsShots))).length).toBeLessThanOrEqual(SHOTS);
    }
    expect(journey.said(CHANNEL).length).toBeGreaterThan(40);
    expect(found([...SECRETS, ...FILE], JSON.stringify(['U0ANA', 'U0BO', 'U0FAY'].map(journey.slack.home)))).toEqual(
      [],
    );
  });

  it('are in nothing that the doctor prints, nor in the records of an export but for what people typed', () => {
    const records = fs.readFileSync(path.join(exported, 'records.jsonl'), 'utf8').trim().split('\n');
    const others = records.filter((line) => !line.includes('"kind":"judgement"')).join('\n');

    expect(doctor).toMatch(/✗/);
    expect(found(EVERYTHING, doctor)).toEqual([]);
    expect(found(journey.typedIn(CHANNEL), others).length).toBeGreaterThan(5);
    expect(found([...SECRETS, ...FILE], others)).toEqual([]);
    expect(found([...SECRETS, ...FILE], records.join('\n')).length).toBeLessThanOrEqual(SHOTS);
  });
});
