/**
 * Writes `constraints/*.json` from AWS's published API models: `node packages/sandbox/src/models/derive.ts DIR`, where DIR holds
 * botocore's `service-2.json` files as `<service>.service-2.min.json` (or `.json`). Run it when the sandbox takes on an operation.
 */
import fs from 'node:fs';
import path from 'node:path';
import type { Member, Operation, ServiceModel, Shape } from './service-model.ts';

const SERVED: Readonly<Record<string, readonly string[]>> = {
  bedrock: [
    'CreateModelCustomizationJob',
    'GetModelCustomizationJob',
    'ListModelCustomizationJobs',
    'StopModelCustomizationJob',
    'GetCustomModel',
    'ListCustomModels',
    'DeleteCustomModel',
    'CreateCustomModelDeployment',
    'GetCustomModelDeployment',
    'ListCustomModelDeployments',
    'UpdateCustomModelDeployment',
    'DeleteCustomModelDeployment',
    'CreateProvisionedModelThroughput',
    'GetProvisionedModelThroughput',
    'ListProvisionedModelThroughputs',
    'UpdateProvisionedModelThroughput',
    'DeleteProvisionedModelThroughput',
    'CreateModelImportJob',
    'GetModelImportJob',
    'ListModelImportJobs',
    'GetImportedModel',
    'ListImportedModels',
    'DeleteImportedModel',
    'CreatePromptRouter',
    'GetPromptRouter',
    'ListPromptRouters',
    'DeletePromptRouter',
    'CreateAdvancedPromptOptimizationJob',
    'GetAdvancedPromptOptimizationJob',
    'ListAdvancedPromptOptimizationJobs',
    'StopAdvancedPromptOptimizationJob',
    'CreateEvaluationJob',
    'GetEvaluationJob',
    'ListEvaluationJobs',
    'StopEvaluationJob',
    'ListFoundationModels',
    'GetFoundationModel',
    'GetFoundationModelAvailability',
    'ListMarketplaceModelEndpoints',
    'DeleteMarketplaceModelEndpoint',
    'ListTagsForResource',
    'TagResource',
    'UntagResource',
  ],
  'bedrock-runtime': ['Converse', 'ConverseStream', 'CountTokens'],
  'bedrock-agent-runtime': ['Retrieve'],
  'bedrock-agent': ['ListKnowledgeBases', 'GetKnowledgeBase'],
  stepfunctions: [
    'CreateStateMachine',
    'DescribeStateMachine',
    'ListStateMachines',
    'StartExecution',
    'DescribeExecution',
    'StopExecution',
    'ListExecutions',
    'GetExecutionHistory',
    'RedriveExecution',
    'SendTaskSuccess',
    'SendTaskFailure',
    'SendTaskHeartbeat',
  ],
  sagemaker: [
    'CreateEndpointConfig',
    'DescribeEndpointConfig',
    'CreateEndpoint',
    'DescribeEndpoint',
    'ListEndpoints',
    'ListInferenceComponents',
    'DescribeInferenceComponent',
    'DeleteEndpoint',
    'AddTags',
    'ListTags',
  ],
  'service-quotas': [
    'GetServiceQuota',
    'GetAWSDefaultServiceQuota',
    'ListServiceQuotas',
    'ListAWSDefaultServiceQuotas',
  ],
  comprehend: ['DetectPiiEntities'],
  kms: ['DescribeKey'],
  ce: ['GetCostAndUsage'],
  billing: ['GetCredits'],
  cloudwatch: ['GetMetricData', 'GetMetricStatistics', 'ListMetrics', 'PutMetricData'],
  pricing: ['GetProducts'],
};

/**
 * What AWS takes and its published model leaves out: the User Guide starts every job with an evaluator model by the task type General
 * (model-evaluation-jobs-management-create-judge, read 2026-11-27), and no type of the published enum is taken there.
 */
const ALSO_TAKEN: Readonly<Record<string, readonly string[]>> = { EvaluationTaskType: ['General'] };

interface PublishedOperation {
  http?: { method: string; requestUri: string; responseCode?: number };
  input?: { shape: string };
  output?: { shape: string };
  errors?: { shape: string }[];
}

interface PublishedModel {
  metadata: Record<string, string | string[]>;
  operations: Record<string, PublishedOperation>;
  shapes: Record<string, Shape>;
}

const KEPT = [
  'type',
  'required',
  'payload',
  'union',
  'document',
  'eventstream',
  'enum',
  'min',
  'max',
  'pattern',
  'timestampFormat',
  'error',
] as const;

function keepMember(member: Member): Member {
  const { shape, location, locationName } = member;
  return { shape, ...(location ? { location } : {}), ...(locationName ? { locationName } : {}) };
}

function keepShape(shape: Shape): Shape {
  const kept = Object.fromEntries(
    KEPT.filter((key) => shape[key] !== undefined && shape[key] !== false).map((key) => [key, shape[key]]),
  );
  const members = Object.entries(shape.members ?? {}).map(([name, member]) => [name, keepMember(member)]);
  const parts = (['member', 'key', 'value'] as const).flatMap((part) =>
    shape[part] ? [[part, keepMember(shape[part])]] : [],
  );
  return {
    ...kept,
    ...(members.length > 0 ? { members: Object.fromEntries(members) } : {}),
    ...Object.fromEntries(parts),
  } as Shape;
}

function reachable(model: PublishedModel, roots: readonly string[]): Record<string, Shape> {
  const shapes: Record<string, Shape> = {};
  const queue = [...roots];
  for (let name = queue.pop(); name; name = queue.pop()) {
    const published = model.shapes[name];
    if (shapes[name] || !published) continue;
    const kept = keepShape(published);
    shapes[name] = kept.enum ? { ...kept, enum: [...kept.enum, ...(ALSO_TAKEN[name] ?? [])] } : kept;
    const members = [...Object.values(published.members ?? {}), published.member, published.key, published.value];
    queue.push(...members.flatMap((member) => (member ? [member.shape] : [])));
  }
  return Object.fromEntries(Object.entries(shapes).sort(([a], [b]) => a.localeCompare(b)));
}

function keepOperation(operation: PublishedOperation): Operation {
  const { http, input, output, errors } = operation;
  return {
    method: http?.method ?? 'POST',
    uri: http?.requestUri ?? '/',
    status: http?.responseCode ?? 200,
    ...(input ? { input: input.shape } : {}),
    ...(output ? { output: output.shape } : {}),
    errors: (errors ?? []).map((error) => error.shape),
  };
}

function derive(service: string, model: PublishedModel): ServiceModel {
  const names = SERVED[service] ?? [];
  const operations = Object.fromEntries(
    names.map((name) => {
      const published = model.operations[name];
      if (!published) throw new Error(`${service} has no operation ${name}`);
      return [name, keepOperation(published)];
    }),
  );
  const { metadata } = model;
  const json = !String(metadata['protocol']).startsWith('rest');
  const roots = Object.values(operations).flatMap(({ input, output, errors }) => [
    ...(input ? [input] : []),
    ...(output ? [output] : []),
    ...errors,
  ]);
  return {
    service,
    protocol: json ? 'json' : 'rest-json',
    signingName: String(metadata['signingName'] ?? metadata['endpointPrefix']),
    ...(json
      ? { targetPrefix: String(metadata['targetPrefix']), jsonVersion: String(metadata['jsonVersion'] ?? '1.0') }
      : {}),
    operations,
    otherOperations: Object.keys(model.operations).filter((name) => !names.includes(name)),
    shapes: reachable(model, roots),
  };
}

function read(directory: string, service: string): PublishedModel {
  const file = [`${service}.service-2.min.json`, `${service}.json`]
    .map((name) => path.join(directory, name))
    .find((candidate) => fs.existsSync(candidate));
  if (!file) throw new Error(`no model of ${service} in ${directory}`);
  return JSON.parse(fs.readFileSync(file, 'utf8')) as PublishedModel;
}

const [directory] = process.argv.slice(2);
if (!directory) throw new Error('usage: node packages/sandbox/src/models/derive.ts DIRECTORY_OF_MODELS');
for (const service of Object.keys(SERVED)) {
  const file = new URL(`./constraints/${service}.json`, import.meta.url);
  fs.writeFileSync(file, `${JSON.stringify(derive(service, read(directory, service)))}\n`);
  console.log(service, fs.statSync(file).size);
}
