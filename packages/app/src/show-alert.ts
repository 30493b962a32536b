import type { Called } from '@rung/core/chat/person.ts';
import { goesOnWords } from '@rung/core/hosting/burn.ts';
import { isSameHosting } from '@rung/core/hosting/hosting.ts';
import { type HeldLease, isHeld } from '@rung/core/hosting/lease/lease.ts';
import { type KeptBecause, type Spell, type SpellOutcome, type Stopper, settle } from '@rung/core/hosting/spell.ts';
import { type Found, stopsAt } from '@rung/core/hosting/watch-plan.ts';
import { policyIn } from '@rung/core/launch/approval-rule.ts';
import type { Deps } from './deps.ts';

type Needs = Pick<Deps, 'messenger' | 'spells' | 'settings' | 'leases'>;

/** What it takes to look at a hosting again, whose it is included, and to bring its alert there. */
export type AlertNeeds = Needs & Pick<Deps, 'clock' | 'hostings' | 'prices' | 'hostingRecords'>;

/** Moves a stretch to its next outcome and brings its message there; the stretch as it is then, unless somebody else moved it first. */
export async function turnAlert(
  deps: Needs,
  turn: { spell: Spell; outcome: SpellOutcome; look: Found },
): Promise<Spell | undefined> {
  const spell = settle(turn.spell, turn.outcome);
  if ((await deps.spells.move(spell)) === 'lost') return undefined;
  return showAlert(deps, spell, turn.look);
}

/** Who may press the buttons of an alert: read at night, before one is. */
export const stoppersOf = ({ settings }: Pick<Deps, 'settings'>, { message }: Spell) =>
  policyIn(message.channel, settings.approval, 'stop').approvers;

/** The lease of what Rung hosts until a date: people know it by its model. */
export async function leaseOf({ leases }: Pick<Deps, 'leases'>, spell: Spell): Promise<HeldLease | undefined> {
  if (spell.ownership.kind !== 'ours') return undefined;
  return (await leases.open()).filter(isHeld).find((lease) => isSameHosting(lease, spell));
}

/** Brings an alert's one message to what its record says; the stretch with the message that shows it then. */
export async function showAlert(deps: Needs, spell: Spell, found: Found): Promise<Spell> {
  const look = typeof found === 'string' ? undefined : found;
  const stopsAtMs = look && stopsAt(look, spell, deps.settings.idle);
  const stoppers = stoppersOf(deps, spell);
  const lease = await leaseOf(deps, spell);
  const shown = await deps.messenger.edit(spell.message, { kind: 'hosting', spell, look, lease, stopsAtMs, stoppers });
  if (shown.ts === spell.message.ts) return spell;
  const posted = { ...spell, message: shown, version: spell.version + 1 };
  await deps.spells.move(posted);
  return posted;
}

/** Says something in an alert's thread: an edit notifies nobody. */
export async function sayUnderAlert(
  deps: Pick<Deps, 'messenger'>,
  spell: Spell,
  words: { headline: string; detail: string; to?: readonly Called[]; said?: string },
): Promise<void> {
  const { channel, ts } = spell.message;
  await deps.messenger.post({ channel, threadTs: ts }, { kind: 'notice', ...words });
}

/** Whoever pressed Delete believes that it stops: what called it off is said to them, with what it goes on costing. */
export async function tellStopper(
  deps: Pick<Deps, 'messenger'>,
  kept: Spell,
  { by, because, look }: { by: Stopper; because: KeptBecause; look: Found },
): Promise<void> {
  if (by.kind !== 'person') return;
  const detail = `Nothing was deleted by it.${goesOnIfFound(look)}`;
  await sayUnderAlert(deps, kept, { headline: `Your Delete was called off: ${keptWords(because)}.`, detail, to: [by] });
}

/** What spoke against a deletion once it was looked at again. */
function keptWords(because: KeptBecause): string {
  switch (because.kind) {
    case 'traffic-came-back':
      return 'traffic came back';
    case 'committed':
      return 'its term binds, and AWS deletes nothing before';
    case 'gone':
      return 'AWS does not list it any more';
    case 'person':
      return 'somebody keeps it';
    default:
      return because satisfies never;
  }
}

/** The same of what was looked for and may be gone. */
export const goesOnIfFound = (look: Found) => goesOnWords(typeof look === 'string' ? undefined : look);

/** People who heard that a deletion did not happen hear that it has. */
export async function sayIfHindered(deps: Pick<Deps, 'messenger'>, spell: Spell): Promise<void> {
  if (spell.outcome.kind !== 'deleted' || !spell.hindrance?.isTold) return;
  await sayUnderAlert(deps, spell, { headline: 'It is deleted now.', detail: 'What was in the way is over.' });
}
