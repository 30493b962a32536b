import { bootstrapInterval, permutationTest } from '@rung/core/evaluation/statistics/bootstrap.ts';
import { mcnemar } from '@rung/core/evaluation/statistics/mcnemar.ts';
import { macroF1Measure, meanMeasure, type PairedMeasure } from '@rung/core/evaluation/statistics/paired-measure.ts';
import { examplesToSettle } from '@rung/core/evaluation/statistics/sample-size.ts';
import { seededDice } from '@rung/core/evaluation/statistics/seeded-dice.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { print } from '../../../faults/print.ts';
import {
  type Answer,
  chanceOf,
  everyExchange,
  everyResample,
  gainInAccuracy,
  gainInMacroF1,
  meanOfDraws,
  quantileOf,
  type Rates,
} from './reference.ts';

const LABELS = ['a', 'b', 'c'];
const NO_LABEL = 'none of them';

const accuracyOf = (answers: readonly Answer[]): PairedMeasure =>
  meanMeasure(
    Float64Array.from(answers, ({ right, before }) => (before === right ? 1 : 0)),
    Float64Array.from(answers, ({ right, after }) => (after === right ? 1 : 0)),
  );
const macroF1Of = (answers: readonly Answer[]): PairedMeasure => {
  const numbers = (of: (one: Answer) => string) => Int32Array.from(answers, (one) => LABELS.indexOf(of(one)));
  return macroF1Measure({
    labels: LABELS.length,
    right: numbers(({ right }) => right),
    before: numbers(({ before }) => before),
    after: numbers(({ after }) => after),
  });
};

const drawnAnswers = (examples: number) =>
  fc.array(
    fc.record({
      right: fc.constantFrom(...LABELS),
      before: fc.constantFrom(...LABELS, NO_LABEL),
      after: fc.constantFrom(...LABELS, NO_LABEL),
    }),
    { minLength: examples, maxLength: examples },
  );

const MEASURES = [
  ['accuracy', accuracyOf, gainInAccuracy],
  ['macro-F1', macroF1Of, gainInMacroF1],
] as const;

describe('against every resample and every exchange, counted', () => {
  it.each(MEASURES)('the ends of the interval of %s lie where they lie', (_name, ours, theirs) => {
    // Of 2,000 draws the 2.5 % end falls between the exact ends at 1.15 % and 3.95 % in all but one of 10,000 cases.
    const [least, most] = [0.0115, 0.0395];
    fc.assert(
      fc.property(drawnAnswers(6), (answers) => {
        const exact = everyResample(answers, theirs);

        const { estimate, low, high } = bootstrapInterval(ours(answers), 'reference');

        expect(estimate).toBeCloseTo(theirs(answers), 9);
        expect(low).toBeGreaterThanOrEqual(quantileOf(exact, least) - 1e-6);
        expect(low).toBeLessThanOrEqual(quantileOf(exact, most) + 1e-6);
        expect(high).toBeGreaterThanOrEqual(quantileOf(exact, 1 - most) - 1e-6);
        expect(high).toBeLessThanOrEqual(quantileOf(exact, 1 - least) + 1e-6);
      }),
      { numRuns: 6, seed: 3 },
    );
  });

  it.each(MEASURES)('the permutation test of %s is right within what 2,000 draws allow', (_name, ours, theirs) => {
    fc.assert(
      fc.property(drawnAnswers(10), (answers) => {
        const exact = everyExchange(answers, theirs);

        const drawn = permutationTest(ours(answers), 'reference');

        expect(Math.abs(drawn - exact)).toBeLessThan(4.5 * Math.sqrt((exact * (1 - exact)) / 2000) + 1 / 2000);
      }),
      { numRuns: 40, seed: 3 },
    );
  });
});

describe('against published tables', () => {
  // Critical values of the sign test, two-sided 5 % (any table of it; for example Conover 1999, table A3 at p = 0.5).
  it.each([
    ...[
      [6, 0],
      [8, 0],
      [9, 1],
      [11, 1],
      [12, 2],
      [15, 3],
      [17, 4],
      [20, 5],
      [23, 6],
      [25, 7],
    ],
    ...[
      [30, 9],
      [40, 13],
      [50, 17],
      [100, 39],
    ],
  ])('of %i that differ, %i or fewer the other way tell a difference, and one more does not', (n = 0, critical = 0) => {
    const of = (lost: number) => mcnemar({ gained: n - lost, lost });

    expect(of(critical)).toBeLessThanOrEqual(0.05);
    expect(of(critical + 1)).toBeGreaterThan(0.05);
  });

  // Pairs for 80 % power at two-sided 5 % by effect size, normal approximation: (1.960 + 0.842)² / d² (Cohen 1988, small, medium, large).
  it.each([
    [0.2, 197],
    [0.5, 32],
    [0.8, 13],
  ])('an effect of %f of a standard deviation takes %i pairs', (effect, pairs) => {
    expect(examplesToSettle({ difference: effect, deviation: 1 })).toBe(pairs);
  });
});

/** How often the interval of every resample, counted, holds the true gain: every split of n pairs with its own chance. */
function exactCoverage(n: number, rates: Rates): number {
  const gain = rates.gained - rates.lost;
  let covered = 0;
  for (let gained = 0; gained <= n; gained += 1)
    for (let lost = 0; gained + lost <= n; lost += 1) {
      const chance = chanceOf({ n, gained, lost }, rates);
      if (chance < 1e-7) continue;
      const [up, down] = [gained / n, lost / n];
      const values = new Map([
        [1, up],
        [-1, down],
        [0, 1 - up - down],
      ]);
      const resampled = meanOfDraws(values, { draws: n, steps: 1 });
      const holds = quantileOf(resampled, 0.025) <= gain + 1e-9 && gain <= quantileOf(resampled, 0.975) + 1e-9;
      if (holds) covered += chance;
    }
  return covered;
}

const DRAWS = 10_000;

/** How often ours does, over samples drawn from a known truth; samples that are alike are asked once. */
function drawnCoverage(n: number, rates: Rates): number {
  const dice = seededDice(`coverage ${n} ${rates.gained} ${rates.lost}`);
  const gain = rates.gained - rates.lost;
  const known = new Map<string, boolean>();
  const holds = (gained: number, lost: number) => {
    const before = Float64Array.from({ length: n }, (_, at) => (at < gained ? 0 : 1));
    const after = Float64Array.from({ length: n }, (_, at) => (at >= gained && at < gained + lost ? 0 : 1));
    const { low, high } = bootstrapInterval(meanMeasure(before, after), `${gained} ${lost}`);
    return low <= gain + 1e-9 && gain <= high + 1e-9;
  };
  let covered = 0;
  for (let draw = 0; draw < DRAWS; draw += 1) {
    let [gained, lost] = [0, 0];
    for (let pair = 0; pair < n; pair += 1) {
      const at = dice.roll(10_000) / 10_000;
      if (at < rates.gained) gained += 1;
      else if (at < rates.gained + rates.lost) lost += 1;
    }
    const key = `${gained} ${lost}`;
    const held = known.get(key) ?? holds(gained, lost);
    known.set(key, held);
    if (held) covered += 1;
  }
  return covered / DRAWS;
}

describe('the interval of 95 % holds the truth', () => {
  it.each([
    [30, { gained: 0.2, lost: 0.2 }],
    [40, { gained: 0.3, lost: 0.1 }],
    [60, { gained: 0.14, lost: 0.06 }],
    [100, { gained: 0.1, lost: 0.1 }],
    [100, { gained: 0.25, lost: 0.15 }],
  ])('in 10,000 samples of %i pairs with %o', (n, rates) => {
    const [drawn, exact] = [drawnCoverage(n, rates), exactCoverage(n, rates)];

    const noise = 4 * Math.sqrt((exact * (1 - exact)) / DRAWS);
    print(
      `coverage of nominal 95 %, ${n} pairs, ${rates.gained} gained, ${rates.lost} lost: ${drawn} (counted: ${exact.toFixed(4)})`,
    );
    // Which of two neighbouring values an end of 2,000 draws falls on moves the coverage a little beside the noise of the samples.
    expect(Math.abs(drawn - exact)).toBeLessThan(noise + 0.015);
    expect(drawn).toBeGreaterThan(0.95 - noise - 0.02);
    expect(drawn).toBeLessThan(0.95 + noise + 0.02);
  });
});
