import type { LengthQuantiles } from './dataset-report.ts';

/** Lengths in buckets that grow by 5 %, so that a million records take as much room as ten. */
export interface Lengths {
  add(length: number, line: number): void;
  quantiles(): LengthQuantiles;
  /** Lines whose length is at least `times` the median, the longest first, and how many there are. */
  outliers(times: number): { lines: readonly number[]; count: number };
}

const GROWTH = Math.log(1.05);
/** Up to lengths of ten billion. */
const MAX_BUCKETS = 480;
/** Where each bucket but the first begins. */
const BOUNDS = Float64Array.from({ length: MAX_BUCKETS }, (_, bucket) => Math.exp((bucket - 1) * GROWTH));
/** The bucket of each whole length. Looked up, since a logarithm takes longer than hashing a record of usual length. */
const BUCKETS = Uint16Array.from({ length: 8192 }, (_, length) => bucketByLogarithm(length));
/** Middle of a bucket; 0 is a bucket of its own. */
const lengthOf = (bucket: number) => (bucket === 0 ? 0 : Math.round(Math.exp((bucket - 0.5) * GROWTH)));

function bucketByLogarithm(length: number): number {
  return length < 1 ? 0 : Math.min(MAX_BUCKETS - 1, Math.floor(Math.log(length) / GROWTH) + 1);
}

function bucketOf(length: number): number {
  let bucket = BUCKETS[Math.floor(length)] ?? bucketByLogarithm(length);
  while (length >= (BOUNDS[bucket + 1] ?? Number.POSITIVE_INFINITY)) bucket += 1;
  return bucket;
}

export function createLengths(keepLongest: number): Lengths {
  const buckets = new Uint32Array(MAX_BUCKETS);
  let total = 0;
  let max = 0;
  const longest: Measured[] = [];
  /** Nothing up to this length can be among the longest. */
  let enough = keepLongest > 0 ? -1 : Number.POSITIVE_INFINITY;

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
      buckets[bucket] = (buckets[bucket] ?? 0) + 1;
      total += 1;
      if (length > max) max = length;
      if (length <= enough) return;
      keepLong(longest, { length, line }, keepLongest);
      if (longest.length === keepLongest) enough = longest.at(-1)?.length ?? enough;
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

function keepLong(longest: Measured[], next: Measured, keep: number): void {
  const before = longest.findIndex(({ length }) => length < next.length);
  longest.splice(before < 0 ? longest.length : before, 0, next);
  if (longest.length > keep) longest.pop();
}
