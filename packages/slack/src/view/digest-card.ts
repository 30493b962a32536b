import type { Card } from '@rung/core/chat/card.ts';
import type { Digest, Standing } from '@rung/core/cost/bill/digest.ts';
import { formatUsd } from '@rung/core/money.ts';
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
    ...(endingSoon.length > 0 ? [`*Ending soon* ${endingSoon.slice(0, MOST_NAMES).map(endWords).join(' · ')}`] : []),
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

const endWords = ({ name, untilMs }: Digest['endingSoon'][number]) =>
  `${safeUpTo(60, name)}, term until ${date(untilMs)}`;

function launchLines({ launches }: Digest): string[] {
  const { done, failed, open } = launches;
  const parts = [
    ...(done.length > 0 ? [`finished ${namesOf(done)}`] : []),
    ...(failed.length > 0 ? [`failed ${namesOf(failed)}`] : []),
    ...(open > 0 ? [`${open} under way`] : []),
  ];
  return parts.length > 0 ? [`*Launches of this channel* ${parts.join(' · ')}`] : [];
}

function nextWords({ idle, endingSoon }: Digest): string {
  if (idle.names.length > 0) return '*Next:* stop what idles by its alert, or look at all of it with `/rung idle`.';
  if (endingSoon.length > 0) return '*Next:* decide before a term ends whether it is bought again.';
  return '*Next:* nothing has to be done. `/rung costs` shows the month.';
}
