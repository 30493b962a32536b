import type { Exchange } from '../recognise-record.ts';

/**
 * What tells whether two prompts are nearly the same, in 16 bytes. Prompts are alike when they have the same letters and
 * digits (`whole`), or when they begin or end with the same words for a quarter to a half of their length and have nearly
 * the same words in all (`sketch`): one edit, wherever it stands, leaves the beginning or the end as it was.
 */
export interface Likeness {
  readonly whole: number;
  /** 0 where the prompt is too short to say. */
  readonly start: number;
  readonly end: number;
  readonly sketch: number;
}

/** Shorter prompts are alike only when all of their words are the same. */
const MIN_WORDS = 6;

/** Scripts without spaces are read by the character. */
const WORD = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{M}\p{N}]+/gu;

export function measureLikeness({ asked }: Exchange, said: string, hash: (text: string) => number): Likeness {
  // From all that is asked, so that equal prompts are alike whatever their layout.
  const whole = hash(wordsOf(asked).join('') || asked);
  const words = wordsOf(said);
  if (words.length < MIN_WORDS) return { whole, start: 0, end: 0, sketch: 0 };
  // An added word lengthens one of the two reaches at most, as their steps lie apart.
  const start = words.slice(0, reachOf(words.length, 4)).join(' ');
  const end = words.slice(-reachOf(words.length, 3)).join(' ');
  return { whole, start: hash(start) || 1, end: hash(end) || 1, sketch: sketchOf(words, hash) };
}

/** How many bits of two sketches differ: two at most for a word that was replaced, half of 32 for unrelated prompts. */
export function bitsApart(a: number, b: number): number {
  let rest = (a ^ b) >>> 0;
  let bits = 0;
  for (; rest !== 0; rest &= rest - 1) bits += 1;
  return bits;
}

function wordsOf(text: string): string[] {
  return text.normalize('NFKC').toLowerCase().match(WORD) ?? [];
}

/** How many words of a beginning or an end are compared: `first` doubled as long as it is no more than half of all. */
function reachOf(words: number, first: number): number {
  if (first * 2 > words) return Math.floor(words / 2);
  return first * 2 ** Math.floor(Math.log2(words / 2 / first));
}

/** Every word turns over one of 32 bits, so texts differ in no more bits than in words. */
function sketchOf(words: readonly string[], hash: (text: string) => number): number {
  let sketch = 0;
  for (const word of words) sketch ^= 1 << (hash(word) >>> 27);
  return sketch >>> 0;
}
