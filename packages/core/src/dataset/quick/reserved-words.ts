import { createCursor } from './cursor.ts';

/** Finds the words that a model reserves in stretches of one block, in capitals or not. */
export interface ReservedWords {
  open(raw: string): void;
  /** `from` never goes back within one block. */
  standsIn(from: number, to: number): boolean;
}

/** A mark that is rare in text, and the words that begin or end with it. */
interface Mark {
  readonly cursor: ReturnType<typeof createCursor>;
  /** 1 where the words begin with it, -1 where they end with it. */
  readonly step: 1 | -1;
  readonly words: readonly string[];
  /** Codes of the letters next to the mark, in small letters. */
  readonly neighbours: ReadonlySet<number>;
}

const CASE_BIT = 32;

/** Most of these words end in a colon and the others begin with a bracket: only where one stands is anything compared. */
export function createReservedWords(words: readonly string[]): ReservedWords {
  const byMark = Map.groupBy(
    words.map((word) => word.toLowerCase()),
    (word) => (word.endsWith(':') ? ':' : word.charAt(0)),
  );
  const marks = [...byMark].map(([mark, own]) => markFor(mark, own));
  let raw = '';

  return {
    open(next) {
      raw = next;
      for (const { cursor } of marks) cursor.open(next);
    },
    standsIn(from, to) {
      for (const mark of marks)
        for (let at = mark.cursor.next(from); at < to; at = mark.cursor.next(at + 1))
          if (mark.neighbours.has(raw.charCodeAt(at + mark.step) | CASE_BIT) && isWord(mark, { raw, at, from }))
            return true;
      return false;
    },
  };
}

function markFor(mark: string, words: readonly string[]): Mark {
  const step = mark === ':' ? -1 : 1;
  const neighbours = new Set(words.map((word) => word.charCodeAt(step === 1 ? 1 : word.length - 2)));
  return { cursor: createCursor(mark), step, words, neighbours };
}

function isWord({ step, words }: Mark, { raw, at, from }: { raw: string; at: number; from: number }): boolean {
  return words.some((word) => {
    const start = step === 1 ? at : at + 1 - word.length;
    return start >= from && raw.slice(start, start + word.length).toLowerCase() === word;
  });
}
