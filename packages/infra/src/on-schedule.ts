import type { RoleName } from './permissions.ts';
import { inlinePolicies } from './policy.ts';
import type { Stage } from './stage.ts';
import { trust } from './trust.ts';

/** What runs by the clock: its schedule is named after it, and so is the role of the schedule. */
export type Scheduled = RoleName extends infer Name
  ? Name extends `${infer Called}-schedule`
    ? Called
    : never
  : never;

/** Starts a function by the clock, under a role of its own; what the schedule cannot hand over is kept. */
export function onSchedule(
  name: Scheduled,
  { rate, starts, stage }: { rate: string; starts: sst.aws.Function; stage: Stage },
): void {
  new sst.aws.CronV2(`${name.charAt(0).toUpperCase()}${name.slice(1)}Schedule`, {
    schedule: `rate(${rate})`,
    function: starts.arn,
    dlq: stage.deadLettersArn,
    transform: {
      role: (args) => {
        args.assumeRolePolicy = trust('scheduler.amazonaws.com', { account: stage.at.account });
        args.inlinePolicies = inlinePolicies(`${name}-schedule`, stage.at);
      },
    },
  });
}
