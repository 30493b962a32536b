import { lambda } from './lambda.ts';
import { inlinePolicies } from './policy.ts';
import type { Stage } from './stage.ts';
import { trust } from './trust.ts';

/** The reconciler: every five minutes, and whenever Bedrock says that a customization job has changed (a hint: such events are best effort). */
export function reconcile({ at, environment }: Stage) {
  const reconciling = lambda('reconcile', {
    at,
    timeout: '300 seconds',
    memory: '512 MB',
    environment: { ...environment, RUNG_STAGE: $app.stage },
    // A run that failed is made up for by the next.
    delivery: { retries: 0, maxAgeSeconds: 300 },
  });
  new sst.aws.CronV2('ReconcileSchedule', {
    schedule: 'rate(5 minutes)',
    function: reconciling.arn,
    transform: {
      role: (args) => {
        args.assumeRolePolicy = trust('scheduler.amazonaws.com', { account: at.account });
        args.inlinePolicies = inlinePolicies('reconcile-schedule', at);
      },
    },
  });
  const changed = new aws.cloudwatch.EventRule('JobChanged', {
    description: 'A customization job has changed; the reconciler asks Bedrock about it.',
    eventPattern: JSON.stringify({
      source: ['aws.bedrock'],
      'detail-type': ['Model Customization Job State Change'],
    }),
  });
  new aws.cloudwatch.EventTarget('JobChangedTarget', { rule: changed.name, arn: reconciling.arn });
  new aws.lambda.Permission('JobChangedMayInvoke', {
    action: 'lambda:InvokeFunction',
    function: reconciling.name,
    principal: 'events.amazonaws.com',
    sourceArn: changed.arn,
    sourceAccount: at.account,
  });
}
