import { nameIn } from './deployment.ts';
import type { Stage } from './stage.ts';

interface Alarm {
  readonly name: string;
  /** What the one who is woken reads first. */
  readonly says: string;
  readonly metric: string;
  readonly of:
    | { readonly FunctionName: string }
    | { readonly StateMachineArn: $util.Input<string> }
    | { readonly QueueName: string }
    /** A figure of Rung's own, which the reconciler writes into its log every five minutes. */
    | { readonly Stage: string };
  /** Rings above this; above zero where absent. For our own figures it is the highest value that counts, otherwise the sum. */
  readonly above?: number;
  /** Rings when the sum, or the count of our own figures, falls below one instead of rising above zero. */
  readonly whenSilentForHours?: number;
}

/** The workflows, by what they are for. */
type FlowArns = Readonly<Record<'launch' | 'judge' | 'evaluate' | 'host' | 'stop', $util.Input<string>>>;

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

/** Nineteen alarms: ten are free of charge, each more is $0.10 a month, as our own metrics are $0.30 each (pricing page, read 2026-11-20). */
export function alarms(topicArn: $util.Input<string>, flows: FlowArns) {
  for (const alarm of allAlarms(flows)) {
    const hours = alarm.whenSilentForHours;
    new aws.cloudwatch.MetricAlarm(alarm.name, {
      name: nameIn($app.stage, alarm.name),
      alarmDescription: alarm.says,
      namespace: namespaceOf(alarm),
      metricName: alarm.metric,
      dimensions: { ...alarm.of },
      statistic: statisticOf(alarm),
      evaluationPeriods: hours ?? 1,
      period: hours === undefined ? 300 : 3600,
      threshold: hours === undefined ? (alarm.above ?? 0) : 1,
      comparisonOperator: hours === undefined ? 'GreaterThanThreshold' : 'LessThanThreshold',
      treatMissingData: hours === undefined ? 'notBreaching' : 'breaching',
      alarmActions: [topicArn],
    });
  }
}

function statisticOf({ of, whenSilentForHours }: Alarm): string {
  if ('Stage' in of) return whenSilentForHours === undefined ? 'Maximum' : 'SampleCount';
  return 'QueueName' in of ? 'Maximum' : 'Sum';
}

function namespaceOf({ of }: Alarm): string {
  if ('Stage' in of) return 'Rung';
  if ('QueueName' in of) return 'AWS/SQS';
  return 'FunctionName' in of ? 'AWS/Lambda' : 'AWS/States';
}

function allAlarms(flows: FlowArns): Alarm[] {
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
    { name: 'WatchFails', says: 'An hourly look failed.', metric: 'Errors', of: of('watch') },
    {
      name: 'WatchSilent',
      says: 'Nobody looked for idle hostings in three hours.',
      metric: 'Invocations',
      of: of('watch'),
      whenSilentForHours: 3,
    },
    { name: 'BillFails', says: 'A part of the daily look at the bill failed.', metric: 'Errors', of: of('bill') },
    ...flowAlarms(flows),
    ...reconcilerAlarms(),
  ];
}

/** A step that fails is tried again; a workflow that failed has nobody left to say so. */
function flowAlarms(flows: FlowArns): Alarm[] {
  const failed = 'ExecutionsFailed';
  const of = (flow: keyof FlowArns) => ({ StateMachineArn: flows[flow] });
  return [
    { name: 'LaunchFlowFails', says: 'A launch ended without its last word.', metric: failed, of: of('launch') },
    { name: 'JudgeFlowFails', says: 'A judgement ended without its verdict.', metric: failed, of: of('judge') },
    {
      name: 'EvaluateFlowFails',
      says: 'The workflow of an evaluation in Bedrock broke; the reconciler follows it.',
      metric: failed,
      of: of('evaluate'),
    },
    {
      name: 'HostFlowFails',
      says: 'A hosting ended between its yes and its standing.',
      metric: failed,
      of: of('host'),
    },
    { name: 'StopFlowFails', says: 'A confirmed deletion was not carried out.', metric: failed, of: of('stop') },
  ];
}

/** A launch, and an evaluation, waits a day for its yes and three for its job at most: what is older is stuck. */
const OLDEST_HOURS = 120;
/** Slack was out for longer than an outage usually lasts, or a channel and its fallbacks are gone. */
const OWED_MINUTES = 60;

function reconcilerAlarms(): Alarm[] {
  const of = { Stage: $app.stage };
  return [
    {
      name: 'LaunchStuck',
      says: 'The oldest launch that is not over is older than a launch can be.',
      metric: 'OldestOpenLaunchHours',
      of,
      above: OLDEST_HOURS,
    },
    {
      name: 'EvaluationStuck',
      says: 'The oldest evaluation in Bedrock that is not over, or not told, is older than one can be.',
      metric: 'OldestOpenEvaluationHours',
      of,
      above: OLDEST_HOURS,
    },
    {
      name: 'NewsOwed',
      says: 'Somebody has waited for an hour to be told what became of a launch.',
      metric: 'OwedMinutes',
      of,
      above: OWED_MINUTES,
    },
    {
      // It writes this figure at the end of each look: one that is started and fails is silent, too.
      name: 'ReconcilerSilent',
      says: 'Nobody settled launches for an hour.',
      metric: 'OldestOpenLaunchHours',
      of,
      whenSilentForHours: 1,
    },
    {
      name: 'DeadLetters',
      says: 'A schedule or an event could not start its function.',
      metric: 'ApproximateNumberOfMessagesVisible',
      of: { QueueName: nameIn($app.stage, 'dead-letters') },
    },
  ];
}
