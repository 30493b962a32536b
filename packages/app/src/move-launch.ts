import type { BudgetChange } from '@rung/core/cost/budget.ts';
import type { Launch } from '@rung/core/launch/launch.ts';
import type { Deps } from './deps.ts';

/**
 * Moves a launch on from the state it was read in, and hands back what it became. A write that lost to one that left the state alone
 * (its card was posted, its progress noted) is made again; `lost` means that the launch is in another state now.
 */
export async function moveLaunch<F extends Launch, T extends Launch>(
  deps: Pick<Deps, 'launches'>,
  from: F,
  move: { readonly to: (from: F) => T; readonly budget?: BudgetChange | undefined },
): Promise<T | 'lost' | 'over-cap'> {
  const to = move.to(from);
  const moved = await deps.launches.move(to, move.budget);
  if (moved === 'moved') return to;
  if (moved === 'over-cap') return moved;
  const now = await deps.launches.find(from.id);
  return now && isStill(from, now) ? moveLaunch(deps, now, move) : 'lost';
}

function isStill<F extends Launch>(from: F, now: Launch): now is F {
  return now.state === from.state && now.version !== from.version;
}
