import { type Spell, type SpellOutcome, settle } from '@rung/core/hosting/spell.ts';
import { type Found, stopsAt } from '@rung/core/hosting/watch-plan.ts';
import { policyIn } from '@rung/core/launch/approval-rule.ts';
import type { Deps } from './deps.ts';

type Needs = Pick<Deps, 'messenger' | 'spells' | 'settings'>;

/** Moves a stretch to its next outcome and brings its message there; false when somebody else moved it first. */
export async function turnAlert(
  deps: Needs,
  turn: { spell: Spell; outcome: SpellOutcome; look: Found },
): Promise<boolean> {
  const spell = settle(turn.spell, turn.outcome);
  if ((await deps.spells.move(spell)) === 'lost') return false;
  await showAlert(deps, spell, turn.look);
  return true;
}

/** Who may press the buttons of an alert: read at night, before one is. */
export const stoppersOf = ({ settings }: Pick<Deps, 'settings'>, { message }: Spell) =>
  policyIn(message.channel, settings.approval, 'stop').approvers;

/** Brings an alert's one message to what its record says. */
export async function showAlert(deps: Needs, spell: Spell, found: Found): Promise<void> {
  const look = typeof found === 'string' ? undefined : found;
  const stopsAtMs = look && stopsAt(look, spell, deps.settings.idle);
  const stoppers = stoppersOf(deps, spell);
  const shown = await deps.messenger.edit(spell.message, { kind: 'hosting', spell, look, stopsAtMs, stoppers });
  if (shown.ts !== spell.message.ts) await deps.spells.move({ ...spell, message: shown, version: spell.version + 1 });
}

/** Says something in an alert's thread: an edit notifies nobody. */
export async function sayUnderAlert(
  deps: Pick<Deps, 'messenger'>,
  spell: Spell,
  words: { headline: string; detail: string },
): Promise<void> {
  const { channel, ts } = spell.message;
  await deps.messenger.post({ channel, threadTs: ts }, { kind: 'notice', ...words });
}
