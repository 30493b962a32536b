import { isLosing } from '@rung/core/hosting/burn.ts';
import { type Spell, spellIdOf } from '@rung/core/hosting/spell.ts';
import { boundRefreshes, isAnnounced, mayStopSoMany, watchStep } from '@rung/core/hosting/watch-plan.ts';
import { sha256 } from '@rung/core/ids.ts';
import { announceStretch } from './announce-stretch.ts';
import type { Deps } from './deps.ts';
import { followStretch } from './follow-stretch.ts';
import { inTurns } from './in-turns.ts';
import { keepLeases } from './keep-leases.ts';
import { foundIn, lookAtHostings } from './look-at-hostings.ts';
import { meterStanding } from './meter-hostings.ts';
import { tellOnce } from './tell-once.ts';

type Needs = Parameters<typeof keepLeases>[0] &
  Pick<
    Deps,
    | 'clock'
    | 'settings'
    | 'hostings'
    | 'prices'
    | 'hostingRecords'
    | 'spells'
    | 'stopFlow'
    | 'messenger'
    | 'book'
    | 'notices'
  >;

/** Alerts that are worked on side by side; Slack takes about one message a second in a channel. */
const AT_ONCE = 4;

/** "Tell me what idles": looks at everything that costs while it stands, ends leases that are over, announces each idle stretch once, and follows those announced. */
export async function sweepHostings(deps: Needs): Promise<{ looked: number; announced: number }> {
  const survey = await lookAtHostings(deps);
  await meterStanding(deps, survey.looks);
  await keepLeases(deps, survey);
  const known = await deps.spells.unresolved();
  const worth = survey.looks.filter((look) => isLosing(look) && !isAnnounced(look, known));
  const announced = await inTurns(worth, (look) => announceStretch(deps, look), AT_ONCE);
  const steps = known.map((spell) => {
    const look = foundIn(survey, spell);
    return { spell, look, step: watchStep(spell, look, deps.settings.idle) };
  });
  const stops = steps.filter(({ step }) => step.kind === 'stop');
  const allowed = stopsAllowed(stops, survey.looks.length);
  const held = stops.flatMap((one) => (allowed.includes(one) || one.spell.hindrance ? [] : spellIdOf(one.spell.key)));
  if (held.length > 0) await tellHeld(deps, held);
  const due = steps.filter((one) => one.step.kind !== 'nothing' && (one.step.kind !== 'stop' || allowed.includes(one)));
  await inTurns(boundRefreshes(due), (one) => followStretch(deps, one), AT_ONCE);
  return { looked: survey.looks.length, announced: announced.filter(Boolean).length };
}

/** What AWS refused before must not keep the rest from ending: it is tried again where there is room for it, too. */
function stopsAllowed<One extends { readonly spell: Spell }>(stops: readonly One[], hostings: number): readonly One[] {
  const fresh = stops.filter(({ spell }) => !spell.hindrance);
  return [stops, fresh].find((some) => mayStopSoMany(some.length, hostings)) ?? [];
}

/** Said once of the same hostings, however often they are held. */
async function tellHeld(deps: Needs, held: readonly string[]): Promise<void> {
  const { messenger, settings } = deps;
  await tellOnce(deps, `held#${sha256(held.toSorted().join())}`, () =>
    messenger.post(
      { channel: settings.watchChannel },
      {
        kind: 'notice',
        headline: `${held.length} idle hostings would be stopped at once, so none was.`,
        detail:
          'So many at the same time look like a fault of the metrics and not like idleness. Look at `/rung idle`, and stop what is idle by its own alert.',
      },
    ),
  );
}
