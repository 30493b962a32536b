import type { Outcome } from '../methods.ts';
import type { Said } from '../reading/said.ts';
import { forEachOutcome, OUTCOMES, type OutcomeNumbers } from './outcome-numbers.ts';
import { type PackedWeights, unpackWeights } from './unpack-weights.ts';

/** What was learnt of words. */
export interface WordWeights {
  /** For every outcome, then for training outside Bedrock. */
  readonly always: readonly number[];
  /** Of each feature of sentences the same, then how rare it is. */
  readonly features: PackedWeights;
}

/** Where the weight for training outside Bedrock stands, and the rarity of a feature. */
const OFF_BEDROCK = OUTCOMES.length;
const RARITY = OUTCOMES.length + 1;

/** What words lean to: logarithms of shares, up to what is common to all. */
export interface WordLeaning {
  readonly leaning: OutcomeNumbers;
  /** That a model trained for this cannot be trained in Bedrock; above 0 it is likelier than not. */
  readonly offBedrock: number;
  /** How many of the features are known. */
  readonly known: number;
  /** The sentence that leads furthest towards an outcome over the mean of all; of equals the first of the alphabet. */
  tellingOf(outcome: Outcome | 'off-bedrock'): Said | undefined;
}

type Row = readonly number[];

/** Weighs sentences together: each feature once, by how rare it is, and all texts as if they were of one length. */
export function wordWeigher(weights: WordWeights): (sentences: readonly Said[]) => WordLeaning {
  const rowOf = unpackWeights(weights.features, RARITY + 1);
  const rowsOf = (sentences: readonly Said[]) =>
    [...new Set(sentences.flatMap(({ features }) => [...features]))].sort().flatMap((feature): Row[] => {
      const row = rowOf(feature);
      return row === undefined ? [] : [row];
    });
  return (sentences) => {
    const rows = rowsOf(sentences);
    const length = Math.hypot(...rows.map(rarityOf)) || 1;
    const numberAt = (column: number) => (weights.always[column] ?? 0) + sumOf(rows, column) / length;
    return {
      leaning: forEachOutcome((_, column) => numberAt(column)),
      offBedrock: numberAt(OFF_BEDROCK),
      known: rows.length,
      tellingOf: (outcome) => {
        const leads = sentences.map((said) => ({ said, lead: leadOf(rowsOf([said]), outcome) }));
        return leads.sort((one, other) => other.lead - one.lead || (one.said.quote < other.said.quote ? -1 : 1))[0]
          ?.said;
      },
    };
  };
}

function rarityOf(row: Row): number {
  return row[RARITY] ?? 0;
}

function sumOf(rows: readonly Row[], column: number): number {
  return rows.reduce((sum, row) => sum + (row[column] ?? 0) * rarityOf(row), 0);
}

function leadOf(rows: readonly Row[], outcome: Outcome | 'off-bedrock'): number {
  if (outcome === 'off-bedrock') return sumOf(rows, OFF_BEDROCK);
  const sums = OUTCOMES.map((_, at) => sumOf(rows, at));
  return (sums[OUTCOMES.indexOf(outcome)] ?? 0) - sums.reduce((sum, one) => sum + one, 0) / sums.length;
}
