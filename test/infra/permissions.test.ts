import fs from 'node:fs';
import path from 'node:path';
import { MAY_DELETE_TAG as TAG_THAT_THE_CORE_LOOKS_FOR } from '@rung/core/hosting/ownership.ts';
import { ANY_RESOURCE } from '@rung/infra/any-resource.ts';
import type { Deployment } from '@rung/infra/deployment.ts';
import { FUNCTION_NAMES } from '@rung/infra/function-names.ts';
import { MAY_DELETE_TAG } from '@rung/infra/grant.ts';
import { grantsOf, PERMISSIONS, type RoleName } from '@rung/infra/permissions.ts';
import { arnsOf } from '@rung/infra/resource-arns.ts';
import { readSettings } from '@rung/infra/settings.ts';
import { statementsOf } from '@rung/infra/statements.ts';
import { permissionTable } from '@rung/infra/verify/permission-table.ts';
import { describe, expect, it } from 'vitest';

const ADAPTERS = path.resolve(import.meta.dirname, '../../packages/aws/src');

const AT: Deployment = {
  stage: 'ci',
  partition: 'aws',
  region: 'eu-central-1',
  account: '123456789012',
  tableArn: 'arn:aws:dynamodb:eu-central-1:123456789012:table/t',
  bucketArn: 'arn:aws:s3:::b',
  datasetBuckets: [],
  readerModel: undefined,
  judgeModel: undefined,
  evaluatorModel: undefined,
  graderArn: undefined,
  modelKeyArn: undefined,
  knowledgeBaseId: undefined,
  makesKnowledgeBase: false,
};

/** Which permissions a call of the AWS SDK needs (Service Authorization Reference and the API pages of S3 and DynamoDB, read 2026-11-20). */
const NEEDED_BY: Readonly<Record<string, readonly string[]>> = {
  ConverseCommand: ['bedrock:InvokeModel'],
  CopyObjectCommand: [
    's3:GetObject',
    's3:GetObjectVersion',
    's3:GetObjectTagging',
    's3:GetObjectVersionTagging',
    's3:PutObject',
    's3:PutObjectTagging',
  ],
  // Tags are made with the job; the job asks models and writes its result as the one who made it.
  CreateAdvancedPromptOptimizationJobCommand: [
    'bedrock:CreateAdvancedPromptOptimizationJob',
    'bedrock:TagResource',
    'bedrock:InvokeModel',
    'bedrock:InvokeModelWithResponseStream',
    's3:PutObject',
    'kms:Decrypt',
    'kms:GenerateDataKey',
  ],
  // The job is tagged, is lent its role, and is encrypted under the key with the permissions of who made it.
  CreateEvaluationJobCommand: [
    'bedrock:CreateEvaluationJob',
    'bedrock:TagResource',
    'iam:PassRole',
    'kms:CreateGrant',
    'kms:Decrypt',
    'kms:DescribeKey',
    'kms:GenerateDataKey',
  ],
  CountTokensCommand: ['bedrock:CountTokens'],
  DeleteCustomModelDeploymentCommand: ['bedrock:DeleteCustomModelDeployment'],
  DeleteEndpointCommand: ['sagemaker:DeleteEndpoint'],
  DeleteImportedModelCommand: ['bedrock:DeleteImportedModel'],
  DeleteMarketplaceModelEndpointCommand: ['bedrock:DeleteMarketplaceModelEndpoint'],
  DeleteProvisionedModelThroughputCommand: ['bedrock:DeleteProvisionedModelThroughput'],
  DescribeExecutionCommand: ['states:DescribeExecution'],
  DescribeEndpointCommand: ['sagemaker:DescribeEndpoint'],
  DescribeEndpointConfigCommand: ['sagemaker:DescribeEndpointConfig'],
  DescribeInferenceComponentCommand: ['sagemaker:DescribeInferenceComponent'],
  DescribeKeyCommand: ['kms:DescribeKey'],
  DetectPiiEntitiesCommand: ['comprehend:DetectPiiEntities'],
  GetAdvancedPromptOptimizationJobCommand: ['bedrock:GetAdvancedPromptOptimizationJob'],
  GetCostAndUsageCommand: ['ce:GetCostAndUsage'],
  GetCustomModelDeploymentCommand: ['bedrock:GetCustomModelDeployment'],
  GetEvaluationJobCommand: ['bedrock:GetEvaluationJob'],
  GetImportedModelCommand: ['bedrock:GetImportedModel'],
  GetKnowledgeBaseCommand: ['bedrock:GetKnowledgeBase'],
  GetItemCommand: ['dynamodb:GetItem'],
  GetModelCustomizationJobCommand: ['bedrock:GetModelCustomizationJob'],
  GetModelImportJobCommand: ['bedrock:GetModelImportJob'],
  GetObjectCommand: ['s3:GetObject', 's3:GetObjectVersion'],
  GetProductsCommand: ['pricing:GetProducts'],
  GetProvisionedModelThroughputCommand: ['bedrock:GetProvisionedModelThroughput'],
  GetAWSDefaultServiceQuotaCommand: ['servicequotas:GetAWSDefaultServiceQuota'],
  GetRoleCommand: ['iam:GetRole'],
  GetServiceQuotaCommand: ['servicequotas:GetServiceQuota'],
  HeadBucketCommand: ['s3:ListBucket'],
  HeadObjectCommand: ['s3:GetObject'],
  ListFoundationModelsCommand: ['bedrock:ListFoundationModels'],
  ListTagsForResourceCommand: ['bedrock:ListTagsForResource'],
  ListPromptRoutersCommand: ['bedrock:ListPromptRouters'],
  PutItemCommand: ['dynamodb:PutItem'],
  PutObjectCommand: ['s3:PutObject'],
  QueryCommand: ['dynamodb:Query'],
  RetrieveCommand: ['bedrock:Retrieve'],
  SendTaskSuccessCommand: ['states:SendTaskSuccess'],
  StartExecutionCommand: ['states:StartExecution'],
  StopEvaluationJobCommand: ['bedrock:StopEvaluationJob'],
  StopModelCustomizationJobCommand: ['bedrock:StopModelCustomizationJob'],
  TransactWriteItemsCommand: ['dynamodb:ConditionCheckItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
  paginateGetMetricData: ['cloudwatch:GetMetricData'],
  paginateListAdvancedPromptOptimizationJobs: ['bedrock:ListAdvancedPromptOptimizationJobs'],
  paginateListCustomModelDeployments: ['bedrock:ListCustomModelDeployments'],
  paginateListCustomModels: ['bedrock:ListCustomModels'],
  paginateListInferenceComponents: ['sagemaker:ListInferenceComponents'],
  paginateListKnowledgeBases: ['bedrock:ListKnowledgeBases'],
  paginateListEndpoints: ['sagemaker:ListEndpoints'],
  paginateListEvaluationJobs: ['bedrock:ListEvaluationJobs'],
  paginateListImportedModels: ['bedrock:ListImportedModels'],
  paginateListMarketplaceModelEndpoints: ['bedrock:ListMarketplaceModelEndpoints'],
  paginateListMetrics: ['cloudwatch:ListMetrics'],
  paginateListModelCustomizationJobs: ['bedrock:ListModelCustomizationJobs'],
  paginateListObjectsV2: ['s3:ListBucket'],
  paginateListPromptRouters: ['bedrock:ListPromptRouters'],
  paginateListProvisionedModelThroughputs: ['bedrock:ListProvisionedModelThroughputs'],
  paginateListTags: ['sagemaker:ListTags'],
};

/** Granted to functions without a call in the adapters: Lambda's own doing, and the front door's signed request. */
const WITHOUT_AN_ADAPTER = [
  'billing:GetCredits',
  'lambda:InvokeFunction',
  'logs:CreateLogStream',
  'logs:PutLogEvents',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
];

const calledByAdapters = () => {
  const files = fs.readdirSync(ADAPTERS, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const sources = files.map((file) => fs.readFileSync(path.join(ADAPTERS, file), 'utf8'));
  return [...new Set(sources.flatMap((source) => source.match(/\bnew \w+Command(?=\()|\bpaginate\w+(?=\()/g) ?? []))]
    .map((call) => call.replace('new ', ''))
    .sort();
};

describe('the permission table', () => {
  it('grants functions what the adapters call, nothing missing and nothing more', () => {
    const called = calledByAdapters();
    const granted = FUNCTION_NAMES.flatMap((name) => grantsOf(name).flatMap(({ actions }) => actions));

    const needed = called.flatMap((call) => NEEDED_BY[call] ?? [`(nobody said what ${call} needs)`]);

    expect([...new Set(granted)].sort()).toEqual([...new Set([...needed, ...WITHOUT_AN_ADAPTER])].sort());
    expect(called).toEqual(Object.keys(NEEDED_BY).sort());
  });

  it('has no action with a wildcard, and a reason for each one on every resource', () => {
    const grants = (Object.keys(PERMISSIONS) as RoleName[]).flatMap(grantsOf);
    const wide = grants.filter(({ on }) => on.includes('any')).flatMap(({ actions }) => actions);

    expect(
      grants.flatMap(({ actions }) => actions).filter((action) => !/^[a-z0-9]+:[A-Za-z0-9]+$/.test(action)),
    ).toEqual([]);
    expect([...new Set(wide)].sort()).toEqual(Object.keys(ANY_RESOURCE).sort());
    expect(Object.keys(ANY_RESOURCE).filter((action) => !/:(?:List|Describe|Get|Detect)/.test(action))).toEqual([
      'bedrock:CreateEvaluationJob',
      'xray:PutTelemetryRecords',
      'xray:PutTraceSegments',
    ]);
  });

  it('lets nothing be deleted that does not carry the tag, and jobs be stopped by those that follow them', () => {
    const deleting = (Object.keys(PERMISSIONS) as RoleName[]).flatMap((role) =>
      grantsOf(role).flatMap(({ actions, only }) =>
        actions.filter((action) => /:(?:Delete|Terminate|Stop)/.test(action)).map((action) => ({ role, action, only })),
      ),
    );

    const tag = [{ test: 'StringEquals', variable: 'aws:ResourceTag/rung:may-delete', values: ['yes'] }];
    expect(deleting).toEqual([
      { role: 'desk', action: 'bedrock:StopModelCustomizationJob', only: undefined },
      { role: 'desk', action: 'bedrock:StopEvaluationJob', only: undefined },
      { role: 'evaluate-step', action: 'bedrock:StopEvaluationJob', only: undefined },
      // Bedrock's own, of the batches in which it asks the evaluator.
      { role: 'bedrock-evaluations', action: 'bedrock:StopModelInvocationJob', only: undefined },
      { role: 'host-flow', action: 'bedrock:DeleteCustomModelDeployment', only: tag },
      { role: 'host-flow', action: 'bedrock:DeleteProvisionedModelThroughput', only: tag },
      { role: 'watch', action: 'bedrock:DeleteCustomModelDeployment', only: tag },
      { role: 'watch', action: 'bedrock:DeleteProvisionedModelThroughput', only: tag },
      { role: 'stop', action: 'bedrock:DeleteCustomModelDeployment', only: tag },
      { role: 'stop', action: 'bedrock:DeleteImportedModel', only: tag },
      { role: 'stop', action: 'bedrock:DeleteMarketplaceModelEndpoint', only: tag },
      { role: 'stop', action: 'bedrock:DeleteProvisionedModelThroughput', only: tag },
      { role: 'stop', action: 'sagemaker:DeleteEndpoint', only: tag },
      { role: 'reconcile', action: 'bedrock:StopEvaluationJob', only: undefined },
      { role: 'reconcile', action: 'bedrock:StopModelCustomizationJob', only: undefined },
      { role: 'launch-flow', action: 'bedrock:StopModelCustomizationJob', only: undefined },
      { role: 'judge-flow', action: 'bedrock:DeleteCustomModelDeployment', only: tag },
      { role: 'judge-flow', action: 'bedrock:DeleteProvisionedModelThroughput', only: tag },
      // Vectors of the handbook, which are made anew from its pages.
      { role: 'knowledge-base', action: 's3vectors:DeleteVectors', only: undefined },
    ]);
    expect(MAY_DELETE_TAG).toEqual(TAG_THAT_THE_CORE_LOOKS_FOR);
  });

  it('grants nothing on what a deployment does not have', () => {
    const actions = (at: Deployment) => statementsOf('desk', at).flatMap((statement) => statement.actions);

    expect(actions(AT)).not.toContain('bedrock:InvokeModel');
    expect(actions(AT)).not.toContain('bedrock:Retrieve');
    expect(actions({ ...AT, readerModel: 'amazon.nova-lite-v1:0' })).toContain('bedrock:InvokeModel');
    expect(actions({ ...AT, knowledgeBaseId: 'KB1' })).toContain('bedrock:Retrieve');
    expect(statementsOf('handbook-schedule', { ...AT, knowledgeBaseId: 'KB1' })).toEqual([]);
    expect(statementsOf('knowledge-base', AT)).toEqual([]);
  });

  it.each([
    ['amazon.nova-lite-v1:0', ['arn:aws:bedrock:eu-central-1::foundation-model/amazon.nova-lite-v1:0']],
    [
      'meta.llama3-3-70b-instruct-v1:0',
      ['arn:aws:bedrock:eu-central-1::foundation-model/meta.llama3-3-70b-instruct-v1:0'],
    ],
    [
      'eu.amazon.nova-lite-v1:0',
      [
        'arn:aws:bedrock:eu-central-1:123456789012:inference-profile/eu.amazon.nova-lite-v1:0',
        'arn:aws:bedrock:*::foundation-model/amazon.nova-lite-v1:0',
      ],
    ],
    [
      'global.anthropic.claude-haiku-4-5-20251001-v1:0',
      [
        'arn:aws:bedrock:eu-central-1:123456789012:inference-profile/global.anthropic.claude-haiku-4-5-20251001-v1:0',
        'arn:aws:bedrock:*::foundation-model/anthropic.claude-haiku-4-5-20251001-v1:0',
      ],
    ],
  ])('names the model %s and no other', (readerModel, arns) => {
    expect(arnsOf({ ...AT, readerModel }, 'reader model', 'desk')).toEqual(arns);
  });

  it('is printed for the README with every action, its resource and what it is for', () => {
    const table = permissionTable();
    const rows = table.split('\n').filter((line) => line.startsWith('| '));

    expect(rows).toHaveLength(2 + Object.values(PERMISSIONS).flat().length);
    expect(rows.every((row) => row.split(' | ').length === 5)).toBe(true);
    expect(table).toContain(
      '| provisioned throughputs, custom model deployments, imported models, endpoints | `aws:ResourceTag/rung:may-delete` = `yes` | deletes an idle hosting, or one whose lease is over, confirmed or announced and not cancelled |',
    );
  });

  it('stands in the README of the deployment as it is printed', () => {
    const readme = fs.readFileSync(path.resolve(ADAPTERS, '../../infra/README.md'), 'utf8');

    expect(readme).toContain(permissionTable().trim());
  });
});

describe('the settings of a deployment', () => {
  const complete = { RUNG_WATCH_CHANNEL: 'C0ML' };

  it('are handed to the functions under the same names, and an empty one is none', () => {
    const settings = readSettings({ ...complete, RUNG_APPROVERS: 'U1, U2', RUNG_READER_MODEL: '', HOME: '/root' });

    expect(settings.environment).toEqual({
      RUNG_WATCH_CHANNEL: 'C0ML',
      RUNG_APPROVERS: 'U1, U2',
      RUNG_MONTHLY_CAP_USD: '500',
    });
    expect(settings.readerModel).toBeUndefined();
  });

  it.each([
    [{}, /RUNG_WATCH_CHANNEL must be the id/],
    [{ RUNG_WATCH_CHANNEL: '#ml-platform' }, /RUNG_WATCH_CHANNEL must be the id/],
    [{ ...complete, RUNG_MONTHLY_CAP_USD: 'a lot' }, /RUNG_MONTHLY_CAP_USD is "a lot"/],
    [{ ...complete, RUNG_MONTHLY_CAP_USD: '0' }, /RUNG_MONTHLY_CAP_USD is "0"/],
    [{ ...complete, RUNG_MAKE_KNOWLEDGE_BASE: 'true' }, /RUNG_MAKE_KNOWLEDGE_BASE is "true"; it takes yes or no/],
    [{ ...complete, RUNG_MAKE_KNOWLEDGE_BASE: 'yes', RUNG_KNOWLEDGE_BASE_ID: 'KB1' }, /Take one of the two away/],
  ])('%j end the deployment with a sentence', (raw, sentence) => {
    expect(() => readSettings(raw)).toThrow(sentence);
  });
});
