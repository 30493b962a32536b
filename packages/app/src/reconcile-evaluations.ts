import {
  type Evaluation,
  evaluationJobName,
  isSettledEvaluation,
  type RunningEvaluation,
} from '@rung/core/evaluation/evaluation-job/evaluation.ts';
import type { EvaluationId } from '@rung/core/ids.ts';
import { HOUR_MS, MINUTE_MS } from '@rung/core/time.ts';
import type { Deps } from './deps.ts';
import { type FollowNeeds, followEvaluation } from './follow-evaluation.ts';
import { expireEvaluation, giveUpEvaluation } from './give-up-evaluation.ts';
import { endEvaluation } from './tell-evaluation.ts';

type Needs = FollowNeeds & Pick<Deps, 'evaluateFlow'>;

/** Evaluations that are looked at in one run, newest first. */
const MOST = 100;
/** How long a yes may lie before the workflow is woken once more. */
const WAKE_AGAIN_AFTER_MS = 2 * MINUTE_MS;
/** A price is found within minutes; the workflow ends a price that expired by itself. */
const PRICED_WITHIN_MS = HOUR_MS;
const EXPIRED_BY_ITSELF_MS = 10 * MINUTE_MS;

export interface ReconciledEvaluations {
  /** Evaluations that could not be looked at, and why by error name: never a message. */
  readonly failed: readonly { readonly evaluationId: EvaluationId; readonly error: unknown }[];
  /** Hours since the oldest one that was not over, or not told, was asked for; 0 when there was none. */
  readonly oldestHours: number;
}

/** "Is any evaluation stuck?": every one that is not over or not told, whoever should have seen to it; one that fails holds up no other. */
export async function reconcileEvaluations(deps: Needs): Promise<ReconciledEvaluations> {
  const all = await deps.evaluations.recent(MOST);
  const open = all.filter((evaluation) => !isSettledEvaluation(evaluation) || !evaluation.isTold);
  const looked = await Promise.allSettled(open.map((evaluation) => look(deps, evaluation)));
  const failed = looked.flatMap((one, index) => {
    const evaluationId = open[index]?.id;
    return one.status === 'rejected' && evaluationId ? [{ evaluationId, error: one.reason }] : [];
  });
  const nowMs = deps.clock.nowMs();
  return { failed, oldestHours: Math.max(0, ...open.map((one) => nowMs - one.requestedAtMs)) / HOUR_MS };
}

async function look(deps: Needs, evaluation: Evaluation): Promise<unknown> {
  const nowMs = deps.clock.nowMs();
  switch (evaluation.state) {
    case 'requested':
      return nowMs - evaluation.requestedAtMs > PRICED_WITHIN_MS && giveUpEvaluation(deps, evaluation.id);
    case 'priced':
      return nowMs - evaluation.expiresAtMs > EXPIRED_BY_ITSELF_MS && expireEvaluation(deps, evaluation);
    case 'running':
      return followRunning(deps, evaluation);
    case 'done':
    case 'refused':
    case 'failed':
    case 'stopped':
      return endEvaluation(deps, evaluation);
    default:
      return evaluation satisfies never;
  }
}

/** The wake-up after a yes can be lost, and the workflow would sleep until the price expires. */
async function followRunning(deps: Needs, evaluation: RunningEvaluation): Promise<void> {
  const { id, approval, plan, taskToken } = evaluation;
  const names = plan.sets.map(({ arm }) => evaluationJobName(id, arm));
  const isLate = deps.clock.nowMs() - approval.atMs >= WAKE_AGAIN_AFTER_MS;
  if (isLate && !(await deps.evaluationJobs.find(names[0] ?? ''))) await deps.evaluateFlow.wake(taskToken);
  await followEvaluation(deps, id);
}
