import { nameIn } from './deployment.ts';
import type { Stage } from './stage.ts';

/**
 * AWS's own view of what Bedrock costs, beside the cap that Rung keeps: it knows what others spend, and it is hours late. Models billed
 * through the Marketplace appear under other services and are not in it.
 */
export function budget({ settings }: Stage, topicArn: $util.Input<string>) {
  const warn = (notificationType: 'ACTUAL' | 'FORECASTED', threshold: number) => ({
    notificationType,
    threshold,
    thresholdType: 'PERCENTAGE',
    comparisonOperator: 'GREATER_THAN',
    subscriberSnsTopicArns: [topicArn],
  });
  new aws.budgets.Budget('BedrockBudget', {
    name: nameIn($app.stage, 'bedrock'),
    budgetType: 'COST',
    timeUnit: 'MONTHLY',
    limitAmount: settings.monthlyCapUsd,
    limitUnit: 'USD',
    costFilters: [{ name: 'Service', values: ['Amazon Bedrock'] }],
    notifications: [warn('ACTUAL', 80), warn('FORECASTED', 100)],
  });
}
