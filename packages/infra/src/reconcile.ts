import { jobChangedName } from './dead-letters.ts';
import pattern from './job-changed.json';
import { lambda } from './lambda.ts';
import { onSchedule } from './on-schedule.ts';
import type { Stage } from './stage.ts';

/** The reconciler: every five minutes, and whenever Bedrock says that a customization job has changed (a hint: such events are best effort). */
export function reconcile(stage: Stage) {
  const { at, environment, deadLettersArn } = stage;
  const reconciling = lambda('reconcile', {
    at,
    timeout: '300 seconds',
    memory: '512 MB',
    environment: { ...environment, RUNG_STAGE: $app.stage },
    // A run that failed is made up for by the next.
    delivery: { retries: 0, maxAgeSeconds: 300 },
  });
  onSchedule('reconcile', { rate: '5 minutes', starts: reconciling, stage });
  const changed = new aws.cloudwatch.EventRule('JobChanged', {
    name: jobChangedName(),
    description: 'A customization job has changed; the reconciler asks Bedrock about it.',
    eventPattern: JSON.stringify(pattern),
  });
  new aws.cloudwatch.EventTarget('JobChangedTarget', {
    rule: changed.name,
    arn: reconciling.arn,
    deadLetterConfig: { arn: deadLettersArn },
    retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: 3600 },
  });
  new aws.lambda.Permission('JobChangedMayInvoke', {
    action: 'lambda:InvokeFunction',
    function: reconciling.name,
    principal: 'events.amazonaws.com',
    sourceArn: changed.arn,
    sourceAccount: at.account,
  });
}
