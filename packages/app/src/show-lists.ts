import { isLosing } from '@rung/core/hosting/burn.ts';
import type { HostingLook } from '@rung/core/hosting/hosting.ts';
import { keptModels } from '@rung/core/hosting/kept.ts';
import { type Spell, spellIdOf, spellKey } from '@rung/core/hosting/spell.ts';
import type { UserId } from '@rung/core/ids.ts';
import { groupLaunches } from '@rung/core/launch/launch-groups.ts';
import type { Deps } from './deps.ts';
import { inTurns } from './in-turns.ts';
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
  const alerts = await alertsOf(deps, survey.looks);
  const snoozed = unresolved.filter(({ outcome }) => outcome.kind === 'snoozed');
  await deps.messenger.whisper(to(asker), { kind: 'hostings', ...survey, alerts, snoozed, kept });
}

/** The alerts of what idles now, whether they wait, sleep or were answered by a reason to keep it. */
async function alertsOf({ spells }: Pick<Deps, 'spells'>, looks: readonly HostingLook[]): Promise<readonly Spell[]> {
  const keys = looks.flatMap((look) =>
    isLosing(look) && look.state.kind === 'idle' ? [spellKey(look.hosting, look.state.sinceMs)] : [],
  );
  const found = await inTurns(keys, (key) => spells.find(spellIdOf(key)), AT_ONCE);
  return found.filter((spell) => spell !== undefined);
}

const AT_ONCE = 10;

/** What costs while it is kept, with its price and its launch. */
async function lookAtKept(deps: Pick<Deps, 'clock' | 'settings' | 'hostings' | 'prices' | 'launches'>) {
  const [inventory, launches, priceOf] = await Promise.all([
    deps.hostings.kept(),
    deps.launches.recent(LOOKED_THROUGH),
    priceBook(deps),
  ]);
  return { ...inventory, models: keptModels(inventory.kept, { priceOf, launches }), lookedAtMs: deps.clock.nowMs() };
}
