import type { LaunchId } from '@rung/core/ids.ts';
import { nextBase, type Refused } from '@rung/core/launch/launch.ts';
import type { Deps } from './deps.ts';
import { endLaunch } from './end-launch.ts';

/** "What was decided?": the record answers, not the wake-up; without a decision by now, the request has expired. */
export async function readDecision(
  deps: Pick<Deps, 'clock' | 'launches' | 'messenger' | 'settings'>,
  id: LaunchId,
): Promise<{ next: 'go' | 'ended' }> {
  const launch = await deps.launches.find(id);
  if (!launch) throw new Error(`no record of launch ${id}`);
  if (launch.state === 'approved' || launch.state === 'training') return { next: 'go' };
  if (launch.state === 'refused') {
    await endLaunch(deps, launch);
    return { next: 'ended' };
  }
  if (launch.state !== 'awaitingApproval') return { next: 'ended' };
  const expired: Refused = {
    ...nextBase(launch),
    state: 'refused',
    reason: { kind: 'expired', atMs: deps.clock.nowMs() },
  };
  if ((await deps.launches.move(expired)) === 'lost') return readDecision(deps, id);
  await endLaunch(deps, expired);
  return { next: 'ended' };
}
