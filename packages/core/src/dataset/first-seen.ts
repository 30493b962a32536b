import xxhash from 'xxhash-wasm';
import { createFingerprintTable } from './fingerprint-table.ts';

/** How a record relates to those before it. */
export type Seen =
  | { readonly kind: 'new' }
  | { readonly kind: 'duplicate'; readonly line: number }
  | { readonly kind: 'contradiction'; readonly line: number };

/** XXH64 of what is asked, in halves, and the lower half of the answer's; both of `canonicalText`. */
export interface Fingerprinted {
  readonly high: number;
  readonly low: number;
  readonly answer: number;
}

/** Remembers which prompt stood first on which line, and with which completion. */
export interface FirstSeen {
  /** Looks a record up and remembers it; both are `canonicalText`. */
  add(exchange: { asked: Uint8Array; completion: Uint8Array }, line: number): Seen;
  /** The same for those who have hashed it. */
  addHashed(fingerprint: Fingerprinted, line: number): Seen;
  /** Makes room for about so many records. */
  reserve(records: number): void;
  /** Has memory fetch what a record is looked up by; see `FingerprintTable.touch`. */
  touch(high: number, low: number): void;
  /** The line on which this was asked first. */
  lineOf(asked: Uint8Array): number | undefined;
}

/** Fingerprints of 64 bits: two of 10 million different prompts meet with a chance of 3 in a million. */
export async function createFirstSeen(): Promise<FirstSeen> {
  const { h64Raw } = await xxhash();
  const table = createFingerprintTable();
  // Storing it here splits a bigint into halves without making another.
  const hash = new BigUint64Array(1);
  const halves = new Uint32Array(hash.buffer);
  const takeHash = (bytes: Uint8Array) => {
    hash[0] = h64Raw(bytes);
    return { low: halves[0] ?? 0, high: halves[1] ?? 0 };
  };

  const addHashed = ({ high, low, answer }: Fingerprinted, line: number): Seen => {
    const first = table.getOrPut({ high, low, answer, line });
    if (!first) return NEW;
    if (first.answer === answer) return { kind: 'duplicate', line: first.line };
    // A second answer to a known prompt is kept under both, so that its own repeats are found.
    const both = { high: high ^ Math.imul(answer, 0x9e3779b1), low: low ^ Math.imul(answer, 0x85ebca77) };
    const same = table.getOrPut({ high: both.high >>> 0, low: both.low >>> 0, answer, line });
    return same ? { kind: 'duplicate', line: same.line } : { kind: 'contradiction', line: first.line };
  };

  return {
    addHashed,
    touch: table.touch,
    reserve: table.reserve,
    add({ asked, completion }, line) {
      const answer = takeHash(completion).low;
      return addHashed({ ...takeHash(asked), answer }, line);
    },
    lineOf(asked) {
      const { high, low } = takeHash(asked);
      return table.get(high, low)?.line;
    },
  };
}

const NEW: Seen = { kind: 'new' };
