import type { HomeAlert, HomePage } from '@rung/core/chat/home-page.ts';
import { isKeptByPerson, type Spell } from '@rung/core/hosting/spell.ts';
import { isSameStretch } from '@rung/core/hosting/watch-plan.ts';
import type { UserId } from '@rung/core/ids.ts';
import { groupLaunches } from '@rung/core/launch/launch-groups.ts';
import type { Deps } from './deps.ts';
import { lookAgain } from './look-at-hostings.ts';
import { LOOKED_THROUGH } from './show-lists.ts';

/** "What is mine here?": what waits for this person, what is theirs, what stands and until when, and whether anything may be spent. */
export async function homeOf(
  deps: Pick<Deps, 'people' | 'launches' | 'leases' | 'settings' | 'spending'> & AlertNeeds,
  by: UserId,
): Promise<HomePage> {
  const { settings } = deps;
  const { standing } = await deps.people.find(by);
  if (standing !== 'member')
    return { kind: 'not-shown', because: 'Launches and their costs are shown to full members of this workspace only.' };
  const [recent, open, spending, alerts] = await Promise.all([
    deps.launches.recent(LOOKED_THROUGH),
    deps.leases.open(),
    deps.spending.read(),
    idleAlerts(deps),
  ]);
  const leases = open.filter((lease) => lease.state === 'standing').sort((a, b) => a.endsAtMs - b.endsAtMs);
  return { kind: 'member', launches: groupLaunches(recent, by, settings.approval), leases, alerts, spending };
}

type AlertNeeds = Pick<Deps, 'spells' | 'clock' | 'settings' | 'hostings' | 'prices'>;

/** Home is opened often: so many are looked at in AWS, the rest are counted. */
const LOOKED_AT = 10;

/** Idle stretches that were announced and are not over, then those that somebody keeps. */
async function idleAlerts(deps: AlertNeeds): Promise<readonly HomeAlert[]> {
  const [waiting, kept] = await Promise.all([openAlerts(deps), keptAlerts(deps)]);
  const arns = new Set(waiting.map(({ spell }) => spell.arn));
  return [...waiting, ...kept.filter(({ spell }) => !arns.has(spell.arn))];
}

/** What somebody keeps and still idles: the reason may be over, and it goes on costing. */
async function keptAlerts(deps: AlertNeeds): Promise<readonly HomeAlert[]> {
  const spells = await deps.spells.resolved(RESOLVED_THROUGH);
  const kept = spells.filter(({ outcome }) => isKeptByPerson(outcome)).slice(0, LOOKED_AT);
  const alerts = kept.map(async (spell): Promise<HomeAlert[]> => {
    const look = await lookAgain(deps, spell).catch(() => 'unread' as const);
    return isSameStretch(spell, look) ? [{ spell, look }] : [];
  });
  return (await Promise.all(alerts)).flat();
}

/** Newest resolved stretches that kept ones are looked for in. */
const RESOLVED_THROUGH = 200;

/** One that AWS does not show now is still named. */
async function openAlerts(deps: AlertNeeds): Promise<readonly HomeAlert[]> {
  const spells = (await deps.spells.unresolved()).filter(({ message }) => message.ts !== '');
  const ranked = [...spells].sort((a, b) => asleepUntil(a) - asleepUntil(b));
  return Promise.all(
    ranked.map(async (spell, index): Promise<HomeAlert> => {
      if (index >= LOOKED_AT) return { spell, look: undefined };
      const found = await lookAgain(deps, spell).catch(() => 'unread' as const);
      const isSame = typeof found !== 'string' && found.hosting.createdAtMs === spell.createdAtMs;
      return { spell, look: isSame ? found : undefined };
    }),
  );
}

const asleepUntil = ({ outcome }: Spell) => (outcome.kind === 'snoozed' ? outcome.untilMs : 0);
