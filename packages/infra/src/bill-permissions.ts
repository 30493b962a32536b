import type { Grant } from './grant.ts';

/** What the daily look at the bill may do. */
export const READS_THE_BILL: readonly Grant[] = [
  { why: 'asks what AWS charged', actions: ['ce:GetCostAndUsage'], on: ['any'] },
  {
    why: 'keeps the bill, and settles launches and budgets with it',
    actions: ['dynamodb:ConditionCheckItem', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
    on: ['table'],
  },
  { why: 'finds what waits for its bill', actions: ['dynamodb:Query'], on: ['table index by-kind'] },
];
