import type { Canvas, Pen, Point } from './canvas.ts';

/**
 * Strokes of the characters that numbers are written with, on a grid of 4 by 6 from the top left. A picture holds no words: those stand
 * in the message beside it, where they can be searched and read out, and so no font has to be shipped.
 */
const STROKES: Readonly<Record<string, string>> = {
  0: '1,0 3,0 4,1 4,5 3,6 1,6 0,5 0,1 1,0',
  1: '1,1.2 2,0 2,6',
  2: '0,1 1,0 3,0 4,1 4,2 0,6 4,6',
  3: '0,1 1,0 3,0 4,1 4,2 3,3 4,4 4,5 3,6 1,6 0,5|1.6,3 3,3',
  4: '3,6 3,0 0,4 4,4',
  5: '4,0 0,0 0,2.5 3,2.5 4,3.5 4,5 3,6 1,6 0,5',
  6: '4,1 3,0 1,0 0,1 0,5 1,6 3,6 4,5 4,3.7 3,2.7 1,2.7 0,3.7',
  7: '0,0 4,0 1.6,6',
  8: '1,0 3,0 4,1 4,2 3,3 1,3 0,2 0,1 1,0|1,3 0,4 0,5 1,6 3,6 4,5 4,4 3,3',
  9: '4,2.3 3,3.3 1,3.3 0,2.3 0,1 1,0 3,0 4,1 4,5 3,6 1,6 0,5',
  '.': '1.9,6 2.1,6',
  ',': '2.2,5.7 1.4,7.2',
  '-': '0.6,3 3.4,3',
};

/** Grid units from one character to the next; a point takes less. */
const ADVANCE = 5.6;
const NARROW = 3;

const advanceOf = (character: string) => (character === '.' || character === ',' ? NARROW : ADVANCE);

/** Grid units; times the scale it is pixels. */
export function widthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + advanceOf(character), 0) - (ADVANCE - 4);
}

export interface Lettering {
  readonly pen: Pen;
  /** Pixels of one grid unit: six of them are a numeral's height. */
  readonly scale: number;
}

/** Writes a number with its top left corner at `at`; other characters leave their place empty. */
export function write(canvas: Canvas, { text, at }: { text: string; at: Point }, { pen, scale }: Lettering): void {
  let left = 0;
  for (const character of text) {
    const shift = character === '.' || character === ',' ? left - 1 : left;
    for (const stroke of (STROKES[character] ?? '').split('|').filter(Boolean))
      canvas.line(
        stroke.split(' ').map((pair): Point => {
          const [x = 0, y = 0] = pair.split(',').map(Number);
          return [at[0] + (x + shift) * scale, at[1] + y * scale];
        }),
        pen,
      );
    left += advanceOf(character);
  }
}
