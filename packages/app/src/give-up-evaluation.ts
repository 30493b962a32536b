import {
  nextEvaluationBase,
  type PricedEvaluation,
  type RefusedEvaluation,
  type RequestedEvaluation,
} from '@rung/core/evaluation/evaluation-job/evaluation.ts';
import type { EvaluationId } from '@rung/core/ids.ts';
import type { Deps } from './deps.ts';
import { moveEvaluation } from './move-evaluation.ts';
import { endEvaluation } from './tell-evaluation.ts';

type Needs = Pick<Deps, 'evaluations' | 'messenger' | 'settings'>;

/** "It cannot go on": ends an evaluation that nobody confirmed. One that was confirmed is followed by the reconciler, whatever broke. */
export async function giveUpEvaluation(deps: Needs, id: EvaluationId): Promise<void> {
  const evaluation = await deps.evaluations.find(id);
  if (evaluation?.state !== 'requested' && evaluation?.state !== 'priced') return;
  await refuse(deps, evaluation, {
    kind: 'finding',
    message: 'Rung stopped over an error of its own before Bedrock was asked.',
    remedy: 'Ask for it again; the log of this time names the error.',
  });
}

/** "Nobody wanted it": its price waited a day. */
export function expireEvaluation(deps: Needs, evaluation: PricedEvaluation): Promise<void> {
  return refuse(deps, evaluation, { kind: 'expired' });
}

async function refuse(
  deps: Needs,
  evaluation: RequestedEvaluation | PricedEvaluation,
  reason: RefusedEvaluation['reason'],
): Promise<void> {
  const to = (from: RequestedEvaluation | PricedEvaluation): RefusedEvaluation => ({
    ...nextEvaluationBase(from),
    ...{ state: 'refused', reason, isTold: false },
  });
  const moved = await moveEvaluation(deps, evaluation, { to });
  if (moved !== 'lost') await endEvaluation(deps, moved);
}
