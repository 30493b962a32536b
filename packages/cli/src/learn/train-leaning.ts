/** One labelled conversation as the sum that is trained: features by name, and the share of each class that is right. */
export interface TrainingRow {
  readonly features: ReadonlyMap<string, number>;
  readonly target: readonly number[];
  /** What each class has already, whatever is learnt. */
  readonly given?: readonly number[];
}

/** Weights of one class each, by the name of the feature. */
export type FeatureWeights = ReadonlyMap<string, readonly number[]>;

interface Sparse {
  readonly at: readonly number[];
  readonly values: readonly number[];
  readonly target: readonly number[];
  readonly given: readonly number[];
}

const STEP = 0.5;

export interface Training {
  /** Pull towards zero; without it every word of a case would speak only for that case. */
  readonly ridge: number;
  readonly rounds: number;
  /** Keeps the weights of a feature inside what they may be. */
  readonly project?: (name: string, weights: Float64Array) => void;
}

/** Softmax regression by gradient descent over all rows at once, from zero, with a step per weight: the same rows give the same weights. */
export function trainLeaning(rows: readonly TrainingRow[], { ridge, rounds, project }: Training): FeatureWeights {
  const names = [...new Set(rows.flatMap(({ features }) => [...features.keys()]))];
  const index = new Map(names.map((name, at) => [name, at]));
  const sparse = rows.map(({ features, target, given }): Sparse => {
    const at = [...features.keys()].map((name) => index.get(name) ?? 0);
    return { at, values: [...features.values()], target, given: given ?? target.map(() => 0) };
  });
  const width = rows[0]?.target.length ?? 0;
  const weights = names.map(() => new Float64Array(width));
  const squares = names.map(() => new Float64Array(width).fill(1e-8));
  for (let round = 0; round < rounds; round += 1) {
    const gradient = gradientOf(sparse, weights);
    for (const [at, row] of weights.entries()) {
      descend(row, { gradient: gradient[at] ?? row, squares: squares[at] ?? row, ridge });
      project?.(names[at] ?? '', row);
    }
  }
  return new Map(names.map((name, at) => [name, [...(weights[at] ?? [])]]));
}

function gradientOf(rows: readonly Sparse[], weights: readonly Float64Array[]): readonly Float64Array[] {
  const gradient = weights.map((row) => new Float64Array(row.length));
  for (const sparse of rows) {
    const { at, values, target } = sparse;
    const given = sharesOf(sparse, weights);
    for (const [place, feature] of at.entries()) {
      const sum = gradient[feature];
      if (sum === undefined) continue;
      for (let column = 0; column < target.length; column += 1)
        sum[column] = (sum[column] ?? 0) + ((given[column] ?? 0) - (target[column] ?? 0)) * (values[place] ?? 0);
    }
  }
  return gradient;
}

function sharesOf({ at, values, given }: Sparse, weights: readonly Float64Array[]): readonly number[] {
  const sums = Float64Array.from(given);
  for (const [place, feature] of at.entries())
    for (let column = 0; column < sums.length; column += 1)
      sums[column] = (sums[column] ?? 0) + (weights[feature]?.[column] ?? 0) * (values[place] ?? 0);
  const largest = Math.max(...sums);
  const raised = [...sums].map((sum) => Math.exp(sum - largest));
  const whole = raised.reduce((sum, one) => sum + one, 0);
  return raised.map((one) => one / whole);
}

interface Descent {
  readonly gradient: Float64Array;
  readonly squares: Float64Array;
  readonly ridge: number;
}

function descend(row: Float64Array, { gradient, squares, ridge }: Descent): void {
  for (let column = 0; column < row.length; column += 1) {
    const slope = (gradient[column] ?? 0) + ridge * (row[column] ?? 0);
    squares[column] = (squares[column] ?? 0) + slope * slope;
    row[column] = (row[column] ?? 0) - (STEP * slope) / Math.sqrt(squares[column] ?? 1);
  }
}
