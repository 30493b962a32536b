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

/** What concerns the file or the job as a whole: nothing else counts before it is mended. */
const FILE_RULES = new Set<RuleId>([
  ...ORDER.slice(0, ORDER.indexOf('bom')),
  'method-not-offered',
  'validation-not-allowed',
]);
/** What somebody could misuse, or has to answer for, today. */
const OF_PEOPLE = new Set<RuleId>(['secret', 'pii']);
/** A rule that speaks of this share of the records has one cause, and mending that mends them all. */
const SYSTEMATIC_SHARE = 0.2;

/** Which group to mend first: the file, then what somebody could misuse today, then what one cause has done to many records. */
function urgency({ rule, count }: FindingGroup, records: number): number {
  if (FILE_RULES.has(rule)) return 0;
  if (OF_PEOPLE.has(rule)) return 1;
  return count >= Math.max(2, records * SYSTEMATIC_SHARE) ? 2 : 3;
}

/** Groups by file and rule, in the order in which mending helps most. */
export function groupFindings(sets: readonly CheckedSet[]): FindingGroup[] {
  return sets.flatMap((set) => groupsOf(set).sort((a, b) => urgency(a, set.records) - urgency(b, set.records)));
}

function groupsOf({ file, findings, countsByRule }: CheckedSet): FindingGroup[] {
  return ORDER.flatMap((rule) => {
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
  });
}
