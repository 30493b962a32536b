import type { UserId } from '@rung/core/ids.ts';
import type { Deps } from './deps.ts';
import { lookAtHostings } from './look-at-hostings.ts';

interface Asker {
  readonly by: UserId;
  readonly channel: string;
}

const to = (asker: Asker) => ({ place: { channel: asker.channel }, user: asker.by });

/** "What has been launched?" */
export async function showLaunches(deps: Pick<Deps, 'launches' | 'messenger'>, asker: Asker): Promise<void> {
  await deps.messenger.whisper(to(asker), { kind: 'launches', launches: await deps.launches.recent(10) });
}

/** "What stands, and what does it cost?", and which alerts are put off. */
export async function showHostings(
  deps: Pick<Deps, 'clock' | 'settings' | 'hostings' | 'spells' | 'messenger'>,
  asker: Asker,
): Promise<void> {
  const [survey, unresolved] = await Promise.all([lookAtHostings(deps), deps.spells.unresolved()]);
  const snoozed = unresolved.filter(({ outcome }) => outcome.kind === 'snoozed');
  await deps.messenger.whisper(to(asker), { kind: 'hostings', ...survey, snoozed });
}
