import { METHODS, type Outcome } from '../methods.ts';

/** In the order in which the files of weights list them. */
export const OUTCOMES: readonly Outcome[] = [...METHODS, 'not-enough-info'];

/** A number for every outcome; only differences between them mean something. */
export type OutcomeNumbers = Readonly<Record<Outcome, number>>;

export function forEachOutcome(number: (outcome: Outcome, index: number) => number): OutcomeNumbers {
  return Object.fromEntries(OUTCOMES.map((outcome, index) => [outcome, number(outcome, index)])) as OutcomeNumbers;
}

/** The outcome with the largest number; of equals the lightest. */
export function foremostOf(numbers: OutcomeNumbers): Outcome {
  return OUTCOMES.reduce((best, outcome) => (numbers[outcome] > numbers[best] ? outcome : best));
}
