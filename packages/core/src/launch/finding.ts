/** One thing that preflight saw. `stop` ends the launch, `warn` is shown with the plan, `pass` was looked at and is in order. */
export interface Finding {
  readonly level: 'stop' | 'warn' | 'pass';
  /** Stable name: a doctor's rule id or a preflight check ("name-taken"). */
  readonly rule: string;
  readonly message: string;
  /** What to do about it; empty for `pass`. */
  readonly remedy: string;
  /** 1-based line of the dataset, where there is one. */
  readonly line?: number;
  readonly column?: number;
}

/** What is worth reading first: stops, then warnings, in file order. */
export function worstFirst(findings: readonly Finding[]): Finding[] {
  const rank = { stop: 0, warn: 1, pass: 2 };
  return [...findings].sort((a, b) => rank[a.level] - rank[b.level] || (a.line ?? 0) - (b.line ?? 0));
}
