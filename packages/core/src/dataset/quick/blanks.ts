import type { Buffer } from 'node:buffer';

const SPACE = 32;
const BACKSLASH = 92;
/** Blanks that JSON escapes with one letter: \n \r \t \f. */
const isBlankEscape = (code = 0) => code === 110 || code === 114 || code === 116 || code === 102;
/** What `trim` takes off beside ASCII. */
const WIDE_BLANKS =
  '\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff';
const WIDE_BYTES = [...WIDE_BLANKS].map((blank) => [...new TextEncoder().encode(blank)]);
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
  if (first === BACKSLASH ? isWideEscape(bytes, from) : first >= FIRST_WIDE && isWideBlank(bytes, from)) return true;
  if ((bytes[to - 1] ?? 0) >= 0x80) return isWideBlank(bytes, to - 2) || isWideBlank(bytes, to - 3);
  return bytes[to - 6] === BACKSLASH && to - 6 >= from && isWideEscape(bytes, to - 6);
}

function isWideEscape(bytes: Buffer, at: number): boolean {
  const unit = Number.parseInt(bytes.toString('latin1', at + 2, at + 6), 16);
  return bytes[at + 1] === 117 && WIDE_BLANKS.includes(String.fromCharCode(unit));
}

function isWideBlank(bytes: Uint8Array, at: number): boolean {
  for (const [first, second, third] of WIDE_BYTES)
    if (bytes[at] === first && bytes[at + 1] === second && (third === undefined || bytes[at + 2] === third))
      return true;
  return false;
}
