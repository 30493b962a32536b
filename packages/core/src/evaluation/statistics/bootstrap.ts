import type { PairedMeasure } from './paired-measure.ts';
import { type Dice, seededDice } from './seeded-dice.ts';

/** A difference, after minus before, with the interval that holds the true one in 95 of 100 such samples. In −1 to 1. */
export interface Interval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** Resamples: the 2.5 % ends rest on 50 draws each, which moves them by less than a tenth of their width. */
const RESAMPLES = 2000;
const TAIL = 0.025;

/** Percentile bootstrap over whole examples (Efron and Tibshirani 1993, chapter 13): both arms keep their answers to the same example. */
export function bootstrapInterval(measure: PairedMeasure, seed: string): Interval {
  const { examples } = measure;
  const all = Int32Array.from({ length: examples }, (_, index) => index);
  const dice = seededDice(`bootstrap\n${seed}`);
  const at = new Int32Array(examples);
  const differences = new Float64Array(RESAMPLES);
  for (let round = 0; round < RESAMPLES; round += 1) {
    for (let draw = 0; draw < examples; draw += 1) at[draw] = dice.roll(examples);
    differences[round] = difference(measure, at);
  }
  differences.sort();
  return {
    estimate: difference(measure, all),
    low: quantile(differences, TAIL),
    high: quantile(differences, 1 - TAIL),
  };
}

/**
 * How often arms that are alike would differ at least this much, two-sided: answers change places example by example at random. With the
 * observed order counted among the draws, so never 0.
 */
export function permutationTest(measure: PairedMeasure, seed: string): number {
  const { examples } = measure;
  const all = Int32Array.from({ length: examples }, (_, index) => index);
  const observed = Math.abs(difference(measure, all));
  const dice = seededDice(`permutation\n${seed}`);
  const swapped = new Uint8Array(examples);
  let asLarge = 1;
  for (let round = 1; round < RESAMPLES; round += 1) {
    flip(swapped, dice);
    if (Math.abs(difference(measure, all, swapped)) >= observed - 1e-12) asLarge += 1;
  }
  return asLarge / RESAMPLES;
}

function flip(swapped: Uint8Array, dice: Dice): void {
  for (let index = 0; index < swapped.length; index += 1) swapped[index] = dice.roll(2);
}

function difference(measure: PairedMeasure, at: Int32Array, swapped?: Uint8Array): number {
  const { before, after } = measure.values(at, swapped);
  return after - before;
}

/** Linear between the two nearest ranks. */
function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}
