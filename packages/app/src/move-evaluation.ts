import type { BudgetChange } from '@rung/core/cost/budget.ts';
import type { Evaluation } from '@rung/core/evaluation/evaluation-job/evaluation.ts';
import type { Deps } from './deps.ts';

/**
 * Moves an evaluation on from the state it was read in, and hands back what it became. A write that lost to one that left the state alone
 * (its card was posted) is made again; `lost` means that the evaluation is in another state now.
 */
export async function moveEvaluation<F extends Evaluation, T extends Evaluation>(
  deps: Pick<Deps, 'evaluations'>,
  from: F,
  move: { readonly to: (from: F) => T; readonly budget?: BudgetChange | undefined },
): Promise<T | 'lost'> {
  const to = move.to(from);
  const moved = await deps.evaluations.move(to, move.budget);
  if (moved === 'moved') return to;
  if (moved === 'over-cap') throw new Error('a settlement is refused by no cap');
  const now = await deps.evaluations.find(from.id);
  return now && isStill(from, now) ? moveEvaluation(deps, now, move) : 'lost';
}

function isStill<F extends Evaluation>(from: F, now: Evaluation): now is F {
  return now.state === from.state && now.version !== from.version;
}
