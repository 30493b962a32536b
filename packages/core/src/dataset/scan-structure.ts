import type { RuleId } from './rules.ts';

/** Deepest nesting that is read. A training record needs 7; `JSON.stringify` overflows at 10,000 (Node 24.21, 2026-11-20). */
export const MAX_DEPTH = 32;

/** A trap in a line that `JSON.parse` would take without a word. `index` counts UTF-16 units from 0. */
export interface Trap {
  readonly rule: Extract<RuleId, 'depth' | 'duplicate-key' | 'proto-key' | 'number-range' | 'nul' | 'lone-surrogate'>;
  readonly index: number;
  readonly message: string;
  readonly severity?: 'error';
}

/** Objects with more keys than this look their keys up in a set. */
const FEW_KEYS = 16;

interface Level {
  readonly isObject: boolean;
  keys: string[];
  set: Set<string> | undefined;
}

/** An escaped NUL or half of a surrogate pair, or what looks like one after an escaped backslash. */
const TRAP_ESCAPE = /\\u(?:0000|[dD][89a-fA-F])/;
const QUOTE = 34;
const BACKSLASH = 92;

/**
 * Walks over a line's brackets, strings and numbers before anything parses it. The text need not be JSON; what is wrong
 * with its syntax is for others to say. Ends at the first nesting that is too deep.
 */
export function scanStructure(text: string): Trap[] {
  const traps: Trap[] = [];
  const hasTrapEscape = TRAP_ESCAPE.test(text);
  const levels: Level[] = [];
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = scanString({ text, traps, hasTrapEscape, level: levels.at(-1) }, at);
    else if (code === 123 || code === 91) {
      levels.push({ isObject: code === 123, keys: [], set: undefined });
      if (levels.length > MAX_DEPTH) return [...traps, tooDeep(at)];
      at += 1;
    } else if (code === 125 || code === 93) {
      levels.pop();
      at += 1;
    } else if (code === 45 || (code >= 48 && code <= 57)) at = scanNumber(text, at, traps);
    else at += 1;
  }
  return traps;
}

function tooDeep(index: number): Trap {
  return { rule: 'depth', index, message: `The line nests deeper than ${MAX_DEPTH} levels.` };
}

interface Scan {
  readonly text: string;
  readonly traps: Trap[];
  /** Whether it is worth looking into the escapes of any string. */
  readonly hasTrapEscape: boolean;
  readonly level: Level | undefined;
}

/** Scans the string that opens at `start`; returns where it is over. */
function scanString(scan: Scan, start: number): number {
  const { text, traps } = scan;
  const close = closingQuote(text, start + 1);
  if (scan.hasTrapEscape) scanEscapes({ text, traps }, start + 1, close);
  if (scan.level?.isObject && isKey(text, close + 1)) {
    const raw = text.slice(start + 1, close);
    noteKey(scan, start, raw.includes('\\') ? unescaped(raw) : raw);
  }
  return close + 1;
}

function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 1)) {
    let backslashes = 0;
    while (at - backslashes > from && text.charCodeAt(at - backslashes - 1) === BACKSLASH) backslashes += 1;
    if (backslashes % 2 === 0) return at;
  }
  return text.length;
}

function isKey(text: string, from: number): boolean {
  let at = from;
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at += 1;
  return text.charCodeAt(at) === 58;
}

function unescaped(raw: string): string {
  try {
    return String(JSON.parse(`"${raw}"`));
  } catch {
    return raw;
  }
}

function noteKey(scan: Scan, index: number, key: string): void {
  const { level, traps } = scan;
  if (!level) return;
  if (key === '__proto__' || key === 'constructor' || key === 'prototype')
    traps.push({
      rule: 'proto-key',
      index,
      message: `The key ${key} reaches into the objects of programs that read it.`,
    });
  const known = level.set ? level.set.has(key) : level.keys.includes(key);
  if (known) traps.push({ rule: 'duplicate-key', index, message: `${named(key)} stands twice in one object.` });
  else remember(level, key);
}

function remember(level: Level, key: string): void {
  if (level.set) level.set.add(key);
  else if (level.keys.push(key) > FEW_KEYS) level.set = new Set(level.keys);
}

/** A key's name where it is short enough to be a name. */
function named(key: string): string {
  return /^[\w.-]{1,40}$/.test(key) ? `The key ${key}` : 'A key';
}

const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|.)/g;

function scanEscapes(scan: { text: string; traps: Trap[] }, from: number, to: number): void {
  const { text, traps } = scan;
  let high: { index: number; end: number } | undefined;
  const alone = (index: number) =>
    traps.push({
      rule: 'lone-surrogate',
      index,
      message: 'Half of a surrogate pair stands alone; UTF-8 cannot hold it.',
    });
  for (const match of text.slice(from, to).matchAll(ESCAPE)) {
    const index = from + match.index;
    const unit = match[1] === undefined ? -1 : Number.parseInt(match[1], 16);
    const isLow = unit >= 0xdc00 && unit <= 0xdfff;
    const follows = high?.end === index;
    if (high && !(isLow && follows)) alone(high.index);
    if (isLow && !(high && follows)) alone(index);
    high = unit >= 0xd800 && unit <= 0xdbff ? { index, end: index + match[0].length } : undefined;
    if (unit === 0) traps.push({ rule: 'nul', index, message: 'The text holds an escaped NUL.' });
  }
  if (high) alone(high.index);
}

const NUMBER = /-?\d+(\.\d+)?([eE][+-]?\d+)?/y;

function scanNumber(text: string, start: number, traps: Trap[]): number {
  NUMBER.lastIndex = start;
  const match = NUMBER.exec(text);
  if (!match) return start + 1;
  const [lexeme, fraction, exponent] = match;
  const value = Number(lexeme);
  if (!Number.isFinite(value))
    traps.push({
      rule: 'number-range',
      index: start,
      message: 'The number is beyond what a double holds; it is read as Infinity.',
      severity: 'error',
    });
  else if (fraction === undefined && exponent === undefined && !Number.isSafeInteger(value))
    traps.push({
      rule: 'number-range',
      index: start,
      message: 'The whole number is beyond 2^53 and is rounded when read.',
    });
  return start + lexeme.length;
}
