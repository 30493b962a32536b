import { bootstrapInterval, type Interval, permutationTest } from './bootstrap.ts';
import { mcnemar } from './mcnemar.ts';
import type { PairedMeasure } from './paired-measure.ts';
import { examplesToSettle, type PairSpread, spreadOf } from './sample-size.ts';

/** What a paired comparison of two arms over the same examples says. */
export interface Comparison {
  readonly examples: number;
  /** After minus before, of the target metric. */
  readonly difference: Interval;
  /** Chance of such a difference between arms that are alike. */
  readonly pValue: number;
  readonly test: 'mcnemar' | 'permutation';
  readonly outcome: 'better' | 'worse' | 'too-close';
  /** Examples after which a difference this large would be told from none; undefined when there is none. */
  readonly settlesAt: number | undefined;
}

/** Level at which a difference counts as told from chance. */
const LEVEL = 0.05;

/**
 * Compares two arms. A difference counts only when its interval leaves out zero and the test agrees: with few examples the bootstrap's
 * interval is too narrow (it has no width where all pairs differ alike), and the exact test is not.
 */
export function compareArms(measure: PairedMeasure, seed: string): Comparison {
  const difference = bootstrapInterval(measure, seed);
  const { scores } = measure;
  const isBinary = scores !== undefined && isAllBinary(scores.before) && isAllBinary(scores.after);
  const pValue = isBinary ? mcnemar(discordant(scores)) : permutationTest(measure, seed);
  const told = pValue <= LEVEL && (difference.low > 0 || difference.high < 0);
  return {
    examples: measure.examples,
    difference,
    pValue,
    test: isBinary ? 'mcnemar' : 'permutation',
    outcome: told ? (difference.estimate > 0 ? 'better' : 'worse') : 'too-close',
    settlesAt: examplesToSettle(scores ? spreadOf(scores.before, scores.after) : spreadOfInterval(measure, difference)),
  };
}

const isAllBinary = (scores: Float64Array) => scores.every((score) => score === 0 || score === 1);

function discordant({ before, after }: { before: Float64Array; after: Float64Array }) {
  let [gained, lost] = [0, 0];
  for (let index = 0; index < before.length; index += 1) {
    const delta = (after[index] ?? 0) - (before[index] ?? 0);
    if (delta > 0) gained += 1;
    if (delta < 0) lost += 1;
  }
  return { gained, lost };
}

/** A measure that is no mean has no spread a pair; its interval's width stands for one: 2 · 1.96 · s / √n. */
function spreadOfInterval(measure: PairedMeasure, { estimate, low, high }: Interval): PairSpread {
  return { difference: estimate, deviation: ((high - low) / (2 * 1.96)) * Math.sqrt(measure.examples) };
}
