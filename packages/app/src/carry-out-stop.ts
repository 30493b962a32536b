import type { Hosting } from '@rung/core/hosting/hosting.ts';
import { isDue, type Spell, type SpellOutcome, type Stopper, settle } from '@rung/core/hosting/spell.ts';
import type { Found } from '@rung/core/hosting/watch-plan.ts';
import type { Deps } from './deps.ts';
import { sayUnderAlert, showAlert, turnAlert } from './show-alert.ts';
import { judgeNow } from './stop-hosting.ts';

type Needs = Pick<Deps, 'clock' | 'settings' | 'hostings' | 'prices' | 'hostingRecords' | 'spells' | 'messenger'>;

/**
 * "The minute is over": claims the deletion, looks at traffic and owner again, and deletes only what is still the same, idle, ours and
 * free of a term. Called again, it finds nothing due and does nothing.
 */
export async function carryOutStop(deps: Needs, spellId: string): Promise<void> {
  const found = await deps.spells.find(spellId);
  if (!found || !isDue(found, deps.clock.nowMs())) return;
  const { outcome } = found;
  if (outcome.kind !== 'stopping' && outcome.kind !== 'deleting') return;
  const claimed = settle(found, { kind: 'deleting', by: outcome.by, atMs: deps.clock.nowMs() });
  if ((await deps.spells.move(claimed)) === 'lost') return;
  const { look, answer } = await judgeNow(deps, claimed, outcome.by);
  if (answer.kind === 'delete' && typeof look !== 'string') return end(deps, claimed, { look, by: outcome.by });
  if (answer.kind === 'keep') {
    const kept = { kind: 'kept', because: answer.because, atMs: deps.clock.nowMs() } as const;
    return void (await turnAlert(deps, { spell: claimed, outcome: kept, look }));
  }
  await reopen(deps, claimed, { look, because: answer.kind === 'unsure' ? answer.because : 'It could not be read.' });
}

async function end(
  deps: Needs,
  claimed: Spell,
  { look, by }: { look: Exclude<Found, string>; by: Stopper },
): Promise<void> {
  const result = await deleteOrDoubt(deps, look.hosting);
  const atMs = deps.clock.nowMs();
  if (result === 'unknown') {
    // The claim stands: the watch looks again in an hour, and nobody deletes twice meanwhile.
    await showAlert(deps, claimed, look);
    await sayUnderAlert(deps, claimed, DOUBT);
    return;
  }
  if (typeof result === 'object') return reopen(deps, claimed, { look, because: `AWS refused: ${result.refused}` });
  const outcome: SpellOutcome =
    result === 'deleted' ? { kind: 'deleted', by, atMs } : { kind: 'kept', because: { kind: 'gone' }, atMs };
  await turnAlert(deps, { spell: claimed, outcome, look });
}

const DOUBT = {
  headline: 'I don’t know whether it was deleted.',
  detail: 'AWS took the request and the answer was lost. The watch looks again within the hour and says what it finds.',
};

/** What AWS refuses today it may allow once somebody has acted on its words: the alert stays open. */
async function reopen(deps: Needs, claimed: Spell, end: { look: Found; because: string }): Promise<void> {
  await turnAlert(deps, { spell: claimed, outcome: { kind: 'open' }, look: end.look });
  await sayUnderAlert(deps, claimed, { headline: 'Nothing was deleted.', detail: end.because });
}

function deleteOrDoubt(deps: Needs, hosting: Hosting) {
  return deps.hostings.delete(hosting).catch(() => 'unknown' as const);
}
