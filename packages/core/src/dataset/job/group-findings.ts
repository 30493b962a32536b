import type { DatasetFinding } from '../dataset-report.ts';
import { RULES, type RuleId, type Severity } from '../rules.ts';
import type { CheckedSet } from './check-job.ts';

/** All findings of one rule in one file. */
export interface FindingGroup {
  readonly file: string;
  readonly rule: RuleId;
  /** The worst of those shown. */
  readonly severity: Severity;
  /** Shown or not. */
  readonly count: number;
  readonly findings: readonly DatasetFinding[];
  readonly fix: string;
}

/** The doctor's table goes from the file as a whole to what a record says, so a cause stands before what follows from it. */
const ORDER = Object.keys(RULES) as readonly RuleId[];
const WORST_FIRST: readonly Severity[] = ['error', 'warning', 'info'];

/** Groups by file and rule, in the order in which mending helps most. */
export function groupFindings(sets: readonly CheckedSet[]): FindingGroup[] {
  return sets.flatMap(({ file, findings, countsByRule }) =>
    ORDER.flatMap((rule) => {
      const count = countsByRule[rule] ?? 0;
      const shown = findings.filter((finding) => finding.rule === rule);
      const severity = WORST_FIRST.find((level) => shown.some((finding) => finding.severity === level));
      const usual = RULES[rule];
      return count === 0
        ? []
        : [
            {
              file: file.name,
              rule,
              severity: severity ?? usual.severity,
              count,
              findings: shown,
              fix: shown[0]?.fix ?? usual.fix,
            },
          ];
    }),
  );
}
