import { Buffer } from 'node:buffer';
import type { BaseModel } from '../base-models.ts';
import { canonicalText } from '../canonical-text.ts';
import { mayOpenRefusal, REFUSAL_ANCHOR } from '../refusal-text.ts';
import { dropBlanks, type Edge, isWide, skipBlanks, trimmed } from './blanks.ts';
import { createCursor } from './cursor.ts';
import { createReservedWords } from './reserved-words.ts';
import { readStringEnd, type StringEnd } from './string-end.ts';
import { writeUnescaped } from './write-unescaped.ts';

/** The texts of the line that is being read, by their number. */
export interface Holes {
  open(block: Uint8Array, raw: string): void;
  startsWith(literal: string, at: number): boolean;
  /** Reads the text that begins at `at`; its closing quote, or -1 where it is not sound or not plain enough. */
  read(hole: number, at: number): number;
  /** Not blank, and without words that the model reserves. */
  isPlain(hole: number): boolean;
  /** `canonicalText` of it. */
  canonical(hole: number, edge: Edge): Uint8Array;
  text(hole: number): string;
  /** Whether it may begin with a brace or a bracket when trimmed. */
  mayBeJson(hole: number): boolean;
  mayDecline(hole: number, isFirst: boolean): boolean;
}

const MAX_HOLES = 64;
const BACKSLASH = 92;
const BRACE = 123;
const BRACKET = 91;
/** The first byte of the first blank beyond ASCII, which may be escaped too. */
const FIRST_WIDE = 0xc2;

/** Where the texts stand in the block. */
interface Spans {
  block: Uint8Array;
  raw: string;
  readonly froms: Int32Array;
  readonly tos: Int32Array;
  /** 1 where the bytes are not the canonical ones: there is a \\u escape. */
  readonly isEscaped: Uint8Array;
  /** A buffer for each hole to write its canonical bytes to. */
  readonly rooms: Uint8Array[];
}

export function createHoles(model: BaseModel): Holes {
  const spans: Spans = {
    block: new Uint8Array(0),
    raw: '',
    froms: new Int32Array(MAX_HOLES),
    tos: new Int32Array(MAX_HOLES),
    isEscaped: new Uint8Array(MAX_HOLES),
    rooms: Array.from({ length: MAX_HOLES }, () => new Uint8Array(0)),
  };
  const reserved = createReservedWords(model.reservedWords);
  const refusal = createCursor(REFUSAL_ANCHOR);
  const backslash = createCursor('\\');
  const end: StringEnd = { close: 0, hasUnicodeEscape: false };

  return {
    text: (hole) => textOf(spans, hole),
    open(block, raw) {
      spans.block = block;
      spans.raw = raw;
      for (const search of [backslash, refusal, reserved]) search.open(raw);
    },
    startsWith: (literal, at) => spans.raw.startsWith(literal, at),
    read(hole, at) {
      if (hole >= MAX_HOLES) return -1;
      readStringEnd({ raw: spans.raw, backslash }, at, end);
      spans.froms[hole] = at;
      spans.tos[hole] = end.close;
      spans.isEscaped[hole] = end.hasUnicodeEscape ? 1 : 0;
      return end.close;
    },
    isPlain: (hole) => !isBlank(spans, hole) && !reserved.standsIn(spans.froms[hole] ?? 0, spans.tos[hole] ?? 0),
    canonical: (hole, edge) => canonicalOf(spans, hole, edge),
    mayBeJson(hole) {
      const first = spans.raw.charCodeAt(startOf(spans, hole));
      return first === BRACE || first === BRACKET || first === BACKSLASH || first >= FIRST_WIDE;
    },
    mayDecline(hole, isFirst) {
      const from = spans.froms[hole] ?? 0;
      return (isFirst && mayOpenRefusal(spans.raw, from)) || refusal.next(from) < (spans.tos[hole] ?? 0);
    },
  };
}

function startOf({ raw, froms, tos }: Spans, hole: number): number {
  return skipBlanks(raw, froms[hole] ?? 0, tos[hole] ?? 0);
}

function textOf({ block, froms, tos }: Spans, hole: number): string {
  const from = froms[hole] ?? 0;
  const plain = Buffer.from(block.buffer, block.byteOffset + from, (tos[hole] ?? 0) - from).toString('utf8');
  return plain.includes('\\') ? String(JSON.parse(`"${plain}"`)) : plain;
}

function isBlank(spans: Spans, hole: number): boolean {
  const from = startOf(spans, hole);
  if (from >= (spans.tos[hole] ?? 0)) return true;
  const first = spans.raw.charCodeAt(from);
  // Only a text that begins with a wide blank, written out or escaped, can be blank after all.
  return (first === BACKSLASH || first >= FIRST_WIDE) && textOf(spans, hole).trim() === '';
}

function canonicalOf(spans: Spans, hole: number, edge: Edge): Uint8Array {
  const { block, raw, froms, tos, isEscaped, rooms } = spans;
  const from = edge === 'none' || edge === 'end' ? (froms[hole] ?? 0) : startOf(spans, hole);
  const to = edge === 'none' || edge === 'start' ? (tos[hole] ?? 0) : dropBlanks(raw, from, tos[hole] ?? 0);
  if (isWide(raw, from, to)) return canonicalText(trimmed(textOf(spans, hole), edge));
  if (isEscaped[hole] !== 1) return block.subarray(from, to);
  const room = rooms[hole];
  const out = room && room.length >= to - from ? room : new Uint8Array((to - from) * 2);
  rooms[hole] = out;
  return writeUnescaped({ block, raw, out }, from, to);
}
