import {
  calledOff,
  hinderedBy,
  isDue,
  type Spell,
  type SpellOutcome,
  type Stopper,
  settle,
} from '@rung/core/hosting/spell.ts';
import type { Found } from '@rung/core/hosting/watch-plan.ts';
import {
  type AlertNeeds,
  goesOnIfFound,
  sayIfHindered,
  sayUnderAlert,
  showAlert,
  tellStopper,
  turnAlert,
} from './show-alert.ts';
import { judgeNow } from './stop-hosting.ts';
import { goneBecause } from './who-ended.ts';

/**
 * "The minute is over": claims the deletion, looks at traffic and owner again, and deletes only what is still the same, idle, ours and
 * free of a term. Called again, it finds nothing due and does nothing.
 */
export async function carryOutStop(deps: AlertNeeds, spellId: string): Promise<void> {
  const found = await deps.spells.find(spellId);
  if (!found || !isDue(found, deps.clock.nowMs())) return;
  const { outcome } = found;
  if (outcome.kind !== 'stopping' && outcome.kind !== 'deleting') return;
  const claimed = settle(found, { kind: 'deleting', by: outcome.by, atMs: deps.clock.nowMs() });
  if ((await deps.spells.move(claimed)) === 'lost') return;
  const { look, answer } = await judgeNow(deps, claimed, outcome.by);
  if (answer.kind === 'delete' && typeof look !== 'string') return end(deps, claimed, { look, by: outcome.by });
  if (answer.kind === 'keep') {
    const because = answer.because.kind === 'gone' ? await goneBecause(deps, claimed) : answer.because;
    const kept = { kind: 'kept', because, atMs: deps.clock.nowMs() } as const;
    const closed = await turnAlert(deps, { spell: claimed, outcome: kept, look });
    if (closed) await tellStopper(deps, closed, { by: outcome.by, because: answer.because, look });
    return;
  }
  const because = answer.kind === 'unsure' ? answer.because : 'It could not be read.';
  await reopen(deps, claimed, { look, by: outcome.by, because });
}

async function end(
  deps: AlertNeeds,
  claimed: Spell,
  { look, by }: { look: Exclude<Found, string>; by: Stopper },
): Promise<void> {
  const result = await deps.hostings.delete(look.hosting).catch(() => 'unknown' as const);
  const atMs = deps.clock.nowMs();
  // The claim stands: the watch looks again in an hour, and nobody deletes twice meanwhile.
  if (result === 'unknown') return tellHindered(deps, await showAlert(deps, claimed, look), { by, ...DOUBT });
  if (typeof result === 'object') return reopen(deps, claimed, { look, by, because: `AWS refused: ${result.refused}` });
  const outcome: SpellOutcome =
    result === 'deleted'
      ? { kind: 'deleted', by, atMs }
      : { kind: 'kept', because: await goneBecause(deps, claimed), atMs };
  const ended = await turnAlert(deps, { spell: claimed, outcome, look });
  if (!ended) return;
  await sayIfHindered(deps, ended);
  if (result === 'gone') await tellStopper(deps, ended, { by, because: { kind: 'gone' }, look: 'gone' });
}

const DOUBT = {
  headline: 'I don’t know whether it was deleted.',
  because:
    'AWS took the request and the answer was lost. The watch looks again within the hour and says what it finds.',
};

/** What AWS refuses today it may allow once somebody has acted on its words: the alert stays open. */
async function reopen(
  deps: AlertNeeds,
  claimed: Spell,
  { look, by, because }: { look: Found; by: Stopper; because: string },
): Promise<void> {
  const hindrance = by.kind === 'policy' ? hinderedBy(because, claimed) : claimed.hindrance;
  const open = await turnAlert(deps, { spell: { ...claimed, hindrance }, outcome: calledOff(claimed), look });
  if (!open) return;
  if (by.kind === 'policy') return tellHindered(deps, open, { by, headline: 'Nothing was deleted.', because });
  const detail = `${because}${goesOnIfFound(look)}`;
  await sayUnderAlert(deps, open, { headline: 'Your Delete was called off: nothing was deleted.', detail, to: [by] });
}

/** Whoever clicked is answered each time; what policy tries at every look is told once for a reason, to whom it may concern. */
async function tellHindered(
  deps: AlertNeeds,
  spell: Spell,
  { by, headline, because }: { by: Stopper; headline: string; because: string },
): Promise<void> {
  if (by.kind === 'person') return sayUnderAlert(deps, spell, { headline, detail: because, to: [by] });
  const hindrance = hinderedBy(because, spell);
  if (hindrance.isTold) return;
  const detail = `${because} The team’s policy tries again every hour; you hear of it when that changes.`;
  await sayUnderAlert(deps, spell, { headline, detail, to: deps.settings.idle.owners });
  await deps.spells.move({ ...spell, hindrance: { because, isTold: true }, version: spell.version + 1 });
}
