import type { Situation } from '../situation.ts';
import FACT_WEIGHTS from './fact-weights.json' with { type: 'json' };
import { forEachOutcome, type OutcomeNumbers } from './outcome-numbers.ts';

const ROWS: Readonly<Record<string, readonly number[] | undefined>> = FACT_WEIGHTS;

/** Beyond this lag behind the foremost the words take nothing more off: a new fact has to be able to turn a verdict. */
const FURTHEST_BEHIND = 2;
/** Whoever presses an answer says more than the words before it did, and no longer too little. */
const FURTHEST_ONCE_ANSWERED = 1;

/**
 * How far each outcome lags behind the one that all that is known leans to: 0 for the foremost. The sum of what was learnt of
 * each fact, known or denied, and of the words. It never lifts a veto and never stands in for evidence. What facts add stays a
 * plain sum: were it cut off anywhere, evidence for a light method could close the gap between two others.
 */
export function leaningOf(situation: Situation): OutcomeNumbers {
  const facts = Object.values(situation.facts);
  const isAnswered = facts.some(({ origin }) => origin === 'answer');
  const furthest = isAnswered ? FURTHEST_ONCE_ANSWERED : FURTHEST_BEHIND;
  const worded = lagsOf(situation.facts.wording?.leaning, furthest);
  const rows = facts.flatMap(({ name, state }) => [ROWS[state === 'known' ? name : `denied:${name}`] ?? []]);
  const sums = forEachOutcome((outcome, column) =>
    rows.reduce((sum, row) => sum + (row[column] ?? 0), worded[outcome]),
  );
  const lags = lagsOf(sums);
  return isAnswered ? { ...lags, 'not-enough-info': -furthest } : lags;
}

function lagsOf(numbers: OutcomeNumbers | undefined, furthest = Number.POSITIVE_INFINITY): OutcomeNumbers {
  const most = numbers === undefined ? 0 : Math.max(...Object.values(numbers));
  return forEachOutcome((outcome) => (numbers === undefined ? 0 : Math.max(-furthest, numbers[outcome] - most)));
}
