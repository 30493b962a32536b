import type { UserId } from '@rung/core/ids.ts';
import { groupLaunches } from '@rung/core/launch/launch-groups.ts';
import type { Deps } from './deps.ts';
import { lookAtHostings } from './look-at-hostings.ts';

interface Asker {
  readonly by: UserId;
  readonly channel: string;
}

const to = (asker: Asker) => ({ place: { channel: asker.channel }, user: asker.by });

/** How many launches are looked through; what is older is in the audit. */
export const LOOKED_THROUGH = 40;

/** "What has been launched?": what waits for the asker first, then their own, then the rest. */
export async function showLaunches(
  deps: Pick<Deps, 'launches' | 'messenger' | 'settings'>,
  asker: Asker,
): Promise<void> {
  const launches = await deps.launches.recent(LOOKED_THROUGH);
  const groups = groupLaunches(launches, asker.by, deps.settings.approval);
  await deps.messenger.whisper(to(asker), { kind: 'launches', groups });
}

/** "What stands, and what does it cost?", and which alerts are put off. */
export async function showHostings(
  deps: Pick<Deps, 'clock' | 'settings' | 'hostings' | 'prices' | 'spells' | 'messenger'>,
  asker: Asker,
): Promise<void> {
  const [survey, unresolved] = await Promise.all([lookAtHostings(deps), deps.spells.unresolved()]);
  const snoozed = unresolved.filter(({ outcome }) => outcome.kind === 'snoozed');
  await deps.messenger.whisper(to(asker), { kind: 'hostings', ...survey, snoozed });
}
