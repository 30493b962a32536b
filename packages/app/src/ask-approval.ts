import { type HostingAhead, hostingAhead } from '@rung/core/cost/hosting-ahead.ts';
import type { LaunchId } from '@rung/core/ids.ts';
import { APPROVAL_VALID_MS } from '@rung/core/launch/approval-rule.ts';
import { type AwaitingApproval, type Checked, nextBase } from '@rung/core/launch/launch.ts';
import { hashPlan, type Plan } from '@rung/core/launch/plan.ts';
import { isTrained } from '@rung/core/launch/recipe.ts';
import type { Deps } from './deps.ts';
import { moveLaunch } from './move-launch.ts';
import { priceBook } from './price-book.ts';
import { type TellNeeds, tellLaunch } from './tell-launch.ts';

/** "Somebody has to say yes": puts the plan, its hash and its price before the approvers and lets the workflow wait. */
export async function askApproval(
  deps: TellNeeds & Pick<Deps, 'flow' | 'prices'>,
  ask: { id: LaunchId; taskToken: string },
): Promise<void> {
  const launch = await deps.launches.find(ask.id);
  // Decided while this step was being tried again: the decision woke a token that had died with the first try.
  if (launch?.state !== 'checked' && launch?.state !== 'awaitingApproval')
    return void (await deps.flow.wake(ask.taskToken));
  const expiresAtMs = launch.state === 'awaitingApproval' ? launch.expiresAtMs : deps.clock.nowMs() + APPROVAL_VALID_MS;
  const hosting = await hostingOf(deps, launch.plan);
  const to = (from: Checked | AwaitingApproval): AwaitingApproval => ({
    ...nextBase(from),
    state: 'awaitingApproval',
    plan: from.plan,
    warnings: from.warnings,
    planHash: hashPlan(from.plan),
    expiresAtMs,
    taskToken: ask.taskToken,
    ...(hosting ? { hosting } : {}),
  });
  if ((await moveLaunch(deps, launch, { to })) === 'lost') return askApproval(deps, ask);
  await tellLaunch(deps, launch);
}

/** What is tuned will want hosting, and that is the larger bill: whoever says yes to the first reads the second. */
async function hostingOf(
  deps: Pick<Deps, 'prices' | 'clock' | 'settings'>,
  { recipe }: Plan,
): Promise<HostingAhead | undefined> {
  if (!isTrained(recipe)) return undefined;
  return hostingAhead(recipe.base, recipe.region, await priceBook(deps));
}
