import { decodeUtf8 } from './decode-utf8.ts';
import type { Note } from './finding-log.ts';
import { locateSyntax } from './locate-syntax.ts';
import { scanStructure } from './scan-structure.ts';

/** A parsed JSON object; its values are whatever stood in the file. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** One line as it was read: an object with what is wrong around it, or only what is wrong. */
export interface ReadLine {
  readonly value: JsonObject | undefined;
  /** The decoded line, for finding columns; empty where it is no UTF-8. */
  readonly text: string;
  readonly notes: readonly Omit<Note, 'line'>[];
  readonly endsInCr: boolean;
}

export const BLANK_LINE = { rule: 'blank-line', message: 'The line is blank.' } as const;
const BYTE_ORDER_MARK = '\uFEFF';

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads one line (without its line feed) into an object. Nothing is parsed before its nesting is known to be harmless. */
export function readRecord(bytes: Uint8Array): ReadLine {
  const decoded = decodeUtf8(bytes);
  if (decoded.kind === 'broken') {
    const message = 'Bytes stand here that are not UTF-8.';
    return {
      value: undefined,
      text: '',
      notes: [{ rule: 'utf8', column: decoded.index + 1, message }],
      endsInCr: false,
    };
  }
  const endsInCr = decoded.text.endsWith('\r');
  const text = endsInCr ? decoded.text.slice(0, -1) : decoded.text;
  const notes: Omit<Note, 'line'>[] = [];
  const value = parse(stripped(text, notes), notes);
  return { value, text, notes, endsInCr };
}

/** The text to parse, with what stands before it blanked so that columns stay true. */
function stripped(text: string, notes: Omit<Note, 'line'>[]): string {
  if (!text.startsWith(BYTE_ORDER_MARK)) return text;
  notes.push({ rule: 'bom', column: 1, message: 'The line begins with a byte order mark; AWS’s readers stop at it.' });
  return ` ${text.slice(1)}`;
}

function parse(text: string, notes: Omit<Note, 'line'>[]): JsonObject | undefined {
  if (text.trim() === '') {
    notes.push(BLANK_LINE);
    return undefined;
  }
  const cr = text.indexOf('\r');
  if (cr >= 0) {
    const message = 'A carriage return stands inside the line; AWS’s readers end the line there.';
    notes.push({ rule: 'stray-cr', column: cr + 1, message });
    return undefined;
  }
  const traps = scanStructure(text);
  for (const { rule, index, message, severity } of traps)
    notes.push({ rule, column: index + 1, message, ...(severity ? { severity } : {}) });
  if (traps.some((trap) => trap.rule === 'depth')) return undefined;
  return parseShallow(text, notes);
}

function parseShallow(text: string, notes: Omit<Note, 'line'>[]): JsonObject | undefined {
  const value = jsonOrUndefined(text) ?? withoutFault(text, notes);
  if (value === undefined || isObject(value)) return value;
  notes.push({ rule: 'not-object', column: text.search(/\S/) + 1, message: 'The line holds JSON, but no object.' });
  return undefined;
}

/** `null` is no record either, so it may come back as itself. */
function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Says what is wrong; where commas between lines are all of it, the record is read nevertheless. */
function withoutFault(text: string, notes: Omit<Note, 'line'>[]): unknown {
  const nul = text.indexOf('\0');
  if (nul >= 0) {
    notes.push({ rule: 'nul', column: nul + 1, message: 'A NUL stands in the line.' });
    return undefined;
  }
  const lead = /^\s*,/.exec(text)?.[0].length ?? 0;
  const body = ' '.repeat(lead) + text.slice(lead);
  const place = locateSyntax(body);
  const comma = (column: number) =>
    notes.push({ rule: 'comma-between-lines', column, message: 'A comma stands between the records.' });
  if (place.kind === 'broken') {
    notes.push({ rule: 'json-syntax', column: place.index + 1, message: place.message });
    return undefined;
  }
  if (lead > 0) comma(lead);
  if (place.kind === 'valid') return JSON.parse(body);
  if (body.slice(place.index).trim() === ',') {
    comma(place.index + 1);
    return JSON.parse(body.slice(0, place.index));
  }
  notes.push({
    rule: 'trailing-garbage',
    column: place.index + 1,
    message: 'More stands on the line after the record is over.',
  });
  return undefined;
}
