/** Standard normal quantiles: 5 % two-sided, 80 % power. */
const Z_ALPHA = 1.959964;
const Z_POWER = 0.841621;

/** How the pairs of a sample differ. */
export interface PairSpread {
  /** Mean difference, after minus before. */
  readonly difference: number;
  /** Standard deviation of the differences. */
  readonly deviation: number;
}

/**
 * Examples after which a difference as large as this one would be told from none in four of five samples (paired, normal approximation:
 * n = ((z₀.₉₇₅ + z₀.₈) · s / d)²). Undefined when there is no difference: no number of examples settles a tie.
 */
export function examplesToSettle({ difference, deviation }: PairSpread): number | undefined {
  if (difference === 0 || deviation === 0) return undefined;
  return Math.ceil((((Z_ALPHA + Z_POWER) * deviation) / difference) ** 2);
}

/** The smallest difference that `examples` pairs of this spread would tell from none in four of five samples. In 0 to 1. */
export function smallestTold(deviation: number, examples: number): number {
  return ((Z_ALPHA + Z_POWER) * deviation) / Math.sqrt(examples);
}

export function spreadOf(before: Float64Array, after: Float64Array): PairSpread {
  const examples = before.length;
  let sum = 0;
  let squares = 0;
  for (let index = 0; index < examples; index += 1) {
    const delta = (after[index] ?? 0) - (before[index] ?? 0);
    sum += delta;
    squares += delta * delta;
  }
  const difference = sum / (examples || 1);
  const variance = examples < 2 ? 0 : (squares - examples * difference * difference) / (examples - 1);
  return { difference, deviation: Math.sqrt(Math.max(0, variance)) };
}
