import { keptModels } from '@rung/core/hosting/kept.ts';
import type { UserId } from '@rung/core/ids.ts';
import { groupLaunches } from '@rung/core/launch/launch-groups.ts';
import type { Deps } from './deps.ts';
import { lookAtHostings } from './look-at-hostings.ts';
import { priceBook } from './price-book.ts';

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
  deps: Pick<Deps, 'clock' | 'settings' | 'hostings' | 'prices' | 'spells' | 'launches' | 'messenger'>,
  asker: Asker,
): Promise<void> {
  const [survey, unresolved, kept] = await Promise.all([
    lookAtHostings(deps),
    deps.spells.unresolved(),
    lookAtKept(deps),
  ]);
  const snoozed = unresolved.filter(({ outcome }) => outcome.kind === 'snoozed');
  await deps.messenger.whisper(to(asker), { kind: 'hostings', ...survey, snoozed, kept });
}

/** What costs while it is kept, with its price and its launch. */
async function lookAtKept(deps: Pick<Deps, 'clock' | 'settings' | 'hostings' | 'prices' | 'launches'>) {
  const [inventory, launches, priceOf] = await Promise.all([
    deps.hostings.kept(),
    deps.launches.recent(LOOKED_THROUGH),
    priceBook(deps),
  ]);
  return { ...inventory, models: keptModels(inventory.kept, { priceOf, launches }), lookedAtMs: deps.clock.nowMs() };
}
