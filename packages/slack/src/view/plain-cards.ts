import type { Card } from '@rung/core/chat/card.ts';
import type { Tally } from '@rung/core/chat/ledger.ts';
import type { NotSpent } from '@rung/core/cost/money-not-spent.ts';
import { BENCHMARK } from '@rung/core/diagnosis/version.ts';
import { formatUsd } from '@rung/core/money.ts';
import { ACTIONS } from '../action-ids.ts';
import { COMMAND_WORDS } from '../errand.ts';
import {
  actions,
  button,
  call,
  code,
  context,
  count,
  type Drawn,
  drawn,
  safe,
  safeUpTo,
  section,
  sentence,
} from './blocks.ts';

const PURPOSE =
  'Rung finds out which way of customizing a model your problem needs, launches it with guardrails, and says what it costs.';

/** One outcome and what to do about it; whom it is for stands first, where a notification has it too. */
export function noticeCard({ headline, detail, to = [], said }: Extract<Card, { kind: 'notice' }>): Drawn {
  const quoted = said === undefined ? '' : `“${safeUpTo(LONGEST_SAID, said)}”`;
  return drawn([...to.map(call), `*${safe(headline)}*`, quoted, sentence(detail)].filter(Boolean).join(' '), []);
}

const LONGEST_SAID = 500;

export function helpCard(): Drawn {
  return drawn(`*${PURPOSE}*`, [
    section(`Write to me, mention me, or use a command:\n${commandLines()}`),
    ...actions([button({ actionId: ACTIONS.openLaunchForm, text: 'Launch', value: 'help' })]),
    context('For example: “our model doesn’t know our contracts, should we fine-tune?”'),
  ]);
}

/** Every command with what it takes and does. */
export function commandLines(): string {
  return COMMAND_WORDS.map(({ word, takes, does }) => {
    const argument = takes === '' ? '' : ` _${safe(takes)}_`;
    return `${code(`/rung ${word}`)}${argument} · ${safe(does)}`;
  }).join('\n');
}

/** `/rung about`. */
export function aboutCard(about: { rulesVersion: string; region: string; tally: Tally; notSpent: NotSpent }): Drawn {
  const { answered, endedLight } = about.tally;
  const counts =
    answered === 0
      ? 'No problem has been brought yet.'
      : `${count(answered, 'problem')} answered; ${endedLight} ended at a better prompt, retrieval or routing, with nothing to train.`;
  return drawn(`*Rung, diagnosis rules ${safe(about.rulesVersion)}, region ${safe(about.region)}.*`, [
    section(`${counts}${notSpentWords(about.notSpent)}`),
    section(
      `On ${BENCHMARK.cases} problem statements that nothing was learnt from, the rules give an acceptable method for ${BENCHMARK.lenientPercent} % and the best one for ${BENCHMARK.strictPercent} %; a method that must not be given, in ${count(BENCHMARK.breaches, 'case')}.`,
    ),
    section(
      `Prices are read from AWS’s price list once a day; where it has none, those that Rung ships stand in, each with its date. ${code('/rung prices')} shows all of them.`,
    ),
  ]);
}

/** Hosting that was asked for and not bought, in a sentence with a space before it; nothing when there was none. */
export function notSpentWords({ talkedDown, priced, atMost, pricesAsOf }: NotSpent): string {
  if (talkedDown === 0) return '';
  const asked = ` ${count(talkedDown, 'problem')} asked for a tune and ended at a better prompt or retrieval. Hosting not bought for them: `;
  if (atMost === undefined) return `${asked}not known, since none named a base model that Rung has a dated price for.`;
  const rest = talkedDown === priced ? '' : `; not known for the other ${talkedDown - priced}`;
  return `${asked}at most ${formatUsd(atMost)} for ${priced}, if each had been hosted on one model unit for a month (prices of ${pricesAsOf.join(', ')})${rest}.`;
}
