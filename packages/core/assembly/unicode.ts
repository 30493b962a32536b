const BACKSLASH: u32 = 92;
const LOWER_U: u32 = 117;
const NO_DIGIT: u32 = 0x10000;

/** Length of the \u escape at `at` of one whole character beyond ASCII: 6, or 12 for a surrogate pair; 0 for any other. */
export function unicodeLength(at: u32): u32 {
  const unit = unitAt(at);
  if (unit < 0x80 || unit >= NO_DIGIT) return 0;
  if (unit < 0xd800 || unit > 0xdfff) return 6;
  if (unit > 0xdbff || load<u8>(at, 6) !== BACKSLASH || load<u8>(at, 7) !== LOWER_U) return 0;
  const low = unitAt(at + 6);
  return low >= 0xdc00 && low <= 0xdfff ? 12 : 0;
}

/** The code unit of an escape; `NO_DIGIT` or more where it has other characters than hexadecimal digits. */
export function unitAt(at: u32): u32 {
  return (
    (digit(load<u8>(at, 2)) << 12) |
    (digit(load<u8>(at, 3)) << 8) |
    (digit(load<u8>(at, 4)) << 4) |
    digit(load<u8>(at, 5))
  );
}

function digit(code: u32): u32 {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = (code | 32) - 97;
  return letter < 6 ? letter + 10 : NO_DIGIT;
}
