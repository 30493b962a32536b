import type { HomePage } from '@rung/core/chat/home-page.ts';
import type { UserId } from '@rung/core/ids.ts';
import { groupLaunches } from '@rung/core/launch/launch-groups.ts';
import type { Deps } from './deps.ts';
import { LOOKED_THROUGH } from './show-lists.ts';

/** "What is mine here?": what waits for this person, what is theirs, what stands and until when, and whether anything may be spent. */
export async function homeOf(
  deps: Pick<Deps, 'people' | 'launches' | 'leases' | 'settings' | 'spending'>,
  by: UserId,
): Promise<HomePage> {
  const { settings } = deps;
  const { standing } = await deps.people.find(by);
  if (standing !== 'member')
    return { kind: 'not-shown', because: 'Launches and their costs are shown to full members of this workspace only.' };
  const [recent, open, spending] = await Promise.all([
    deps.launches.recent(LOOKED_THROUGH),
    deps.leases.open(),
    deps.spending.read(),
  ]);
  const leases = open.filter((lease) => lease.state === 'standing').sort((a, b) => a.endsAtMs - b.endsAtMs);
  return { kind: 'member', launches: groupLaunches(recent, by, settings.approval), leases, spending };
}
