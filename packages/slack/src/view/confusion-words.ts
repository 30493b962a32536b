import type { JudgedJudgement } from '@rung/core/evaluation/judgement/judgement.ts';
import { worstConfusions } from '@rung/core/evaluation/metrics/confusion.ts';
import { safeUpTo } from './blocks.ts';

/** Characters of a label. */
const LONGEST_LABEL = 40;

/** What the tuned model took for what, the most frequent first. */
export function confusionWords({ confusion }: JudgedJudgement): string[] {
  const worst = confusion ? worstConfusions(confusion, 3) : [];
  if (worst.length === 0) return [];
  const pairs = worst.map(({ right, said, times }) => {
    const [is, was] = whereTheyDiffer(right, said);
    return `${safeUpTo(LONGEST_LABEL, is)} as ${safeUpTo(LONGEST_LABEL, was)} ${times}×`;
  });
  return [`The tuned model took ${pairs.join(', ')}.`];
}

/** Two labels, from the word on in which they differ where both begin alike for longer than is shown. */
function whereTheyDiffer(one: string, other: string): readonly [string, string] {
  if (Math.max(one.length, other.length) <= LONGEST_LABEL) return [one, other];
  const others = [...other];
  const at = [...one].findIndex((character, index) => character !== others[index]);
  const same = [...one].slice(0, at).join('');
  const start = Math.max(0, same.search(/[^\s,;{[]*$/u));
  return start === 0 ? [one, other] : [`…${one.slice(start)}`, `…${other.slice(start)}`];
}
