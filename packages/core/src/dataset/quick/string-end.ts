import type { Cursor } from './cursor.ts';

export interface StringEnd {
  /** Place of the closing quote; -1 where the text is broken, or escapes what need not be escaped. */
  close: number;
  hasUnicodeEscape: boolean;
}

const LOWER_U = 117;
/** 1 for what may follow a backslash. The slash may too, but then a text has two spellings, and a search misses one. */
const PLAIN_ESCAPES = Uint8Array.from({ length: 256 }, (_, code) =>
  '"\\bfnrt'.includes(String.fromCharCode(code)) ? 1 : 0,
);

/** Finds where the text of a JSON string ends that begins at `from`, checking its escapes on the way. */
export function readStringEnd(source: { raw: string; backslash: Cursor }, from: number, end: StringEnd): void {
  const { raw, backslash } = source;
  end.hasUnicodeEscape = false;
  let quote = raw.indexOf('"', from);
  for (let slash = backslash.next(from); slash < quote; ) {
    const code = raw.charCodeAt(slash + 1);
    let after = slash + 2;
    if (code === LOWER_U) {
      after = afterUnicode(raw, slash);
      end.hasUnicodeEscape = true;
    } else if (PLAIN_ESCAPES[code] !== 1) after = -1;
    if (after < 0) {
      end.close = -1;
      return;
    }
    if (after > quote) quote = raw.indexOf('"', after);
    slash = backslash.next(after);
  }
  end.close = quote;
}

/** Place after a \u escape of a whole character beyond ASCII; -1 for any other. */
function afterUnicode(raw: string, at: number): number {
  const unit = unitAt(raw, at);
  if (unit < 0x80) return -1;
  if (unit < 0xd800 || unit > 0xdfff) return at + 6;
  const low = unit < 0xdc00 && raw.startsWith('\\u', at + 6) ? unitAt(raw, at + 6) : -1;
  return low >= 0xdc00 && low <= 0xdfff ? at + 12 : -1;
}

/** The value of each hexadecimal digit; 0x10000 for what is none, so that a sum with it is no code unit. */
const DIGITS = Int32Array.from({ length: 256 }, (_, code) => {
  const value = Number.parseInt(String.fromCharCode(code), 16);
  return Number.isNaN(value) ? 0x10000 : value;
});

/** The code unit of the escape at `at`, whose first two characters are not looked at; -1 where it is none. */
export function unitAt(raw: string, at: number): number {
  let unit = 0;
  for (let index = at + 2; index < at + 6; index += 1) {
    const digit = DIGITS[raw.charCodeAt(index)] ?? 0x10000;
    if (digit > 15) return -1;
    unit = unit * 16 + digit;
  }
  return unit;
}
