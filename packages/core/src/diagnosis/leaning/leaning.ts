import type { Outcome } from '../methods.ts';
import type { FactOrigin, Situation } from '../situation.ts';
import FACT_WEIGHTS from './fact-weights.json' with { type: 'json' };
import { forEachOutcome, foremostOf, type OutcomeNumbers } from './outcome-numbers.ts';

const ROWS: Readonly<Record<string, readonly number[] | undefined>> = FACT_WEIGHTS;

/** How much words count beside facts; fitted on cases that the words were not learnt from. */
export const WORDS_COUNT = 1.9;
/** Beyond this lag behind the foremost the words take nothing more off: a share of one in twenty. */
export const FURTHEST_BEHIND = 3;
/** Words that somebody says were misread hardly count any more. */
const FURTHEST_ONCE_MISREAD = 0.2;

/**
 * How far each outcome lags behind the one that all that is known leans to: 0 for the foremost. The sum of what was learnt of
 * each fact, known or denied, and of the words. It never lifts a veto and never stands in for evidence. What facts add stays a
 * plain sum: were it cut off anywhere, evidence for a light method could close the gap between two others. What somebody pressed
 * leans nowhere: it was learnt which words stand beside a fact, and a button has no words; it speaks through the rules.
 */
export function leaningOf(situation: Situation): OutcomeNumbers {
  const facts = Object.values(situation.facts);
  const furthest = isMisread(situation) ? FURTHEST_ONCE_MISREAD : FURTHEST_BEHIND;
  const worded = lagsOf(situation.facts.wording?.leaning, furthest);
  const rows = facts.flatMap(({ name, state, origin }) => {
    const row = ROWS[state === 'known' ? name : `denied:${name}`];
    return row === undefined || isPressed(origin) ? [] : [row];
  });
  return lagsOf(
    forEachOutcome((outcome, column) =>
      rows.reduce((sum, row) => sum + (row[column] ?? 0), WORDS_COUNT * worded[outcome]),
    ),
  );
}

/** What the words as a whole lean to; undefined where none were weighed, or where somebody says that they were misread. */
export function wordsForemost(situation: Situation): Outcome | undefined {
  const leaning = isMisread(situation) ? undefined : situation.facts.wording?.leaning;
  return leaning === undefined ? undefined : foremostOf(leaning);
}

function isMisread({ struck }: Situation): boolean {
  return struck.some(({ by }) => by.origin === 'correction');
}

/** Whether somebody said so by a button: nothing was read out of words. */
export function isPressed(origin: FactOrigin | undefined): boolean {
  return origin === 'answer' || origin === 'correction';
}

/** Each number less the largest, and none further behind than that. */
export function lagsOf(numbers: OutcomeNumbers | undefined, furthest = Number.POSITIVE_INFINITY): OutcomeNumbers {
  const most = numbers === undefined ? 0 : Math.max(...Object.values(numbers));
  return forEachOutcome((outcome) => (numbers === undefined ? 0 : Math.max(-furthest, numbers[outcome] - most)));
}
