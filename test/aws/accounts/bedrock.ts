import { MAY_DELETE_TAG } from '@rung/core/hosting/ownership.ts';
import { AwsError } from '@rung/sandbox/kit/aws-error.ts';
import type { CallContext, OperationHandler } from '@rung/sandbox/models/serve-model.ts';
import { arnOf, type Standing, termEnd } from './standing.ts';
import { page, pass, remove, type World, whatStands } from './world.ts';

type Operations = Record<string, OperationHandler>;
const iso = (ms: number) => new Date(ms).toISOString();
const MODEL = 'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0:24k';

/** Bedrock, as far as hostings are listed, looked at, told by their tags and deleted. */
export function bedrockOf(world: World): Operations {
  const ofKind = (kind: Standing['kind'], call: CallContext) =>
    whatStands(world, call).filter((one) => one.kind === kind);
  const list = (operation: string, kind: Standing['kind'], members: { items: string; of: (one: Standing) => object }) =>
    ((input, call) => {
      const { items, next } = page(world, operation, { all: ofKind(kind, call), token: input['nextToken'] });
      return { [members.items]: items.map(members.of), ...(next ? { nextToken: next } : {}) };
    }) satisfies OperationHandler;
  const sought = (kind: Standing['kind'], arn: unknown, call: CallContext) => {
    const found = ofKind(kind, call).find((one) => arnOf(one) === arn);
    if (!found) throw new AwsError('ResourceNotFoundException', `Could not find ${String(arn)}.`, { status: 404 });
    return found;
  };
  return {
    ListProvisionedModelThroughputs: list('ListProvisionedModelThroughputs', 'provisioned-throughput', {
      items: 'provisionedModelSummaries',
      of: (one) => throughput(one, world.nowMs),
    }),
    GetProvisionedModelThroughput: (input, call) => {
      pass(world, 'GetProvisionedModelThroughput');
      return throughput(sought('provisioned-throughput', input['provisionedModelId'], call), world.nowMs);
    },
    DeleteProvisionedModelThroughput: (input, call) => {
      remove(world, sought('provisioned-throughput', input['provisionedModelId'], call));
      return {};
    },
    ListCustomModelDeployments: list('ListCustomModelDeployments', 'custom-deployment', {
      items: 'modelDeploymentSummaries',
      of: (one) => ({
        ...{ customModelDeploymentArn: arnOf(one), customModelDeploymentName: one.name, status: 'Active' },
        ...{ modelArn: modelOf(one), createdAt: iso(one.createdAtMs) },
      }),
    }),
    ListImportedModels: list('ListImportedModels', 'imported-model', { items: 'modelSummaries', of: imported }),
    GetImportedModel: (input, call) => imported(sought('imported-model', input['modelIdentifier'], call)),
    ListMarketplaceModelEndpoints: list('ListMarketplaceModelEndpoints', 'marketplace-endpoint', {
      items: 'marketplaceModelEndpoints',
      of: (one) => ({
        ...{
          endpointArn: arnOf(one),
          modelSourceIdentifier: 'arn:aws:sagemaker:us-east-1:aws:hub-content/SageMakerPublicHub/Model/esm/1.0.0',
        },
        ...{ status: 'REGISTERED', createdAt: iso(one.createdAtMs), updatedAt: iso(one.createdAtMs) },
      }),
    }),
    DeleteMarketplaceModelEndpoint: (input, call) => {
      remove(world, sought('marketplace-endpoint', input['endpointArn'], call));
      return {};
    },
    ListTagsForResource: (input, call) => {
      pass(world, 'ListTagsForResource');
      const found = whatStands(world, call).find((one) => arnOf(one) === input['resourceARN']);
      if (!found) throw new AwsError('ResourceNotFoundException', 'Could not find it.', { status: 404 });
      return { tags: isTagged(found, world.nowMs) ? [MAY_DELETE_TAG] : [] };
    },
  };
}

export const isTagged = ({ tagged }: Standing, nowMs: number) => tagged.fromMs <= nowMs && nowMs < tagged.toMs;
const modelOf = (one: Standing) =>
  `arn:aws:bedrock:us-east-1:${one.account}:custom-model/amazon.nova-lite-v1:0:300k/${one.id.slice(0, 10)}ab`;

function throughput(one: Standing, nowMs: number): object {
  const endMs = termEnd(one, nowMs);
  return {
    ...{ provisionedModelName: one.name, provisionedModelArn: arnOf(one), status: 'InService' },
    ...{ modelArn: MODEL, desiredModelArn: MODEL, foundationModelArn: MODEL, modelUnits: 1, desiredModelUnits: 1 },
    ...{ creationTime: iso(one.createdAtMs), lastModifiedTime: iso(one.createdAtMs) },
    ...(endMs === undefined ? {} : { commitmentDuration: 'OneMonth', commitmentExpirationTime: iso(endMs) }),
  };
}

const imported = (one: Standing) => ({
  ...{ modelArn: arnOf(one), modelName: one.name, creationTime: iso(one.createdAtMs), modelArchitecture: 'qwen2' },
});
