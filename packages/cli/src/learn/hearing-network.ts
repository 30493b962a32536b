import type { WordVectors } from './word-vectors.ts';

/** One sentence to learn from: its features, those of its whole conversation, and the facts that it states (`!fact`: denies). */
export interface HearingRow {
  readonly features: ReadonlySet<string>;
  readonly around: ReadonlySet<string>;
  readonly facts: readonly string[];
}

/** Numbers by which a feature, a sentence and a fact are placed. */
export const SIZE = 48;
const DIMENSIONS = 100;
/** Rarer features are not learnt by themselves. */
const FEWEST_USES = 2;
/** Facts with fewer sentences are left to the patterns. */
const FEWEST_SENTENCES = 8;
/** As in `placeOf`. */
const SHORTEST = 4;

/** What is learnt: where features stand, and towards which facts a place leans. Matrices lie flat, row by row. */
export interface Tables {
  /** From the vector of a word to its place. */
  readonly projection: Float64Array;
  /** What each known feature adds to that. */
  readonly rows: Float64Array;
  readonly always: Float64Array;
  /** From the place of the whole conversation to what it adds to each sentence. */
  readonly around: Float64Array;
  readonly towards: Float64Array;
  readonly usually: Float64Array;
}

export type TableName = keyof Tables;

export const TABLE_NAMES: readonly TableName[] = ['projection', 'rows', 'always', 'around', 'towards', 'usually'];

export interface Network {
  readonly facts: readonly string[];
  /** Features that have a row of their own. */
  readonly known: ReadonlyMap<string, number>;
  readonly tables: Tables;
}

/** One feature of a sentence: its own row, its vector, or both. */
interface Part {
  readonly row: number | undefined;
  readonly vector: readonly number[] | undefined;
}

export interface Sample {
  readonly parts: readonly Part[];
  readonly around: readonly Part[];
  readonly facts: ReadonlySet<number>;
}

interface Passed {
  /** The sum of the vectors of the parts. */
  readonly vector: Float64Array;
  readonly around: Float64Array;
  readonly hidden: Float64Array;
  readonly shares: Float64Array;
}

export function createNetwork(samples: readonly HearingRow[], random: () => number): Network {
  const uses = countOf(samples.flatMap(({ features }) => [...features]));
  const names = [...uses].filter(([, count]) => count >= FEWEST_USES).map(([name]) => name);
  const stated = countOf(samples.flatMap(({ facts }) => facts));
  const facts = [...stated].filter(([, count]) => count >= FEWEST_SENTENCES).map(([name]) => name);
  const drawn = (length: number, reach: number) => Float64Array.from({ length }, () => (random() * 2 - 1) * reach);
  return {
    facts: facts.sort(),
    known: new Map(names.sort().map((name, row) => [name, row])),
    tables: {
      projection: drawn(DIMENSIONS * SIZE, 0.15),
      rows: drawn(names.length * SIZE, 0.01),
      always: new Float64Array(SIZE),
      around: drawn(SIZE * SIZE, 0.05),
      towards: drawn(facts.length * SIZE, 0.2),
      usually: new Float64Array(facts.length).fill(-3),
    },
  };
}

function countOf(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

export function sampleOf(row: HearingRow, network: Network, vectors: WordVectors): Sample {
  const partsOf = (features: ReadonlySet<string>) =>
    [...features].flatMap((name) => {
      const part = { row: network.known.get(name), vector: vectors.get(name) };
      return part.row === undefined && part.vector === undefined ? [] : [part];
    });
  const facts = row.facts.map((name) => network.facts.indexOf(name)).filter((at) => at >= 0);
  return { parts: partsOf(row.features), around: partsOf(row.around), facts: new Set(facts) };
}

/** Where one feature stands. */
export function placeOfPart(part: Part, tables: Tables): Float64Array {
  return placeOf([part], tables).place;
}

/** The sum of what stands in the parts, not yet shortened, and of their vectors. */
function placeOf(parts: readonly Part[], { projection, rows }: Tables): { place: Float64Array; vector: Float64Array } {
  const place = new Float64Array(SIZE);
  const vector = new Float64Array(DIMENSIONS);
  for (const part of parts) {
    if (part.row !== undefined) addTimes(place, rowOf(rows, part.row), 1);
    for (const [dimension, value] of (part.vector ?? []).entries())
      vector[dimension] = (vector[dimension] ?? 0) + value;
  }
  for (const [dimension, value] of vector.entries()) addTimes(place, rowOf(projection, dimension), value);
  return { place, vector };
}

function shortening(parts: readonly Part[]): number {
  return 1 / Math.sqrt(Math.max(SHORTEST, parts.length));
}

function passForward({ tables, facts }: Network, sample: Sample): Passed {
  const share = shortening(sample.parts);
  const { place, vector } = placeOf(sample.parts, tables);
  const around = placeOf(sample.around, tables).place.map((value) => value * shortening(sample.around));
  const hidden = place.map((value, at) =>
    Math.tanh(value * share + (tables.always[at] ?? 0) + dot(rowOf(tables.around, at), around)),
  );
  const shares = Float64Array.from(facts, (_, fact) => {
    return 1 / (1 + Math.exp(-(tables.usually[fact] ?? 0) - dot(rowOf(tables.towards, fact), hidden)));
  });
  return { vector, around, hidden, shares };
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < SIZE; at += 1) sum += (one[at] ?? 0) * (other[at] ?? 0);
  return sum;
}

function rowOf(flat: Float64Array, row: number): Float64Array {
  return flat.subarray(row * SIZE, (row + 1) * SIZE);
}

function addTimes(sum: Float64Array, column: Float64Array, times: number): void {
  for (let at = 0; at < SIZE; at += 1) sum[at] = (sum[at] ?? 0) + times * (column[at] ?? 0);
}

/** What a batch says of every weight, and which rows it touched. */
export interface Slopes {
  readonly tables: Tables;
  readonly touched: Set<number>;
}

/** Adds what one sample says of every weight; the place of the conversation is taken as given. */
export function passBack(network: Network, sample: Sample, { tables: slopes, touched }: Slopes): void {
  const { vector, around, hidden, shares } = passForward(network, sample);
  const back = new Float64Array(SIZE);
  for (const [fact, given] of shares.entries()) {
    const miss = given - (sample.facts.has(fact) ? 1 : 0);
    slopes.usually[fact] = (slopes.usually[fact] ?? 0) + miss;
    addTimes(rowOf(slopes.towards, fact), hidden, miss);
    addTimes(back, rowOf(network.tables.towards, fact), miss);
  }
  for (let at = 0; at < SIZE; at += 1) back[at] = (back[at] ?? 0) * (1 - (hidden[at] ?? 0) ** 2);
  addTimes(slopes.always, back, 1);
  for (let at = 0; at < SIZE; at += 1) addTimes(rowOf(slopes.around, at), around, back[at] ?? 0);
  const share = shortening(sample.parts);
  for (const { row } of sample.parts)
    if (row !== undefined) {
      addTimes(rowOf(slopes.rows, row), back, share);
      touched.add(row);
    }
  for (const [dimension, value] of vector.entries()) addTimes(rowOf(slopes.projection, dimension), back, value * share);
}
