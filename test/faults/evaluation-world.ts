import type { Deps } from '@rung/app/deps.ts';
import type { Card } from '@rung/core/chat/card.ts';
import { applyBudget, type BudgetChange } from '@rung/core/cost/budget.ts';
import type { PriceSheet, Quote } from '@rung/core/cost/price-sheet.ts';
import type { Evaluation } from '@rung/core/evaluation/evaluation-job/evaluation.ts';
import type { EvaluationOrder } from '@rung/core/evaluation/evaluation-job/ports.ts';
import type { JudgedJudgement } from '@rung/core/evaluation/judgement/judgement.ts';
import { sha256 } from '@rung/core/ids.ts';
import { type MicroUsd, usd } from '@rung/core/money.ts';
import { s3Uri } from '@rung/core/s3-uri.ts';
import { type EpochMs, MINUTE_MS } from '@rung/core/time.ts';
import { judged, VERDICTS } from '../slack/view/sample-judgements.ts';
import { BEGAN_MS, newWorld, portsOf } from './world.ts';

const EXAMPLES = 40;
const JOB_LASTS_MS = 12 * MINUTE_MS;
/** AWS promises of no list that it shows what was made a moment ago. */
const LISTED_AFTER_MS = 20_000;

/** A job as AWS keeps it; under one name there is never a second. */
export interface MadeJob {
  readonly name: string;
  readonly arm: string;
  /** Of the answers that lay there when it was made. */
  readonly sha256: string;
  readonly madeAtMs: number;
  readonly wasSpendingStopped: boolean;
  stoppedAtMs?: number;
}

/** AWS and Slack around one evaluation. */
export interface EvaluationWorld {
  nowMs: number;
  record: Evaluation | undefined;
  committed: ReadonlyMap<string, number>;
  readonly files: Map<string, string>;
  readonly jobs: MadeJob[];
  readonly posts: { readonly ts: string; cards: Card[] }[];
  readonly tokens: Set<string>;
  isSpendingStopped: boolean;
  jobsFail: boolean;
  /** AWS makes the first job and refuses the second. */
  isSecondRefused: boolean;
  isPriced: boolean;
  flow: 'none' | 'started';
}

export type EvaluationDeps = Pick<
  Deps,
  | 'clock'
  | 'settings'
  | 'messenger'
  | 'people'
  | 'launches'
  | 'spending'
  | 'judgements'
  | 'evaluations'
  | 'evaluateFlow'
  | 'evaluationJobs'
  | 'evaluationFiles'
  | 'work'
  | 'prices'
  | 'priceList'
>;

const [, ship] = VERDICTS[0] ?? [];
if (!ship) throw new Error('the samples begin with a verdict to ship');
const SAMPLE = judged({ text: 'tone', many: 1 }, ship, usd('1'));

/** A judgement whose answers lie in two files. */
export const JUDGEMENT: JudgedJudgement = {
  ...SAMPLE,
  request: { ...SAMPLE.request, metric: { kind: 'exact-match' } },
  plan: { ...SAMPLE.plan, examples: EXAMPLES, chunkSize: EXAMPLES },
};

export function newEvaluationWorld(): EvaluationWorld {
  return {
    ...{ nowMs: BEGAN_MS, record: undefined, committed: new Map(), files: new Map(), jobs: [], posts: [] },
    ...{
      tokens: new Set(),
      isSpendingStopped: false,
      jobsFail: false,
      isSecondRefused: false,
      isPriced: true,
      flow: 'none',
    },
  };
}

/** One that Rung ships no price of. */
const EVALUATOR = 'mistral.mistral-large-2402-v1:0';

/** What AWS asks for a thousand tokens of the evaluator, as it was read a moment ago. */
function sheetOf(region: string, readAtMs: EpochMs): PriceSheet {
  const quotes = (['input-tokens-1k', 'output-tokens-1k'] as const).map((unit): Quote => {
    const read = { currency: 'USD', kind: 'live', source: 'a list', asOf: '2026-11-20' } as const;
    return {
      of: 'meta.llama3-1-70b-instruct-v1:0',
      price: { amount: usd('0.00072'), unit, region, ...read },
      readAtMs,
    };
  });
  return { region, version: 1, readAtMs, quotes, faults: [] };
}

const lines = (line: (index: number) => object) =>
  Array.from({ length: EXAMPLES }, (_, index) => `${JSON.stringify(line(index + 1))}\n`).join('');

/** What the judgement left in S3: the rival right twice in three, the tuned model always. */
function answersOf(key: string): string | undefined {
  if (key.includes('/examples/'))
    return lines((line) => ({ line, system: '', turns: [{ role: 'user', text: `Case ${line}` }], right: 'billing' }));
  const counts = { inputTokens: 9, outputTokens: 2, latencyMs: 5, cutOff: false };
  const say = (line: number) => (key.includes('/tuned/') || line % 3 > 0 ? 'billing' : 'sales');
  return lines((line) => ({ kind: 'answered', line, text: say(line), ...counts }));
}

export function evaluationPorts(world: EvaluationWorld): EvaluationDeps {
  const { settings, people, launches } = portsOf(newWorld());
  return {
    ...{ people, launches },
    prices: {
      find: async (region) => (world.isPriced ? sheetOf(region, world.nowMs) : undefined),
      save: async () => 'saved',
    },
    clock: { nowMs: () => world.nowMs },
    settings: { ...settings, evaluatorModel: EVALUATOR },
    priceList: { ask: async () => ({ failed: 'not asked here' }) },
    spending: {
      read: async () =>
        world.isSpendingStopped ? { state: 'stopped', by: undefined, atMs: 0, reason: 'halt' } : { state: 'on' },
      write: async () => undefined,
    },
    ...kept(world),
    ...awsOf(world),
    messenger: slackOf(world),
  };
}

function kept(world: EvaluationWorld): Pick<EvaluationDeps, 'judgements' | 'evaluations' | 'work'> {
  const commit = (change: BudgetChange) => applyBudget(world.committed, change);
  return {
    judgements: { find: async () => JUDGEMENT } as unknown as EvaluationDeps['judgements'],
    evaluations: {
      async create(evaluation) {
        if (world.record) return 'exists';
        world.record = evaluation;
        return 'created';
      },
      find: async () => world.record,
      async move(to, budget) {
        if (world.record?.version !== to.version - 1) return 'lost';
        const committed = budget ? commit(budget) : world.committed;
        const reserves = budget?.counters.some(({ by }) => by > 0) ?? false;
        if (committed === 'over-cap' || (reserves && world.isSpendingStopped)) return 'over-cap';
        [world.record, world.committed] = [to, committed];
        return 'moved';
      },
      recent: async () => (world.record ? [world.record] : []),
    },
    work: {
      get: async (key: string) => answersOf(key),
      list: async () => ['0000.jsonl'],
    } as unknown as EvaluationDeps['work'],
  };
}

function awsOf(world: EvaluationWorld): Pick<EvaluationDeps, 'evaluateFlow' | 'evaluationJobs' | 'evaluationFiles'> {
  return {
    evaluateFlow: {
      async start() {
        world.flow = 'started';
      },
      async wake(token) {
        if (token === '') return 'closed';
        world.tokens.add(token);
        return 'woken';
      },
    },
    evaluationJobs: {
      async make(order) {
        const isSecond = world.jobs.some(({ name }) => name !== order.name);
        if (world.isSecondRefused && isSecond) return { kind: 'refused', why: 'too many jobs' };
        if (!world.jobs.some(({ name }) => name === order.name)) world.jobs.push(madeOf(world, order));
        return { kind: 'made' };
      },
      async find(name) {
        const job = world.jobs.find((one) => one.name === name);
        if (!job || world.nowMs - job.madeAtMs < LISTED_AFTER_MS) return undefined;
        finish(world, job);
        return { arn: `arn:${name}`, ...endOf(world, job), changedAtMs: job.madeAtMs + JOB_LASTS_MS };
      },
      async stop(arn) {
        const job = world.jobs.find(({ name }) => `arn:${name}` === arn);
        if (job) job.stoppedAtMs ??= world.nowMs;
      },
    },
    evaluationFiles: {
      put: async (key, text) => void world.files.set(key, text),
      get: async (key) => world.files.get(key),
      list: async (prefix) => [...world.files.keys()].filter((key) => key.startsWith(prefix)),
      uri: (key) => s3Uri('rung-work', `evaluations/${key}`),
    },
  };
}

const KEY = /^s3:\/\/rung-work\/evaluations\/(.+)$/;
const textOf = (world: EvaluationWorld, uri: string) => world.files.get(KEY.exec(uri)?.[1] ?? '') ?? '';

export function madeOf(world: EvaluationWorld, { name, arm, dataset }: EvaluationOrder): MadeJob {
  const hash = sha256(textOf(world, dataset));
  return { name, arm, sha256: hash, madeAtMs: world.nowMs, wasSpendingStopped: world.isSpendingStopped };
}

function endOf(
  world: EvaluationWorld,
  job: MadeJob,
): { status: 'InProgress' | 'Completed' | 'Failed' | 'Stopped'; why: string } {
  const isOver = world.nowMs >= job.madeAtMs + JOB_LASTS_MS;
  if (job.stoppedAtMs !== undefined && job.stoppedAtMs < job.madeAtMs + JOB_LASTS_MS)
    return { status: 'Stopped', why: '' };
  if (!isOver) return { status: 'InProgress', why: '' };
  return world.jobsFail ? { status: 'Failed', why: 'AWS said why.' } : { status: 'Completed', why: '' };
}

/** What a job writes when it is over: correct where the response is the reference. */
function finish(world: EvaluationWorld, job: MadeJob): void {
  if (endOf(world, job).status !== 'Completed' || !world.record) return;
  const { id } = world.record;
  const key = `${id}/results/${job.arm}/x/y_output.jsonl`;
  const dataset = world.files.get(`${id}/responses/${job.arm}.jsonl`) ?? '';
  const scored = dataset
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { referenceResponse?: string; modelResponses?: { response: string }[] })
    .map((inputRecord) => {
      const result = inputRecord.modelResponses?.[0]?.response === inputRecord.referenceResponse ? 1 : 0;
      const scores = ['Builtin.Correctness', 'Builtin.Completeness'].map((metricName) => ({ metricName, result }));
      return `${JSON.stringify({ automatedEvaluationResult: { scores }, inputRecord })}\n`;
    });
  world.files.set(key, scored.join(''));
}

function slackOf(world: EvaluationWorld): EvaluationDeps['messenger'] {
  const post = async (card: Card) => {
    const ts = `${world.posts.length + 1}.0`;
    world.posts.push({ ts, cards: [card] });
    return { channel: 'C1', ts };
  };
  return {
    post: (_, card) => post(card),
    async edit(message, card) {
      const found = world.posts.find(({ ts }) => ts === message.ts);
      if (!found) return post(card);
      found.cards.push(card);
      return message;
    },
    attach: async () => 'unavailable',
    whisper: async () => undefined,
  };
}

/** What the month holds. */
export const committedIn = ({ committed }: EvaluationWorld): MicroUsd => Math.max(0, ...committed.values()) as MicroUsd;
