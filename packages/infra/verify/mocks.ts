/** What Pulumi asks its mocks about: a resource to be made, or one that exists (`id`). */
export interface ResourceCall {
  readonly type: string;
  readonly name: string;
  /** Empty when it is to be made. */
  readonly id?: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** A question to the provider. */
export interface InvokeCall {
  readonly token: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

export const ACCOUNT = '123456789012';
export const REGION = 'us-east-1';

/** What AWS would answer about a new resource, as far as other resources build on it. Generated names are the logical ones. */
export function madeUp({ type, name, id, inputs }: ResourceCall): { id: string; state: Record<string, unknown> } {
  if (id) return { id, state: { ...inputs, name: id.split(/[/:]/).pop(), arn: id } };
  const chosen = typeof inputs['name'] === 'string' && !isGenerated(type) ? inputs['name'] : name;
  const state = {
    ...inputs,
    name: chosen,
    bucket: type === 'aws:s3/bucket:Bucket' ? bucketName(name) : inputs['bucket'],
    arn: inputs['arn'] ?? arnOf(type, chosen),
    // SST encrypts links with this key; Lambda decrypts them at the start.
    ...vectorsAndSources(type, name, inputs),
    base64: Buffer.alloc(32, 7).toString('base64'),
    functionUrl: `https://${name.toLowerCase()}.lambda-url.${REGION}.on.aws/`,
  };
  return { id: `${name}-id`, state };
}

function vectorsAndSources(type: string, name: string, inputs: Readonly<Record<string, unknown>>): object {
  if (type === 'aws:bedrock/agentDataSource:AgentDataSource') return { dataSourceId: `${name}-id` };
  if (type !== 'aws:s3/vectorsIndex:VectorsIndex') return {};
  const { vectorBucketName, indexName } = inputs;
  return {
    indexArn: `arn:aws:s3vectors:${REGION}:${ACCOUNT}:bucket/${String(vectorBucketName)}/index/${String(indexName)}`,
  };
}

/** Names of these are left to SST, which gives them a random end on every run. */
const isGenerated = (type: string) => /^aws:(?:dynamodb|s3|scheduler|sns)\//.test(type);

const bucketName = (name: string) => name.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();

function arnOf(type: string, name: string): string {
  const regional = (service: string, rest: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${rest}`;
  switch (type) {
    case 'aws:lambda/function:Function':
      return regional('lambda', `function:${name}`);
    case 'aws:sfn/stateMachine:StateMachine':
      return regional('states', `stateMachine:${name}`);
    case 'aws:dynamodb/table:Table':
      return regional('dynamodb', `table/${name}`);
    case 'aws:sqs/queue:Queue':
      return regional('sqs', name);
    case 'aws:sns/topic:Topic':
      return regional('sns', name);
    case 'aws:cloudwatch/logGroup:LogGroup':
      return regional('logs', `log-group:${name}`);
    case 'aws:iam/role:Role':
      return `arn:aws:iam::${ACCOUNT}:role/${name}`;
    case 'aws:s3/bucket:Bucket':
      return `arn:aws:s3:::${bucketName(name)}`;
    default:
      return regional('stand-in', `${type}/${name}`);
  }
}

interface StatementInput {
  readonly effect?: string;
  readonly actions?: readonly string[];
  readonly resources?: readonly string[];
  readonly principals?: unknown;
  readonly conditions?: readonly { test: string; variable: string; values: readonly string[] }[];
}

/** What the provider would answer; the statements of a policy come back with it, because SST looks at them again. */
export function answered({ token, inputs }: InvokeCall): Record<string, unknown> {
  if (token.includes('getPolicyDocument')) return { ...inputs, id: 'policy', json: policyOf(inputs) };
  if (token.includes('getRegion')) return { id: REGION, name: REGION, region: REGION };
  if (token.includes('getCallerIdentity')) return { accountId: ACCOUNT };
  if (token.includes('getPartition')) return { partition: 'aws', dnsSuffix: 'amazonaws.com' };
  return { ...inputs };
}

function policyOf(inputs: Readonly<Record<string, unknown>>): string {
  const statements = (inputs['statements'] ?? []) as readonly StatementInput[];
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map((statement) => ({
      Effect: statement.effect ?? 'Allow',
      Action: statement.actions,
      Resource: statement.resources,
      Principal: statement.principals,
      Condition: statement.conditions,
    })),
  });
}
