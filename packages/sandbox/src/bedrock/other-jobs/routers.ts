import type { OperationHandler } from '../../models/serve-model.ts';
import { accountArn, conflict, foundationModelArn, newId, notFound, validationError } from '../arns.ts';
import { findBaseModel, isRetired, modelIdOf } from '../base-models.ts';
import { approximateTokens } from '../small-model/pieces.ts';
import { addTags, type BedrockState, inRegion, iso, type Tag } from '../state.ts';

export interface RouterRecord {
  readonly arn: string;
  readonly region: string;
  readonly name: string;
  readonly description?: string;
  readonly token?: string;
  /** Foundation-model ARNs, two of one family. */
  readonly models: readonly string[];
  readonly fallback: string;
  readonly qualityDifference: number;
  readonly createdAtMs: number;
  readonly type: 'custom' | 'default';
}

/** The router that AWS keeps ready for a family (prompt-routing.html, read 2026-11-26); its criteria are AWS's own. */
const DEFAULTS: readonly (Pick<RouterRecord, 'name'> & { id: string; region: string; ids: readonly string[] })[] = [
  {
    id: 'amazon.nova:1',
    name: 'Nova Prompt Router',
    region: 'us-east-1',
    ids: ['amazon.nova-lite-v1:0', 'amazon.nova-pro-v1:0'],
  },
  {
    id: 'meta.llama:1',
    name: 'Meta Prompt Router',
    region: 'us-west-2',
    ids: ['meta.llama3-1-8b-instruct-v1:0', 'meta.llama3-1-70b-instruct-v1:0'],
  },
];

/** Models that a router takes by their own ARN, by region (prompt-routing.html, read 2026-11-26). */
const ROUTABLE: Readonly<Record<string, readonly string[]>> = {
  'us-east-1': ['amazon.nova-lite-v1:0', 'amazon.nova-pro-v1:0'],
  'us-west-2': ['meta.llama3-1-8b-instruct-v1:0', 'meta.llama3-1-70b-instruct-v1:0'],
};

interface RouterRequest {
  readonly promptRouterName: string;
  readonly models: readonly { readonly modelArn: string }[];
  readonly fallbackModel: { readonly modelArn: string };
  readonly routingCriteria: { readonly responseQualityDifference: number };
  readonly description?: string;
  readonly clientRequestToken?: string;
  readonly tags?: readonly Tag[];
}

export function promptRouters(state: BedrockState): Record<string, OperationHandler> {
  return {
    CreatePromptRouter: (input, { region }) => {
      const request = input as unknown as RouterRequest;
      const { clientRequestToken: token } = request;
      const before = inRegion(state.routers, region).find((router) => token !== undefined && router.token === token);
      if (before) return { promptRouterArn: before.arn };
      requireRoutable(state, request, region);
      const router = newRouter(state, request, region);
      state.routers.set(router.arn, router);
      addTags(state, router.arn, request.tags);
      return { promptRouterArn: router.arn };
    },
    GetPromptRouter: (input, { region }) => describe(requireRouter(state, region, input['promptRouterArn'])),
    ListPromptRouters: (input, { region }) => {
      const all = [...defaults(state, region), ...inRegion(state.routers, region)];
      const wanted = all.filter(({ type }) => input['type'] === undefined || input['type'] === type);
      const from = Number(input['nextToken'] ?? 0);
      const to = from + Number(input['maxResults'] ?? 100);
      const promptRouterSummaries = wanted.slice(from, to).map(describe);
      return { promptRouterSummaries, ...(to < wanted.length ? { nextToken: String(to) } : {}) };
    },
    DeletePromptRouter: (input, { region }) => {
      const router = requireRouter(state, region, input['promptRouterArn']);
      if (router.type === 'default') throw validationError('A default prompt router cannot be deleted.');
      state.routers.delete(router.arn);
      state.tags.delete(router.arn);
      return {};
    },
  };
}

/** The router that an ARN names in this region; AWS's own among them. */
export function findRouter(state: BedrockState, region: string, arn: unknown): RouterRecord | undefined {
  return [...defaults(state, region), ...inRegion(state.routers, region)].find((router) => router.arn === arn);
}

/**
 * The model that answers a question: the other one where its answer is predicted to be within the router's difference of the
 * fallback's. AWS predicts by a model of its own; the sandbox by length alone, a per cent for every four tokens.
 */
export function routed(router: RouterRecord, question: string): string {
  const other = router.models.find((arn) => arn !== router.fallback) ?? router.fallback;
  const predicted = Math.min(100, approximateTokens(question) / 4);
  return predicted <= router.qualityDifference ? other : router.fallback;
}

function requireRoutable(state: BedrockState, request: RouterRequest, region: string): void {
  const { promptRouterName, models, fallbackModel } = request;
  const arns = models.map(({ modelArn }) => modelArn);
  if (new Set(arns).size !== 2) throw validationError('A prompt router needs two different models.');
  const found = arns.map((arn) => {
    const model = findBaseModel(arn);
    const isHere = arn.startsWith(foundationModelArn(region, ''));
    const isRoutable = model && ROUTABLE[region]?.includes(model.id) && !isRetired(model, state.clock.nowMs());
    if (!isHere || !isRoutable)
      throw validationError(`The model ${modelIdOf(arn)} is not supported for prompt routing in ${region}.`);
    return model;
  });
  const [first, second] = found;
  if (first?.provider !== second?.provider) throw validationError('The models must be of the same model family.');
  if (!arns.includes(fallbackModel.modelArn))
    throw validationError('The fallback model must be one of the models of the prompt router.');
  if (inRegion(state.routers, region).some(({ name }) => name === promptRouterName))
    throw conflict(`A prompt router named ${promptRouterName} already exists.`);
}

/** The API's model of ARNs knows `default-prompt-router` only, also for a team's own (botocore 1.43.117). */
function newRouter(state: BedrockState, request: RouterRequest, region: string): RouterRecord {
  return {
    arn: accountArn({ region, account: state.account }, `default-prompt-router/${newId()}`),
    region,
    name: request.promptRouterName,
    ...(request.description === undefined ? {} : { description: request.description }),
    ...(request.clientRequestToken === undefined ? {} : { token: request.clientRequestToken }),
    models: request.models.map(({ modelArn }) => modelArn),
    fallback: request.fallbackModel.modelArn,
    qualityDifference: request.routingCriteria.responseQualityDifference,
    createdAtMs: state.clock.nowMs(),
    type: 'custom',
  };
}

function defaults(state: BedrockState, region: string): RouterRecord[] {
  return DEFAULTS.filter((router) => router.region === region).map(({ id, name, ids }) => {
    const models = ids.map((modelId) => foundationModelArn(region, modelId));
    const arn = accountArn({ region, account: state.account }, `default-prompt-router/${id}`);
    return {
      arn,
      region,
      name,
      models,
      fallback: models[1] ?? '',
      qualityDifference: 0,
      createdAtMs: 0,
      type: 'default',
    };
  });
}

function requireRouter(state: BedrockState, region: string, arn: unknown): RouterRecord {
  const router = findRouter(state, region, arn);
  if (!router) throw notFound(`Could not find the prompt router ${String(arn)}.`);
  return router;
}

const describe = (router: RouterRecord) => ({
  promptRouterArn: router.arn,
  promptRouterName: router.name,
  ...(router.description ? { description: router.description } : {}),
  models: router.models.map((modelArn) => ({ modelArn })),
  fallbackModel: { modelArn: router.fallback },
  routingCriteria: { responseQualityDifference: router.qualityDifference },
  createdAt: iso(router.createdAtMs),
  updatedAt: iso(router.createdAtMs),
  status: 'AVAILABLE',
  type: router.type,
});
