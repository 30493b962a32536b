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
}

/** What identifies our one deployment in requests that do not say it themselves. */
interface Known {
  readonly tableArn: string;
  readonly stateMachineArn: string;
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
    case 'monitoring':
      return [{ action: `cloudwatch:${operation || request.url.pathname.split('/').at(-1)}`, resource: '*' }];
    case 'lambda':
      return [{ action: 'lambda:InvokeFunction', resource: ARN('lambda', `function:${pathParts(request)[2]}`) }];
    case 'bedrock':
      return [neededInBedrock(request)];
    default:
      return [{ action: `${service}:of an unknown service`, resource: '*' }];
  }
}

/** An execution is asked about by its own ARN; everything else names the workflow. */
function neededInStates({ body }: AwsRequest, operation: string, known: Known): string {
  if (operation !== 'DescribeExecution') return known.stateMachineArn;
  return String((JSON.parse(body.toString('utf8')) as { executionArn?: string }).executionArn);
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

function neededInBedrock(request: AwsRequest): Need {
  const [collection, id = '', verb = ''] = pathParts(request);
  const job = ARN('bedrock', `model-customization-job/${id}`);
  switch (`${request.method} ${collection}${id ? '/' : ''}${verb}`) {
    case 'GET foundation-models':
      return { action: 'bedrock:ListFoundationModels', resource: '*' };
    case 'GET provisioned-model-throughputs':
      return { action: 'bedrock:ListProvisionedModelThroughputs', resource: '*' };
    case 'DELETE provisioned-model-throughput/':
      return { action: 'bedrock:DeleteProvisionedModelThroughput', resource: id };
    case 'GET model-customization-jobs/':
      return { action: 'bedrock:GetModelCustomizationJob', resource: job };
    case 'GET model-customization-jobs':
      return { action: 'bedrock:ListModelCustomizationJobs', resource: '*' };
    case 'POST model-customization-jobs/stop':
      return { action: 'bedrock:StopModelCustomizationJob', resource: job };
    case 'POST listTagsForResource':
      return {
        action: 'bedrock:ListTagsForResource',
        resource: String((JSON.parse(request.body.toString('utf8')) as { resourceARN?: string }).resourceARN),
      };
    default:
      return { action: `bedrock:not described: ${request.method} ${collection}`, resource: '*' };
  }
}
