import { OUTCOMES } from './outcome-numbers.ts';

/** One row of weights per name: names apart by a space, weights as one printable character each. */
export interface PackedWeights {
  /** The weight that the outermost character stands for. */
  readonly largest: number;
  readonly names: string;
  readonly weights: string;
}

/** Characters from # to } stand for −45 … +45. */
const MIDDLE = 80;
const STEPS = 45;

/** The rows stay packed, since few of the thousands are ever read. */
export function unpackWeights(packed: PackedWeights): (name: string) => readonly number[] | undefined {
  const rows = new Map(packed.names.split(' ').map((name, row) => [name, row]));
  return (name) => {
    const row = rows.get(name);
    return row === undefined
      ? undefined
      : OUTCOMES.map((_, column) => {
          const step = packed.weights.charCodeAt(row * OUTCOMES.length + column) - MIDDLE;
          return (step / STEPS) * packed.largest;
        });
  };
}

export function packWeights(rows: ReadonlyMap<string, readonly number[]>): PackedWeights {
  const largest = [...rows.values()].flat().reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
  const character = (weight: number) => String.fromCharCode(MIDDLE + Math.round((weight / largest) * STEPS));
  return {
    largest,
    names: [...rows.keys()].join(' '),
    weights: [...rows.values()].map((weights) => weights.map(character).join('')).join(''),
  };
}
