/** Words with the space before them, digits one by one, runs of punctuation, white space: put together again they are the text. */
const PIECE = / ?\p{L}+| ?\p{N}| ?[^\s\p{L}\p{N}]+|\s+/gu;
const WORD = /[\p{L}\p{N}]+/gu;

/** Cuts a text into pieces whose concatenation is the text. */
export function pieces(text: string): string[] {
  return text.match(PIECE) ?? [];
}

/** The distinct words of a text in lower case, in order of appearance, at most `limit`. */
export function distinctWords(text: string, limit: number): string[] {
  const words = new Set<string>();
  for (const [word] of text.toLowerCase().matchAll(WORD)) {
    if (words.size >= limit) break;
    words.add(word);
  }
  return [...words];
}

/** FNV-1a over UTF-16 code units, from `seed` on: 32 bits, unsigned. */
export function hashText(text: string, seed = 0x811c9dc5): number {
  let hash = seed;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}

/** Mixes two 32-bit numbers into one. */
export function mix(a: number, b: number): number {
  let hash = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b ^ (a >>> 15), 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 13), 0x27d4eb2f);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * About how many tokens a model on Bedrock would count: a piece of up to six letters is one, a longer one counts every six.
 * An approximation: AWS does not publish the tokenizers of Nova.
 */
export function approximateTokens(text: string): number {
  return pieces(text).reduce((sum, piece) => sum + Math.ceil(piece.trim().length / 6 || 1), 0);
}
