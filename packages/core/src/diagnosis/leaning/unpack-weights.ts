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

/** The rows stay packed and are found by halves: thousands of names as objects would be a good part of a small heap. */
export function unpackWeights(packed: PackedWeights, width: number): (name: string) => readonly number[] | undefined {
  const starts = startsOf(packed.names);
  const nameAt = (row: number) => packed.names.slice(starts[row], (starts[row + 1] ?? 0) - 1);
  return (name) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (nameAt(middle) < name) low = middle + 1;
      else high = middle;
    }
    return nameAt(low) === name ? rowAt(packed, width, low) : undefined;
  };
}

/** Where each name begins, and where one more would. */
function startsOf(names: string): Uint32Array {
  const starts = [0];
  for (let at = names.indexOf(' '); at >= 0; at = names.indexOf(' ', at + 1)) starts.push(at + 1);
  return Uint32Array.from([...starts, names.length + 1]);
}

function rowAt({ weights, largest }: PackedWeights, width: number, row: number): readonly number[] {
  const numbers: number[] = [];
  for (let at = row * width; at < (row + 1) * width; at += 1)
    numbers.push(((weights.charCodeAt(at) - MIDDLE) / STEPS) * largest);
  return numbers;
}

/** Names in the order of their code units, as they are searched for. */
export function packWeights(unordered: ReadonlyMap<string, readonly number[]>): PackedWeights {
  const rows = new Map([...unordered].sort(([one], [other]) => (one < other ? -1 : 1)));
  const largest = [...rows.values()].flat().reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
  const character = (weight: number) => String.fromCharCode(MIDDLE + Math.round((weight / largest) * STEPS));
  return {
    largest,
    names: [...rows.keys()].join(' '),
    weights: [...rows.values()].map((weights) => weights.map(character).join('')).join(''),
  };
}
