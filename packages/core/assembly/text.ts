import { BLOCK, ESCAPES, SCRATCH } from './places';

/** Where the text in the scratch is over. */
let end: u32 = SCRATCH;

/** Begins a text. */
export function begin(): void {
  end = SCRATCH;
}

/**
 * Adds bytes that stand elsewhere in memory. Returns the text's length. Sixteen at a time, the last beyond the end: parts are
 * short, and `memory.copy` leaves the module for each.
 */
export function append(at: u32, length: u32): u32 {
  for (let done: u32 = 0; done < length; done += 16) v128.store(end + done, v128.load(at + done));
  end += length;
  return end - SCRATCH;
}

/**
 * Adds the block's bytes between two places with their \u escapes in UTF-8, which is never longer. `firstEscape` is the index
 * of the first listed escape that stands there. Returns the text's length.
 */
export function appendText(from: u32, to: u32, firstEscape: u32): u32 {
  let at = from;
  for (let entry = ESCAPES + (firstEscape << 2); load<u32>(entry) < to; entry += 4) {
    const place = load<u32>(entry);
    append(BLOCK + at, place - at);
    const unit = unitAt(BLOCK + place);
    const isPair = unit >= 0xd800 && unit <= 0xdfff;
    writeUtf8(isPair ? 0x10000 + ((unit - 0xd800) << 10) + (unitAt(BLOCK + place + 6) - 0xdc00) : unit);
    at = place + (isPair ? 12 : 6);
  }
  return append(BLOCK + at, to - at);
}

/** The code unit of a sound escape: of four hexadecimal digits at once, those that are letters are 9 more than their lower half. */
function unitAt(at: u32): u32 {
  const digits = load<u32>(at, 2);
  const values = (digits & 0x0f0f0f0f) + ((digits >> 6) & 0x01010101) * 9;
  return ((values & 0xf) << 12) | (values & 0xf00) | ((values >> 12) & 0xf0) | (values >> 24);
}

/** RFC 3629, for code points from U+0080. */
function writeUtf8(point: u32): void {
  if (point < 0x800) store<u8>(end++, 0xc0 | (point >> 6));
  else {
    if (point < 0x10000) store<u8>(end++, 0xe0 | (point >> 12));
    else {
      store<u8>(end++, 0xf0 | (point >> 18));
      store<u8>(end++, 0x80 | ((point >> 12) & 0x3f));
    }
    store<u8>(end++, 0x80 | ((point >> 6) & 0x3f));
  }
  store<u8>(end++, 0x80 | (point & 0x3f));
}

/** Whether two stretches of memory hold the same bytes. */
export function same(a: u32, b: u32, length: u32): bool {
  let at: u32 = 0;
  for (; at + 8 <= length; at += 8) if (load<u64>(a + at) !== load<u64>(b + at)) return false;
  for (; at < length; at += 1) if (load<u8>(a + at) !== load<u8>(b + at)) return false;
  return true;
}
