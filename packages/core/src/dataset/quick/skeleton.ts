import { canonicalText } from '../canonical-text.ts';
import { isObject } from '../read-record.ts';
import { recogniseRecord } from '../recognise-record.ts';
import type { Kept, Scanner } from './scanner.ts';

/** What a record has in common with the next: everything but its texts. `literals` are one more than the holes between. */
export interface Skeleton {
  /** ASCII, the quotes around the holes included. */
  readonly literals: readonly string[];
}

/** Values that differ from record to record and that no rule reads but as text. `*` is any index. */
const TEXTS = new Set([
  'prompt',
  'completion',
  'system',
  'system.*.text',
  'messages.*.content',
  'messages.*.content.*.text',
]);
/** Top-level fields whose value decides what the record is; text in any other is passed over by every rule. */
const TELLING = new Set(['schemaVersion', 'messages', 'input', 'text', 'prompt', 'completion', 'system']);
const STRING = /"(?:[^"\\]|\\.)*"/y;
const NOT_ASCII = /[^\0-\x7f]/;

interface Level {
  readonly isObject: boolean;
  key: string;
  wantsKey: boolean;
}

/** Cuts the texts out of a line that holds one sound JSON object; undefined where what is left is not ASCII. */
export function skeletonOf(text: string): Skeleton | undefined {
  const literals: string[] = [];
  const levels: Level[] = [];
  let literalStart = 0;
  for (let at = 0; at < text.length; ) {
    const end = text[at] === '"' ? endOfString(text, at) : undefined;
    if (end === undefined) step(levels, text[at] ?? '');
    else if (isHole(levels, text.slice(at + 1, end - 1))) {
      literals.push(text.slice(literalStart, at + 1));
      literalStart = end - 1;
    }
    at = end ?? at + 1;
  }
  literals.push(text.slice(literalStart));
  return literals.some((literal) => NOT_ASCII.test(literal)) ? undefined : { literals };
}

function endOfString(text: string, at: number): number {
  STRING.lastIndex = at;
  return STRING.test(text) ? STRING.lastIndex : text.length;
}

function step(levels: Level[], character: string): void {
  const level = levels.at(-1);
  if (character === '{') levels.push({ isObject: true, key: '', wantsKey: true });
  else if (character === '[') levels.push({ isObject: false, key: '*', wantsKey: false });
  else if (character === '}' || character === ']') levels.pop();
  else if (level && character === ',') level.wantsKey = level.isObject;
}

/** Takes note of a key; says of a value whether it is one of the texts. */
function isHole(levels: readonly Level[], value: string): boolean {
  const level = levels.at(-1);
  if (!level) return false;
  if (level.wantsKey) {
    level.key = value;
    level.wantsKey = false;
    return false;
  }
  const path = levels.map(({ key }) => key).join('.');
  return TEXTS.has(path) || (levels.length === 1 && !TELLING.has(level.key));
}

/** A stretch of what is asked or answered: the same in every record, or the text of a hole. */
export type Piece = { readonly constant: Kept; readonly text: string } | { readonly hole: number };

/** How the texts of a skeleton make up an exchange. */
export interface Plan {
  readonly format: 'conversation' | 'prompt-completion' | 'openai-chat';
  readonly asked: readonly Piece[];
  readonly completion: readonly Piece[];
  readonly answers: readonly (readonly Piece[])[];
  /** Holes that stand in any of these; the others are never read. */
  readonly used: readonly number[];
  /** The hole that the completion begins with, where it begins with one, and those of all answers. */
  readonly opening: number | undefined;
  readonly answerOpenings: readonly number[];
}

const MARK = /\uE000(\d+)\uE001/;

/**
 * Asks `recogniseRecord` about the skeleton with a mark in each hole and sees where the marks come out, so that the quick
 * way cannot differ from the slow one. Undefined where a record has no question, no answer, or media, and where the scanner
 * has no more room for what is constant.
 */
export function planOf({ literals }: Skeleton, scanner: Pick<Scanner, 'keep'>): Plan | undefined {
  const marked = literals
    .map((literal, index) => (index === 0 ? literal : `\uE000${index - 1}\uE001${literal}`))
    .join('');
  const record: unknown = JSON.parse(marked);
  if (!isObject(record)) return undefined;
  const { format, prompt, asked, completion, answers } = recogniseRecord(record);
  if (format !== 'conversation' && format !== 'prompt-completion' && format !== 'openai-chat') return undefined;
  if (asked === '' || completion === '' || asked !== prompt) return undefined;
  let isKept = true;
  const keep = (text: string) => {
    const kept = scanner.keep(canonicalText(text));
    if (!kept) isKept = false;
    return kept ?? NOTHING;
  };
  const cutUp = (text: string) => cut(text, keep);
  const pieces = { asked: cutUp(asked), completion: cutUp(completion), answers: answers.map(cutUp) };
  if (!isKept) return undefined;
  const all = [...pieces.asked, ...pieces.completion, ...pieces.answers.flat()];
  const used = new Set(all.flatMap((piece) => ('hole' in piece ? [piece.hole] : [])));
  const openings = [pieces.completion, ...pieces.answers].map(openingOf);
  return {
    format,
    ...pieces,
    used: [...used].sort((a, b) => a - b),
    opening: openings[0],
    answerOpenings: openings.slice(1).filter((hole) => hole !== undefined),
  };
}

function openingOf([first]: readonly Piece[]): number | undefined {
  return first && 'hole' in first ? first.hole : undefined;
}

const NOTHING: Kept = { at: 0, length: 0 };

function cut(text: string, keep: (constant: string) => Kept): Piece[] {
  return text.split(MARK).flatMap((part, index): Piece[] => {
    if (index % 2 === 1) return [{ hole: Number(part) }];
    return part === '' ? [] : [{ constant: keep(part), text: part }];
  });
}
