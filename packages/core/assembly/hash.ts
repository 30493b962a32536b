import { HASH } from './places';

// biome-ignore lint/correctness/noPrecisionLoss: AssemblyScript's numbers of 64 bits are exact.
const PRIME_1: u64 = 0x9e3779b185ebca87;
// biome-ignore lint/correctness/noPrecisionLoss: AssemblyScript's numbers of 64 bits are exact.
const PRIME_2: u64 = 0xc2b2ae3d27d4eb4f;
// biome-ignore lint/correctness/noPrecisionLoss: AssemblyScript's numbers of 64 bits are exact.
const PRIME_3: u64 = 0x165667b19e3779f9;
// biome-ignore lint/correctness/noPrecisionLoss: AssemblyScript's numbers of 64 bits are exact.
const PRIME_4: u64 = 0x85ebca77c2b2ae63;
// biome-ignore lint/correctness/noPrecisionLoss: AssemblyScript's numbers of 64 bits are exact.
const PRIME_5: u64 = 0x27d4eb2f165667c5;

/** XXH64 with seed 0, put at `HASH`: github.com/Cyan4973/xxHash, doc/xxhash_spec.md. Here so that no text is copied for it. */
export function hash(from: u32, length: u32): void {
  const to = from + length;
  let at = from;
  let sum: u64 = PRIME_5;
  if (length >= 32) {
    let a: u64 = PRIME_1 + PRIME_2;
    let b: u64 = PRIME_2;
    let c: u64 = 0;
    let d: u64 = 0 - PRIME_1;
    for (const last = to - 32; at <= last; at += 32) {
      a = round(a, load<u64>(at));
      b = round(b, load<u64>(at, 8));
      c = round(c, load<u64>(at, 16));
      d = round(d, load<u64>(at, 24));
    }
    sum = rotl(a, 1) + rotl(b, 7) + rotl(c, 12) + rotl(d, 18);
    sum = merge(merge(merge(merge(sum, a), b), c), d);
  }
  store<u64>(HASH, finish(sum + length, at, to));
}

function round(sum: u64, lane: u64): u64 {
  return rotl(sum + lane * PRIME_2, 31) * PRIME_1;
}

function merge(sum: u64, lane: u64): u64 {
  return (sum ^ round(0, lane)) * PRIME_1 + PRIME_4;
}

function finish(start: u64, from: u32, to: u32): u64 {
  let sum = start;
  let at = from;
  for (; at + 8 <= to; at += 8) sum = rotl(sum ^ round(0, load<u64>(at)), 27) * PRIME_1 + PRIME_4;
  if (at + 4 <= to) {
    sum = rotl(sum ^ ((load<u32>(at) as u64) * PRIME_1), 23) * PRIME_2 + PRIME_3;
    at += 4;
  }
  for (; at < to; at += 1) sum = rotl(sum ^ ((load<u8>(at) as u64) * PRIME_5), 11) * PRIME_1;
  sum = (sum ^ (sum >> 33)) * PRIME_2;
  sum = (sum ^ (sum >> 29)) * PRIME_3;
  return sum ^ (sum >> 32);
}
