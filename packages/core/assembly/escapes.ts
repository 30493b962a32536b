import { BLOCK, END, ESCAPES, HAZARDS, SUSPECTS } from './places';

const BACKSLASH: u32 = 92;
const LOWER_U: u32 = 117;
const NO_DIGIT: u32 = 0x10000;

/**
 * Divides the suspects: makes escapes of the sound \u of characters beyond ASCII, and hazards of the rest: control
 * characters, and escapes that make a text unsound or give it a second spelling.
 */
export function listEscapes(): void {
  let hazards = HAZARDS;
  let escapes = ESCAPES;
  /** The second half of a surrogate pair, which was read with the first. */
  let secondHalf = END;
  for (let entry = SUSPECTS; ; entry += 4) {
    const place = load<u32>(entry);
    if (place === END) break;
    const code: u32 = load<u8>(BLOCK + place);
    if (place === secondHalf) continue;
    const length = code === LOWER_U ? unicodeLength(BLOCK + place - 1) : 0;
    if (length === 0) {
      store<u32>(hazards, place);
      hazards += 4;
    } else {
      store<u32>(escapes, place - 1);
      escapes += 4;
      if (length === 12) secondHalf = place + 6;
    }
  }
  store<u32>(hazards, END);
  store<u32>(escapes, END);
}

/** Length of the \u escape at `at` of one whole character beyond ASCII: 6, or 12 for a surrogate pair; 0 for any other. */
function unicodeLength(at: u32): u32 {
  const unit = unitAt(at);
  if (unit < 0x80 || unit >= NO_DIGIT) return 0;
  if (unit < 0xd800 || unit > 0xdfff) return 6;
  if (unit > 0xdbff || load<u8>(at, 6) !== BACKSLASH || load<u8>(at, 7) !== LOWER_U) return 0;
  const low = unitAt(at + 6);
  return low >= 0xdc00 && low <= 0xdfff ? 12 : 0;
}

/** The code unit of an escape; `NO_DIGIT` or more where it has other characters than hexadecimal digits. */
function unitAt(at: u32): u32 {
  return (
    (digit(load<u8>(at, 2)) << 12) |
    (digit(load<u8>(at, 3)) << 8) |
    (digit(load<u8>(at, 4)) << 4) |
    digit(load<u8>(at, 5))
  );
}

function digit(code: u32): u32 {
  // No branches, since nobody can foresee whether a digit is a letter.
  const letter = (code | 32) - 97;
  return select<u32>(code - 48, select<u32>(letter + 10, NO_DIGIT, letter < 6), code - 48 < 10);
}
