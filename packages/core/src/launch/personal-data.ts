import type { UserId } from '../ids.ts';
import { type Override, overrideBy } from './diagnosis-on-launch.ts';
import type { Finding } from './finding.ts';

/** Who answers for personal data that is trained on, and why it may be; part of the plan, so the approver says yes to it too. */
export type Acceptance = Override;

const RULE = 'pii';

/** What was given in the form; undefined where it is no reason. */
export const acceptanceOf: (given: { by: UserId; reason: string }) => Acceptance | undefined = overrideBy;

/**
 * Personal data stops a launch until somebody puts their name to a reason; then it is a warning. The acceptance comes back
 * only where there is something to accept.
 */
export function answerForPersonalData(
  findings: readonly Finding[],
  acceptance: Acceptance | undefined,
): { findings: Finding[]; acceptance: Acceptance | undefined } {
  const isThere = findings.some(({ rule }) => rule === RULE);
  if (!isThere) return { findings: [...findings], acceptance: undefined };
  if (acceptance) return { findings: [...findings], acceptance };
  return { findings: findings.map((finding) => (finding.rule === RULE ? stopped(finding) : finding)), acceptance };
}

function stopped(finding: Finding): Finding {
  const remedy =
    'Replace it with made-up values; or launch again and say in the form, under “Personal data”, why it may be trained on. That is recorded with your name.';
  return { ...finding, level: 'stop', remedy };
}
