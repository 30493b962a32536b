import { createHash } from 'node:crypto';
import type { Deps } from '@rung/app/deps.ts';
import type { Card } from '@rung/core/chat/card.ts';
import type { Notice } from '@rung/core/chat/notice.ts';
import type { MessageRef, Person, Place } from '@rung/core/chat/person.ts';
import { type BudgetChange, isReservation } from '@rung/core/cost/budget.ts';
import type { PriceSheet } from '@rung/core/cost/price-sheet.ts';
import { PlaceGone } from '@rung/core/errors.ts';
import type { LaunchId, UserId } from '@rung/core/ids.ts';
import { jobNameOf, type Launch } from '@rung/core/launch/launch.ts';
import type { Telling } from '@rung/core/launch/telling.ts';
import { type MicroUsd, usd } from '@rung/core/money.ts';
import type { TrainingJob } from '@rung/core/ports.ts';
import { type S3Uri, s3Uri } from '@rung/core/s3-uri.ts';
import { MINUTE_MS } from '@rung/core/time.ts';
import { FORM } from '../core/launch/plans.ts';

/** The ports of everything that happens to a launch. */
export type LaunchDeps = Pick<
  Deps,
  | 'clock'
  | 'settings'
  | 'messenger'
  | 'people'
  | 'channels'
  | 'launches'
  | 'tellings'
  | 'notices'
  | 'quotas'
  | 'roles'
  | 'keys'
  | 'flow'
  | 'flowLook'
  | 'datasets'
  | 'jobs'
  | 'ledgers'
  | 'reader'
  | 'spending'
  | 'prices'
  | 'priceList'
>;

export const CHANNEL = 'C0LAB';
export const WATCH_CHANNEL = 'C0OWNER';
const JOB_LASTS_MS = 12 * MINUTE_MS;
/** How long Bedrock remembers a request token: nobody has said, so the worst is assumed. */
const TOKEN_LASTS_MS = 10 * MINUTE_MS;

export interface Job {
  readonly arn: string;
  readonly name: string;
  readonly token: string;
  readonly trainingUri: string;
  readonly tag: string;
  readonly madeAtMs: number;
  stoppedAtMs?: number;
}

export interface Posted {
  readonly channel: string;
  readonly ts: string;
  readonly threadTs: string | undefined;
  /** Every card that stood here, oldest first. */
  readonly cards: Card[];
}

/** AWS and Slack as one value: what they hold, and how they answer. Nothing here is Rung's. */
export interface World {
  nowMs: number;
  readonly launches: Map<string, Launch>;
  readonly tellings: Map<string, Telling>;
  readonly committed: Map<string, number>;
  /** The highest that any month was committed to at any instant. */
  peak: number;
  readonly files: Map<string, { bytes: Buffer; etag: string }>;
  readonly jobs: Job[];
  readonly posts: Posted[];
  readonly whispers: { user: string; card: Card }[];
  readonly goneChannels: Set<string>;
  /** The switch that stops all spending. */
  spendingIsStopped: boolean;
  /** What was read last, and what AWS lists at this moment under a usage type; it answers nothing where that is undefined. */
  readonly prices: { sheet: PriceSheet | undefined; listed: ReadonlyMap<string, readonly string[]> | undefined };
  /** Who is no full member; everybody else is. */
  readonly standings: Map<string, Person['standing']>;
  slackIsDown: boolean;
  /** Bedrock refuses every job with this error. */
  refusesJobs: string | undefined;
  readonly executions: Map<string, 'running' | 'ended'>;
  readonly tokens: Map<string, () => void>;
  /** Starts an execution; set by whoever runs the history. */
  run: (id: LaunchId) => void;
}

/** The counter of the month that every history falls into. */
export const MONTH = '2026-11';

const capsOf = (monthly: MicroUsd) => ({ monthly, perLaunch: undefined, channelMonthly: undefined, daily: undefined });

export const BEGAN_MS = Date.parse('2026-11-20T09:00:00Z');

export function newWorld(): World {
  const world: World = {
    ...{ nowMs: BEGAN_MS, peak: 0, slackIsDown: false, refusesJobs: undefined },
    ...{ launches: new Map(), tellings: new Map(), committed: new Map(), files: new Map(), jobs: [], posts: [] },
    ...{ spendingIsStopped: false, prices: { sheet: undefined, listed: undefined }, standings: new Map() },
    ...{ whispers: [], goneChannels: new Set(), executions: new Map(), tokens: new Map(), run: () => undefined },
  };
  putFile(world, FORM.dataset ?? '', DATA);
  return world;
}

/** As few examples as a launch is let through with, so that a history reads them in no time. */
const DATA = Buffer.from(
  Array.from({ length: 60 }, (_, index) =>
    JSON.stringify({
      schemaVersion: 'bedrock-conversation-2024',
      messages: [
        {
          role: 'user',
          content: [{ text: `Case ${index}: where does the ${['bill', 'crash', 'offer'][index % 3]} go?` }],
        },
        { role: 'assistant', content: [{ text: ['billing', 'engineering', 'sales'][index % 3] }] },
      ],
    }),
  ).join('\n'),
);

export function putFile(world: World, uri: string, bytes: Buffer): void {
  world.files.set(uri, { bytes, etag: `"${sha256(bytes).slice(0, 16)}"` });
}

export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

export function portsOf(world: World, cap: MicroUsd = usd('500')): LaunchDeps {
  return {
    clock: { nowMs: () => world.nowMs },
    settings: {
      ...{
        region: 'us-east-1',
        bucket: 'rung-work',
        grader: undefined,
        modelKey: undefined,
        judgeModel: undefined,
        evaluatorModel: undefined,
        evaluationRoleArn: 'arn:aws:iam::123456789012:role/rung-bedrock-evaluations',
        hasKnowledgeBase: false,
      },
      bedrockRoleArn: 'arn:aws:iam::123456789012:role/rung-bedrock',
      approval: { secondPersonAbove: usd('0'), approvers: [], channelApprovers: {}, caps: capsOf(cap) },
      idle: { idleAfterMs: 1, escalateAfterMs: 1, owners: [], stopAfterMs: undefined },
      areTermsAllowed: false,
      watchChannel: WATCH_CHANNEL,
    },
    ...slackOf(world),
    ...tableOf(world),
    ...awsOf(world),
    spending: {
      read: async () => (world.spendingIsStopped ? STOPPED : { state: 'on' }),
      async write({ state }) {
        world.spendingIsStopped = state === 'stopped';
      },
    },
    prices: {
      find: async () => world.prices.sheet,
      async save(sheet) {
        world.prices.sheet = sheet;
        return 'saved';
      },
    },
    priceList: {
      ask: async ({ usageType }) =>
        world.prices.listed ? (world.prices.listed.get(usageType) ?? []) : { failed: 'AWS did not answer' },
    },
    ledgers: { find: async () => undefined, save: async () => 'saved', recent: async () => [] },
    reader: { read: async () => Promise.reject(new Error('no launch reads')) },
  };
}

function slackOf(world: World): Pick<LaunchDeps, 'messenger' | 'people' | 'channels'> {
  const reach = (channel: string) => {
    if (world.slackIsDown) throw new Error('service_unavailable');
    if (world.goneChannels.has(channel)) throw new PlaceGone('is_archived');
  };
  const post = async (place: Place, card: Card): Promise<MessageRef> => {
    reach(place.channel);
    const posted = {
      channel: place.channel,
      ts: `${world.posts.length + 1}.0`,
      threadTs: place.threadTs,
      cards: [card],
    };
    world.posts.push(posted);
    return { channel: posted.channel, ts: posted.ts };
  };
  return {
    messenger: {
      post,
      async edit(message, card) {
        reach(message.channel);
        const found = world.posts.find(({ channel, ts }) => channel === message.channel && ts === message.ts);
        if (!found) return post({ channel: message.channel }, card);
        found.cards.push(card);
        return message;
      },
      attach: async () => 'unavailable',
      async whisper({ user }, card) {
        if (world.slackIsDown) throw new Error('service_unavailable');
        world.whispers.push({ user, card });
      },
    },
    people: { find: async (id) => ({ id, standing: world.standings.get(id) ?? 'member' }) },
    channels: { look: async () => 'ours' },
  };
}

/** Records are values that nobody changes in place, so one is as good as its copy. */
const copy = <T>(value: T): T => value;

function tableOf(world: World): Pick<LaunchDeps, 'launches' | 'tellings' | 'notices'> {
  const notices = new Map<string, Notice>();
  return {
    launches: {
      async create(launch) {
        if (world.launches.has(launch.id)) return 'exists';
        world.launches.set(launch.id, copy(launch));
        return 'created';
      },
      find: async (id) => copy(world.launches.get(id)),
      async move(to, budget) {
        if (world.launches.get(to.id)?.version !== to.version - 1) return 'lost';
        if (budget && !commit(world, budget)) return 'over-cap';
        world.launches.set(to.id, copy(to));
        return 'moved';
      },
      committed: async (month) => (world.committed.get(month) ?? 0) as MicroUsd,
      recent: async () => [...world.launches.values()].map(copy),
    },
    tellings: {
      async open(telling) {
        if (!world.tellings.has(telling.launchId)) world.tellings.set(telling.launchId, copy(telling));
      },
      find: async (id) => copy(world.tellings.get(id)),
      async save(to) {
        if (world.tellings.get(to.launchId)?.version !== to.version - 1) return 'lost';
        world.tellings.set(to.launchId, copy(to));
        return 'saved';
      },
      pending: async (limit) =>
        [...world.tellings.values()]
          .filter(({ isClosed }) => !isClosed)
          .slice(0, limit)
          .map(copy),
    },
    notices: {
      async open(notice) {
        const standing = notices.get(notice.key);
        if (!standing) notices.set(notice.key, notice);
        return standing ?? 'created';
      },
      async move(to) {
        if (notices.get(to.key)?.version !== to.version - 1) return 'lost';
        notices.set(to.key, to);
        return 'moved';
      },
    },
  };
}

const STOPPED = { state: 'stopped', by: 'U0FAY' as UserId, atMs: 1, reason: 'the bill' } as const;

function commit(world: World, change: BudgetChange): boolean {
  const sums = change.counters.map(({ key, cap, by }) => ({ key, cap, sum: (world.committed.get(key) ?? 0) + by }));
  if (isReservation(change) && world.spendingIsStopped) return false;
  if (isReservation(change) && sums.some(({ cap, sum }) => cap !== undefined && sum > cap)) return false;
  for (const { key, sum } of sums) world.committed.set(key, sum);
  world.peak = Math.max(world.peak, world.committed.get(MONTH) ?? 0);
  return true;
}

function awsOf(
  world: World,
): Pick<LaunchDeps, 'flow' | 'flowLook' | 'datasets' | 'jobs' | 'quotas' | 'roles' | 'keys'> {
  return {
    flow: {
      async start(id) {
        if (world.executions.has(id)) return;
        world.executions.set(id, 'running');
        world.run(id);
      },
      async wake(token) {
        const ring = world.tokens.get(token);
        world.tokens.delete(token);
        ring?.();
        return ring ? 'woken' : 'closed';
      },
    },
    flowLook: { look: async (id) => world.executions.get(id) ?? 'none' },
    datasets: {
      async look(uri) {
        const file = world.files.get(uri);
        if (!file) return { kind: 'missing' };
        return { kind: 'found', uri, versionId: undefined, etag: file.etag, bytes: file.bytes.length };
      },
      list: async () => ({ kind: 'missing' }),
      open: ({ uri }) => bytesOf(world, uri),
      async freeze(file) {
        const now = world.files.get(file.uri);
        if (!now || now.etag !== file.etag) return 'changed';
        const uri = s3Uri('rung-work', `frozen/${file.sha256}.jsonl`);
        world.files.set(uri, now);
        return sha256(now.bytes) === file.sha256 ? uri : 'changed';
      },
    },
    quotas: { valueOf: async () => 100 },
    roles: { look: async () => ({ kind: 'found', trust: TRUST }) },
    keys: { look: async () => ({ kind: 'missing' }) },
    jobs: {
      offered: async () => [
        { id: FORM.baseModelId ?? '', isLegacy: false, customizations: ['FINE_TUNING'], endOfLifeMs: undefined },
      ],
      readyRouters: async () => [],
      underWay: async () => world.jobs.filter((job) => described(world, job)?.status === 'InProgress').length,
      find: async (launch) =>
        described(
          world,
          world.jobs.find(({ name }) => name === jobNameOf(launch)),
        ),
      async stop(launch) {
        const job = world.jobs.find(({ name }) => name === jobNameOf(launch));
        if (!job) return 'missing';
        if (described(world, job)?.status !== 'InProgress') return 'ended';
        job.stoppedAtMs = world.nowMs;
        return 'stopping';
      },
      running: async () => [],
      losses: async () => ({ training: [2, 1.5, 1].map((loss, step) => ({ step, epoch: 0, loss })), validation: [] }),
      optimise: async () => undefined,
    },
  };
}

const TRUST = JSON.stringify({
  Statement: [{ Effect: 'Allow', Principal: { Service: 'bedrock.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});

async function* bytesOf(world: World, uri: S3Uri): AsyncGenerator<Uint8Array> {
  yield world.files.get(uri)?.bytes ?? Buffer.alloc(0);
}

export function described(world: World, job: Job | undefined): TrainingJob | undefined {
  if (!job) return undefined;
  const endsAtMs = job.stoppedAtMs ?? job.madeAtMs + JOB_LASTS_MS;
  const isOver = world.nowMs >= endsAtMs;
  const end = job.stoppedAtMs === undefined ? ('Completed' as const) : ('Stopped' as const);
  return {
    arn: job.arn,
    status: isOver ? end : 'InProgress',
    progress: 'training',
    failureMessage: undefined,
    made: isOver && end === 'Completed' ? `${job.arn}/model` : undefined,
    startedAtMs: job.madeAtMs,
    endedAtMs: isOver ? endsAtMs : undefined,
    outputUri: undefined,
  };
}

/** Bedrock's create call: a token that it remembers makes nothing, a name that is taken is a conflict. */
export function createJob(world: World, request: Readonly<Record<string, unknown>>): Job {
  const token = String(request['ClientRequestToken']);
  const name = String(request['JobName']);
  const same = world.jobs.find((job) => job.token === token && world.nowMs - job.madeAtMs < TOKEN_LASTS_MS);
  if (same) return same;
  if (world.refusesJobs) throw named(world.refusesJobs, 'AWS says no.');
  if (world.jobs.some((job) => job.name === name)) throw named('Bedrock.ConflictException', `${name} exists.`);
  const { S3Uri: trainingUri } = request['TrainingDataConfig'] as { S3Uri: string };
  const [tag] = request['JobTags'] as { Value: string }[];
  const arn = `arn:aws:bedrock:us-east-1:123456789012:model-customization-job/m/${world.jobs.length}`;
  const job = { arn, name, token, trainingUri, tag: tag?.Value ?? '', madeAtMs: world.nowMs };
  world.jobs.push(job);
  return job;
}

export function named(name: string, message = name): Error {
  return Object.assign(new Error(message), { name });
}
