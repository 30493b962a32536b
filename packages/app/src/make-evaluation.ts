import {
  type EvaluatedSet,
  type Evaluation,
  evaluationJobName,
  hashEvaluationPlan,
  type PricedEvaluation,
  type RunningEvaluation,
} from '@rung/core/evaluation/evaluation-job/evaluation.ts';
import type { EvaluationOrder } from '@rung/core/evaluation/evaluation-job/ports.ts';
import type { EvaluationId } from '@rung/core/ids.ts';
import { HOUR_MS } from '@rung/core/time.ts';
import { haltEvaluation } from './break-off-evaluation.ts';
import type { Deps } from './deps.ts';
import { isUnchanged, resultsUri } from './evaluation-files.ts';
import { expireEvaluation } from './give-up-evaluation.ts';
import { moveEvaluation } from './move-evaluation.ts';
import { endEvaluation, tellEvaluation } from './tell-evaluation.ts';
import { waitForYes } from './wait-for-yes.ts';

type Needs = Pick<
  Deps,
  'clock' | 'settings' | 'evaluations' | 'evaluationJobs' | 'evaluationFiles' | 'messenger' | 'spending'
>;

/** A yes is acted on within this time or not at all, so that nothing is made after somebody gave it up. */
const MAKE_WITHIN_MS = HOUR_MS;

/** "Is it worth that price?": shows the price, and lets the workflow wait for a click. */
export async function askForEvaluation(
  deps: Pick<Deps, 'evaluations' | 'evaluateFlow' | 'messenger' | 'settings'>,
  ask: { id: EvaluationId; taskToken: string },
): Promise<void> {
  const waits = await waitForYes<PricedEvaluation>(ask.taskToken, {
    find: async () => {
      const evaluation = await deps.evaluations.find(ask.id);
      return evaluation?.state === 'priced' ? evaluation : evaluation && 'decided';
    },
    move: (to) => deps.evaluations.move(to),
    wake: (taskToken) => deps.evaluateFlow.wake(taskToken),
  });
  if (waits) await tellEvaluation(deps, waits.asked);
}

/** "Score exactly what was approved": asks Bedrock for a job for each arm. The record answers what was decided, not the wake-up. */
export async function makeEvaluation(deps: Needs, id: EvaluationId): Promise<{ readonly next: 'wait' | 'ended' }> {
  const evaluation = await deps.evaluations.find(id);
  if (evaluation?.state === 'refused') await endEvaluation(deps, evaluation);
  if (evaluation?.state === 'priced') await expireEvaluation(deps, evaluation);
  if (evaluation?.state !== 'running') return { next: 'ended' };
  if (deps.clock.nowMs() - evaluation.approval.atMs > MAKE_WITHIN_MS) return { next: 'wait' };
  const { stop } = evaluation;
  const why = stop ? stop.why : await whyNotMade(deps, evaluation);
  if (stop || why !== undefined) return haltEvaluation(deps, evaluation, why);
  return makeJobs(deps, evaluation);
}

async function whyNotMade(deps: Needs, evaluation: RunningEvaluation): Promise<string | undefined> {
  const { plan, approval } = evaluation;
  if ((await deps.spending.read()).state === 'stopped') return 'All spending was stopped after this was confirmed.';
  // What was approved is what runs: a record that was changed by hand starts nothing.
  if (hashEvaluationPlan(evaluation) !== approval.planHash) return 'Its record is not the plan that was confirmed.';
  const unchanged = await Promise.all(plan.sets.map((set) => isUnchanged(deps, evaluation.id, set)));
  return unchanged.every(Boolean) ? undefined : 'The answers in S3 are not those that the yes was given for.';
}

/** A job that is there already was made by a try whose answer was lost: it is this one. */
async function makeJobs(deps: Needs, evaluation: RunningEvaluation): Promise<{ readonly next: 'wait' | 'ended' }> {
  const askedAtMs = evaluation.askedAtMs ?? deps.clock.nowMs();
  const to = (from: RunningEvaluation) => ({ ...from, askedAtMs, version: from.version + 1 });
  const asked = evaluation.askedAtMs === undefined ? await moveEvaluation(deps, evaluation, { to }) : evaluation;
  if (asked === 'lost' || asked.stop) return makeEvaluation(deps, evaluation.id);
  // Nobody asked before this try: what AWS refuses to it was never made.
  let isNoneMade = evaluation.askedAtMs === undefined;
  for (const set of asked.plan.sets) {
    const order = orderOf(deps, asked, set);
    const made = (await deps.evaluationJobs.find(order.name)) ? MADE : await deps.evaluationJobs.make(order);
    if (made.kind === 'refused')
      return haltEvaluation(deps, isNoneMade ? evaluation : asked, `AWS made no job: ${made.why}`);
    isNoneMade = false;
  }
  return { next: 'wait' };
}

const MADE = { kind: 'made' } as const;

function orderOf(
  deps: Needs,
  evaluation: Evaluation & { plan: RunningEvaluation['plan'] },
  set: EvaluatedSet,
): EvaluationOrder {
  const { id, judged, requester, root, plan } = evaluation;
  return {
    name: evaluationJobName(id, set.arm),
    arm: set.arm,
    dataset: set.uri,
    results: resultsUri(deps, id, set.arm),
    plan,
    tags: {
      'rung:evaluation': id,
      'rung:judgement': judged.judgement,
      'rung:requester': requester,
      'rung:channel': root.channel,
    },
  };
}
