import { type Grant, THROUGH_BEDROCK } from './grant.ts';
import { TRACES_FLOW } from './hosting-permissions.ts';

/** What the guide asks for whoever makes a model under a key; CreateGrant lets Bedrock use it later, when the model is asked. */
const KEEPS_MODELS_UNDER_KEY: Grant = {
  why: 'keeps models under the team’s key, when one is set',
  actions: ['kms:CreateGrant', 'kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey'],
  on: ['model key'],
  only: [THROUGH_BEDROCK],
};

/** What the launch workflow may do, and the jobs that it starts. */
export const LAUNCH_FLOW_PERMISSIONS = {
  'launch-flow': [
    TRACES_FLOW,
    { why: 'runs the steps', actions: ['lambda:InvokeFunction'], on: ['launch-step'] },
    {
      why: 'starts the approved job',
      actions: ['bedrock:CreateModelCustomizationJob'],
      on: ['foundation models', 'custom models', 'customization jobs'],
    },
    {
      why: 'tags the job and its model with the launch',
      actions: ['bedrock:TagResource'],
      on: ['custom models', 'customization jobs'],
    },
    {
      why: 'starts the approved import, and tags it and its model',
      actions: ['bedrock:CreateModelImportJob', 'bedrock:TagResource'],
      on: ['import jobs', 'imported models'],
    },
    {
      why: 'makes the approved router, and tags it',
      actions: ['bedrock:CreatePromptRouter', 'bedrock:TagResource'],
      on: ['prompt routers'],
    },
    {
      why: 'waits for the job, and stops it with the workflow',
      actions: ['bedrock:GetModelCustomizationJob', 'bedrock:StopModelCustomizationJob'],
      on: ['customization jobs'],
    },
    {
      why: 'lends the job its role',
      actions: ['iam:PassRole'],
      on: ['bedrock-jobs role'],
      only: [{ test: 'StringEquals', variable: 'iam:PassedToService', values: ['bedrock.amazonaws.com'] }],
    },
    KEEPS_MODELS_UNDER_KEY,
  ],
  'bedrock-jobs': [
    { why: 'reads the frozen files', actions: ['s3:GetObject'], on: ['frozen files'] },
    { why: 'reads models to import, and logged calls to learn from', actions: ['s3:GetObject'], on: ['datasets'] },
    { why: 'lists those', actions: ['s3:ListBucket'], on: ['dataset buckets'] },
    { why: 'asks the team’s grader, when one is set', actions: ['lambda:InvokeFunction'], on: ['grader'] },
    { why: 'writes metrics, and reads them back', actions: ['s3:GetObject', 's3:PutObject'], on: ['job output'] },
    { why: 'lists what it reads and writes', actions: ['s3:ListBucket'], on: ['bucket'] },
    KEEPS_MODELS_UNDER_KEY,
  ],
} as const satisfies Readonly<Record<string, readonly Grant[]>>;
