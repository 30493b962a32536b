import type { Settled } from '@rung/core/launch/launch.ts';
import type { Deps } from './deps.ts';
import { sayInThread, tellLaunch } from './tell-launch.ts';

/**
 * "How did it end?": the card, what belongs in the thread, and the one mention of the requester. Whoever finds a settled launch may call
 * this again: Slack takes no key, so an end is told at least once rather than at most once.
 */
export async function endLaunch(
  deps: Pick<Deps, 'launches' | 'messenger' | 'settings'>,
  settled: Settled,
): Promise<void> {
  const launch = await tellLaunch(deps, settled);
  if (launch.state === 'refused' && launch.reason.kind === 'findings' && launch.reason.findings.length > 1) {
    await sayInThread(deps, launch, { kind: 'findings', findings: launch.reason.findings });
  }
  if (launch.state === 'done') await sayInThread(deps, launch, { kind: 'loss-curve', launch });
  await sayInThread(deps, launch, { kind: 'launch-ended', launch });
}
