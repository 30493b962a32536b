import type { DatasetFinding } from '@rung/core/dataset/dataset-report.ts';
import type { Finding } from '@rung/core/launch/finding.ts';
import type { FileCheck } from './check-file.ts';

/** Most findings of one file that travel with a launch; the doctor counts all of them. */
const MOST_SHOWN = 100;

/** The doctor's errors and warnings as a launch's findings; what is merely worth knowing stays in the report. */
export function findingsOf(check: FileCheck, set: 'training' | 'validation'): Finding[] {
  return asFindings(check.report.findings, set);
}

export function asFindings(findings: readonly DatasetFinding[], set: 'training' | 'validation'): Finding[] {
  const serious = findings.filter((finding) => finding.severity !== 'info');
  return serious.slice(0, MOST_SHOWN).map((finding) => ({
    level: finding.severity === 'error' ? 'stop' : 'warn',
    rule: finding.rule,
    message: set === 'validation' ? `Validation set: ${finding.message}` : finding.message,
    remedy: finding.fix,
    ...(finding.line === undefined ? {} : { line: finding.line }),
    ...(finding.column === undefined ? {} : { column: finding.column }),
  }));
}
