import type { TokenRange } from './estimate-tokens.ts';

/** So many records are measured one by one; past them one in sixteen is, which keeps the error under 1 % for like records. */
const ALL_UNTIL = 2_000;
/** Scattered by the golden ratio, since records may come in turns: every sixteenth of those could be of one kind. */
const isScattered = (index: number) => Math.imul(index, 0x9e3779b1) >>> 28 === 0;
/** From so many sampled records on they alone speak for those that were passed over. */
const ENOUGH_SAMPLED = 50;
/** A byte of UTF-8 is never estimated at more: a surrogate pair is 4 bytes and 2 ideographic units of 1.4 a token. */
const MAX_TOKENS_PER_BYTE = 0.36;

/** Bytes of `canonicalText`. */
export interface Sizes {
  readonly prompt: number;
  readonly completion: number;
}

export interface RecordTokens {
  readonly prompt: number;
  readonly completion: number;
  /** Undefined where the record was not measured; it is not near any limit then. */
  readonly measured: TokenRange | undefined;
}

/** The tokens of all records together. */
export interface TokenTotal extends TokenRange {
  /** How many were measured and the 95 % error of the estimate as a share of it; undefined where all were. */
  readonly sampled: { readonly records: number; readonly errorShare: number } | undefined;
}

/** Estimates the tokens of many records by measuring some; which ones depends on their order alone. */
export interface TokenSample {
  /** The result is valid until the next. */
  take(sizes: Sizes, measure: () => { prompt: TokenRange; completion: TokenRange }): RecordTokens;
  total(): TokenTotal;
}

export function createTokenSample(maxRecordTokens: number | undefined): TokenSample {
  const strata = { whole: createSums(), first: createSums(), later: createSums(), skipped: 0, skippedBytes: 0 };
  const prompts = { bytes: 0, tokens: 0 };
  const completions = { bytes: 0, tokens: 0 };
  /** The same for all of them, since they are many. */
  const passedOver = { prompt: 0, completion: 0, measured: undefined };
  let records = 0;

  return {
    take(sizes, measure) {
      const index = records;
      records += 1;
      const bytes = sizes.prompt + sizes.completion;
      const mayBeLong = maxRecordTokens !== undefined && bytes * MAX_TOKENS_PER_BYTE > maxRecordTokens;
      const isInSample = index < ALL_UNTIL || isScattered(index);
      if (!isInSample && !mayBeLong) {
        strata.skipped += 1;
        strata.skippedBytes += bytes;
        passedOver.prompt = scaled(prompts, sizes.prompt);
        passedOver.completion = scaled(completions, sizes.completion);
        return passedOver;
      }
      const { prompt: asked, completion: answered } = measure();
      const measured = addRanges(asked, answered);
      strata.whole.add(bytes, measured);
      if (isInSample && !mayBeLong) {
        (index < ALL_UNTIL ? strata.first : strata.later).add(bytes, measured);
        addTo(prompts, sizes.prompt, asked.estimate);
        addTo(completions, sizes.completion, answered.estimate);
      }
      return { prompt: asked.estimate, completion: answered.estimate, measured };
    },
    total: () => totalOf(strata, records),
  };
}

/** Records that were measured, those of the first stretch, those of the sample after it, and those that were passed over. */
interface Strata {
  readonly whole: Sums;
  readonly first: Sums;
  readonly later: Sums;
  skipped: number;
  skippedBytes: number;
}

function totalOf({ whole, first, later, skipped, skippedBytes }: Strata, records: number): TokenTotal {
  if (skipped === 0) return { ...whole.tokens(), sampled: undefined };
  const basis = later.count() >= ENOUGH_SAMPLED ? later : first;
  const { estimate, low, high } = basis.perByte();
  const error = (1.96 * skipped * basis.spread()) / Math.sqrt(basis.count());
  const sum = addRanges(whole.tokens(), {
    estimate: estimate * skippedBytes,
    low: low * skippedBytes,
    high: high * skippedBytes,
  });
  return {
    estimate: sum.estimate,
    low: Math.max(0, sum.low - error),
    high: sum.high + error,
    sampled: { records: records - skipped, errorShare: sum.estimate > 0 ? error / sum.estimate : 0 },
  };
}

interface Sums {
  add(bytes: number, tokens: TokenRange): void;
  count(): number;
  tokens(): TokenRange;
  perByte(): TokenRange;
  /** Standard deviation of a record's tokens about what its bytes would give (the ratio estimator's residual). */
  spread(): number;
}

function createSums(): Sums {
  let [count, bytes, bytesSquared, tokensSquared, product] = [0, 0, 0, 0, 0];
  let tokens: TokenRange = { estimate: 0, low: 0, high: 0 };
  const per = (sum: number) => (bytes === 0 ? 0 : sum / bytes);
  return {
    add(size, range) {
      count += 1;
      bytes += size;
      bytesSquared += size * size;
      tokensSquared += range.estimate ** 2;
      product += size * range.estimate;
      tokens = addRanges(tokens, range);
    },
    count: () => count,
    tokens: () => tokens,
    perByte: () => ({ estimate: per(tokens.estimate), low: per(tokens.low), high: per(tokens.high) }),
    spread() {
      const ratio = per(tokens.estimate);
      const squares = tokensSquared - 2 * ratio * product + ratio ** 2 * bytesSquared;
      return count < 2 ? 0 : Math.sqrt(Math.max(0, squares) / (count - 1));
    },
  };
}

interface Scale {
  bytes: number;
  tokens: number;
}

function addTo(scale: Scale, bytes: number, tokens: number): void {
  scale.bytes += bytes;
  scale.tokens += tokens;
}

const scaled = ({ bytes, tokens }: Scale, size: number) => (bytes === 0 ? 0 : (size * tokens) / bytes);

function addRanges(a: TokenRange, b: TokenRange): TokenRange {
  return { estimate: a.estimate + b.estimate, low: a.low + b.low, high: a.high + b.high };
}
