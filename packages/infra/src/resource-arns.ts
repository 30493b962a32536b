import { type Deployment, nameIn, regionalIn } from './deployment.ts';
import type { FunctionName } from './function-names.ts';
import { type HandbookPart, handbookArns, isHandbookPart } from './handbook-arns.ts';

/** What permissions are written about, by the names of the permission table. */
export type ResourceName =
  | FunctionName
  | 'any'
  | 'own log'
  | 'dead letters'
  | 'table'
  | 'table index by-kind'
  | 'bucket'
  | 'frozen files'
  | 'job output'
  | 'dataset buckets'
  | 'datasets'
  | 'launch flow'
  | 'judge flow'
  | 'host flow'
  | 'evaluate flow'
  | 'judge model'
  | 'evaluator model'
  | 'judgement files'
  | 'evaluation files'
  | 'repaired copies'
  | 'launches under way'
  | 'stop flow'
  | 'bedrock-jobs role'
  | 'bedrock-evaluations role'
  | 'foundation models'
  | 'base models'
  | 'custom models'
  | 'custom model deployments'
  | 'customization jobs'
  | 'import jobs'
  | 'evaluation jobs'
  | 'prompt routers'
  | 'prompt optimisation jobs'
  | 'grader'
  | 'model key'
  | 'provisioned throughputs'
  | 'imported models'
  | 'endpoints'
  | 'endpoint configurations'
  | 'inference components'
  | 'reader model'
  | 'knowledge base'
  | 'knowledge bases'
  | HandbookPart;

export const logGroupName = (stage: string, name: FunctionName): string => `/rung/${stage}/${name}`;

/** What AWS keeps by the kind: which of them exist is not known when a stage is deployed. The API's model of a team's own routers knows their ARNs as default ones. */
const KINDS: Readonly<Partial<Record<ResourceName, readonly { service: string; path: string }[]>>> = {
  'custom models': inBedrock('custom-model/*'),
  'custom model deployments': inBedrock('custom-model-deployment/*'),
  'customization jobs': inBedrock('model-customization-job/*'),
  'import jobs': inBedrock('model-import-job/*'),
  'evaluation jobs': inBedrock('evaluation-job/*'),
  'imported models': inBedrock('imported-model/*'),
  'prompt routers': inBedrock('prompt-router/*', 'default-prompt-router/*'),
  'prompt optimisation jobs': inBedrock('advanced-prompt-optimization-job/*'),
  'provisioned throughputs': inBedrock('provisioned-model/*'),
  'knowledge bases': inBedrock('knowledge-base/*'),
  endpoints: [{ service: 'sagemaker', path: 'endpoint/*' }],
  'inference components': [{ service: 'sagemaker', path: 'inference-component/*' }],
  'endpoint configurations': [{ service: 'sagemaker', path: 'endpoint-config/*' }],
};

function inBedrock(...paths: readonly string[]) {
  return paths.map((path) => ({ service: 'bedrock', path }));
}

/** The ARNs of a resource; none when the deployment has none. `own log` is asked for with the role's name. */
export function arnsOf(at: Deployment, resource: ResourceName, role: string): readonly string[] {
  const regional = regionalIn(at);
  if (resource === 'any') return ['*'];
  if (resource === 'dead letters') return [regional('sqs', nameIn(at.stage, 'dead-letters'))];
  if (isHandbookPart(resource)) return handbookArns(at, resource);
  const kinds = KINDS[resource];
  if (kinds) return kinds.map((kind) => regional(kind.service, kind.path));
  const folder = FOLDERS[resource];
  if (folder !== undefined) return [`${at.bucketArn}/${folder}/*`];
  if (isFlow(resource)) return [regional('states', flowName(at, resource))];
  switch (resource) {
    case 'own log':
      return [regional('logs', `log-group:/rung/${at.stage}/${role}:*`)];
    case 'table':
    case 'table index by-kind':
      return [resource === 'table' ? at.tableArn : `${at.tableArn}/index/by-kind`];
    case 'bucket':
      return [at.bucketArn];
    case 'dataset buckets':
      return [at.bucketArn, ...at.datasetBuckets.map((bucket) => bucketArn(at, bucket))];
    case 'datasets':
      return [`${at.bucketArn}/datasets/*`, ...at.datasetBuckets.map((bucket) => `${bucketArn(at, bucket)}/*`)];
    case 'bedrock-jobs role':
    case 'bedrock-evaluations role':
      return [`arn:${at.partition}:iam::${at.account}:role/${nameIn(at.stage, resource.replace(' role', ''))}`];
    case 'foundation models':
    case 'base models':
      return BASE_MODELS[resource](at);
    case 'grader':
      return at.graderArn === undefined ? [] : [at.graderArn];
    case 'model key':
      return at.modelKeyArn === undefined ? [] : [at.modelKeyArn];
    case 'judge model':
    case 'evaluator model':
    case 'reader model':
      return modelArns(at, at[SET_MODELS[resource]]);
    case 'knowledge base':
      return at.knowledgeBaseId === undefined ? [] : [regional('bedrock', `knowledge-base/${at.knowledgeBaseId}`)];
    default:
      return [regional('lambda', `function:${nameIn(at.stage, resource)}`)];
  }
}

/** What a job is made of stands in the region; whatever is asked may be a profile, which sends each request on to one of several regions. */
const BASE_MODELS = {
  'foundation models': (at: Deployment) => [`arn:${at.partition}:bedrock:${at.region}::foundation-model/*`],
  'base models': (at: Deployment) => [
    regionalIn(at)('bedrock', 'inference-profile/us.*'),
    `arn:${at.partition}:bedrock:*::foundation-model/*`,
  ],
};

/** Models that the settings name, or do not. */
const SET_MODELS = {
  'judge model': 'judgeModel',
  'evaluator model': 'evaluatorModel',
  'reader model': 'readerModel',
} as const;

/** Folders of our own bucket. */
const FOLDERS: Readonly<Partial<Record<ResourceName, string>>> = {
  'frozen files': 'frozen',
  'job output': 'output',
  'judgement files': 'judgements',
  'evaluation files': 'evaluations',
  'repaired copies': 'datasets/repaired',
};

const FLOWS = ['launch flow', 'judge flow', 'evaluate flow', 'host flow', 'stop flow', 'launches under way'] as const;
type Flow = (typeof FLOWS)[number];
const isFlow = (resource: ResourceName): resource is Flow => FLOWS.some((flow) => flow === resource);

/** Workflows by their names, and what runs of them. */
function flowName(at: Deployment, resource: Flow): string {
  if (resource === 'launches under way') return `execution:${nameIn(at.stage, 'launch-flow')}:*`;
  return `stateMachine:${nameIn(at.stage, resource.replace(' ', '-'))}`;
}

const bucketArn = (at: Deployment, bucket: string) => `arn:${at.partition}:s3:::${bucket}`;

/** An inference profile ("eu.amazon.nova-lite-v1:0") sends each request on to the same base model in one of several regions. */
function modelArns(at: Deployment, model: string | undefined): string[] {
  if (model === undefined) return [];
  const profile = /^(?:global|[a-z]{2,4})\.(?=[a-z0-9-]+\.)/.exec(model)?.[0];
  if (profile === undefined) return [`arn:${at.partition}:bedrock:${at.region}::foundation-model/${model}`];
  return [
    `arn:${at.partition}:bedrock:${at.region}:${at.account}:inference-profile/${model}`,
    `arn:${at.partition}:bedrock:*::foundation-model/${model.slice(profile.length)}`,
  ];
}
