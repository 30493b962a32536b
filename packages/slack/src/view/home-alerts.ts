import type { HomeAlert } from '@rung/core/chat/home-page.ts';
import { burnBetween } from '@rung/core/hosting/burn.ts';
import { isKeptByPerson } from '@rung/core/hosting/spell.ts';
import { formatUsd } from '@rung/core/money.ts';
import { formatDuration } from '@rung/core/time.ts';
import type { KnownBlock } from '@slack/types';
import { context, count, moment, section } from './blocks.ts';
import { cancelButton, wayOut, whatToDo } from './hosting-buttons.ts';
import { snoozeCostWords } from './hosting-card.ts';
import { keptByWords, nameOf, rateWords, stopperWords } from './hosting-words.ts';

/** Home holds a hundred blocks, and each of these takes up to three. */
const MOST_ALERTS = 8;

/** What idles and was announced, with the buttons of its alert; put off ones with until when and for how much. */
export function alertBlocks(alerts: readonly HomeAlert[]): KnownBlock[] {
  if (alerts.length === 0) return [];
  const asleep = alerts.filter(({ spell }) => spell.outcome.kind === 'snoozed').length;
  const kept = alerts.filter(({ spell }) => isKeptByPerson(spell.outcome)).length;
  const words = `${asleep === 0 ? 'none of them put off' : `${asleep} of them put off`}${kept === 0 ? '' : `, ${kept} kept`}`;
  const more = alerts.length - MOST_ALERTS;
  return [
    section(`*${count(alerts.length, 'idle hosting')}*, ${words}.`),
    ...alerts.slice(0, MOST_ALERTS).flatMap(alertOf),
    ...(more > 0 ? [context(`And ${more} more, by \`/rung idle\`.`)] : []),
  ];
}

function alertOf({ spell, look }: HomeAlert): KnownBlock[] {
  const { outcome } = spell;
  const name = `• *${nameOf(spell)}*`;
  switch (outcome.kind) {
    case 'open':
      return look?.state.kind === 'idle'
        ? [section(`${name} ${idleWords({ ...look, state: look.state })}`), ...whatToDo(spell, look, look.state)]
        : [section(`${name} was idle when it was last looked at; the next look says what it is now.`)];
    case 'snoozed': {
      const until = `is put off until ${moment(outcome.untilMs)} by <@${outcome.by}>.`;
      return [section(`${name} ${until}${snoozeCostWords(look, outcome)}`), ...wayOut(spell, look)];
    }
    case 'stopping':
      return [
        section(
          `${name} is stopping, by ${stopperWords(outcome.by)}. Until ${moment(outcome.dueMs)} it can be cancelled.`,
        ),
        cancelButton(spell),
      ];
    case 'deleting':
      return [section(`${name} is being deleted, by ${stopperWords(outcome.by)}.`)];
    case 'deleted':
      return [];
    case 'kept':
      return isKeptByPerson(outcome)
        ? [section(`${name} is ${keptByWords(outcome, look)}.`), ...wayOut(spell, look)]
        : [];
    default:
      return outcome satisfies never;
  }
}

/** "costs $108.15 an hour and has answered nothing for 9 h: $973.35 so far." */
function idleWords(
  look: Extract<HomeAlert['look'], object> & { state: { kind: 'idle'; provenSinceMs: number } },
): string {
  const { provenSinceMs } = look.state;
  const cost = burnBetween(look, provenSinceMs, look.lookedAtMs);
  const lost = cost === undefined ? '' : `: ${formatUsd(cost)} so far`;
  return `${rateWords(look)} and has answered nothing for ${formatDuration(look.lookedAtMs - provenSinceMs)}${lost}.`;
}
