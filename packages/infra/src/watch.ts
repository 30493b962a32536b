import { lambda } from './lambda.ts';
import { inlinePolicies } from './policy.ts';
import type { Stage } from './stage.ts';
import { trust } from './trust.ts';

/** The hourly look at everything that costs while it stands. */
export function watch({ at, environment, deadLettersArn }: Stage) {
  const watching = lambda('watch', {
    at,
    timeout: '300 seconds',
    memory: '512 MB',
    environment,
    // A look that failed twice is late: the next hour's sees the same and more.
    delivery: { retries: 1, maxAgeSeconds: 3600 },
  });
  new sst.aws.CronV2('WatchSchedule', {
    schedule: 'rate(1 hour)',
    function: watching.arn,
    dlq: deadLettersArn,
    transform: {
      role: (args) => {
        args.assumeRolePolicy = trust('scheduler.amazonaws.com', { account: at.account });
        args.inlinePolicies = inlinePolicies('watch-schedule', at);
      },
    },
  });
}
