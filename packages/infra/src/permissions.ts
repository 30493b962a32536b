import { READS_THE_BILL } from './bill-permissions.ts';
import { EVALUATION_PERMISSIONS, FOLLOWS_EVALUATIONS } from './evaluation-permissions.ts';
import { type Grant, MAY_DELETE, THROUGH_BEDROCK } from './grant.ts';
import { HANDBOOK_PERMISSIONS } from './handbook-permissions.ts';
import {
  ASKS_PRICES,
  HOSTING_PERMISSIONS,
  LISTS_HOSTINGS,
  LOOKS_AT_ONE,
  READS_TRAFFIC,
  SEES_COPIES,
  SEES_WHAT_IS_KEPT,
  STARTS_STOPS,
  TRACES,
  TRACES_FLOW,
  WRITES_LOGS,
} from './hosting-permissions.ts';
import { LAUNCH_FLOW_PERMISSIONS } from './launch-flow-permissions.ts';
import { RECONCILES } from './reconcile-permissions.ts';
import { SCHEDULE_PERMISSIONS } from './schedule-permissions.ts';

const READS_DATASETS: Grant = {
  why: 'reads the file that it is asked to check, in the buckets named for datasets',
  actions: ['s3:GetObject', 's3:GetObjectVersion'],
  on: ['datasets'],
};
const FINDS_FILES: Grant = {
  why: 'tells a file that is missing from one that it may not read',
  actions: ['s3:ListBucket'],
  on: ['dataset buckets'],
};
/**
 * Everything that any part of Rung may do in AWS. The stacks take their policies from here, the table in the README is printed from here,
 * and a test compares both with what the evaluated app holds.
 */
export const PERMISSIONS = {
  slack: [{ why: 'hands verified requests on', actions: ['lambda:InvokeFunction'], on: ['desk'] }, WRITES_LOGS, TRACES],
  desk: [
    {
      why: 'keeps deliveries, threads, launches and alerts',
      actions: ['dynamodb:ConditionCheckItem', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
      on: ['table'],
    },
    { why: 'lists launches', actions: ['dynamodb:Query'], on: ['table index by-kind'] },
    // The reference names no resource for SendTaskSuccess, and yet AWS checks it against the state machine: its refusals name that ARN
    // (https://github.com/NOAA-OWP/hydrovis/issues/837), and CDK, whose authors tried it, grants on it
    // (https://github.com/aws/aws-cdk/pull/8486; both read 2026-11-20).
    {
      why: 'starts a launch, a judgement, an evaluation or a hosting, and wakes it after a decision',
      actions: ['states:StartExecution', 'states:SendTaskSuccess'],
      on: ['launch flow', 'judge flow', 'evaluate flow', 'host flow'],
    },
    {
      why: 'asks for the form what can be tuned and routed today',
      actions: ['bedrock:ListFoundationModels', 'bedrock:ListPromptRouters'],
      on: ['any'],
    },
    READS_DATASETS,
    FINDS_FILES,
    { why: 'writes the repaired copies that people ask for', actions: ['s3:PutObject'], on: ['repaired copies'] },
    {
      why: 'looks for names and addresses in a sample, after a click',
      actions: ['comprehend:DetectPiiEntities'],
      on: ['any'],
    },
    { why: 'counts tokens where AWS does', actions: ['bedrock:CountTokens'], on: ['foundation models'] },
    { why: 'shows which examples flipped', actions: ['s3:GetObject'], on: ['judgement files'] },
    LISTS_HOSTINGS,
    ...SEES_WHAT_IS_KEPT,
    LOOKS_AT_ONE,
    SEES_COPIES,
    READS_TRAFFIC,
    ASKS_PRICES,
    STARTS_STOPS,
    {
      why: 'stops a job after a click of its requester or an approver',
      actions: ['bedrock:StopModelCustomizationJob'],
      on: ['customization jobs'],
    },
    ...FOLLOWS_EVALUATIONS,
    { why: 'reads problems, when a model is set', actions: ['bedrock:InvokeModel'], on: ['reader model'] },
    { why: 'looks things up, when a Knowledge Base is set', actions: ['bedrock:Retrieve'], on: ['knowledge base'] },
    { why: 'hands on what it could not finish', actions: ['lambda:InvokeFunction'], on: ['undelivered'] },
    WRITES_LOGS,
    TRACES,
  ],
  'launch-step': [
    {
      why: 'moves launches and the month’s budget',
      actions: ['dynamodb:ConditionCheckItem', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
      on: ['table'],
    },
    {
      why: 'asks what AWS offers today, and how many jobs are under way',
      actions: ['bedrock:ListFoundationModels', 'bedrock:ListModelCustomizationJobs'],
      on: ['any'],
    },
    {
      why: 'asks how many jobs the account may run',
      actions: ['servicequotas:GetServiceQuota', 'servicequotas:GetAWSDefaultServiceQuota'],
      on: ['any'],
    },
    { why: 'looks whether the role that jobs run under stands', actions: ['iam:GetRole'], on: ['bedrock-jobs role'] },
    { why: 'looks at the key of the models, when one is set', actions: ['kms:DescribeKey'], on: ['model key'] },
    READS_DATASETS,
    { ...FINDS_FILES, why: 'finds the losses of a job, and tells a missing file from one that it may not read' },
    {
      why: 'carries a file’s tags to its copy: S3 refuses to copy a tagged file without',
      actions: ['s3:GetObjectTagging', 's3:GetObjectVersionTagging'],
      on: ['datasets'],
    },
    {
      why: 'freezes the checked file and reads the copy again',
      actions: ['s3:PutObject', 's3:PutObjectTagging', 's3:GetObject', 's3:GetObjectVersion'],
      on: ['frozen files'],
    },
    { why: 'wakes a launch that was decided early', actions: ['states:SendTaskSuccess'], on: ['launch flow'] },
    { why: 'follows a job', actions: ['bedrock:GetModelCustomizationJob'], on: ['customization jobs'] },
    { why: 'follows an import', actions: ['bedrock:GetModelImportJob'], on: ['import jobs'] },
    { why: 'finds a router that it asked for', actions: ['bedrock:ListPromptRouters'], on: ['any'] },
    {
      why: 'starts an approved optimisation of prompts, and follows it',
      actions: [
        'bedrock:CreateAdvancedPromptOptimizationJob',
        'bedrock:GetAdvancedPromptOptimizationJob',
        'bedrock:ListAdvancedPromptOptimizationJobs',
        'bedrock:TagResource',
      ],
      on: ['prompt optimisation jobs'],
    },
    // That job has no role of its own: it asks the models and writes its result with the permissions of who started it
    // (Bedrock User Guide, advanced-prompt-optimization-prereqs, read 2026-11-26).
    {
      why: 'lets that job ask the models',
      actions: ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'],
      on: ['foundation models'],
    },
    { why: 'lets that job write its result', actions: ['s3:PutObject'], on: ['job output'] },
    {
      why: 'lets that job encrypt its result, when a key is set',
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      on: ['model key'],
      only: [THROUGH_BEDROCK],
    },
    { why: 'reads the losses that a job wrote', actions: ['s3:GetObject'], on: ['job output'] },
    WRITES_LOGS,
    TRACES,
  ],
  'judge-step': [
    {
      why: 'moves judgements and settles the month’s budget',
      actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
      on: ['table'],
    },
    { why: 'looks whether its model is hosted already', actions: ['dynamodb:Query'], on: ['table index by-kind'] },
    { why: 'wakes a judgement that was decided early', actions: ['states:SendTaskSuccess'], on: ['judge flow'] },
    { ...READS_DATASETS, why: 'reads the held-out set' },
    { ...FINDS_FILES, why: 'counts the files of answers, and tells a missing file from one that it may not read' },
    {
      why: 'compares the held-out set with what was trained on',
      actions: ['s3:GetObject', 's3:GetObjectVersion'],
      on: ['frozen files'],
    },
    { why: 'keeps examples and answers', actions: ['s3:GetObject', 's3:PutObject'], on: ['judgement files'] },
    {
      why: 'asks the arms on the base model, the tuned model on its trial, and a judge model, when one is set',
      actions: ['bedrock:InvokeModel'],
      on: ['base models', 'custom model deployments', 'provisioned throughputs', 'judge model'],
    },
    {
      why: 'asks a tuned model that lies under the team’s key, when one is set',
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      on: ['model key'],
      only: [THROUGH_BEDROCK],
    },
    { why: 'looks up what the retrieval arm adds', actions: ['bedrock:Retrieve'], on: ['knowledge base'] },
    {
      why: 'looks whether a trial stands',
      actions: ['bedrock:GetCustomModelDeployment', 'bedrock:GetProvisionedModelThroughput'],
      on: ['custom model deployments', 'provisioned throughputs'],
    },
    WRITES_LOGS,
    TRACES,
  ],
  ...EVALUATION_PERMISSIONS,
  ...HOSTING_PERMISSIONS,
  bill: [...READS_THE_BILL, WRITES_LOGS, TRACES],
  reconcile: [...RECONCILES, WRITES_LOGS, TRACES],
  undelivered: [WRITES_LOGS, TRACES],
  ...LAUNCH_FLOW_PERMISSIONS,
  'judge-flow': [
    TRACES_FLOW,
    { why: 'runs the steps', actions: ['lambda:InvokeFunction'], on: ['judge-step'] },
    {
      why: 'makes what serves the tuned model for a trial',
      actions: ['bedrock:CreateCustomModelDeployment', 'bedrock:CreateProvisionedModelThroughput'],
      on: ['custom models', 'custom model deployments', 'provisioned throughputs'],
    },
    {
      why: 'tags it with the judgement',
      actions: ['bedrock:TagResource'],
      on: ['custom model deployments', 'provisioned throughputs'],
    },
    {
      why: 'deletes it on every path',
      actions: ['bedrock:DeleteCustomModelDeployment', 'bedrock:DeleteProvisionedModelThroughput'],
      on: ['custom model deployments', 'provisioned throughputs'],
      only: [MAY_DELETE],
    },
  ],
  ...HANDBOOK_PERMISSIONS,
  ...SCHEDULE_PERMISSIONS,
} as const satisfies Readonly<Record<string, readonly Grant[]>>;

export type RoleName = keyof typeof PERMISSIONS;

/** The same, as a role's stack and the table read it. */
export const grantsOf = (role: RoleName): readonly Grant[] => PERMISSIONS[role];
