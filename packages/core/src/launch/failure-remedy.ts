import type { Failed } from './launch.ts';

/** What AWS's own words ask for, first match first (error names of CreateModelCustomizationJob; failure messages from field reports, 2026-08). */
const REMEDIES: readonly (readonly [RegExp, string])[] = [
  [
    /quota|ServiceQuotaExceeded|limit exceeded/i,
    'wait until another job ends, or ask AWS for a higher quota; then launch it again.',
  ],
  [
    /access ?denied|not authorized|assume|role/i,
    'whoever runs Rung has to mend the role that Bedrock’s jobs run under; then launch it again.',
  ],
  [
    /internal error|internal server/i,
    'launch it again as it is: AWS reports errors of its own in this way, and the same data has trained afterwards.',
  ],
  [/known no job/i, 'launch it again.'],
  [
    /validation|malformed|invalid|record|sample|line/i,
    'mend what AWS names, run `/rung check` on the file, and launch it again.',
  ],
];

/** The one thing to do after a job failed. */
export function remedyOf({ why, jobArn }: Pick<Failed, 'why' | 'jobArn'>): string {
  const known = REMEDIES.find(([says]) => says.test(why));
  if (known) return known[1];
  return jobArn
    ? 'read the job’s page in Bedrock, mend what it names, and launch it again.'
    : 'mend what AWS names, and launch it again.';
}
