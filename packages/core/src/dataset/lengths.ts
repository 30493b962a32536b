import type { LengthQuantiles } from './dataset-report.ts';

/** Lengths in buckets that grow by 5 %, so that a million records take as much room as ten. */
export interface Lengths {
  add(length: number, line: number): void;
  quantiles(): LengthQuantiles;
  /** Lines whose length is at least `times` the median, the longest first, and how many there are. */
  outliers(times: number): { lines: readonly number[]; count: number };
}

const GROWTH = Math.log(1.05);
const bucketOf = (length: number) => (length < 1 ? 0 : Math.floor(Math.log(length) / GROWTH) + 1);
/** Middle of a bucket; 0 is a bucket of its own. */
const lengthOf = (bucket: number) => (bucket === 0 ? 0 : Math.round(Math.exp((bucket - 0.5) * GROWTH)));

export function createLengths(keepLongest: number): Lengths {
  const buckets: number[] = [];
  let total = 0;
  let max = 0;
  const longest: Measured[] = [];

  const quantile = (share: number): number => {
    let rest = Math.ceil(total * share);
    for (const [bucket, count] of buckets.entries()) {
      rest -= count;
      if (rest <= 0) return Math.min(lengthOf(bucket), Math.round(max));
    }
    return 0;
  };

  return {
    add(length, line) {
      const bucket = bucketOf(length);
      while (buckets.length <= bucket) buckets.push(0);
      buckets[bucket] = (buckets[bucket] ?? 0) + 1;
      total += 1;
      max = Math.max(max, length);
      keepIfLong(longest, { length, line }, keepLongest);
    },
    quantiles: () => ({ p5: quantile(0.05), median: quantile(0.5), p95: quantile(0.95), max: Math.round(max) }),
    outliers(times) {
      const from = bucketOf(Math.max(1, quantile(0.5) * times));
      const count = buckets.slice(from).reduce((sum, n) => sum + n, 0);
      return { lines: longest.filter(({ length }) => bucketOf(length) >= from).map(({ line }) => line), count };
    },
  };
}

interface Measured {
  readonly length: number;
  readonly line: number;
}

function keepIfLong(longest: Measured[], next: Measured, keep: number): void {
  const shortest = longest.at(-1);
  if (longest.length >= keep && (!shortest || next.length <= shortest.length)) return;
  const before = longest.findIndex(({ length }) => length < next.length);
  longest.splice(before < 0 ? longest.length : before, 0, next);
  if (longest.length > keep) longest.pop();
}
