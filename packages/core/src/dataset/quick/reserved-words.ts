import { createCursor } from './cursor.ts';

/** Finds the words that a model reserves in stretches of one block. */
export interface ReservedWords {
  open(raw: string): void;
  standsIn(from: number, to: number): boolean;
}

/** Most of these words end in a colon, which is rare in text: each colon is looked at, and only the rest is searched for. */
export function createReservedWords(words: readonly string[]): ReservedWords {
  const withColon = words.filter((word) => word.endsWith(':'));
  const cursors = words.filter((word) => !word.endsWith(':')).map(createCursor);
  const lastLetters = new Set(withColon.map((word) => word.charCodeAt(word.length - 2)));
  let raw = '';

  const endsAt = (colon: number, from: number) =>
    withColon.some((word) => {
      const start = colon + 1 - word.length;
      return start >= from && raw.startsWith(word, start);
    });

  return {
    open(next) {
      raw = next;
      for (const cursor of cursors) cursor.open(next);
    },
    standsIn(from, to) {
      for (const cursor of cursors) if (cursor.next(from) < to) return true;
      if (withColon.length === 0) return false;
      for (let colon = raw.indexOf(':', from); colon >= 0 && colon < to; colon = raw.indexOf(':', colon + 1))
        if (lastLetters.has(raw.charCodeAt(colon - 1)) && endsAt(colon, from)) return true;
      return false;
    },
  };
}
