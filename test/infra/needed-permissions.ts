/** A request to AWS on its way through the guard. */
export interface AwsRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** One action on one resource. */
export interface Need {
  readonly action: string;
  readonly resource: string;
  /** What conditions look at and the request says itself. */
  readonly given?: Readonly<Record<string, string>>;
}

/** What identifies our one deployment in requests that do not say it themselves. */
interface Known {
  readonly tableArn: string;
  /** Whose executions task tokens belong to: the only workflow that waits for a person. */
  readonly launchFlowArn: string;
}

const ARN = (service: string, rest: string) => `arn:aws:${service}:us-east-1:123456789012:${rest}`;

/** What IAM would ask for before it lets this request through; a request that nobody described here needs what nobody has. */
export function neededBy(request: AwsRequest, known: Known): Need[] {
  const service = /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(String(request.headers['authorization']))?.[1];
  const operation =
    String(request.headers['x-amz-target'] ?? '')
      .split('.')
      .at(-1) ?? '';
  switch (service) {
    case 's3':
      return neededInS3(request);
    case 'dynamodb':
      return neededInDynamo(operation, JSON.parse(request.body.toString('utf8')), known);
    case 'states':
      return [{ action: `states:${operation}`, resource: neededInStates(request, operation, known) }];
    case 'pricing':
      return [{ action: `pricing:${operation}`, resource: '*' }];
    case 'monitoring':
      return [{ action: `cloudwatch:${operation || request.url.pathname.split('/').at(-1)}`, resource: '*' }];
    case 'comprehend':
      return [{ action: `comprehend:${operation}`, resource: '*' }];
    case 'ce':
    case 'billing':
      return [{ action: `${service}:${operation}`, resource: '*' }];
    case 'lambda':
      return [{ action: 'lambda:InvokeFunction', resource: ARN('lambda', `function:${pathParts(request)[2]}`) }];
    case 'bedrock':
      return request.url.pathname === '/evaluation-jobs' && request.method === 'POST'
        ? neededForEvaluation(request)
        : [neededInBedrock(request)];
    case 'iam': {
      const asked = new URLSearchParams(request.body.toString('utf8'));
      const resource = `arn:aws:iam::123456789012:role/${asked.get('RoleName')}`;
      return [{ action: `iam:${asked.get('Action')}`, resource }];
    }
    case 'kms':
      return [
        {
          action: `kms:${operation}`,
          resource: (JSON.parse(request.body.toString('utf8')) as { KeyId: string }).KeyId,
        },
      ];
    case 'servicequotas':
      return [{ action: `servicequotas:${operation}`, resource: '*' }];
    case 'sagemaker':
      return [neededInSageMaker(operation, JSON.parse(request.body.toString('utf8')))];
    default:
      return [{ action: `${service}:of an unknown service`, resource: '*' }];
  }
}

/** An execution is asked about by its own ARN, a start names its workflow, and a task token belongs to the one that waits for a person. */
function neededInStates({ body }: AwsRequest, operation: string, known: Known): string {
  const { executionArn, stateMachineArn } = JSON.parse(body.toString('utf8')) as Record<string, string | undefined>;
  return (operation === 'DescribeExecution' ? executionArn : stateMachineArn) ?? known.launchFlowArn;
}

const pathParts = ({ url }: AwsRequest) => url.pathname.split('/').filter(Boolean).map(decodeURIComponent);

function neededInS3(request: AwsRequest): Need[] {
  const [bucket = '', ...key] = pathParts(request);
  const objectArn = (path: string) => `arn:aws:s3:::${path}`;
  const read = (path: string, versioned: boolean) => ({
    action: versioned ? 's3:GetObjectVersion' : 's3:GetObject',
    resource: objectArn(path),
  });
  if (key.length === 0) return [{ action: 's3:ListBucket', resource: objectArn(bucket) }];
  const path = [bucket, ...key].join('/');
  const source = request.headers['x-amz-copy-source'];
  if (request.method !== 'PUT') return [read(path, request.url.searchParams.has('versionId'))];
  if (typeof source !== 'string') return [{ action: 's3:PutObject', resource: objectArn(path) }];
  const [from = '', version] = source.split('?versionId=');
  return [
    { action: 's3:PutObject', resource: objectArn(path) },
    read(decodeURIComponent(from).replace(/^\//, ''), version !== undefined),
  ];
}

interface DynamoRequest {
  readonly IndexName?: string;
  readonly TransactItems?: readonly Readonly<Record<string, unknown>>[];
}

function neededInDynamo(operation: string, body: DynamoRequest, { tableArn }: Known): Need[] {
  if (operation === 'TransactWriteItems')
    return (body.TransactItems ?? []).flatMap((item) =>
      Object.keys(item).map((kind) => ({ action: `dynamodb:${kind}Item`, resource: tableArn })),
    );
  const resource = body.IndexName === undefined ? tableArn : `${tableArn}/index/${body.IndexName}`;
  return [{ action: `dynamodb:${operation}`, resource }];
}

function neededInSageMaker(operation: string, body: Readonly<Record<string, string>>): Need {
  const { EndpointName, EndpointConfigName, InferenceComponentName, ResourceArn } = body;
  if (InferenceComponentName !== undefined)
    return {
      action: `sagemaker:${operation}`,
      resource: ARN('sagemaker', `inference-component/${InferenceComponentName}`),
    };
  const named = EndpointName === undefined ? `endpoint-config/${EndpointConfigName}` : `endpoint/${EndpointName}`;
  const resource = operation.startsWith('List') && ResourceArn === undefined ? '*' : ARN('sagemaker', named);
  return { action: `sagemaker:${operation}`, resource: ResourceArn ?? resource };
}

/** Bedrock's operations by method and path, and what stands for the resource: the id in the path, or everything. */
const IN_BEDROCK: Readonly<Record<string, (id: string) => Need>> = {
  'GET foundation-models': () => ({ action: 'bedrock:ListFoundationModels', resource: '*' }),
  'GET prompt-routers': () => ({ action: 'bedrock:ListPromptRouters', resource: '*' }),
  'GET provisioned-model-throughputs': () => ({ action: 'bedrock:ListProvisionedModelThroughputs', resource: '*' }),
  'POST model/converse': (id) => ({ action: 'bedrock:InvokeModel', resource: modelArn(id) }),
  'POST model/count-tokens': (id) => ({
    action: 'bedrock:CountTokens',
    resource: `arn:aws:bedrock:us-east-1::foundation-model/${id}`,
  }),
  'GET custom-models': () => ({ action: 'bedrock:ListCustomModels', resource: '*' }),
  'POST knowledgebases': () => ({ action: 'bedrock:ListKnowledgeBases', resource: '*' }),
  'GET knowledgebases/': (id) => ({
    action: 'bedrock:GetKnowledgeBase',
    resource: ARN('bedrock', `knowledge-base/${id}`),
  }),
  'GET imported-models': () => ({ action: 'bedrock:ListImportedModels', resource: '*' }),
  'GET model-import-jobs/': (id) => ({
    ...{ action: 'bedrock:GetModelImportJob', resource: ARN('bedrock', `model-import-job/${id}`) },
  }),
  'GET imported-models/': (id) => ({ action: 'bedrock:GetImportedModel', resource: importedArn(id) }),
  'DELETE imported-models/': (id) => ({ action: 'bedrock:DeleteImportedModel', resource: importedArn(id) }),
  'GET provisioned-model-throughput/': (id) => ({ action: 'bedrock:GetProvisionedModelThroughput', resource: id }),
  'DELETE provisioned-model-throughput/': (id) => ({
    action: 'bedrock:DeleteProvisionedModelThroughput',
    resource: id,
  }),
  'GET evaluation-jobs': () => ({ action: 'bedrock:ListEvaluationJobs', resource: '*' }),
  'GET evaluation-jobs/': (id) => ({ action: 'bedrock:GetEvaluationJob', resource: id }),
  'POST evaluation-job/stop': (id) => ({ action: 'bedrock:StopEvaluationJob', resource: id }),
  'GET model-customization-jobs': () => ({ action: 'bedrock:ListModelCustomizationJobs', resource: '*' }),
  'POST model-customization-jobs/stop': (id) => ({
    ...{ action: 'bedrock:StopModelCustomizationJob', resource: ARN('bedrock', `model-customization-job/${id}`) },
  }),
  'GET model-customization-jobs/': (id) => ({
    ...{ action: 'bedrock:GetModelCustomizationJob', resource: ARN('bedrock', `model-customization-job/${id}`) },
  }),
};

/** A tuned model is asked by the ARN of what serves it, a base model by its inference profile. */
const modelArn = (id: string) => (id.startsWith('arn:') ? id : ARN('bedrock', `inference-profile/${id}`));

/** Looked up by its name while its hosting is made, and by its ARN from then on. */
const importedArn = (id: string) => (id.startsWith('arn:') ? id : ARN('bedrock', `imported-model/${id}`));

/** A job is made with its tags, and is lent a role. */
function neededForEvaluation({ body }: AwsRequest): Need[] {
  const { roleArn, jobTags } = JSON.parse(body.toString('utf8')) as {
    roleArn: string;
    jobTags: readonly { key: string; value: string }[];
  };
  const given = Object.fromEntries(jobTags.map(({ key, value }) => [`aws:RequestTag/${key}`, value]));
  return [
    { action: 'bedrock:CreateEvaluationJob', resource: '*', given },
    { action: 'bedrock:TagResource', resource: ARN('bedrock', 'evaluation-job/abcdefghijkl') },
    { action: 'iam:PassRole', resource: roleArn, given: { 'iam:PassedToService': 'bedrock.amazonaws.com' } },
  ];
}

function neededInBedrock(request: AwsRequest): Need {
  const parts = pathParts(request);
  const [collection, id = ''] = parts;
  if (request.url.pathname === '/listTagsForResource')
    return {
      action: 'bedrock:ListTagsForResource',
      resource: String((JSON.parse(request.body.toString('utf8')) as { resourceARN?: string }).resourceARN),
    };
  const last = parts.at(-1) ?? '';
  if (collection === 'marketplace-model')
    return request.method === 'DELETE'
      ? { action: 'bedrock:DeleteMarketplaceModelEndpoint', resource: last }
      : { action: 'bedrock:ListMarketplaceModelEndpoints', resource: '*' };
  if (collection === 'model-customization' && parts.length === 2)
    return { action: 'bedrock:ListCustomModelDeployments', resource: '*' };
  if (collection === 'model-customization' && parts.length === 3)
    return {
      action: `bedrock:${request.method === 'DELETE' ? 'Delete' : 'Get'}CustomModelDeployment`,
      resource: last.startsWith('arn:') ? last : ARN('bedrock', `custom-model-deployment/${last}`),
    };
  const verb = parts[2] ?? '';
  const key = `${request.method} ${collection}${id ? '/' : ''}${verb}`;
  return IN_BEDROCK[key]?.(id) ?? { action: `bedrock:not described: ${key}`, resource: '*' };
}
