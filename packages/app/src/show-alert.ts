import type { Called } from '@rung/core/chat/person.ts';
import { type Spell, type SpellOutcome, settle } from '@rung/core/hosting/spell.ts';
import { type Found, stopsAt } from '@rung/core/hosting/watch-plan.ts';
import { policyIn } from '@rung/core/launch/approval-rule.ts';
import type { Deps } from './deps.ts';

type Needs = Pick<Deps, 'messenger' | 'spells' | 'settings'>;

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

/** Brings an alert's one message to what its record says; the stretch with the message that shows it then. */
export async function showAlert(deps: Needs, spell: Spell, found: Found): Promise<Spell> {
  const look = typeof found === 'string' ? undefined : found;
  const stopsAtMs = look && stopsAt(look, spell, deps.settings.idle);
  const stoppers = stoppersOf(deps, spell);
  const shown = await deps.messenger.edit(spell.message, { kind: 'hosting', spell, look, stopsAtMs, stoppers });
  if (shown.ts === spell.message.ts) return spell;
  const posted = { ...spell, message: shown, version: spell.version + 1 };
  await deps.spells.move(posted);
  return posted;
}

/** Says something in an alert's thread: an edit notifies nobody. */
export async function sayUnderAlert(
  deps: Pick<Deps, 'messenger'>,
  spell: Spell,
  words: { headline: string; detail: string; to?: readonly Called[] },
): Promise<void> {
  const { channel, ts } = spell.message;
  await deps.messenger.post({ channel, threadTs: ts }, { kind: 'notice', ...words });
}

/** People who heard that a deletion did not happen hear that it has. */
export async function sayIfHindered(deps: Pick<Deps, 'messenger'>, spell: Spell): Promise<void> {
  if (spell.outcome.kind !== 'deleted' || !spell.hindrance?.isTold) return;
  await sayUnderAlert(deps, spell, { headline: 'It is deleted now.', detail: 'What was in the way is over.' });
}
