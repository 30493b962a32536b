import type { Card } from '@rung/core/chat/card.ts';
import type { Digest, Standing, Stored } from '@rung/core/cost/bill/digest.ts';
import { formatUsd, type MicroUsd, ZERO_USD } from '@rung/core/money.ts';
import { context, count, type Drawn, day, drawn, safeUpTo, section } from './blocks.ts';

/** Names of one list. */
const MOST_NAMES = 10;

/** The weekly digest: three numbers, then what changed. */
export function digestCard({ digest }: Extract<Card, { kind: 'digest' }>): Drawn {
  const { running, idle, lost, saved, stopped, endingSoon } = digest;
  const lines = [
    `*Running* ${standingWords(running)}`,
    `*Idle* ${standingWords(idle)}`,
    ...(stopped.length > 0 ? [`*Stopped* ${namesOf(stopped)}; ${formatUsd(saved)} saved since`] : []),
    ...endLines(endingSoon),
    ...keptLines(digest),
    ...launchLines(digest),
  ];
  const headline = `*${count(running.names.length, 'hosting')} in use, ${idle.names.length} idle; ${formatUsd(lost)} went to idling, ${formatUsd(saved)} was saved by stopping.* ${periodWords(digest)}`;
  return drawn(headline, [
    section(lines.join('\n')),
    section(nextWords(digest)),
    context(
      ...(digest.isPartial ? ['AWS would not list everything; what was not seen is not in it.'] : []),
      'Hours × price as Rung counts them, before credits and tax. `/rung digest off` ends this.',
    ),
  ]);
}

const date = (atMs: number) => day(new Date(atMs).toISOString().slice(0, 10));
const periodWords = ({ sinceMs, untilMs }: Digest) => `${date(sinceMs)} to ${date(untilMs)}.`;

function standingWords({ names, hourly, unknown }: Standing): string {
  if (names.length === 0) return 'nothing';
  const rest = unknown === 0 ? '' : `, and ${unknown} whose price is not known`;
  return `${namesOf(names)}: ${formatUsd(hourly)} an hour${rest}`;
}

function namesOf(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).map((name) => safeUpTo(60, name));
  const more = names.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}

/** "tone on 3 Dec 2026 unless extended: $44,165 a month less". */
function endWords({ name, untilMs, what, saves }: Digest['endingSoon'][number]): string {
  const how = what === 'lease' ? `ends ${date(untilMs)} unless extended` : `can be left from ${date(untilMs)} on`;
  return `• ${safeUpTo(60, name)} ${how}: ${SAVES[saves.kind](saves.kind === 'monthly' ? saves.amount : undefined)}`;
}

const SAVES = {
  monthly: (amount: MicroUsd = ZERO_USD) => `${formatUsd(amount)} a month less`,
  'by-use': () => 'it bills by use, nothing while nobody asks',
  unknown: () => 'what it costs is not known',
} as const;

function endLines(ending: Digest['endingSoon']): string[] {
  if (ending.length === 0) return [];
  const more = ending.length - MOST_NAMES;
  return ['*Ending soon*', ...ending.slice(0, MOST_NAMES).map(endWords), ...(more > 0 ? [`and ${more} more`] : [])];
}

/** What ends with its base, and what is stored and asked by nobody. */
function keptLines({ basesEnding, unusedImports }: Digest): string[] {
  const more = basesEnding.length - MOST_NAMES;
  const bases = basesEnding
    .slice(0, MOST_NAMES)
    .map(({ name, endsAtMs }) => `• ${safeUpTo(60, name)} answers no more from ${date(endsAtMs)} on`);
  return [
    ...(bases.length > 0 ? ['*Their base models end*', ...bases, ...(more > 0 ? [`and ${more} more`] : [])] : []),
    ...(unusedImports.names.length > 0 ? [`*Imported and unused* ${storedWords(unusedImports)}`] : []),
  ];
}

function storedWords({ names, monthly, unknown }: Stored): string {
  if (unknown === names.length) return `${namesOf(names)}: what their storage costs is not known`;
  const rest = unknown === 0 ? '' : `, and ${unknown} whose price is not known`;
  return `${namesOf(names)}: ${formatUsd(monthly)} a month for storage${rest}`;
}

function launchLines({ launches }: Digest): string[] {
  const { done, failed, open } = launches;
  const parts = [
    ...(done.length > 0 ? [`finished ${namesOf(done)}`] : []),
    ...(failed.length > 0 ? [`failed ${namesOf(failed)}`] : []),
    ...(open > 0 ? [`${open} under way`] : []),
  ];
  return parts.length > 0 ? [`*Launches of this channel* ${parts.join(' · ')}`] : [];
}

function nextWords({ idle, endingSoon, basesEnding, unusedImports }: Digest): string {
  if (idle.names.length > 0)
    return '*Next:* `/rung idle` says which of it can be deleted by its alert, and what somebody keeps and why.';
  if (endingSoon.some(({ what }) => what === 'lease'))
    return '*Next:* extend in its thread what is still needed. Silence ends it, unless it is in use that day.';
  if (endingSoon.length > 0)
    return '*Next:* decide before a term ends whether it goes on; it bills until it is deleted.';
  if (basesEnding.length > 0) return '*Next:* tune anew, on a base that goes on, what is still needed by then.';
  if (unusedImports.names.length > 0)
    return '*Next:* delete in Bedrock what nobody needs, or give it an end date with `/rung host`.';
  return '*Next:* nothing has to be done. `/rung costs` shows the month.';
}
