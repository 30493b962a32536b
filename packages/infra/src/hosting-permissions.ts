import { type Grant, MAY_DELETE } from './grant.ts';

export const LISTS_HOSTINGS: Grant = {
  why: 'sees everything that stands',
  actions: [
    'bedrock:ListCustomModelDeployments',
    'bedrock:ListImportedModels',
    'bedrock:ListMarketplaceModelEndpoints',
    'bedrock:ListProvisionedModelThroughputs',
    'sagemaker:ListEndpoints',
  ],
  on: ['any'],
};
export const LOOKS_AT_ONE: Grant = {
  why: 'looks at one hosting and at its tags',
  actions: [
    'bedrock:GetCustomModelDeployment',
    'bedrock:GetImportedModel',
    'bedrock:GetProvisionedModelThroughput',
    'bedrock:ListTagsForResource',
    'sagemaker:DescribeEndpoint',
    'sagemaker:DescribeEndpointConfig',
    'sagemaker:ListTags',
  ],
  on: [
    'provisioned throughputs',
    'custom model deployments',
    'imported models',
    'endpoints',
    'endpoint configurations',
  ],
};
const TELLS_WHOSE: Grant = {
  why: 'tells whose a hosting is',
  actions: [
    'bedrock:ListTagsForResource',
    'sagemaker:DescribeEndpoint',
    'sagemaker:DescribeEndpointConfig',
    'sagemaker:ListTags',
  ],
  on: ['provisioned throughputs', 'endpoints', 'endpoint configurations'],
};
export const READS_TRAFFIC: Grant = {
  why: 'reads traffic',
  actions: ['cloudwatch:GetMetricData', 'cloudwatch:ListMetrics'],
  on: ['any'],
};
export const ASKS_PRICES: Grant = { why: 'asks what AWS charges', actions: ['pricing:GetProducts'], on: ['any'] };
export const STARTS_STOPS: Grant = {
  why: 'starts the minute in which a deletion can be cancelled',
  actions: ['states:StartExecution'],
  on: ['stop flow'],
};
export const WRITES_LOGS: Grant = {
  why: 'writes its own log',
  actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
  on: ['own log'],
};
export const TRACES: Grant = {
  why: 'sends its part of a trace: names and times, no content',
  actions: ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
  on: ['any'],
};
/** A workflow asks besides how much is to be traced (Step Functions guide, xray-iam, read 2026-11-26). */
export const TRACES_FLOW: Grant = {
  ...TRACES,
  actions: [...TRACES.actions, 'xray:GetSamplingRules', 'xray:GetSamplingTargets'],
};

/** What looks at hostings, follows their alerts and deletes them: the watch and the sweeper. */
export const HOSTING_PERMISSIONS = {
  watch: [
    LISTS_HOSTINGS,
    TELLS_WHOSE,
    READS_TRAFFIC,
    ASKS_PRICES,
    STARTS_STOPS,
    {
      why: 'follows alerts, and lists the verdicts that are due to be looked at again',
      actions: ['dynamodb:Query'],
      on: ['table index by-kind'],
    },
    {
      why: 'deletes the trial of a judgement that is over',
      actions: ['bedrock:DeleteCustomModelDeployment', 'bedrock:DeleteProvisionedModelThroughput'],
      on: ['custom model deployments', 'provisioned throughputs'],
      only: [MAY_DELETE],
    },
    {
      why: 'announces each idle stretch once, and keeps the day’s prices',
      actions: ['dynamodb:GetItem', 'dynamodb:PutItem'],
      on: ['table'],
    },
    WRITES_LOGS,
    TRACES,
  ],
  stop: [
    {
      ...TELLS_WHOSE,
      why: 'looks once more before it deletes',
      actions: [...TELLS_WHOSE.actions, 'bedrock:GetProvisionedModelThroughput'],
    },
    {
      ...LISTS_HOSTINGS,
      why: 'tells a Marketplace endpoint from SageMaker’s own',
      actions: ['bedrock:ListMarketplaceModelEndpoints'],
    },
    { ...READS_TRAFFIC, why: 'reads its traffic once more', actions: ['cloudwatch:GetMetricData'] },
    {
      why: 'deletes an idle hosting, confirmed and not cancelled',
      actions: [
        'bedrock:DeleteMarketplaceModelEndpoint',
        'bedrock:DeleteProvisionedModelThroughput',
        'sagemaker:DeleteEndpoint',
      ],
      on: ['provisioned throughputs', 'endpoints'],
      only: [MAY_DELETE],
    },
    {
      why: 'claims the deletion and records its end',
      actions: ['dynamodb:GetItem', 'dynamodb:PutItem'],
      on: ['table'],
    },
    WRITES_LOGS,
    TRACES,
  ],
  'stop-flow': [TRACES_FLOW, { why: 'ends the minute', actions: ['lambda:InvokeFunction'], on: ['stop'] }],
} as const satisfies Readonly<Record<string, readonly Grant[]>>;
