import { findNamed } from '../sensitive/named-secrets.ts';
import { besideKey } from '../sensitive/note-sensitive.ts';
import type { Line } from './alarms.ts';

/** Bytes before and behind a name that can matter: a little more than is ever looked at, and where \u escapes stand six times. */
const BEFORE = 256;
const AFTER = 400;
const ESCAPED_AFTER = 2048;

/** Whether a secret may stand beside the name at `at` of a line of JSON; decodes what is around it and no more. */
export function mayNameSecret(line: Line, at: number): boolean {
  const { block, from, to } = line;
  const start = Math.max(from, at - BEFORE);
  const before = textUpTo(block.toString('utf8', start, at));
  let rest = block.toString('utf8', at, Math.min(to, at + AFTER));
  if (rest.includes('\\u')) rest = block.toString('utf8', at, Math.min(to, at + ESCAPED_AFTER));
  const [own = ''] = TEXT.exec(rest) ?? [];
  const key = before + unescaped(own);
  if (findNamed(key).length > 0) return true;
  const next = VALUE.exec(rest.slice(own.length))?.[1];
  return next !== undefined && findNamed(besideKey(key, unescaped(next))).length > 0;
}

const TEXT = /^(?:[^"\\]|\\.)*/s;
/** A text whose key ends here. */
const VALUE = /^"[ \t]*:[ \t]*"((?:[^"\\]|\\.)*)/s;

/** The part of a text that stands before a place in it. */
function textUpTo(raw: string): string {
  for (let quote = raw.lastIndexOf('"'); quote >= 0; quote = raw.lastIndexOf('"', quote - 1)) {
    let slashes = 0;
    while (raw.charAt(quote - 1 - slashes) === '\\') slashes += 1;
    if (slashes % 2 === 0) return unescaped(raw.slice(quote + 1));
    if (quote === 0) break;
  }
  return unescaped(raw);
}

const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|(.))/gs;
const CONTROLS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

function unescaped(raw: string): string {
  if (!raw.includes('\\')) return raw;
  return raw.replace(ESCAPE, (_, unit: string | undefined, mark: string) =>
    unit === undefined ? (CONTROLS[mark] ?? mark) : String.fromCharCode(Number.parseInt(unit, 16)),
  );
}
