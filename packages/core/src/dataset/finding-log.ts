import type { DatasetFinding } from './dataset-report.ts';
import { RULES, type RuleId, type Severity } from './rules.ts';

/** A finding to be: the rule's severity and fix stand unless given. */
export interface Note {
  readonly rule: RuleId;
  readonly line: number;
  readonly column?: number | undefined;
  readonly message: string;
  readonly severity?: Severity;
  readonly fix?: string;
}

/** Collects findings: all are counted, the first few of each rule are kept. */
export interface FindingLog {
  note(note: Note): void;
  /** Counts findings that there is no room to show. */
  count(rule: RuleId, times: number, severity?: Severity): void;
  /** The kept ones in file order; on one line the worst first. */
  shown(): DatasetFinding[];
  countsByRule(): Partial<Record<RuleId, number>>;
  /** The worst severity counted so far. */
  worst(): Severity | undefined;
  hidSome(): boolean;
}

const RANK = { error: 2, warning: 1, info: 0 } as const;

export function createFindingLog(maxShownPerRule: number): FindingLog {
  const kept: DatasetFinding[] = [];
  const keptByRule = new Map<RuleId, number>();
  const counts = new Map<RuleId, number>();
  let worst: Severity | undefined;

  const count = (rule: RuleId, times: number, severity: Severity = RULES[rule].severity) => {
    if (times === 0) return;
    counts.set(rule, (counts.get(rule) ?? 0) + times);
    if (worst === undefined || RANK[severity] > RANK[worst]) worst = severity;
  };

  return {
    count,
    note({ rule, line, column, message, severity = RULES[rule].severity, fix = RULES[rule].fix }) {
      count(rule, 1, severity);
      const finding = { line, ...(column === undefined ? {} : { column }), rule, severity, message, fix };
      const shown = keptByRule.get(rule) ?? 0;
      if (shown < maxShownPerRule) {
        keptByRule.set(rule, shown + 1);
        kept.push(finding);
        return;
      }
      // Or a report would say that something blocks and show nothing that does.
      const lesser =
        severity === 'error' ? kept.findLastIndex((one) => one.rule === rule && one.severity !== severity) : -1;
      if (lesser >= 0) kept[lesser] = finding;
    },
    shown: () =>
      [...kept].sort(
        (a, b) => a.line - b.line || RANK[b.severity] - RANK[a.severity] || (a.column ?? 0) - (b.column ?? 0),
      ),
    countsByRule: () => Object.fromEntries([...counts].sort(([a], [b]) => a.localeCompare(b))),
    worst: () => worst,
    hidSome: () => [...counts].some(([rule, total]) => total > (keptByRule.get(rule) ?? 0)),
  };
}
