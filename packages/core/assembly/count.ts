import { COUNTS } from './places';

const BACKSLASH: u32 = 92;
// biome-ignore lint/correctness/noPrecisionLoss: AssemblyScript's numbers of 64 bits are exact.
const HIGH_BITS: u64 = 0x8080808080808080;
// biome-ignore lint/correctness/noPrecisionLoss: AssemblyScript's numbers of 64 bits are exact.
const LOW_BITS: u64 = 0x0101010101010101;
const BACKSLASHES: u64 = LOW_BITS * BACKSLASH;

/**
 * Counts the characters of a sound text as JSON writes it, without \u escapes, and puts them at `COUNTS`: of ASCII, beyond
 * it, and in UTF-16 units from U+2E80 on, where the scripts begin that are written without spaces or by syllables.
 */
export function count(from: u32, length: u32): void {
  const to = from + length;
  let ascii: u32 = 0;
  let alphabetic: u32 = 0;
  let ideographic: u32 = 0;
  for (let at = from; at < to; ) {
    if (at + 8 <= to && isPlain(load<u64>(at))) {
      ascii += 8;
      at += 8;
      continue;
    }
    const first: u32 = load<u8>(at);
    if (first < 0x80) {
      ascii += 1;
      at += first === BACKSLASH ? 2 : 1;
    } else if (first < 0xe0) {
      alphabetic += 1;
      at += 2;
    } else if (first < 0xf0) {
      if (first < 0xe2 || (first === 0xe2 && load<u8>(at, 1) < 0xba)) alphabetic += 1;
      else ideographic += 1;
      at += 3;
    } else {
      ideographic += 2;
      at += 4;
    }
  }
  store<u32>(COUNTS, ascii);
  store<u32>(COUNTS, alphabetic, 4);
  store<u32>(COUNTS, ideographic, 8);
}

/** Whether eight bytes are ASCII without a backslash: taking 1 from a byte that is 0 borrows. */
function isPlain(bytes: u64): bool {
  const same = bytes ^ BACKSLASHES;
  return ((bytes | ((same - LOW_BITS) & ~same)) & HIGH_BITS) === 0;
}
