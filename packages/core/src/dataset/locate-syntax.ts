/** Where a text stops being one JSON value. `index` counts UTF-16 units from 0. */
export type SyntaxPlace =
  | { readonly kind: 'valid' }
  | { readonly kind: 'broken'; readonly index: number; readonly message: string }
  | { readonly kind: 'trailing'; readonly index: number };

interface Cursor {
  readonly text: string;
  at: number;
}

/** Thrown inside this file only: the scan ends at the first fault. */
class Fault extends Error {
  override readonly name = 'Fault';
  readonly index: number;
  constructor(index: number, message: string) {
    super(message);
    this.index = index;
  }
}

/**
 * Finds the first fault of a text by RFC 8259; `JSON.parse` words its messages differently from one V8 to the next and
 * quotes the text in them. Recurses once per level: the caller has bounded the depth.
 */
export function locateSyntax(text: string): SyntaxPlace {
  const cursor: Cursor = { text, at: 0 };
  try {
    skipSpace(cursor);
    readValue(cursor);
    skipSpace(cursor);
  } catch (fault) {
    if (fault instanceof Fault) return { kind: 'broken', index: fault.index, message: fault.message };
    throw fault;
  }
  return cursor.at < text.length ? { kind: 'trailing', index: cursor.at } : { kind: 'valid' };
}

const QUOTE = 34;
const BACKSLASH = 92;
const SPACE = /[ \t\r\n]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;

function match(cursor: Cursor, pattern: RegExp): string {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text)?.[0] ?? '';
  cursor.at += found.length;
  return found;
}

function skipSpace(cursor: Cursor): void {
  match(cursor, SPACE);
}

function readValue(cursor: Cursor): void {
  const next = cursor.text[cursor.at];
  if (next === '{') readMembers(cursor, '}');
  else if (next === '[') readMembers(cursor, ']');
  else if (next === '"') readString(cursor);
  else if (!match(cursor, WORD) && !match(cursor, NUMBER)) throw unexpected(cursor, 'a value');
}

function readMembers(cursor: Cursor, close: '}' | ']'): void {
  cursor.at += 1;
  skipSpace(cursor);
  if (cursor.text[cursor.at] === close) {
    cursor.at += 1;
    return;
  }
  for (;;) {
    if (close === '}') readKey(cursor);
    readValue(cursor);
    skipSpace(cursor);
    const next = cursor.text[cursor.at];
    if (next !== ',' && next !== close) throw unexpected(cursor, `a comma or ${close}`);
    cursor.at += 1;
    if (next === close) return;
    skipSpace(cursor);
    if (cursor.text[cursor.at] === close) throw new Fault(cursor.at, `A comma stands before ${close}.`);
  }
}

function readKey(cursor: Cursor): void {
  if (cursor.text[cursor.at] !== '"') throw unexpected(cursor, 'a key in double quotes');
  readString(cursor);
  skipSpace(cursor);
  if (cursor.text[cursor.at] !== ':') throw unexpected(cursor, 'a colon');
  cursor.at += 1;
  skipSpace(cursor);
}

function readString(cursor: Cursor): void {
  const { text } = cursor;
  for (cursor.at += 1; ; ) {
    const code = text.charCodeAt(cursor.at);
    if (Number.isNaN(code)) throw new Fault(cursor.at, 'The line ends inside a text: its closing quote is missing.');
    if (code < 32) throw new Fault(cursor.at, 'A control character stands inside a text unescaped.');
    if (code === BACKSLASH) {
      if (!match(cursor, ESCAPE))
        throw new Fault(cursor.at, 'A backslash is followed by something that JSON does not know.');
    } else cursor.at += 1;
    if (code === QUOTE) return;
  }
}

function unexpected(cursor: Cursor, wanted: string): Fault {
  const next = cursor.text[cursor.at];
  if (next === undefined) return new Fault(cursor.at, `The line ends where ${wanted} should be.`);
  if (next === "'")
    return new Fault(cursor.at, `A single quote stands where ${wanted} should be; JSON uses double quotes.`);
  if (/^(?:NaN|-?Infinity|None|True|False|undefined)\b/.test(cursor.text.slice(cursor.at, cursor.at + 10)))
    return new Fault(cursor.at, 'NaN, Infinity, None, True, False and undefined are no JSON.');
  return new Fault(cursor.at, `Something else stands where ${wanted} should be.`);
}
