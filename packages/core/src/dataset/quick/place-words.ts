import type { ByteClass } from './needles.ts';

/** Where a word is looked for: in which group, and at which three of its bytes. */
export interface Placed {
  readonly group: number;
  readonly part: number;
}

const DEPTH = 3;
/** Values of half a byte. */
const HALF = 16;

/** In a thousand letters of English: en.wikipedia.org/wiki/Letter_frequency, "texts", read 2026-11-27. */
const LETTERS = {
  ...{ a: 82, b: 15, c: 28, d: 43, e: 127, f: 22, g: 20, h: 61, i: 70, j: 2, k: 8, l: 40, m: 24 },
  ...{ n: 67, o: 75, p: 19, q: 1, r: 60, s: 63, t: 91, u: 28, v: 10, w: 24, x: 2, y: 20, z: 1 },
};
const LETTER_SHARES = new Map(Object.entries(LETTERS).map(([letter, share]) => [letter.charCodeAt(0), share / 1000]));

/** About how often a byte stands in text, the space most of all. */
function frequencyOf(byte: number): number {
  if (byte === 32) return 0.16;
  const share = LETTER_SHARES.get(byte | 32) ?? 0;
  if (byte >= 97 && share > 0) return 0.75 * share;
  if (byte >= 65 && share > 0) return 0.001 + 0.03 * share;
  return byte === 44 || byte === 46 || byte === 34 || byte === 92 ? 0.01 : 0.002;
}

/** By the upper half and the lower. */
const FREQUENCIES = Array.from({ length: HALF }, (_, high) =>
  Array.from({ length: HALF }, (_, low) => frequencyOf(high * HALF + low)),
);

/** For each of three bytes one number: the lower halves that pass in its lower sixteen bits, the upper ones above. */
type Halves = readonly number[];

const halvesOf = (bytes: ByteClass = []) =>
  bytes.reduce((all, byte) => all | (1 << (byte & 15)) | (1 << (HALF + (byte >> 4))), 0);
const joined = (all: Iterable<Halves>): Halves => {
  const sum = [0, 0, 0];
  for (const halves of all)
    for (let depth = 0; depth < DEPTH; depth += 1) sum[depth] = (sum[depth] ?? 0) | (halves[depth] ?? 0);
  return sum;
};

const known = new Map<number, number>();

/** The share of bytes of which both halves pass. */
function shareOfByte(halves: number): number {
  let share = known.get(halves);
  if (share === undefined) {
    const highs = FREQUENCIES.filter((_, high) => (halves >>> (HALF + high)) & 1);
    share = highs.flatMap((row) => row.filter((_, low) => (halves >>> low) & 1)).reduce((sum, each) => sum + each, 0);
    known.set(halves, share);
  }
  return share;
}

/** The share of a text's places that a group lets pass, about. */
const shareOf = (halves: Halves) => halves.reduce((share, each) => share * shareOfByte(each), 1);

interface Part {
  readonly part: number;
  readonly halves: Halves;
}

/** Three small letters stand together in many words; a part with a mark is taken where there is one. */
function partsOf(word: readonly ByteClass[]): Part[] {
  const all = Array.from({ length: word.length - DEPTH + 1 }, (_, part) => part);
  const isMarked = ([byte = 0]: ByteClass) => byte < 97 || byte > 122;
  const marked = all.filter((part) => word.slice(part, part + DEPTH).some(isMarked));
  return (marked.length > 0 ? marked : all).map((part) => ({
    part,
    halves: word.slice(part, part + DEPTH).map(halvesOf),
  }));
}

const PASSES = 4;

/**
 * Puts words into groups, each by three of its bytes, so that few other places look like them: halves of bytes mix within a
 * group, and "_ac" with " AI" would let " ac" pass. Each goes where it adds least, and again when the others have come.
 */
export function placeWords(words: readonly (readonly ByteClass[])[], groups: readonly number[]): Placed[] {
  const members = groups.map(() => new Map<number, Halves>());
  const places: Placed[] = [];
  const options = words.map(partsOf);
  for (let pass = 0; pass < PASSES; pass += 1)
    for (const [index, parts] of options.entries()) {
      for (const group of members) group.delete(index);
      const best = cheapest(members, parts);
      members[best.at]?.set(index, best.halves);
      places[index] = { group: groups[best.at] ?? 0, part: best.part };
    }
  return places;
}

function cheapest(members: readonly ReadonlyMap<number, Halves>[], parts: readonly Part[]): Part & { at: number } {
  let least = Number.POSITIVE_INFINITY;
  let best: Part & { at: number } = { at: 0, part: 0, halves: [] };
  for (const [at, group] of members.entries()) {
    const others = joined(group.values());
    const before = group.size === 0 ? 0 : shareOf(others);
    for (const { part, halves } of parts) {
      const cost = shareOf(joined([others, halves])) - before;
      if (cost < least) [least, best] = [cost, { at, part, halves }];
    }
  }
  return best;
}
