import { AwsError } from '../kit/aws-error.ts';
import { notFound, validationError } from './arns.ts';
import { type BaseModel, findBaseModel, isRetired } from './base-models.ts';
import { deployedModelArn, deploymentStatus } from './deployments.ts';
import { findRouter, type RouterRecord } from './other-jobs/routers.ts';
import type { BedrockState } from './state.ts';
import { servedModelArn, throughputStatus } from './throughputs.ts';

/** Who answers: a trained model, by the id it is stored under, or the sandbox's base model. */
export type Invocable =
  | { readonly kind: 'custom'; readonly modelId: string }
  /** `router` is set when a router has to choose which base model answers. */
  | { readonly kind: 'base'; readonly router?: RouterRecord };

const BASE: Invocable = { kind: 'base' };

/** Finds who answers to Converse's `modelId` in a region; refuses as the runtime does what it does not invoke. */
export function requireInvocable(state: BedrockState, modelId: string, region: string): Invocable {
  if (/:custom-model-deployment\//.test(modelId)) return deployed(state, modelId, region);
  if (/:provisioned-model\//.test(modelId)) return provisioned(state, modelId, region);
  if (/:(?:default-)?prompt-router\//.test(modelId)) {
    const router = findRouter(state, region, modelId);
    if (!router) throw notFound('Could not find the prompt router.');
    return { kind: 'base', router };
  }
  const profile = /(?:inference-profile\/)?(?:us|eu|apac|global)\.([a-z0-9-]+\.[a-z0-9:.-]+)$/.exec(modelId)?.[1];
  const base = findBaseModel(profile ?? modelId);
  if (!base) throw validationError('The provided model identifier is invalid.');
  if (isRetired(base, state.clock.nowMs())) {
    throw notFound(
      'This model version has reached the end of its life. Please refer to the AWS documentation for more details.',
    );
  }
  if (profile === undefined) requireDirect(base, region);
  else if (!base.profile) throw validationError('The provided model identifier is invalid.');
  return BASE;
}

function requireDirect(base: BaseModel, region: string): void {
  if (!base.regions.includes(region)) throw validationError('The provided model identifier is invalid.');
  if (base.inference.includes('ON_DEMAND')) return;
  throw validationError(
    `Invocation of model ID ${base.id} with on-demand throughput isn’t supported. Retry your request with the ID or ARN of an inference profile that contains this model.`,
  );
}

function deployed(state: BedrockState, arn: string, region: string): Invocable {
  const record = state.deployments.get(arn);
  if (!record || record.region !== region) throw notFound('Could not find the custom model deployment.');
  if (deploymentStatus(state, record) !== 'Active') throw notReady();
  return servedBy(state, deployedModelArn(state, record));
}

function provisioned(state: BedrockState, arn: string, region: string): Invocable {
  const record = state.throughputs.get(arn);
  if (!record || record.region !== region) throw notFound('Could not find the provisioned model.');
  if (throughputStatus(state, record) === 'Creating') throw notReady();
  return servedBy(state, servedModelArn(state, record));
}

function servedBy(state: BedrockState, modelArn: string): Invocable {
  const model = state.models.get(modelArn);
  return model ? { kind: 'custom', modelId: model.id } : BASE;
}

/** AWS's status for it is 429, and the SDK clients retry it. */
function notReady(): AwsError {
  return new AwsError(
    'ModelNotReadyException',
    'The model specified in the request is not ready to serve inference requests.',
    {
      status: 429,
    },
  );
}
