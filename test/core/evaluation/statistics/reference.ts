/**
 * The statistics once more, by other means and without a line of ours: every resample and every exchange counted, none drawn. Slow, and
 * right by inspection.
 */

/** Chances by value. */
export type Distribution = ReadonlyMap<number, number>;

/** What the two arms said to each example and what was right. */
export interface Answer {
  readonly right: string;
  readonly before: string;
  readonly after: string;
}

const rounded = (value: number) => Math.round(value * 1e9) / 1e9;

/** The distribution of a statistic over all n to the n resamples of n examples, each as likely. */
export function everyResample<T>(examples: readonly T[], statistic: (sample: readonly T[]) => number): Distribution {
  const chances = new Map<number, number>();
  const n = examples.length;
  const all = n ** n;
  for (let code = 0; code < all; code += 1) {
    const sample = Array.from({ length: n }, (_, place) => examples[Math.floor(code / n ** place) % n] as T);
    const value = rounded(statistic(sample));
    chances.set(value, (chances.get(value) ?? 0) + 1 / all);
  }
  return chances;
}

/** The distribution of the mean of n draws from values with these chances: convolved. Values in steps of 1 / `steps`. */
export function meanOfDraws(values: Distribution, { draws, steps }: { draws: number; steps: number }): Distribution {
  let sums = new Map([[0, 1]]);
  for (let draw = 0; draw < draws; draw += 1) {
    const next = new Map<number, number>();
    for (const [sum, chance] of sums)
      for (const [value, share] of values) {
        const to = sum + Math.round(value * steps);
        next.set(to, (next.get(to) ?? 0) + chance * share);
      }
    sums = next;
  }
  return new Map([...sums].map(([sum, chance]) => [sum / (draws * steps), chance]));
}

/** The least value that at least this share lies at or below. */
export function quantileOf(distribution: Distribution, share: number): number {
  let below = 0;
  for (const [value, chance] of [...distribution].sort(([a], [b]) => a - b)) {
    below += chance;
    if (below >= share - 1e-12) return value;
  }
  return Math.max(...distribution.keys());
}

/** The share of all exchanges of the two arms' answers, each example for itself, that differ at least as much as was seen. */
export function everyExchange(answers: readonly Answer[], statistic: (answers: readonly Answer[]) => number): number {
  const seen = Math.abs(statistic(answers));
  let asLarge = 0;
  for (let code = 0; code < 2 ** answers.length; code += 1) {
    const exchanged = answers.map((one, place) =>
      Math.floor(code / 2 ** place) % 2 === 1 ? { ...one, before: one.after, after: one.before } : one,
    );
    if (Math.abs(statistic(exchanged)) >= seen - 1e-12) asLarge += 1;
  }
  return asLarge / 2 ** answers.length;
}

/** After minus before, of the share that is right. */
export const gainInAccuracy = (answers: readonly Answer[]) =>
  (answers.filter(({ right, after }) => after === right).length -
    answers.filter(({ right, before }) => before === right).length) /
  answers.length;

/** After minus before, of macro-F1: by precision and recall, over the labels that are right or said in this sample. */
export function gainInMacroF1(answers: readonly Answer[]): number {
  const of = (arm: 'before' | 'after') => {
    const labels = new Set(answers.flatMap((one) => [one.right, one[arm]]).filter((label) => label !== 'none of them'));
    const scores = [...labels].map((label) => {
      const hits = answers.filter((one) => one.right === label && one[arm] === label).length;
      if (hits === 0) return 0;
      const precision = hits / answers.filter((one) => one[arm] === label).length;
      const recall = hits / answers.filter((one) => one.right === label).length;
      return (2 * precision * recall) / (precision + recall);
    });
    return scores.reduce((sum, score) => sum + score, 0) / (scores.length || 1);
  };
  return of('after') - of('before');
}

/** Chance of exactly this many gained and lost among n pairs. */
export function chanceOf({ n, gained, lost }: { n: number; gained: number; lost: number }, rates: Rates): number {
  const choose = (of: number, k: number) => {
    let ways = 1;
    for (let at = 1; at <= k; at += 1) ways = (ways * (of - k + at)) / at;
    return ways;
  };
  const alike = n - gained - lost;
  return (
    choose(n, gained) *
    choose(n - gained, lost) *
    rates.gained ** gained *
    rates.lost ** lost *
    (1 - rates.gained - rates.lost) ** alike
  );
}

/** How often a pair is wrong before and right after, and the other way around. */
export interface Rates {
  readonly gained: number;
  readonly lost: number;
}
