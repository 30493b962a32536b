import type { Buffer } from 'node:buffer';

const SPACE = 32;
const BACKSLASH = 92;
/** Blanks that JSON escapes with one letter: \n \r \t \f. */
const isBlankEscape = (code = 0) => code === 110 || code === 114 || code === 116 || code === 102;
/** U+00A0, U+1680, U+2000 to 200A, 2028, 2029, 202F, 205F, 3000 and FEFF: what `trim` takes off beside ASCII. */
const WIDE_BLANK = /^[\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]$/;
/** The first byte of the first of them in UTF-8. */
const FIRST_WIDE = 0xc2;

/** Where a text begins that stands escaped, past blanks of ASCII. */
export function skipBlanks(bytes: Uint8Array, from: number, to: number): number {
  for (let at = from; at < to; ) {
    const code = bytes[at];
    if (code === SPACE) at += 1;
    else if (code === BACKSLASH && isBlankEscape(bytes[at + 1])) at += 2;
    else return at;
  }
  return to;
}

/** Where it ends before blanks of ASCII. */
export function dropBlanks(bytes: Uint8Array, from: number, to: number): number {
  let at = to;
  while (at > from) {
    if (bytes[at - 1] === SPACE) at -= 1;
    else if (isBlankEscape(bytes[at - 1]) && endsInEscape(bytes, from, at)) at -= 2;
    else return at;
  }
  return at;
}

/** Whether the last letter before `to` is escaped: an odd number of backslashes stand before it. */
function endsInEscape(bytes: Uint8Array, from: number, to: number): boolean {
  let at = to - 2;
  while (at >= from && bytes[at] === BACKSLASH) at -= 1;
  return (to - at) % 2 === 1;
}

/** Whether a text of UTF-8 begins or ends with what may be a wide blank, written out or escaped. */
export function hasWideEdge(bytes: Buffer, from: number, to: number): boolean {
  const first = bytes[from] ?? 0;
  const last = bytes[to - 1] ?? 0;
  if (first === BACKSLASH && isWideEscape(bytes, from)) return true;
  if (bytes[to - 6] === BACKSLASH && to - 6 >= from && isWideEscape(bytes, to - 6)) return true;
  if (first >= FIRST_WIDE && WIDE_BLANK.test(bytes.toString('utf8', from, from + (first < 0xe0 ? 2 : 3)))) return true;
  if (last < 0x80) return false;
  return WIDE_BLANK.test(bytes.toString('utf8', to - 2, to)) || WIDE_BLANK.test(bytes.toString('utf8', to - 3, to));
}

function isWideEscape(bytes: Buffer, at: number): boolean {
  const unit = Number.parseInt(bytes.toString('latin1', at + 2, at + 6), 16);
  return bytes[at + 1] === 117 && WIDE_BLANK.test(String.fromCharCode(unit));
}
