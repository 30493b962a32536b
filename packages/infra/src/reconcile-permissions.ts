import { FOLLOWS_EVALUATIONS } from './evaluation-permissions.ts';
import type { Grant } from './grant.ts';

/** What the reconciler may do: read everything of a launch, move it on, and stop a job that somebody wanted stopped. */
export const RECONCILES: readonly Grant[] = [
  {
    why: 'settles launches and keeps what people are owed',
    actions: ['dynamodb:ConditionCheckItem', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
    on: ['table'],
  },
  { why: 'finds what is not settled', actions: ['dynamodb:Query'], on: ['table index by-kind'] },
  {
    why: 'looks whether a launch’s workflow is there',
    actions: ['states:DescribeExecution'],
    on: ['launches under way'],
  },
  {
    why: 'starts or wakes a workflow that was not',
    actions: ['states:StartExecution', 'states:SendTaskSuccess'],
    on: ['launch flow'],
  },
  { why: 'wakes an evaluation that was confirmed', actions: ['states:SendTaskSuccess'], on: ['evaluate flow'] },
  ...FOLLOWS_EVALUATIONS,
  { why: 'reads the scores that evaluations wrote', actions: ['s3:GetObject'], on: ['evaluation files'] },
  { why: 'looks for jobs that have no record', actions: ['bedrock:ListModelCustomizationJobs'], on: ['any'] },
  {
    why: 'follows jobs, tells ours by their tag, and stops those that somebody wanted stopped',
    actions: ['bedrock:GetModelCustomizationJob', 'bedrock:ListTagsForResource', 'bedrock:StopModelCustomizationJob'],
    on: ['customization jobs'],
  },
  { why: 'follows an import', actions: ['bedrock:GetModelImportJob'], on: ['import jobs'] },
  { why: 'finds a router that a launch asked for', actions: ['bedrock:ListPromptRouters'], on: ['any'] },
  {
    why: 'follows an optimisation of prompts',
    actions: ['bedrock:GetAdvancedPromptOptimizationJob', 'bedrock:ListAdvancedPromptOptimizationJobs'],
    on: ['prompt optimisation jobs'],
  },
  { why: 'reads the losses that a job wrote', actions: ['s3:GetObject'], on: ['job output'] },
  { why: 'finds them', actions: ['s3:ListBucket'], on: ['bucket'] },
];
