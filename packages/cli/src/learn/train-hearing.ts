import { mulberry32 } from '../mulberry32.ts';
import {
  createNetwork,
  type HearingRow,
  type Network,
  passBack,
  type Sample,
  SIZE,
  sampleOf,
  TABLE_NAMES,
  type TableName,
  type Tables,
} from './hearing-network.ts';
import type { WordVectors } from './word-vectors.ts';

const ROUNDS = 40;
const BATCH = 16;
const STEP = 0.01;
/** Share of the features that a sentence loses each time it is learnt, so that no single word carries a fact. */
const DROPPED = 0.5;
/** Pull towards zero. */
const RIDGE = 1e-3;
/** Last rounds of which the weights are averaged: one round alone leans to what it saw last. */
const AVERAGED = 10;

/** Learns which facts sentences state: the same rows give the same weights. */
export function trainHearing(rows: readonly HearingRow[], vectors: WordVectors): Network {
  const random = mulberry32(1);
  const network = createNetwork(rows, random);
  const samples = rows.map((row) => sampleOf(row, network, vectors));
  const slopes = emptied(network.tables);
  const descend = adam(network.tables, slopes);
  const average = emptied(network.tables);
  for (let round = 0; round < ROUNDS; round += 1) {
    const step = STEP * (1 - (0.9 * round) / ROUNDS);
    const order = shuffled(samples, random);
    for (let at = 0; at < order.length; at += BATCH) {
      const touched = new Set<number>();
      for (const sample of order.slice(at, at + BATCH)) {
        const thin = { ...sample, parts: sample.parts.filter(() => random() > DROPPED) };
        passBack(network, thin, { tables: slopes, touched });
      }
      descend(touched, step);
    }
    if (round >= ROUNDS - AVERAGED) addShare(average, network.tables, 1 / AVERAGED);
  }
  return { ...network, tables: average };
}

function addShare(sum: Tables, tables: Tables, share: number): void {
  for (const name of TABLE_NAMES)
    for (const [at, weight] of tables[name].entries()) sum[name][at] = (sum[name][at] ?? 0) + weight * share;
}

function shuffled(samples: readonly Sample[], random: () => number): readonly Sample[] {
  return samples
    .map((sample) => ({ sample, key: random() }))
    .sort((one, other) => one.key - other.key)
    .map(({ sample }) => sample);
}

function emptied(tables: Tables): Tables {
  const zeros = TABLE_NAMES.map((name) => [name, new Float64Array(tables[name].length)]);
  return Object.fromEntries(zeros) as unknown as Tables;
}

/** Adam with its usual constants. Uses the slopes up; of the rows only those that a batch touched move. */
function adam(tables: Tables, slopes: Tables): (touched: ReadonlySet<number>, step: number) => void {
  const means = emptied(tables);
  const squares = emptied(tables);
  let batches = 0;
  const move = (name: TableName, [from, to]: readonly [number, number], rise: number) => {
    const [weights, slope, mean, square] = [tables[name], slopes[name], means[name], squares[name]];
    for (let at = from; at < to; at += 1) {
      const steepness = (slope[at] ?? 0) / BATCH + RIDGE * (weights[at] ?? 0);
      mean[at] = 0.9 * (mean[at] ?? 0) + 0.1 * steepness;
      square[at] = 0.999 * (square[at] ?? 0) + 0.001 * steepness * steepness;
      weights[at] = (weights[at] ?? 0) - (rise * (mean[at] ?? 0)) / (Math.sqrt(square[at] ?? 0) + 1e-8);
    }
    slope.fill(0, from, to);
  };
  return (touched, step) => {
    batches += 1;
    const rise = step * (Math.sqrt(1 - 0.999 ** batches) / (1 - 0.9 ** batches));
    for (const row of touched) move('rows', [row * SIZE, (row + 1) * SIZE], rise);
    for (const name of TABLE_NAMES) if (name !== 'rows') move(name, [0, tables[name].length], rise);
  };
}
