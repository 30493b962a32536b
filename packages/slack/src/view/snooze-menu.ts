import { SNOOZES, type Snooze } from '@rung/core/hosting/snooze.ts';
import { type Spell, spellIdOf } from '@rung/core/hosting/spell.ts';
import { formatHourly, formatUsd, type MicroUsd, microUsd } from '@rung/core/money.ts';
import type { StaticSelect } from '@slack/types';
import { ACTIONS } from '../action-ids.ts';
import { confirmation, plain } from './blocks.ts';
import { LIMITS } from './limits.ts';

const WORDS: Readonly<Record<Snooze, string>> = { '4h': '4 hours', tomorrow: 'Tomorrow 9:00', '7d': '7 days' };

/** Hours that a snooze costs; "tomorrow" depends on when and where it is chosen: at midnight nine o'clock of the next day is 33 hours away. */
const HOURS: Readonly<Record<Snooze, number>> = { '4h': 4, tomorrow: 33, '7d': 168 };

/** The list that puts an alert off, with what that costs. */
export function snoozeMenu(spell: Spell, hourly: MicroUsd | undefined): StaticSelect {
  return {
    type: 'static_select',
    action_id: ACTIONS.snoozeHosting,
    placeholder: plain('Snooze', LIMITS.placeholder),
    options: SNOOZES.map((snooze) => ({
      text: plain(`${WORDS[snooze]}${costWords(snooze, hourly)}`, LIMITS.optionText),
      value: `${snooze}:${spellIdOf(spell.key)}`,
    })),
    confirm: confirmation({ title: `Put ${spell.name} off?`, text: asksWords(hourly), yes: 'Put it off' }),
  };
}

/** A touch of the list would be enough otherwise; one question stands before all three. */
function asksWords(hourly: MicroUsd | undefined): string {
  const costs =
    hourly === undefined
      ? 'It goes on costing until then.'
      : `It goes on at ${formatHourly(hourly)}: ${SNOOZES.map((snooze) => `${WORDS[snooze]}${costWords(snooze, hourly)}`).join(', ')}.`;
  return `${costs} The alert comes back then, if it still idles; no policy deletes it before.`;
}

function costWords(snooze: Snooze, hourly: MicroUsd | undefined): string {
  if (hourly === undefined) return '';
  return ` (${snooze === 'tomorrow' ? 'up to ' : ''}${formatUsd(microUsd(hourly * HOURS[snooze]))})`;
}
