import { type JsonObject, readRecord } from '../read-record.ts';
import type { RuleId } from '../rules.ts';
import { MAX_LINE_BYTES } from '../split-lines.ts';
import type { Piece } from './read-pieces.ts';
import { createValueSplitter } from './split-values.ts';

/** What a record lost or changed on its way into the copy; never its values. */
export type Change =
  | 'byte order mark'
  | 'carriage return'
  | 'comma between records'
  | 'own line'
  | 'layout'
  | 'role in lower case'
  | 'text as a block'
  | 'empty system text'
  | 'redacted'
  | `field ${string}`;

/** A record taken out of its line, with what had to be done for it. */
export interface MendedRecord {
  readonly kind: 'record';
  readonly line: number;
  readonly record: JsonObject;
  /** What to write where the record itself needs no change. */
  readonly text: string;
  /** False where writing it anew would round a number. */
  readonly isExact: boolean;
  readonly changes: readonly Change[];
}

/** A line that stays behind. */
export interface LeftOut {
  readonly kind: 'left-out';
  readonly line: number;
  readonly rule: RuleId;
  readonly message: string;
}

/** What a piece of the file came to. A blank line is dropped without a word of its own. */
export type Mended = MendedRecord | LeftOut | { readonly kind: 'blank'; readonly line: number };

const BYTE_ORDER_MARK = '\uFEFF';
const encoder = new TextEncoder();

/** Mends what stands around the records of one line, where nothing that could be data is lost by it. */
export function mendLine({ line, bytes, wasSpread }: Piece): readonly Mended[] {
  if (!bytes) {
    const message = `The record is longer than ${MAX_LINE_BYTES / 1024} KiB; it was not read.`;
    return [{ kind: 'left-out', line, rule: 'line-too-long', message }];
  }
  const { value, text, notes, endsInCr } = readRecord(bytes);
  const rules = new Set(notes.map(({ rule }) => rule));
  if (rules.has('blank-line')) return [{ kind: 'blank', line }];
  const changes: Change[] = [];
  if (wasSpread) changes.push('own line');
  if (rules.has('bom')) changes.push('byte order mark');
  if (endsInCr || rules.has('stray-cr')) changes.push('carriage return');
  const fault = notes.find(({ rule, severity }) => !isMendable(rule, severity));
  if (fault) return [{ kind: 'left-out', line, rule: fault.rule, message: fault.message }];
  if (rules.has('comma-between-lines')) changes.push('comma between records');
  const body = text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
  if (value && !rules.has('comma-between-lines')) {
    const isExact = !rules.has('number-range');
    return [{ kind: 'record', line, record: value, text: body, isExact, changes }];
  }
  const apart = takeApart(body, line, changes);
  if (apart) return apart;
  const [first] = notes;
  return [{ kind: 'left-out', line, rule: first?.rule ?? 'json-syntax', message: first?.message ?? 'It is no JSON.' }];
}

const AROUND = new Set<RuleId>(['bom', 'comma-between-lines', 'trailing-garbage', 'stray-cr']);

function isMendable(rule: RuleId, severity: string | undefined): boolean {
  return AROUND.has(rule) || (rule === 'number-range' && severity !== 'error');
}

/** The records of a line that holds several, or one with commas or carriage returns around it; undefined where not all of it is whole records. */
function takeApart(body: string, line: number, changes: readonly Change[]): MendedRecord[] | undefined {
  const parts: Uint8Array[] = [];
  const bytes = encoder.encode(body);
  const limits = { inArray: false, maxBytes: MAX_LINE_BYTES, giveUpBytes: MAX_LINE_BYTES };
  const sink = { value: (part: Uint8Array) => void parts.push(part), tooLong: () => undefined };
  const splitter = createValueSplitter(sink, limits);
  if (splitter.push(bytes) ?? splitter.end()) return undefined;
  const records: MendedRecord[] = [];
  for (const part of parts) {
    const { value, text, notes } = readRecord(part);
    if (!value || notes.some(({ rule, severity }) => rule !== 'number-range' || severity === 'error')) return undefined;
    const own: readonly Change[] = parts.length > 1 ? [...changes, 'own line'] : changes;
    records.push({ kind: 'record', line, record: value, text, isExact: notes.length === 0, changes: own });
  }
  return records.length > 0 ? records : undefined;
}
