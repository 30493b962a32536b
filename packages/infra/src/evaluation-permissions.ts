import { type Grant, THROUGH_BEDROCK } from './grant.ts';
import { ASKS_PRICES, TRACES, TRACES_FLOW, WRITES_LOGS } from './hosting-permissions.ts';

const FINDS_EVALUATIONS: Grant = {
  why: 'finds evaluation jobs by their names',
  actions: ['bedrock:ListEvaluationJobs'],
  on: ['any'],
};

/** Follows evaluation jobs, and stops those that somebody wanted stopped or whose other half has failed. */
export const FOLLOWS_EVALUATIONS: readonly Grant[] = [
  FINDS_EVALUATIONS,
  {
    why: 'follows evaluation jobs, and stops those that are wanted no more',
    actions: ['bedrock:GetEvaluationJob', 'bedrock:StopEvaluationJob'],
    on: ['evaluation jobs'],
  },
];

const EVALUATES_UNDER_KEY: Grant = {
  why: 'evaluates under the team’s key, when one is set',
  actions: ['kms:CreateGrant', 'kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey'],
  on: ['model key'],
  only: [THROUGH_BEDROCK],
};

/** The files that a job keeps for its time lie in Bedrock's own S3 (Bedrock User Guide, model-evaluation-security-data, read 2026-11-27). */
const THROUGH_BEDROCK_OR_S3 = { ...THROUGH_BEDROCK, values: [...THROUGH_BEDROCK.values, 's3.*.amazonaws.com'] };

/** What has Bedrock evaluate a judgement's answers, and the role that those jobs work under. */
export const EVALUATION_PERMISSIONS = {
  'evaluate-step': [
    {
      why: 'moves evaluations, and settles the month’s budget',
      actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
      on: ['table'],
    },
    { why: 'wakes an evaluation that was decided early', actions: ['states:SendTaskSuccess'], on: ['evaluate flow'] },
    { why: 'reads the answers of a judgement', actions: ['s3:GetObject'], on: ['judgement files'] },
    {
      why: 'writes them as Bedrock reads them, and reads the scores',
      actions: ['s3:GetObject', 's3:PutObject'],
      on: ['evaluation files'],
    },
    {
      why: 'finds the scores, and tells a missing file from one that it may not read',
      actions: ['s3:ListBucket'],
      on: ['bucket'],
    },
    ASKS_PRICES,
    // Before there is a job there is no ARN, and the reference names no resource type for this action.
    {
      why: 'starts the confirmed jobs',
      actions: ['bedrock:CreateEvaluationJob'],
      on: ['any'],
      only: [{ test: 'StringLike', variable: 'aws:RequestTag/rung:evaluation', values: ['evl_*'] }],
    },
    { why: 'tags them with the evaluation', actions: ['bedrock:TagResource'], on: ['evaluation jobs'] },
    {
      why: 'lends them their role',
      actions: ['iam:PassRole'],
      on: ['bedrock-evaluations role'],
      only: [{ test: 'StringEquals', variable: 'iam:PassedToService', values: ['bedrock.amazonaws.com'] }],
    },
    EVALUATES_UNDER_KEY,
    ...FOLLOWS_EVALUATIONS,
    WRITES_LOGS,
    TRACES,
  ],
  'evaluate-flow': [TRACES_FLOW, { why: 'runs the steps', actions: ['lambda:InvokeFunction'], on: ['evaluate-step'] }],
  // Bedrock User Guide, judge-service-roles, read 2026-11-27.
  'bedrock-evaluations': [
    {
      why: 'reads the answers, and writes the scores beside them',
      actions: ['s3:GetObject', 's3:PutObject', 's3:AbortMultipartUpload'],
      on: ['evaluation files'],
    },
    {
      why: 'finds its way in the bucket',
      actions: ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'],
      on: ['bucket'],
    },
    {
      why: 'asks the evaluator model, when one is set, at once or by the batch',
      actions: [
        'bedrock:InvokeModel',
        'bedrock:GetInferenceProfile',
        'bedrock:CreateModelInvocationJob',
        'bedrock:StopModelInvocationJob',
      ],
      on: ['evaluator model'],
    },
    { ...EVALUATES_UNDER_KEY, only: [THROUGH_BEDROCK_OR_S3] },
  ],
} as const satisfies Readonly<Record<string, readonly Grant[]>>;
