import { confirmEvaluation } from '@rung/app/confirm-evaluation.ts';
import { followEvaluation } from '@rung/app/follow-evaluation.ts';
import { giveUpEvaluation } from '@rung/app/give-up-evaluation.ts';
import { askForEvaluation, makeEvaluation } from '@rung/app/make-evaluation.ts';
import { priceEvaluation } from '@rung/app/price-evaluation.ts';
import { reconcileEvaluations } from '@rung/app/reconcile-evaluations.ts';
import { requestEvaluation } from '@rung/app/request-evaluation.ts';
import { settleEvaluations, unbilledEvaluations } from '@rung/app/settle-evaluations.ts';
import { showFlips } from '@rung/app/show-flips.ts';
import { stopEvaluation } from '@rung/app/stop-evaluation.ts';
import type { Card } from '@rung/core/chat/card.ts';
import { isSettledEvaluation } from '@rung/core/evaluation/evaluation-job/evaluation.ts';
import { evaluationIdFor } from '@rung/core/ids.ts';
import { usd } from '@rung/core/money.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@rung/core/time.ts';
import { expect, it } from 'vitest';
import { ANA, BO } from '../core/launch/plans.ts';
import { effort, seeded } from './effort.ts';
import {
  committedIn,
  type EvaluationDeps,
  type EvaluationWorld,
  evaluationPorts,
  JUDGEMENT,
  madeOf,
  newEvaluationWorld,
} from './evaluation-world.ts';
import { print } from './print.ts';
import { behindSeam, type Fault, openSeam, type Seam } from './seam.ts';

const ID = evaluationIdFor({ judgement: JUDGEMENT.id, formId: 'V9' });
const KINDS = ['crash-before', 'crash-after', 'refuse', 'lose'] as const;

/** What happens between the yes and the jobs. */
type Meanwhile =
  | 'nothing'
  | 'no price is known'
  | 'answers overwritten'
  | 'spending stopped'
  | 'stopped by a person'
  | 'the second job is refused'
  | 'jobs fail';

interface History {
  readonly world: EvaluationWorld;
  readonly seam: Seam;
  /** What the budget held when its end was told, before AWS's bill named it. */
  readonly heldAtEnd: number;
}

type Bug = (ports: EvaluationDeps, world: EvaluationWorld) => EvaluationDeps;

interface Options {
  readonly faults: readonly Fault[];
  readonly meanwhile?: Meanwhile;
  readonly bug?: Bug;
}

/** One evaluation from its form to its last word: the workflow with its retries, an impatient hand, and the reconciler beside them. */
async function run({ faults, meanwhile = 'nothing', bug = (ports) => ports }: Options): Promise<History> {
  const world = newEvaluationWorld();
  world.isPriced = meanwhile !== 'no price is known';
  const seam = openSeam({ faults });
  const deps = () => processOf(bug(evaluationPorts(world), world), seam);
  /** Each try is a process of its own; undefined where all of them fell. */
  const tries = async <T>(most: number, work: (deps: EvaluationDeps) => Promise<T>): Promise<T | undefined> => {
    for (let left = most; left > 0; left -= 1) {
      const ended = await work(deps()).then(
        (value) => ({ value }),
        () => undefined,
      );
      if (ended) return ended.value;
      world.nowMs += 5000;
    }
    return undefined;
  };
  const form = { judgementId: JUDGEMENT.id, budgetUsd: '5', formId: 'V9', requester: ANA };
  await tries(3, (own) => requestEvaluation(own, form));
  const priced = world.flow === 'started' && (await tries(4, (own) => priceEvaluation(own, ID)));
  // Each try of a step that waits has a token of its own, and the workflow hears the last of them.
  let asks = 0;
  const ask = (own: EvaluationDeps) => askForEvaluation(own, { id: ID, taskToken: `T${++asks}` }).then(() => 'asked');
  const asked = priced && (await tries(6, ask));
  const isAwake = () => world.tokens.has(`T${asks}`);
  if (!asked) await tries(6, (own) => giveUpEvaluation(own, ID));
  await click(world, tries);
  await interfere(world, { meanwhile, tries });
  if (isAwake() || world.record?.state === 'refused') await workflow(world, tries);
  for (let look = 0; look < 60 && !isTold(world); look += 1) {
    world.nowMs += look < 40 ? 5 * MINUTE_MS : HOUR_MS;
    await tries(1, (own) => reconcileEvaluations(own));
    if (isAwake() && world.record?.state === 'running') await workflow(world, tries);
  }
  const heldAtEnd = committedIn(world);
  await readTheBill(world, tries);
  return { world, seam, heldAtEnd };
}

const BILLED = usd('0.07');

/** Twice at the same moment, as a schedule may; each job stands under its tag. */
async function readTheBill(world: EvaluationWorld, tries: Tries): Promise<void> {
  world.nowMs += 2 * DAY_MS;
  const lines = world.jobs.map(() => ({ month: '2026-11', evaluation: ID, amount: BILLED }));
  const bill = { readAtMs: world.nowMs, lines: [], recent: { days: 30, services: [] }, evaluations: lines };
  const read = () => tries(3, async (own) => settleEvaluations(own, await unbilledEvaluations(own, world.nowMs), bill));
  await Promise.all([read(), read()]);
}

/** All ports behind the seam of one process, but for the one answer that is no effect. */
function processOf(ports: EvaluationDeps, seam: Seam): EvaluationDeps {
  const own = behindSeam(ports, seam.process());
  const { get, put, list } = own.evaluationFiles;
  return { ...own, evaluationFiles: { get, put, list, uri: ports.evaluationFiles.uri } };
}

type Tries = <T>(most: number, work: (deps: EvaluationDeps) => Promise<T>) => Promise<T | undefined>;

const isTold = ({ record }: EvaluationWorld) => record !== undefined && isSettledEvaluation(record) && record.isTold;

/** Twice at the same moment, by somebody who may. */
async function click(world: EvaluationWorld, tries: Tries): Promise<void> {
  const shownHash = world.record?.state === 'priced' ? world.record.planHash : 'none';
  const press = () =>
    tries(3, (own) => confirmEvaluation(own, { evaluationId: ID, decision: 'confirm', by: BO, shownHash }));
  await Promise.all([press(), press()]);
}

async function interfere(world: EvaluationWorld, { meanwhile, tries }: { meanwhile: Meanwhile; tries: Tries }) {
  if (meanwhile === 'answers overwritten') for (const key of world.files.keys()) world.files.set(key, '{}\n');
  if (meanwhile === 'spending stopped') world.isSpendingStopped = true;
  if (meanwhile === 'jobs fail') world.jobsFail = true;
  if (meanwhile === 'the second job is refused') world.isSecondRefused = true;
  if (meanwhile === 'stopped by a person') await tries(3, (own) => stopEvaluation(own, { evaluationId: ID, by: BO }));
}

/** From the wake-up on, as the file has it. */
async function workflow(world: EvaluationWorld, tries: Tries): Promise<void> {
  let next = (await tries(7, (own) => makeEvaluation(own, ID)))?.next ?? 'wait';
  for (let looks = 0; looks < 12 && next === 'wait'; looks += 1) {
    world.nowMs += 2 * MINUTE_MS;
    next = (await tries(7, (own) => followEvaluation(own, ID)))?.next ?? 'ended';
  }
}

const ENDS: Readonly<Record<Meanwhile, readonly string[]>> = {
  nothing: ['done'],
  'no price is known': ['done'],
  'the second job is refused': ['failed'],
  'answers overwritten': ['failed'],
  'spending stopped': ['failed'],
  'stopped by a person': ['stopped'],
  'jobs fail': ['failed'],
};

/** What no history may break. */
function violations({ world, heldAtEnd }: History, meanwhile: Meanwhile = 'nothing'): string[] {
  const { record, jobs, posts } = world;
  if (!record) return ['nothing was recorded'];
  const wrong: string[] = [];
  const arms = jobs.map(({ arm }) => arm);
  if (new Set(arms).size < arms.length) wrong.push(`several jobs for one arm: ${jobs.map(({ name }) => name).join()}`);
  if (!isTold(world)) wrong.push(`it ended nowhere: ${record.state}`);
  const ended = posts.filter(({ cards }) => cards[0]?.kind === 'evaluation-ended').length;
  if (ended === 0) wrong.push('nobody was told how it ended');
  const shown = posts.flatMap(({ cards }) => cards.at(-1) ?? []);
  if (!shown.some((card) => card.kind === 'evaluation' && card.evaluation.state === record.state))
    wrong.push(`no card shows ${record.state}`);
  const approved = 'approval' in record ? record.approval : undefined;
  if (jobs.length > 0 && approved?.by !== BO) wrong.push('a job without a yes');
  if (heldAtEnd !== mostSpent(world)) wrong.push(`${heldAtEnd} is held, ${jobs.length} jobs were made`);
  const billed = jobs.length * BILLED;
  if (committedIn(world) !== billed) wrong.push(`${committedIn(world)} is held, the bill says ${billed}`);
  if ('jobArns' in record && record.jobArns.length !== jobs.length) wrong.push('its end does not name every job');
  const bound = 'plan' in record ? record.plan.sets.map((set) => set.sha256) : [];
  if (jobs.some((job) => !bound.includes(job.sha256))) wrong.push('a job over other answers than those of the yes');
  if (jobs.some((job) => job.wasSpendingStopped)) wrong.push('a job while spending was stopped');
  // Given up before anybody said yes is an end, too; after a yes the end is the one that belongs to what happened.
  if (approved && !ENDS[meanwhile].includes(record.state)) wrong.push(`it ended as ${record.state}`);
  return wrong;
}

/** What the jobs that AWS made can have cost at most. */
function mostSpent({ record, jobs }: EvaluationWorld): number {
  if (!record || !('approval' in record) || jobs.length === 0) return 0;
  const made = record.plan.sets.filter(({ arm }) => jobs.some((job) => job.arm === arm));
  const highs = made.map(({ estimate }) => (estimate.kind === 'known' ? estimate.high : undefined));
  return highs.includes(undefined) ? record.approval.amount : highs.reduce((sum: number, high) => sum + (high ?? 0), 0);
}

const all = Object.keys(ENDS) as Meanwhile[];

/** Every single fault of a history, and a share of the pairs. */
async function sweep(options: { meanwhile: Meanwhile; share: number; bug?: Bug }) {
  const { meanwhile, share, bug } = options;
  const dice = seeded(7);
  const total = { histories: 0, broken: [] as string[] };
  const visit = async (faults: readonly Fault[], depth: number): Promise<void> => {
    const history = await run({ faults, meanwhile, ...(bug ? { bug } : {}) });
    total.histories += 1;
    total.broken.push(...violations(history, meanwhile).map((line) => `${JSON.stringify(faults)}: ${line}`));
    if (depth === 0 || (bug && total.broken.length > 0)) return;
    for (let at = (faults.at(-1)?.at ?? -1) + 1; at < history.seam.count(); at += 1)
      for (const kind of KINDS)
        if ((faults.length === 0 || dice() < share) && !(bug && total.broken.length > 0))
          await visit([...faults, { at, kind }], depth - 1);
  };
  await visit([], share > 0 ? 2 : 1);
  return total;
}

it.each(all)(
  'an evaluation in which %s meets every fault at every effect, and has its jobs once',
  async (meanwhile) => {
    const swept = await sweep({ meanwhile, share: effort({ full: 0.08, sample: 0.004 }) });

    print(`evaluations: ${meanwhile}`, { histories: swept.histories, broken: swept.broken.length });
    expect(swept.broken).toEqual([]);
    expect(swept.histories).toBeGreaterThan(100);
  },
);

const withPort =
  <P extends keyof EvaluationDeps>(
    port: P,
    change: (given: EvaluationDeps[P], world: EvaluationWorld) => Partial<EvaluationDeps[P]>,
  ): Bug =>
  (ports, world) => ({ ...ports, [port]: { ...ports[port], ...change(ports[port], world) } });

/** Bugs that somebody could make, and what happens when they show. */
const PLANTED: Readonly<Record<string, readonly [Meanwhile, Bug]>> = {
  'a yes reserves nothing': ['nothing', withPort('evaluations', ({ move }) => ({ move: (to) => move(to) }))],
  'records are written whatever version stands': [
    'stopped by a person',
    withPort('evaluations', ({ move }, world) => ({
      move: (to, budget) => move({ ...to, version: (world.record?.version ?? 0) + 1 }, budget),
    })),
  ],
  'a job is asked for without a token, under a name that may stand twice': [
    'nothing',
    withPort('evaluationJobs', (_, world) => ({
      make: async (order) => {
        world.jobs.push(madeOf(world, order));
        return { kind: 'made' };
      },
    })),
  ],
  'what Slack would not take is forgotten': [
    'nothing',
    withPort('evaluations', ({ move }) => ({
      move: (to, budget) => move(isSettledEvaluation(to) ? { ...to, isTold: true } : to, budget),
    })),
  ],
  'the answers are not hashed again': [
    'answers overwritten',
    withPort('evaluationFiles', ({ get }, world) => ({
      get: async (key) => (key.includes('/responses/') ? (originals.get(world)?.get(key) ?? get(key)) : get(key)),
      put: async (key, text) => {
        const kept = originals.get(world) ?? new Map<string, string>();
        originals.set(world, kept.set(key, text));
        world.files.set(key, text);
      },
    })),
  ],
  'the switch is looked at for the yes only': [
    'spending stopped',
    withPort('spending', () => ({ read: async () => ({ state: 'on' }) })),
  ],
  'a stop is not asked for again': [
    'stopped by a person',
    withPort('evaluations', ({ move }) => ({
      move: (to, budget) => move(to.state === 'running' ? { ...to, stop: undefined } : to, budget),
    })),
  ],
  'what no list shows yet is taken for never made': [
    'the second job is refused',
    withPort('evaluations', ({ move }) => ({
      move: (to, budget) => move(to.state === 'running' ? { ...to, askedAtMs: undefined } : to, budget),
    })),
  ],
  'what the bill says is settled again by whoever reads it at the same time': [
    'nothing',
    withPort('evaluations', ({ move }, world) => ({
      move: (to, budget) =>
        move(
          'cost' in to && to.cost.kind === 'billed' ? { ...to, version: (world.record?.version ?? 0) + 1 } : to,
          budget,
        ),
    })),
  ],
  'what was set aside is never given back': [
    'answers overwritten',
    withPort('evaluations', ({ move }) => ({
      move: (to, budget) => move(to, budget?.counters.some(({ by }) => by < 0) ? undefined : budget),
    })),
  ],
};
const originals = new WeakMap<EvaluationWorld, Map<string, string>>();

it.each(Object.entries(PLANTED))('a planted bug is caught: %s', async (_, [meanwhile, bug]) => {
  const swept = await sweep({ meanwhile, share: 0, bug });

  expect(swept.broken.length).toBeGreaterThan(0);
});

it('one that stands still is known by its age, and by its name where it cannot be looked at', async () => {
  const world = newEvaluationWorld();
  const ports = evaluationPorts(world);
  await requestEvaluation(ports, { judgementId: JUDGEMENT.id, budgetUsd: '5', formId: 'V9', requester: ANA });
  world.nowMs += 5 * HOUR_MS;
  const away = async () => Promise.reject(new Error('Slack is away'));

  const looked = await reconcileEvaluations({ ...ports, messenger: { ...ports.messenger, post: away, edit: away } });
  const after = await reconcileEvaluations(ports);
  const told = await reconcileEvaluations(ports);

  expect(looked).toMatchObject({ oldestHours: 5, failed: [{ evaluationId: ID }] });
  expect(after).toEqual({ oldestHours: 5, failed: [] });
  expect(told).toEqual({ oldestHours: 0, failed: [] });
});

it('a judgement whose answers are no longer kept is evaluated by nobody, and shows no flips, with what to do', async () => {
  const world = newEvaluationWorld();
  const given = evaluationPorts(world);
  const whispers: Card[] = [];
  const messenger = { ...given.messenger, whisper: async (_: unknown, card: Card) => void whispers.push(card) };
  const ports = { ...given, messenger, work: { ...given.work, list: async () => [], get: async () => undefined } };
  await requestEvaluation(ports, { judgementId: JUDGEMENT.id, budgetUsd: '5', formId: 'V9', requester: ANA });

  await priceEvaluation(ports, ID);
  await showFlips(ports, { judgementId: JUDGEMENT.id, by: BO });

  expect(world.record).toMatchObject({ state: 'refused', reason: { remedy: 'Judge the model again.' } });
  expect(whispers).toMatchObject([{ headline: 'The answers of this judgement are gone.' }]);
});
