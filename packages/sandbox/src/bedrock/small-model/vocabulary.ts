import { pieces } from './pieces.ts';

/** Ends every completion. */
export const STOP = 0;
/** Stands for a character that no completion of the training file has. */
export const UNKNOWN = 1;
const SPECIAL = ['', '\uFFFD'];

/** Most tokens a vocabulary has; the cost of a step grows with it. */
const MAX_TOKENS = 1_500;
/** Characters have their own tokens, so that rare words can be spelled; more than this are unknown. */
const MAX_CHARACTERS = 300;

/** The tokens a small model writes with: pieces that its training completions use, and single characters to spell the others. */
export interface Vocabulary {
  readonly tokens: readonly string[];
  encode(text: string): number[];
  decode(ids: readonly number[]): string;
}

/** Learns the vocabulary from completions: characters first, then pieces by how often they occur (once is enough when there is room). */
export function learnVocabulary(completions: Iterable<string>): Vocabulary {
  const characters = new Map<string, number>();
  const words = new Map<string, number>();
  for (const completion of completions) {
    for (const piece of pieces(completion)) words.set(piece, (words.get(piece) ?? 0) + 1);
  }
  for (const [piece, count] of words) {
    for (const character of piece) characters.set(character, (characters.get(character) ?? 0) + count);
  }
  const spelled = mostFrequent(characters, MAX_CHARACTERS);
  const known = new Set([...SPECIAL, ...spelled]);
  const room = MAX_TOKENS - known.size;
  const whole = mostFrequent(words, words.size).filter((piece) => !known.has(piece));
  return vocabularyOf([...known, ...whole.slice(0, room)]);
}

function mostFrequent(counts: Map<string, number>, limit: number): string[] {
  const byCount = [...counts].sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1));
  return byCount.slice(0, limit).map(([text]) => text);
}

/** The vocabulary with these tokens, in this order; the first two are `STOP` and `UNKNOWN`. */
export function vocabularyOf(tokens: readonly string[]): Vocabulary {
  const ids = new Map(tokens.map((token, id) => [token, id]));
  const spell = (piece: string) => [...piece].map((character) => ids.get(character) ?? UNKNOWN);
  return {
    tokens,
    encode: (text) =>
      pieces(text).flatMap((piece) => {
        const id = ids.get(piece);
        return id === undefined ? spell(piece) : [id];
      }),
    decode: (decoded) => decoded.map((id) => tokens[id] ?? '').join(''),
  };
}
