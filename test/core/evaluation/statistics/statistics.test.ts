import { bootstrapInterval, permutationTest } from '@rung/core/evaluation/statistics/bootstrap.ts';
import { compareArms } from '@rung/core/evaluation/statistics/compare-arms.ts';
import { mcnemar } from '@rung/core/evaluation/statistics/mcnemar.ts';
import { macroF1Measure, meanMeasure } from '@rung/core/evaluation/statistics/paired-measure.ts';
import { examplesToSettle, smallestTold, spreadOf } from '@rung/core/evaluation/statistics/sample-size.ts';
import { seededDice } from '@rung/core/evaluation/statistics/seeded-dice.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

/** Chance of at most `k` heads of `n`, in whole numbers: Pascal's triangle, no logarithms. */
function referenceBinomial(k: number, n: number): number {
  let row = [1n];
  for (let i = 0; i < n; i += 1) row = [1n, ...row.slice(1).map((value, at) => value + (row[at] ?? 0n)), 1n];
  const sum = row.slice(0, k + 1).reduce((all, value) => all + value, 0n);
  return Number((sum * 10n ** 15n) / 2n ** BigInt(n)) / 1e15;
}

const flags = (...bits: number[]) => Float64Array.from(bits);
const binary = fc.array(fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: 1 })), {
  minLength: 1,
  maxLength: 60,
});
const measureOf = (pairs: readonly (readonly [number, number])[]) =>
  meanMeasure(
    Float64Array.from(pairs, ([before]) => before),
    Float64Array.from(pairs, ([, after]) => after),
  );

describe('McNemar’s exact test', () => {
  it('is the two-sided binomial of the disagreements, as computed in whole numbers', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }), (gained, lost) => {
        const expected = Math.min(1, 2 * referenceBinomial(Math.min(gained, lost), gained + lost));

        expect(mcnemar({ gained, lost })).toBeCloseTo(expected, 10);
      }),
    );
  });

  // R 4.3: binom.test(5, 20)$p.value and binom.test(0, 6)$p.value.
  it.each([
    [15, 5, 0.04138947],
    [6, 0, 0.03125],
    [9, 8, 1],
    [0, 0, 1],
  ])('of %i gained and %i lost is %f', (gained, lost, expected) => {
    expect(mcnemar({ gained, lost })).toBeCloseTo(expected, 7);
  });

  it('stands ten thousand disagreements', () => {
    expect(mcnemar({ gained: 5000, lost: 5000 })).toBeCloseTo(1, 6);
    expect(mcnemar({ gained: 5200, lost: 4800 })).toBeLessThan(0.001);
  });
});

/** The exact distribution of the mean of `n` draws, with replacement, from these differences (in steps of 1/`steps`): convolved, not drawn. */
function exactBootstrap(differences: readonly number[], steps: number): { quantile: (share: number) => number } {
  const n = differences.length;
  const widest = n * steps;
  const each = new Map<number, number>();
  for (const one of differences) each.set(Math.round(one * steps), (each.get(Math.round(one * steps)) ?? 0) + 1 / n);
  let sums = new Float64Array(2 * widest + 1);
  sums[widest] = 1;
  for (let draw = 0; draw < n; draw += 1) {
    const next = new Float64Array(sums.length);
    for (let at = widest - draw * steps; at <= widest + draw * steps; at += 1)
      for (const [step, share] of each) next[at + step] = (next[at + step] ?? 0) + (sums[at] ?? 0) * share;
    sums = next;
  }
  return {
    quantile: (share) => {
      let below = 0;
      const at = sums.findIndex((chance) => {
        below += chance;
        return below >= share;
      });
      return (at - widest) / (n * steps);
    },
  };
}

describe('the bootstrap’s interval', () => {
  it('has its ends where the exact distribution of all resamples has them', () => {
    // Of 2,000 draws the 2.5 % end falls, in all but one of 10,000 cases, between the exact ends at 1.2 % and 3.9 %.
    const [least, most] = [0.0115, 0.0395];
    const graded = fc.array(fc.tuple(fc.constantFrom(0, 0.5, 1), fc.constantFrom(0, 0.5, 1)), {
      minLength: 30,
      maxLength: 120,
    });
    fc.assert(
      fc.property(graded, (pairs) => {
        const exact = exactBootstrap(
          pairs.map(([before, after]) => after - before),
          2,
        );

        const { low, high } = bootstrapInterval(measureOf(pairs), 'reference');

        expect(low).toBeGreaterThanOrEqual(exact.quantile(least) - 1e-9);
        expect(low).toBeLessThanOrEqual(exact.quantile(most) + 1e-9);
        expect(high).toBeGreaterThanOrEqual(exact.quantile(1 - most) - 1e-9);
        expect(high).toBeLessThanOrEqual(exact.quantile(1 - least) + 1e-9);
      }),
      { numRuns: 60 },
    );
  });

  it('covers the true difference in about 95 of 100 samples', () => {
    const dice = seededDice('coverage');
    const trials = 250;
    const [gained, lost] = [140, 60];
    const gain = (gained - lost) / 1000;
    const covered = Array.from({ length: trials }, (_, trial) => {
      const pairs = Array.from({ length: 120 }, (): [number, number] => {
        const draw = dice.roll(1000);
        return draw < gained ? [0, 1] : draw < gained + lost ? [1, 0] : [1, 1];
      });
      const { low, high } = bootstrapInterval(measureOf(pairs), String(trial));
      return low <= gain && gain <= high;
    }).filter(Boolean).length;

    expect(covered / trials).toBeGreaterThan(0.91);
    expect(covered / trials).toBeLessThan(0.985);
  });

  it('is about 1.96 standard errors to either side, as the normal approximation has it', () => {
    const pairs = Array.from({ length: 400 }, (_, index): [number, number] => [
      index % 2,
      (index + (index % 5 ? 0 : 1)) % 2,
    ]);
    const measure = measureOf(pairs);
    const { deviation } = spreadOf(measure.scores?.before ?? flags(), measure.scores?.after ?? flags());

    const { low, high } = bootstrapInterval(measure, 'width');

    expect((high - low) / 2).toBeCloseTo((1.96 * deviation) / Math.sqrt(400), 2);
  });

  it('says the same for the same seed, turns around with the arms, and holds its estimate', () => {
    fc.assert(
      fc.property(binary, (pairs) => {
        const turned = pairs.map(([before, after]) => [after, before] as const);
        const interval = bootstrapInterval(measureOf(pairs), 'seed');
        const back = bootstrapInterval(measureOf(turned), 'seed');

        expect(bootstrapInterval(measureOf(pairs), 'seed')).toEqual(interval);
        expect(back.estimate).toBeCloseTo(-interval.estimate, 12);
        expect(back.low).toBeCloseTo(-interval.high, 12);
        expect(interval.low).toBeLessThanOrEqual(interval.estimate + 1e-12);
        expect(interval.estimate).toBeLessThanOrEqual(interval.high + 1e-12);
      }),
      { numRuns: 25 },
    );
  });
});

describe('the comparison of two arms', () => {
  it('calls a tie a tie, however many examples there are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 0, max: 300 }), (each, same) => {
        const pairs = [
          ...Array.from({ length: each }, (): [number, number] => [0, 1]),
          ...Array.from({ length: each }, (): [number, number] => [1, 0]),
          ...Array.from({ length: same }, (): [number, number] => [1, 1]),
        ];

        const { outcome, settlesAt } = compareArms(measureOf(pairs), 'tie');

        expect(outcome).toBe('too-close');
        expect(settlesAt).toBeUndefined();
      }),
      { numRuns: 20 },
    );
  });

  it('is symmetric: what is better one way is worse the other', () => {
    const opposite = { better: 'worse', worse: 'better', 'too-close': 'too-close' } as const;
    fc.assert(
      fc.property(binary, (pairs) => {
        const there = compareArms(measureOf(pairs), 's');
        const back = compareArms(measureOf(pairs.map(([before, after]) => [after, before] as const)), 's');

        expect(back.outcome).toBe(opposite[there.outcome]);
        expect(back.pValue).toBeCloseTo(there.pValue, 12);
      }),
      { numRuns: 25 },
    );
  });

  it('is monotone: one more example gained never makes a better arm less so', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 20 }), (gained, lost) => {
        const before = mcnemar({ gained: gained + lost, lost });
        const after = mcnemar({ gained: gained + lost + 1, lost });

        expect(after).toBeLessThanOrEqual(before + 1e-12);
      }),
    );
  });

  it('does not believe five of five, whose interval has no width', () => {
    const five = compareArms(meanMeasure(flags(0, 0, 0, 0, 0), flags(1, 1, 1, 1, 1)), 'five');

    expect(five.difference).toEqual({ estimate: 1, low: 1, high: 1 });
    expect(five.outcome).toBe('too-close');
  });

  it('finds no difference between arms that are alike in 95 of 100 samples or more', () => {
    const dice = seededDice('null');
    const told = Array.from({ length: 200 }, (_, trial) => {
      const pairs = Array.from({ length: 80 }, (): [number, number] => [dice.roll(2), dice.roll(2)]);
      return compareArms(measureOf(pairs), String(trial)).outcome !== 'too-close';
    }).filter(Boolean).length;

    expect(told / 200).toBeLessThanOrEqual(0.06);
  });

  it('tests graded scores and macro-F1 by exchanging answers', () => {
    const graded = meanMeasure(
      Float64Array.from({ length: 40 }, () => 0.5),
      Float64Array.from({ length: 40 }, (_, index) => (index % 4 ? 0.75 : 0.5)),
    );
    const right = Int32Array.from({ length: 60 }, (_, index) => index % 3);
    const oneLabel = new Int32Array(60);
    const f1 = macroF1Measure({ labels: 3, right, before: oneLabel, after: right });

    expect(compareArms(graded, 'g')).toMatchObject({ test: 'permutation', outcome: 'better' });
    expect(compareArms(f1, 'f')).toMatchObject({ test: 'permutation', outcome: 'better' });
    expect(permutationTest(meanMeasure(flags(1, 0), flags(1, 0)), 'same')).toBe(1);
  });
});

describe('macro-F1', () => {
  it('is the mean over labels of 2 hits / (said + is), whatever is rare', () => {
    // Label 0: 2 hits, said 2, is 3; label 1: 1, 2, 1; label 2: 1, 1, 2.
    const measure = macroF1Measure({
      labels: 3,
      right: Int32Array.of(0, 0, 0, 1, 2, 2),
      before: Int32Array.of(0, 0, 1, 1, 2, -1),
      after: Int32Array.of(0, 0, 0, 1, 2, 2),
    });

    const { before, after } = measure.values(Int32Array.of(0, 1, 2, 3, 4, 5));

    expect(before).toBeCloseTo((0.8 + 2 / 3 + 2 / 3) / 3, 12);
    expect(after).toBe(1);
  });
});

describe('the sample size', () => {
  it('settles in four of five samples what it says it settles', () => {
    const dice = seededDice('power');
    const [gained, lost] = [0.12, 0.06];
    const deviation = Math.sqrt(gained + lost - (gained - lost) ** 2);
    const examples = examplesToSettle({ difference: gained - lost, deviation }) ?? 0;
    const told = Array.from({ length: 300 }, () => {
      const draws = Array.from({ length: examples }, () => dice.roll(1000) / 1000);
      const counts = {
        gained: draws.filter((draw) => draw < gained).length,
        lost: draws.filter((draw) => draw >= gained && draw < gained + lost).length,
      };
      return mcnemar(counts) <= 0.05 && counts.gained > counts.lost;
    }).filter(Boolean).length;

    expect(examples).toBeGreaterThan(300);
    expect(told / 300).toBeGreaterThan(0.72);
    expect(told / 300).toBeLessThan(0.88);
  });

  it('has the power that it says, counted over every outcome and not drawn', () => {
    // Exact power of McNemar's test: every split of `n` pairs into gained, lost and alike, each with its own chance.
    const power = (n: number, [gained, lost]: readonly [number, number]) => {
      const logs = Array.from({ length: n + 1 }, (_, k) => k).reduce<number[]>(
        (all, k) => [...all, (all.at(-1) ?? 0) + (k === 0 ? 0 : Math.log(k))],
        [],
      );
      const log = (k: number) => logs[k] ?? 0;
      let told = 0;
      for (let up = 0; up <= n; up += 1)
        for (let down = 0; down < up && up + down <= n; down += 1) {
          if (mcnemar({ gained: up, lost: down }) > 0.05) continue;
          const alike = n - up - down;
          const ways = log(n) - log(up) - log(down) - log(alike);
          told += Math.exp(ways + up * Math.log(gained) + down * Math.log(lost) + alike * Math.log(1 - gained - lost));
        }
      return told;
    };

    for (const rates of [
      [0.3, 0.1],
      [0.2, 0.08],
      [0.12, 0.02],
    ] as const) {
      const [gained, lost] = rates;
      const deviation = Math.sqrt(gained + lost - (gained - lost) ** 2);
      const examples = examplesToSettle({ difference: gained - lost, deviation }) ?? 0;

      // The exact test is stricter than the normal approximation that the number rests on.
      expect(power(examples, rates)).toBeGreaterThan(0.72);
      expect(power(examples, rates)).toBeLessThan(0.84);
    }
  });

  it('shrinks with the difference wanted, and is the other side of what can be told', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 0.5, noNaN: true }),
        fc.double({ min: 0.1, max: 1, noNaN: true }),
        (d, s) => {
          const examples = examplesToSettle({ difference: d, deviation: s }) ?? 0;

          expect(examplesToSettle({ difference: d / 2, deviation: s })).toBeGreaterThanOrEqual(examples);
          expect(smallestTold(s, examples)).toBeLessThanOrEqual(d + 1e-9);
        },
      ),
    );
  });
});
