import { overCap, overLaunchCap, reserve, type Spend } from '@rung/core/cost/budget.ts';
import type { Deps } from './deps.ts';

type Needs = Pick<Deps, 'settings' | 'launches' | 'spending'>;

/** Why a spend cannot be reserved now: spending is stopped, or a cap has no room. Undefined when it can. */
export async function whyNoRoom(deps: Needs, spend: Spend): Promise<string | undefined> {
  const { caps } = deps.settings.approval;
  const tooMuch = overLaunchCap(spend.amount, caps);
  if (tooMuch !== undefined) return tooMuch;
  const spending = await deps.spending.read();
  if (spending.state === 'stopped')
    return `All spending is stopped: “${spending.reason}” An approver allows it again with \`/rung resume\`.`;
  for (const counter of reserve(spend, caps).counters) {
    const because = overCap(spend.amount, { ...counter, committed: await deps.launches.committed(counter.key) });
    if (because !== undefined) return because;
  }
  return undefined;
}
