import { mayOpenRefusal } from '../refusal-text.ts';
import { dropBlanks, hasWideEdge, skipBlanks } from './blanks.ts';
import type { Scanner } from './scanner.ts';

/** At which of its ends a text is trimmed. */
export type Edge = 'start' | 'end' | 'both' | 'none';

/** The texts of the line that is being read, by their number: where they stand in the block. */
export interface Holes {
  begin(): void;
  put(hole: number, from: number, to: number): void;
  /** Whether it is neither blank nor has blanks at an end that are beyond ASCII; asked in the holes' order. */
  isPlain(hole: number): boolean;
  /** Where it stands without what is trimmed off. */
  fromOf(hole: number, edge: Edge): number;
  toOf(hole: number, edge: Edge): number;
  /** Whether it has no \u escape: its bytes are the canonical ones. */
  isVerbatim(hole: number): boolean;
  /** Index in the scanner's list of the first \u escape that does not stand before it. */
  escapeOf(hole: number): number;
  text(hole: number): string;
  /** Whether it begins with a brace or a bracket when trimmed. */
  looksLikeJson(hole: number): boolean;
  mayOpenRefusal(hole: number): boolean;
}

export const MAX_HOLES = 64;
const BRACE = 123;
const BRACKET = 91;

export function createHoles({ block, escapes }: Scanner): Holes {
  const froms = new Int32Array(MAX_HOLES);
  const tos = new Int32Array(MAX_HOLES);
  const trimmedFroms = new Int32Array(MAX_HOLES);
  const trimmedTos = new Int32Array(MAX_HOLES);
  const firstEscapes = new Int32Array(MAX_HOLES);
  /** The first \u escape that no hole has passed yet. */
  let nextEscape = 0;

  return {
    begin() {
      nextEscape = 0;
    },
    put(hole, from, to) {
      froms[hole] = from;
      tos[hole] = to;
    },
    isPlain(hole) {
      const from = froms[hole] ?? 0;
      const to = tos[hole] ?? 0;
      const trimmedFrom = skipBlanks(block, from, to);
      const trimmedTo = dropBlanks(block, trimmedFrom, to);
      if (trimmedFrom >= trimmedTo || hasWideEdge(block, trimmedFrom, trimmedTo)) return false;
      trimmedFroms[hole] = trimmedFrom;
      trimmedTos[hole] = trimmedTo;
      while ((escapes[nextEscape] ?? 0) < from) nextEscape += 1;
      firstEscapes[hole] = nextEscape;
      return true;
    },
    fromOf: (hole, edge) => (edge === 'start' || edge === 'both' ? trimmedFroms : froms)[hole] ?? 0,
    toOf: (hole, edge) => (edge === 'end' || edge === 'both' ? trimmedTos : tos)[hole] ?? 0,
    isVerbatim: (hole) => (escapes[firstEscapes[hole] ?? 0] ?? 0) >= (tos[hole] ?? 0),
    escapeOf: (hole) => firstEscapes[hole] ?? 0,
    text(hole) {
      const plain = block.toString('utf8', froms[hole], tos[hole]);
      return plain.includes('\\') ? String(JSON.parse(`"${plain}"`)) : plain;
    },
    looksLikeJson(hole) {
      const first = block[trimmedFroms[hole] ?? 0];
      return first === BRACE || first === BRACKET;
    },
    mayOpenRefusal: (hole) => mayOpenRefusal(block, froms[hole] ?? 0),
  };
}
