import type { Grant } from './grant.ts';
import {
  LISTS_HOSTINGS,
  LOOKS_AT_ONE,
  READS_TRAFFIC,
  SEES_COPIES,
  SEES_UNITS,
  SEES_WHAT_IS_KEPT,
} from './hosting-permissions.ts';

/** What the daily look at the bill may do. */
export const READS_THE_BILL: readonly Grant[] = [
  { why: 'asks what AWS charged', actions: ['ce:GetCostAndUsage'], on: ['any'] },
  { why: 'asks what credits are left', actions: ['billing:GetCredits'], on: ['any'] },
  LISTS_HOSTINGS,
  SEES_UNITS,
  SEES_COPIES,
  ...SEES_WHAT_IS_KEPT,
  {
    ...LOOKS_AT_ONE,
    why: 'sees what an endpoint runs on, for the digest',
    actions: ['sagemaker:DescribeEndpoint', 'sagemaker:DescribeEndpointConfig'],
    on: ['endpoints', 'endpoint configurations'],
  },
  READS_TRAFFIC,
  {
    why: 'keeps the bill, and settles launches and budgets with it',
    actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
    on: ['table'],
  },
  {
    why: 'finds what waits for its bill, and the digests that are due',
    actions: ['dynamodb:Query'],
    on: ['table index by-kind'],
  },
];
