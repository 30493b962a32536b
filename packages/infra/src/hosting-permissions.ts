import { type Condition, type Grant, MAY_DELETE } from './grant.ts';

export const LISTS_HOSTINGS: Grant = {
  why: 'sees everything that stands',
  actions: [
    'bedrock:ListCustomModelDeployments',
    'bedrock:ListImportedModels',
    'bedrock:ListMarketplaceModelEndpoints',
    'bedrock:ListProvisionedModelThroughputs',
    'sagemaker:ListEndpoints',
    'sagemaker:ListInferenceComponents',
  ],
  on: ['any'],
};
export const SEES_WHAT_IS_KEPT: readonly Grant[] = [
  {
    why: 'sees what costs while it is kept: custom models, and what serves and outlives them',
    actions: ['bedrock:ListCustomModels', 'bedrock:ListFoundationModels', 'bedrock:ListKnowledgeBases'],
    on: ['any'],
  },
  {
    why: 'sees what the vectors of a Knowledge Base lie in',
    actions: ['bedrock:GetKnowledgeBase'],
    on: ['knowledge bases'],
  },
];
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

/** What an imported model is billed by stands in no list. */
export const SEES_UNITS: Grant = {
  why: 'sees what a copy of an imported model takes, and where its weights came from',
  actions: ['bedrock:GetImportedModel'],
  on: ['imported models'],
};
/** How many copies of each model an endpoint runs stands in no list either. */
export const SEES_COPIES: Grant = {
  why: 'sees how many copies of each model run on an endpoint',
  actions: ['sagemaker:DescribeInferenceComponent'],
  on: ['inference components'],
};
const LOOKS_AT_MADE: Grant = {
  why: 'looks whether what it made stands',
  actions: ['bedrock:GetCustomModelDeployment', 'bedrock:GetProvisionedModelThroughput'],
  on: ['custom model deployments', 'provisioned throughputs'],
};
const LOOKS_AT_LEASED: Grant = {
  why: 'looks whether an imported model carries the tag of its lease',
  actions: ['bedrock:GetImportedModel', 'bedrock:ListTagsForResource'],
  on: ['imported models'],
};
const FINDS_LEASES: Grant = {
  why: 'sees whether another lease stands on the same imported model',
  actions: ['dynamodb:Query'],
  on: ['table index by-kind'],
};
/** What the import of a launch was tagged with: no other model becomes deletable through the host workflow. */
const IMPORTED_HERE: Condition = {
  test: 'StringLike',
  variable: 'aws:ResourceTag/rung:launch',
  values: ['lch_*'],
};

/** What makes hostings, looks at them, follows their alerts and leases and deletes them. */
export const HOSTING_PERMISSIONS = {
  'host-step': [
    {
      why: 'moves leases and the month’s budget, and records what was made',
      actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
      on: ['table'],
    },
    LOOKS_AT_MADE,
    { why: 'wakes a hosting that was decided early', actions: ['states:SendTaskSuccess'], on: ['host flow'] },
    {
      why: 'looks for a unit inside a term before another is bought',
      actions: ['bedrock:ListProvisionedModelThroughputs'],
      on: ['any'],
    },
    LOOKS_AT_LEASED,
    FINDS_LEASES,
    { ...READS_TRAFFIC, why: 'settles a lease that was taken over', actions: ['cloudwatch:GetMetricData'] },
    WRITES_LOGS,
    TRACES,
  ],
  'host-flow': [
    TRACES_FLOW,
    { why: 'runs the steps', actions: ['lambda:InvokeFunction'], on: ['host-step'] },
    {
      why: 'makes the approved hosting',
      actions: ['bedrock:CreateCustomModelDeployment', 'bedrock:CreateProvisionedModelThroughput'],
      on: ['custom models', 'custom model deployments', 'provisioned throughputs'],
    },
    {
      why: 'tags it with its lease',
      actions: ['bedrock:TagResource'],
      on: ['custom model deployments', 'provisioned throughputs'],
    },
    {
      why: 'tags an imported model that a launch made with its lease, whose end deletes it',
      actions: ['bedrock:TagResource'],
      on: ['imported models'],
      only: [IMPORTED_HERE],
    },
    {
      why: 'moves a hosting to the approved model of the same base',
      actions: ['bedrock:UpdateCustomModelDeployment', 'bedrock:UpdateProvisionedModelThroughput'],
      on: ['custom model deployments', 'provisioned throughputs'],
      only: [MAY_DELETE],
    },
    {
      why: 'names that model, which carries no such tag',
      actions: ['bedrock:UpdateCustomModelDeployment', 'bedrock:UpdateProvisionedModelThroughput'],
      on: ['custom models'],
    },
    {
      why: 'takes down what did not come up',
      actions: ['bedrock:DeleteCustomModelDeployment', 'bedrock:DeleteProvisionedModelThroughput'],
      on: ['custom model deployments', 'provisioned throughputs'],
      only: [MAY_DELETE],
    },
  ],
  watch: [
    LISTS_HOSTINGS,
    SEES_COPIES,
    LOOKS_AT_LEASED,
    TELLS_WHOSE,
    READS_TRAFFIC,
    ASKS_PRICES,
    STARTS_STOPS,
    { ...LOOKS_AT_MADE, why: 'takes over a hosting whose workflow was cut off' },
    {
      why: 'follows alerts and leases, and lists the verdicts that are due to be looked at again',
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
      why: 'announces each idle stretch and each end once, gives back what a cut-off hosting reserved, and keeps the day’s prices',
      actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
      on: ['table'],
    },
    WRITES_LOGS,
    TRACES,
  ],
  stop: [
    {
      ...TELLS_WHOSE,
      why: 'looks once more before it deletes',
      actions: [...TELLS_WHOSE.actions, 'bedrock:GetCustomModelDeployment', 'bedrock:GetProvisionedModelThroughput'],
      on: [...TELLS_WHOSE.on, 'custom model deployments'],
    },
    {
      ...LISTS_HOSTINGS,
      why: 'tells a Marketplace endpoint from SageMaker’s own, and what shares its instances',
      actions: ['bedrock:ListMarketplaceModelEndpoints', 'sagemaker:ListInferenceComponents'],
    },
    { ...READS_TRAFFIC, why: 'reads its traffic once more', actions: ['cloudwatch:GetMetricData'] },
    SEES_COPIES,
    LOOKS_AT_LEASED,
    FINDS_LEASES,
    {
      why: 'looks whether an imported model could be imported again, before it deletes one',
      actions: ['s3:ListBucket'],
      on: ['dataset buckets'],
    },
    {
      why: 'deletes an idle hosting, or one whose lease is over, confirmed or announced and not cancelled',
      actions: [
        'bedrock:DeleteCustomModelDeployment',
        'bedrock:DeleteImportedModel',
        'bedrock:DeleteMarketplaceModelEndpoint',
        'bedrock:DeleteProvisionedModelThroughput',
        'sagemaker:DeleteEndpoint',
      ],
      on: ['provisioned throughputs', 'custom model deployments', 'imported models', 'endpoints'],
      only: [MAY_DELETE],
    },
    {
      why: 'claims the deletion, records its end and gives back what was not used of its reservation',
      actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
      on: ['table'],
    },
    WRITES_LOGS,
    TRACES,
  ],
  'stop-flow': [TRACES_FLOW, { why: 'ends the minute', actions: ['lambda:InvokeFunction'], on: ['stop'] }],
} as const satisfies Readonly<Record<string, readonly Grant[]>>;
