import type { Called } from '@rung/core/chat/person.ts';
import { burnPerHour } from '@rung/core/hosting/burn.ts';
import { type HeldLease, isHeld } from '@rung/core/hosting/lease/lease.ts';
import { type KeptBecause, type Spell, type SpellOutcome, type Stopper, settle } from '@rung/core/hosting/spell.ts';
import { type Found, stopsAt } from '@rung/core/hosting/watch-plan.ts';
import { policyIn } from '@rung/core/launch/approval-rule.ts';
import { formatHourly } from '@rung/core/money.ts';
import type { Deps } from './deps.ts';

type Needs = Pick<Deps, 'messenger' | 'spells' | 'settings' | 'leases'>;

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
export async function leaseOf(
  { leases }: Pick<Deps, 'leases'>,
  { arn, createdAtMs, ownership }: Spell,
): Promise<HeldLease | undefined> {
  if (ownership.kind !== 'ours') return undefined;
  const held = (await leases.open()).filter(isHeld);
  return held.find((lease) => lease.arn === arn && lease.createdAtMs === createdAtMs);
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
  { by, because, look }: { by: Stopper; because: string; look: Found },
): Promise<void> {
  if (by.kind !== 'person') return;
  const detail = `Nothing was deleted by it.${goesOnWords(look)}`;
  await sayUnderAlert(deps, kept, { headline: `Your Delete was called off: ${because}.`, detail, to: [by] });
}

/** What spoke against a deletion once it was looked at again. */
export function keptWords(because: KeptBecause): string {
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

/** " It goes on at $108.15 an hour, $2,596 a day."; nothing where it is gone or no price is known. */
export function goesOnWords(look: Found): string {
  const hourly = typeof look === 'string' ? undefined : burnPerHour(look);
  return hourly === undefined ? '' : ` It goes on at ${formatHourly(hourly)}.`;
}

/** People who heard that a deletion did not happen hear that it has. */
export async function sayIfHindered(deps: Pick<Deps, 'messenger'>, spell: Spell): Promise<void> {
  if (spell.outcome.kind !== 'deleted' || !spell.hindrance?.isTold) return;
  await sayUnderAlert(deps, spell, { headline: 'It is deleted now.', detail: 'What was in the way is over.' });
}
