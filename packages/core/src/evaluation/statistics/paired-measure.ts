/**
 * What is measured of two arms over the same examples. `at` picks examples, with repeats; where `swapped` is 1 the two arms' answers to
 * that example change places, which turns the difference around under the hypothesis that the arms are alike.
 */
export interface PairedMeasure {
  readonly examples: number;
  /** Each arm's value over the picked examples, in 0 to 1. */
  values(at: Int32Array, swapped?: Uint8Array): { before: number; after: number };
  /** Each arm's score on one example in 0 to 1, where the measure is a mean of such; undefined where it is none (macro-F1). */
  readonly scores: { readonly before: Float64Array; readonly after: Float64Array } | undefined;
}

/** The measure that is the mean of scores. Both arrays hold one score an example. */
export function meanMeasure(before: Float64Array, after: Float64Array): PairedMeasure {
  const examples = before.length;
  return {
    examples,
    scores: { before, after },
    values(at, swapped) {
      const sum = [0, 0] as [number, number];
      for (let draw = 0; draw < at.length; draw += 1) {
        const index = at[draw] ?? 0;
        const [first, second] = swapped?.[index] ? [after, before] : [before, after];
        sum[0] += first[index] ?? 0;
        sum[1] += second[index] ?? 0;
      }
      return { before: sum[0] / (at.length || 1), after: sum[1] / (at.length || 1) };
    },
  };
}

/** Labels as small whole numbers: what was right, and what each arm said. */
export interface Labelled {
  readonly labels: number;
  readonly right: Int32Array;
  readonly before: Int32Array;
  readonly after: Int32Array;
}

/** Macro-F1 of both arms: each label weighs the same, however rare. An answer that is no label counts against recall only. */
export function macroF1Measure(labelled: Labelled): PairedMeasure {
  const { labels, right, before, after } = labelled;
  return {
    examples: right.length,
    scores: undefined,
    values(at, swapped) {
      const counts = { before: new Int32Array(labels * 3), after: new Int32Array(labels * 3) };
      for (let draw = 0; draw < at.length; draw += 1) {
        const index = at[draw] ?? 0;
        const turned = swapped?.[index] === 1;
        tally(counts.before, right[index] ?? 0, (turned ? after : before)[index] ?? 0);
        tally(counts.after, right[index] ?? 0, (turned ? before : after)[index] ?? 0);
      }
      return { before: macroF1(counts.before), after: macroF1(counts.after) };
    },
  };
}

/** Three counts a label: hits, said, is. A label of −1 is none of them. */
function tally(counts: Int32Array, is: number, said: number): void {
  if (is === said) counts[is * 3] = (counts[is * 3] ?? 0) + 1;
  if (said >= 0) counts[said * 3 + 1] = (counts[said * 3 + 1] ?? 0) + 1;
  counts[is * 3 + 2] = (counts[is * 3 + 2] ?? 0) + 1;
}

/** F1 = 2 hits / (said + is); a label that neither stands nor was said in this draw has no F1 and is left out. */
function macroF1(counts: Int32Array): number {
  let sum = 0;
  let seen = 0;
  for (let label = 0; label * 3 < counts.length; label += 1) {
    const both = (counts[label * 3 + 1] ?? 0) + (counts[label * 3 + 2] ?? 0);
    if (both === 0) continue;
    seen += 1;
    sum += (2 * (counts[label * 3] ?? 0)) / both;
  }
  return seen === 0 ? 0 : sum / seen;
}
