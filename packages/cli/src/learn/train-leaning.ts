import { OUTCOMES } from '@rung/core/diagnosis/leaning/outcome-numbers.ts';

/** One labelled conversation as the sum that is trained: features by name, and the share of each outcome that is right. */
export interface TrainingRow {
  readonly features: ReadonlyMap<string, number>;
  readonly target: readonly number[];
}

/** Weights of one outcome each, by the name of the feature. */
export type FeatureWeights = ReadonlyMap<string, readonly number[]>;

interface Sparse {
  readonly at: readonly number[];
  readonly values: readonly number[];
  readonly target: readonly number[];
}

const ROUNDS = 150;
const STEP = 0.5;
/** Pull towards zero; without it every word of a case would speak only for that case. */
const RIDGE = 0.3;
const WIDTH = OUTCOMES.length;

/** Softmax regression by gradient descent over all rows at once, from zero, with a step per weight: the same rows give the same weights. */
export function trainLeaning(
  rows: readonly TrainingRow[],
  project: (name: string, weights: Float64Array) => void,
): FeatureWeights {
  const names = [...new Set(rows.flatMap(({ features }) => [...features.keys()]))];
  const index = new Map(names.map((name, at) => [name, at]));
  const sparse = rows.map(({ features, target }): Sparse => {
    const at = [...features.keys()].map((name) => index.get(name) ?? 0);
    return { at, values: [...features.values()], target };
  });
  const weights = names.map(() => new Float64Array(WIDTH));
  const squares = names.map(() => new Float64Array(WIDTH).fill(1e-8));
  for (let round = 0; round < ROUNDS; round += 1) {
    const gradient = gradientOf(sparse, weights);
    for (const [at, row] of weights.entries()) {
      descend(row, gradient[at] ?? row, squares[at] ?? row);
      project(names[at] ?? '', row);
    }
  }
  return new Map(names.map((name, at) => [name, [...(weights[at] ?? [])]]));
}

function gradientOf(rows: readonly Sparse[], weights: readonly Float64Array[]): readonly Float64Array[] {
  const gradient = weights.map(() => new Float64Array(WIDTH));
  for (const { at, values, target } of rows) {
    const given = sharesOf(at, values, weights);
    for (const [place, feature] of at.entries()) {
      const sum = gradient[feature];
      if (sum === undefined) continue;
      for (let column = 0; column < WIDTH; column += 1)
        sum[column] = (sum[column] ?? 0) + ((given[column] ?? 0) - (target[column] ?? 0)) * (values[place] ?? 0);
    }
  }
  return gradient;
}

function sharesOf(
  at: readonly number[],
  values: readonly number[],
  weights: readonly Float64Array[],
): readonly number[] {
  const sums = new Float64Array(WIDTH);
  for (const [place, feature] of at.entries())
    for (let column = 0; column < WIDTH; column += 1)
      sums[column] = (sums[column] ?? 0) + (weights[feature]?.[column] ?? 0) * (values[place] ?? 0);
  const largest = Math.max(...sums);
  const raised = [...sums].map((sum) => Math.exp(sum - largest));
  const whole = raised.reduce((sum, one) => sum + one, 0);
  return raised.map((one) => one / whole);
}

function descend(row: Float64Array, gradient: Float64Array, squares: Float64Array): void {
  for (let column = 0; column < WIDTH; column += 1) {
    const slope = (gradient[column] ?? 0) + RIDGE * (row[column] ?? 0);
    squares[column] = (squares[column] ?? 0) + slope * slope;
    row[column] = (row[column] ?? 0) - (STEP * slope) / Math.sqrt(squares[column] ?? 1);
  }
}
