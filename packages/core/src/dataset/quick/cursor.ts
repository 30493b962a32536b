/** Finds the next place of one short text, searching each stretch once however often it is asked. */
export interface Cursor {
  open(text: string): void;
  /** The first place at or after `at`; Infinity where there is none. `at` never goes back within one text. */
  next(at: number): number;
}

export function createCursor(needle: string): Cursor {
  let text = '';
  let place = -1;
  return {
    open(next) {
      text = next;
      place = -1;
    },
    next(at) {
      if (place >= at) return place;
      const found = text.indexOf(needle, at);
      place = found < 0 ? Number.POSITIVE_INFINITY : found;
      return place;
    },
  };
}
