const LIST = 'a list has no resource to name: what stands is what is asked';
const XRAY = 'X-Ray knows no resource for traces';
const METRICS = 'CloudWatch knows no resource for reading metrics';

/**
 * The only actions that are ever granted on `Resource: *`: each lists, describes or reads what is sent along, but for the two that send
 * traces and the one that makes what has no ARN yet, and AWS's Service Authorization Reference names no resource type for it (read 2026-11-20), so nothing finer can be written.
 */
export const ANY_RESOURCE: Readonly<Record<string, string>> = {
  'bedrock:CreateEvaluationJob':
    'a job that is not yet there has none; only with our tag, and with the one role that may be passed',
  'bedrock:ListCustomModelDeployments': LIST,
  'bedrock:ListCustomModels': LIST,
  'bedrock:ListEvaluationJobs': 'a list has no resource to name: a job is looked for by its name',
  'bedrock:ListFoundationModels': 'the catalogue of base models belongs to no account',
  'bedrock:ListImportedModels': LIST,
  'bedrock:ListKnowledgeBases': LIST,
  'bedrock:ListMarketplaceModelEndpoints': LIST,
  'bedrock:ListModelCustomizationJobs': 'a list has no resource to name: what runs is what is asked',
  'bedrock:ListProvisionedModelThroughputs': LIST,
  'bedrock:ListPromptRouters': 'a list has no resource to name: a router is looked for by its name',
  'billing:GetCredits': 'credits belong to the account and to no resource in it',
  'ce:GetCostAndUsage': 'a bill belongs to the account and to no resource in it',
  'cloudwatch:GetMetricData': METRICS,
  'cloudwatch:ListMetrics': METRICS,
  'pricing:GetProducts': 'the price list belongs to no account',
  'comprehend:DetectPiiEntities': 'a text that is sent along belongs to no resource',
  'sagemaker:ListEndpoints': LIST,
  'sagemaker:ListInferenceComponents': LIST,
  'servicequotas:GetAWSDefaultServiceQuota': 'what AWS grants everybody belongs to no account',
  'servicequotas:GetServiceQuota': 'the reference names a quota for raising it, and none for reading it',
  'xray:GetSamplingRules': XRAY,
  'xray:GetSamplingTargets': XRAY,
  'xray:PutTelemetryRecords': XRAY,
  'xray:PutTraceSegments': XRAY,
};
