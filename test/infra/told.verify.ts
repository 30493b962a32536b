import { describe, expect, it } from 'vitest';
import { deployedOnce, find, parsed } from './app-under-test.ts';

const DEAD_LETTERS = 'arn:aws:sqs:us-east-1:123456789012:rung-ci-dead-letters';

const deployed = deployedOnce();
const inputsOf = (type: string, name: string) => find(deployed.resources, type, name).inputs;
const all = (type: string) => deployed.resources.filter((resource) => resource.type === type);

describe('who is told', () => {
  it.each(Object.entries({ Watch: 'rate(1 hour)', Bill: 'rate(1 day)' }))('%s: %s', (name, scheduleExpression) => {
    const arn = `arn:aws:lambda:us-east-1:123456789012:function:rung-ci-${name.toLowerCase()}`;
    const schedule = inputsOf('aws:scheduler/schedule:Schedule', `${name}ScheduleSchedule`);
    expect(schedule).toMatchObject({ scheduleExpression, state: 'ENABLED', target: { arn } });
  });

  it('the reconciler runs every five minutes, and when Bedrock says that a job has changed', () => {
    const schedule = inputsOf('aws:scheduler/schedule:Schedule', 'ReconcileScheduleSchedule');
    const rule = inputsOf('aws:cloudwatch/eventRule:EventRule', 'JobChanged');
    const arn = 'arn:aws:lambda:us-east-1:123456789012:function:rung-ci-reconcile';

    expect(schedule).toMatchObject({ scheduleExpression: 'rate(5 minutes)', state: 'ENABLED', target: { arn } });
    expect(parsed(rule['eventPattern'])).toEqual({
      source: ['aws.bedrock'],
      'detail-type': ['Model Customization Job State Change'],
    });
    expect(rule).not.toHaveProperty('eventBusName');
    expect(inputsOf('aws:cloudwatch/eventTarget:EventTarget', 'JobChangedTarget')).toMatchObject({
      ...{ rule: rule['name'], arn, deadLetterConfig: { arn: DEAD_LETTERS } },
      retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: 3600 },
    });
  });

  it('what cannot be handed over lies in a queue that takes nothing else, over TLS only, and rings', () => {
    const queue = inputsOf('aws:sqs/queue:Queue', 'DeadLetters');
    const { policy } = inputsOf('aws:sqs/queuePolicy:QueuePolicy', 'DeadLettersPolicy');
    const targets = ['WatchScheduleSchedule', 'BillScheduleSchedule', 'ReconcileScheduleSchedule'].map(
      (name) => inputsOf('aws:scheduler/schedule:Schedule', name)['target'],
    );

    expect(queue).toMatchObject({ messageRetentionSeconds: 1_209_600, sqsManagedSseEnabled: true });
    expect(parsed(policy)).toMatchObject({
      Statement: [
        {
          ...{ Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sqs:SendMessage' },
          Condition: {
            ArnEquals: { 'aws:SourceArn': 'arn:aws:events:us-east-1:123456789012:rule/rung-ci-job-changed' },
            StringEquals: { 'aws:SourceAccount': '123456789012' },
          },
        },
        { Effect: 'Deny', Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      ],
    });
    expect(targets).toMatchObject(targets.map(() => ({ deadLetterConfig: { arn: DEAD_LETTERS } })));
    expect(inputsOf('aws:cloudwatch/metricAlarm:MetricAlarm', 'DeadLetters')).toMatchObject({
      ...{ namespace: 'AWS/SQS', metricName: 'ApproximateNumberOfMessagesVisible', statistic: 'Maximum' },
      ...{ dimensions: { QueueName: 'rung-ci-dead-letters' }, threshold: 0 },
    });
  });

  it('every alarm watches something that exists, says what it means, and goes to the topic', () => {
    const names = [
      ...all('aws:lambda/function:Function'),
      ...all('aws:sfn/stateMachine:StateMachine'),
      ...all('aws:sqs/queue:Queue'),
    ].map(({ inputs }) => inputs['name']);

    const watched = all('aws:cloudwatch/metricAlarm:MetricAlarm');

    expect(watched).toHaveLength(19);
    for (const { inputs } of watched) {
      const [of] = Object.values(inputs['dimensions'] as Record<string, string>);
      expect(inputs['namespace'] === 'Rung' ? 'ci' : names).toContain(of?.split(':').at(-1));
      expect(inputs['alarmDescription']).toMatch(/\w.*\.$/);
      expect(inputs['alarmActions']).toEqual(['arn:aws:sns:us-east-1:123456789012:Alarms']);
    }
  });

  it('the reconciler is missed when it is not started, and when it is and fails', () => {
    expect(inputsOf('aws:cloudwatch/metricAlarm:MetricAlarm', 'ReconcilerSilent')).toMatchObject({
      ...{ namespace: 'Rung', metricName: 'OldestOpenLaunchHours', statistic: 'SampleCount' },
      ...{ threshold: 1, comparisonOperator: 'LessThanThreshold', treatMissingData: 'breaching', period: 3600 },
    });
  });

  it('the budget warns at four fifths of the cap and when the month is bound to pass it', () => {
    const budget = inputsOf('aws:budgets/budget:Budget', 'BedrockBudget');

    expect(budget).toMatchObject({
      limitAmount: '500',
      timeUnit: 'MONTHLY',
      notifications: [
        { notificationType: 'ACTUAL', threshold: 80 },
        { notificationType: 'FORECASTED', threshold: 100 },
      ],
    });
  });

  it('the topic takes messages from AWS’s alarms and budgets of this account only', () => {
    expect(parsed(inputsOf('aws:sns/topicPolicy:TopicPolicy', 'AlarmsPolicy')['policy'])).toMatchObject({
      Statement: [
        {
          Principal: { Service: ['cloudwatch.amazonaws.com', 'budgets.amazonaws.com'] },
          Action: 'sns:Publish',
          Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } },
        },
      ],
    });
  });
});
