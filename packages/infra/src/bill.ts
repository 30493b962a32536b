import { lambda } from './lambda.ts';
import { inlinePolicies } from './policy.ts';
import type { Stage } from './stage.ts';
import { trust } from './trust.ts';

/** The daily look at what AWS charged. */
export function bill({ at, environment, deadLettersArn }: Stage) {
  const reading = lambda('bill', {
    at,
    timeout: '300 seconds',
    memory: '512 MB',
    environment,
    // Cost Explorer bills each question: what failed twice is asked again tomorrow.
    delivery: { retries: 0, maxAgeSeconds: 3600 },
  });
  new sst.aws.CronV2('BillSchedule', {
    schedule: 'rate(1 day)',
    function: reading.arn,
    dlq: deadLettersArn,
    transform: {
      role: (args) => {
        args.assumeRolePolicy = trust('scheduler.amazonaws.com', { account: at.account });
        args.inlinePolicies = inlinePolicies('bill-schedule', at);
      },
    },
  });
}
