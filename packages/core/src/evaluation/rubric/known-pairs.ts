import type { HeldOutExample } from '../judgement/arms.ts';
import { isSameAnswer } from '../metrics/score-answer.ts';

/** A right answer beside the right answer to another example: everybody knows which of the two belongs to the request. */
export interface KnownPair {
  readonly example: HeldOutExample;
  /** The right answer to another example. */
  readonly wrong: string;
}

/** Twenty of twenty leave a judge that agrees in fewer than 86 of 100 behind (one-sided 95 %: 0.05^(1/20)). */
export const KNOWN_PAIRS = 20;
/** Below this share of the known pairs a judge's word decides nothing. */
export const LEAST_AGREEMENT = 0.8;

/** The labelled sample that a judge model is tried on: every example beside the next one whose right answer is another. */
export function knownPairs(examples: readonly HeldOutExample[]): KnownPair[] {
  const pairs = examples.flatMap((example, place): KnownPair[] => {
    const others = [...examples.slice(place + 1), ...examples.slice(0, place)];
    const other = others.find(({ right }) => !isSameAnswer(example.right, right));
    return other ? [{ example, wrong: other.right }] : [];
  });
  return pairs.slice(0, KNOWN_PAIRS);
}
