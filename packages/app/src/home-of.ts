import type { HomePage } from '@rung/core/chat/home-page.ts';
import type { UserId } from '@rung/core/ids.ts';
import { groupLaunches } from '@rung/core/launch/launch-groups.ts';
import type { Deps } from './deps.ts';
import { LOOKED_THROUGH } from './show-lists.ts';

/** "What is mine here?": what waits for this person, what is theirs, and whether anything may be spent. */
export async function homeOf(
  { people, launches, settings, spending }: Pick<Deps, 'people' | 'launches' | 'settings' | 'spending'>,
  by: UserId,
): Promise<HomePage> {
  const { standing } = await people.find(by);
  if (standing !== 'member')
    return { kind: 'not-shown', because: 'Launches and their costs are shown to full members of this workspace only.' };
  const [recent, now] = await Promise.all([launches.recent(LOOKED_THROUGH), spending.read()]);
  return { kind: 'member', launches: groupLaunches(recent, by, settings.approval), spending: now };
}
