import { nameIn } from './resource-arns.ts';
import type { Stage } from './stage.ts';

interface Alarm {
  readonly name: string;
  /** What the one who is woken reads first. */
  readonly says: string;
  readonly metric: string;
  readonly of: { readonly FunctionName: string } | { readonly StateMachineArn: $util.Input<string> };
  /** Rings when the sum falls below one instead of rising above zero. */
  readonly whenSilentForHours?: number;
}

/** Where alarms and the budget's warnings go, once AWS may write there: a topic, and an address when the team gave one. Its ARN. */
export function alarmTopic({ settings, at }: Stage): $util.Output<string> {
  const topic = new aws.sns.Topic('Alarms');
  const writable = new aws.sns.TopicPolicy('AlarmsPolicy', {
    arn: topic.arn,
    policy: $jsonStringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: ['cloudwatch.amazonaws.com', 'budgets.amazonaws.com'] },
          Action: 'sns:Publish',
          Resource: topic.arn,
          Condition: { StringEquals: { 'aws:SourceAccount': at.account } },
        },
      ],
    }),
  });
  if (settings.alarmEmail)
    new aws.sns.TopicSubscription('AlarmsEmail', {
      topic: topic.arn,
      protocol: 'email',
      endpoint: settings.alarmEmail,
    });
  return writable.arn;
}

/** Ten alarms, which is as many as CloudWatch gives without charge (pricing page, read 2026-11-20). */
export function alarms(topicArn: $util.Input<string>, launchFlowArn: $util.Input<string>) {
  for (const alarm of allAlarms(launchFlowArn)) {
    const hours = alarm.whenSilentForHours;
    new aws.cloudwatch.MetricAlarm(alarm.name, {
      name: nameIn($app.stage, alarm.name),
      alarmDescription: alarm.says,
      namespace: 'FunctionName' in alarm.of ? 'AWS/Lambda' : 'AWS/States',
      metricName: alarm.metric,
      dimensions: { ...alarm.of },
      statistic: 'Sum',
      evaluationPeriods: hours ?? 1,
      period: hours === undefined ? 300 : 3600,
      threshold: hours === undefined ? 0 : 1,
      comparisonOperator: hours === undefined ? 'GreaterThanThreshold' : 'LessThanThreshold',
      treatMissingData: hours === undefined ? 'notBreaching' : 'breaching',
      alarmActions: [topicArn],
    });
  }
}

function allAlarms(launchFlowArn: $util.Input<string>): Alarm[] {
  const of = (part: string) => ({ FunctionName: nameIn($app.stage, part) });
  return [
    { name: 'FrontDoorFails', says: 'Slack got a 5xx.', metric: 'Url5xxCount', of: of('slack') },
    { name: 'FrontDoorThrottled', says: 'Requests of Slack were turned away.', metric: 'Throttles', of: of('slack') },
    { name: 'DeskFails', says: 'A delivery failed; Lambda tries it again twice.', metric: 'Errors', of: of('desk') },
    { name: 'DeskThrottled', says: 'Deliveries wait for capacity.', metric: 'Throttles', of: of('desk') },
    {
      name: 'DeskLosesDeliveries',
      says: 'A delivery failed for good and could not be handed to undelivered.',
      metric: 'DestinationDeliveryFailures',
      of: of('desk'),
    },
    {
      name: 'UndeliveredFails',
      says: 'A person waits for an answer that nobody will give.',
      metric: 'Errors',
      of: of('undelivered'),
    },
    { name: 'LaunchStepFails', says: 'A step of a launch failed.', metric: 'Errors', of: of('launch-step') },
    {
      name: 'LaunchFlowFails',
      says: 'A launch ended without its last word.',
      metric: 'ExecutionsFailed',
      of: { StateMachineArn: launchFlowArn },
    },
    { name: 'WatchFails', says: 'An hourly look failed.', metric: 'Errors', of: of('watch') },
    {
      name: 'WatchSilent',
      says: 'Nobody looked for idle hostings in three hours.',
      metric: 'Invocations',
      of: of('watch'),
      whenSilentForHours: 3,
    },
  ];
}
