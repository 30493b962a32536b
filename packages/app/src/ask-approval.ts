import type { LaunchId } from '@rung/core/ids.ts';
import { APPROVAL_VALID_MS } from '@rung/core/launch/approval-rule.ts';
import { type AwaitingApproval, nextBase } from '@rung/core/launch/launch.ts';
import { hashPlan } from '@rung/core/launch/plan.ts';
import type { Deps } from './deps.ts';
import { tellLaunch } from './tell-launch.ts';

/** "Somebody has to say yes": puts the plan, its hash and its price before the approvers and lets the workflow wait. */
export async function askApproval(
  deps: Pick<Deps, 'clock' | 'launches' | 'messenger' | 'settings'>,
  ask: { id: LaunchId; taskToken: string },
): Promise<void> {
  const launch = await deps.launches.find(ask.id);
  if (launch?.state !== 'checked' && launch?.state !== 'awaitingApproval') return;
  const { plan, warnings } = launch;
  const expiresAtMs = launch.state === 'awaitingApproval' ? launch.expiresAtMs : deps.clock.nowMs() + APPROVAL_VALID_MS;
  const waiting: AwaitingApproval = {
    ...nextBase(launch),
    state: 'awaitingApproval',
    plan,
    warnings,
    planHash: hashPlan(plan),
    expiresAtMs,
    taskToken: ask.taskToken,
  };
  if ((await deps.launches.move(waiting)) === 'moved') await tellLaunch(deps, waiting);
}
