/** How often each label was taken for each other. */
export interface Confusion {
  /** Labels in order of how often they are right, then by name; answers that are no label of the set are `(other)`. */
  readonly labels: readonly string[];
  /** `counts[right][said]`; the last column is `(other)`. */
  readonly counts: readonly (readonly number[])[];
}

/** Right labels and what an arm said, example by example. */
export interface LabelPair {
  readonly right: string;
  readonly said: string | undefined;
}

/** Most labels of a table; a set of more has no confusion table but still an accuracy. */
export const MAX_LABELS = 254;

/** Labels that are right somewhere, the most frequent first. */
export function labelsOf(right: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const label of right) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([label]) => label);
}

export function confusionOf(pairs: readonly LabelPair[]): Confusion {
  const labels = labelsOf(pairs.map(({ right }) => right)).slice(0, MAX_LABELS);
  const places = new Map(labels.map((label, place) => [label, place]));
  const counts = labels.map(() => Array.from({ length: labels.length + 1 }, () => 0));
  for (const { right, said } of pairs) {
    const row = counts[places.get(right) ?? -1];
    const column = (said === undefined ? undefined : places.get(said)) ?? labels.length;
    if (row) row[column] = (row[column] ?? 0) + 1;
  }
  return { labels, counts };
}

/** What was most often taken for what, worst first. */
export function worstConfusions(confusion: Confusion, most: number): { right: string; said: string; times: number }[] {
  const { labels, counts } = confusion;
  const all = counts.flatMap((row, is) =>
    row.flatMap((times, said) =>
      is === said || times === 0 ? [] : [{ right: labels[is] ?? '', said: labels[said] ?? '(other)', times }],
    ),
  );
  return all.sort((a, b) => b.times - a.times).slice(0, most);
}
