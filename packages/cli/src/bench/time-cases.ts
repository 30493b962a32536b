import type { Turn } from '@rung/core/diagnosis/read-text.ts';
import type { Verdict } from '@rung/core/diagnosis/verdict.ts';

/** Milliseconds a case. */
export interface CaseTimes {
  readonly median: number;
  readonly p95: number;
}

type Diagnose = (turns: readonly Turn[]) => Verdict;

const RUNS = 5;

/** Times several ways of answering the same cases, turn about, so that a busy machine slows all of them. Run them once before: this is warm time. */
export function timeCases(cases: readonly (readonly Turn[])[], ways: readonly Diagnose[]): readonly CaseTimes[] {
  const times = ways.map(() => cases.map((): number[] => []));
  for (let run = 0; run < RUNS; run += 1)
    for (const [index, turns] of cases.entries())
      for (const [way, diagnose] of ways.entries()) times[way]?.[index]?.push(timeOnce(diagnose, turns));
  return times.map((each) => {
    const medians = each.map((runs) => quantile(runs, 0.5));
    return { median: quantile(medians, 0.5), p95: quantile(medians, 0.95) };
  });
}

function timeOnce(diagnose: Diagnose, turns: readonly Turn[]): number {
  const start = performance.now();
  diagnose(turns);
  return performance.now() - start;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}
