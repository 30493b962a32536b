import type { LaunchId } from '@rung/core/ids.ts';
import { type AwaitingApproval, nextBase, type Refused } from '@rung/core/launch/launch.ts';
import { moveLaunch } from './move-launch.ts';
import { type TellNeeds, tellLaunch } from './tell-launch.ts';

/** "What was decided?": the record answers, not the wake-up; without a decision by now, the request has expired. */
export async function readDecision(deps: TellNeeds, id: LaunchId): Promise<{ next: 'go' | 'ended' }> {
  const launch = await deps.launches.find(id);
  if (!launch) throw new Error(`no record of launch ${id}`);
  if (launch.state === 'approved' || launch.state === 'training') return { next: 'go' };
  if (launch.state === 'awaitingApproval') {
    const reason = { kind: 'expired', atMs: deps.clock.nowMs() } as const;
    const to = (from: AwaitingApproval): Refused => ({ ...nextBase(from), state: 'refused', reason });
    if ((await moveLaunch(deps, launch, { to })) === 'lost') return readDecision(deps, id);
  }
  await tellLaunch(deps, launch);
  return { next: 'ended' };
}
