import type { Situation } from '../situation.ts';
import FACT_WEIGHTS from './fact-weights.json' with { type: 'json' };
import { forEachOutcome, type OutcomeNumbers } from './outcome-numbers.ts';

const ROWS: Readonly<Record<string, readonly number[] | undefined>> = FACT_WEIGHTS;

/** Beyond this lag behind the foremost nothing more is taken off: a new fact has to be able to turn a verdict. */
const FURTHEST_BEHIND = 2;
/** Whoever presses an answer says more than the words before it did, and no longer too little. */
const FURTHEST_ONCE_ANSWERED = 1;

/**
 * How far each outcome lags behind the one that all that is known leans to: 0 for the foremost, at least −2. The sum of what
 * was learnt of each fact, known or denied, and of the words. It never lifts a veto and never stands in for evidence.
 */
export function leaningOf(situation: Situation): OutcomeNumbers {
  const facts = Object.values(situation.facts);
  const wording = situation.facts.wording?.leaning;
  const rows = facts.flatMap(({ name, state }) => [ROWS[state === 'known' ? name : `denied:${name}`] ?? []]);
  const sums = forEachOutcome((outcome, column) =>
    rows.reduce((sum, row) => sum + (row[column] ?? 0), wording?.[outcome] ?? 0),
  );
  const isAnswered = facts.some(({ origin }) => origin === 'answer');
  const furthest = isAnswered ? FURTHEST_ONCE_ANSWERED : FURTHEST_BEHIND;
  const most = Math.max(...Object.values(sums));
  return forEachOutcome((outcome) =>
    isAnswered && outcome === 'not-enough-info' ? -furthest : Math.max(-furthest, sums[outcome] - most),
  );
}
