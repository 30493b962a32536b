/** The ends of a text at which blanks do not count. */
export type Edge = 'start' | 'end' | 'both' | 'none';

const SPACE = 32;
const BACKSLASH = 92;
/** Blanks that JSON escapes with one letter: \n \r \t \f. */
const isBlankEscape = (code: number) => code === 110 || code === 114 || code === 116 || code === 102;
/** U+00A0, U+1680, U+2000 to 200A, 2028, 2029, 202F, 205F, 3000 and FEFF in UTF-8: what `trim` takes off beside ASCII. */
const WIDE_BLANK = /^(?:\xc2\xa0|\xe1\x9a\x80|\xe2\x80[\x80-\x8a\xa8\xa9\xaf]|\xe2\x81\x9f|\xe3\x80\x80|\xef\xbb\xbf)/;

/** Where a text begins that stands escaped, past blanks of ASCII. */
export function skipBlanks(raw: string, from: number, to: number): number {
  for (let at = from; at < to; ) {
    const code = raw.charCodeAt(at);
    if (code === SPACE) at += 1;
    else if (code === BACKSLASH && isBlankEscape(raw.charCodeAt(at + 1))) at += 2;
    else return at;
  }
  return to;
}

/** Where it ends before blanks of ASCII. */
export function dropBlanks(raw: string, from: number, to: number): number {
  let at = to;
  while (at > from) {
    if (raw.charCodeAt(at - 1) === SPACE) at -= 1;
    else if (isBlankEscape(raw.charCodeAt(at - 1)) && endsInEscape(raw, from, at)) at -= 2;
    else return at;
  }
  return at;
}

/** Whether the last letter before `to` is escaped: an odd number of backslashes stand before it. */
function endsInEscape(raw: string, from: number, to: number): boolean {
  let at = to - 2;
  while (at >= from && raw.charCodeAt(at) === BACKSLASH) at -= 1;
  return (to - at) % 2 === 1;
}

/** Whether a text begins or ends with what may be a wide blank. */
export function isWide(raw: string, from: number, to: number): boolean {
  if (isUnicodeEscape(raw, from) || isUnicodeEscape(raw, to - 6)) return true;
  if (raw.charCodeAt(from) >= 0xc2 && WIDE_BLANK.test(raw.slice(from, from + 3))) return true;
  return (
    raw.charCodeAt(to - 1) >= 0x80 && (WIDE_BLANK.test(raw.slice(to - 3, to)) || WIDE_BLANK.test(raw.slice(to - 2, to)))
  );
}

const isUnicodeEscape = (raw: string, at: number) => at >= 0 && raw.startsWith('\\u', at);

export function trimmed(text: string, edge: Edge): string {
  if (edge === 'both') return text.trim();
  if (edge === 'start') return text.trimStart();
  return edge === 'end' ? text.trimEnd() : text;
}
