import { SNOOZES, type Snooze } from '@rung/core/hosting/snooze.ts';
import { type Spell, spellIdOf } from '@rung/core/hosting/spell.ts';
import { formatUsd, type MicroUsd, microUsd } from '@rung/core/money.ts';
import type { StaticSelect } from '@slack/types';
import { ACTIONS } from '../action-ids.ts';
import { plain } from './blocks.ts';
import { LIMITS } from './limits.ts';

const WORDS: Readonly<Record<Snooze, string>> = { '4h': '4 hours', tomorrow: 'Tomorrow 9:00', '7d': '7 days' };

/** Hours that a snooze of known length costs; "tomorrow" depends on where the chooser is. */
const HOURS: Readonly<Partial<Record<Snooze, number>>> = { '4h': 4, '7d': 168 };

/** The list that puts an alert off, with what that costs. */
export function snoozeMenu(spell: Spell, hourly: MicroUsd | undefined): StaticSelect {
  return {
    type: 'static_select',
    action_id: ACTIONS.snoozeHosting,
    placeholder: plain('Snooze', LIMITS.placeholder),
    options: SNOOZES.map((snooze) => ({
      text: plain(`${WORDS[snooze]}${costWords(HOURS[snooze], hourly)}`, LIMITS.optionText),
      value: `${snooze}:${spellIdOf(spell.key)}`,
    })),
  };
}

function costWords(hours: number | undefined, hourly: MicroUsd | undefined): string {
  return hours === undefined || hourly === undefined ? '' : ` (${formatUsd(microUsd(hourly * hours))})`;
}
