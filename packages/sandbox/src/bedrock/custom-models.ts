import { hoursOf } from '../billing/usage.ts';
import type { OperationHandler } from '../models/serve-model.ts';
import { conflict, foundationModelArn, notFound } from './arns.ts';
import { modelIdOf } from './base-models.ts';
import { measuredLosses } from './customization-jobs.ts';
import { listPage } from './listing.ts';
import { type BedrockState, type CustomModelRecord, inRegion, iso } from './state.ts';
import { storageStanding } from './usage.ts';

export function customModels(state: BedrockState): Record<string, OperationHandler> {
  return {
    GetCustomModel: (input, { region }) => describe(state, requireCustomModel(state, region, input['modelIdentifier'])),
    ListCustomModels: (input, { region }) => {
      const base = input['baseModelArnEquals'] ?? input['foundationModelArnEquals'];
      const models = inRegion(state.models, region)
        .filter(({ baseModelId }) => base === undefined || modelIdOf(String(base)) === baseModelId)
        .filter(() => input['isOwned'] !== false);
      const { page, nextToken } = listPage(models, input, {
        describe: ({ name, createdAtMs }) => ({ name, createdAtMs, status: 'Active' }),
        names: { after: 'creationTimeAfter', before: 'creationTimeBefore', status: 'modelStatus' },
      });
      return { modelSummaries: page.map((model) => summarize(state, model)), ...(nextToken ? { nextToken } : {}) };
    },
    DeleteCustomModel: (input, { region }) => {
      const model = requireCustomModel(state, region, input['modelIdentifier']);
      const user = inUseBy(state, model.arn);
      if (user) throw conflict(`The custom model ${model.name} cannot be deleted: ${user} serves it.`);
      for (const hour of hoursOf(storageStanding(state, model, state.clock.nowMs()))) state.usage.add(hour);
      state.models.delete(model.arn);
      state.tags.delete(model.arn);
      state.trained.remove(model.id);
      return {};
    },
  };
}

/** The custom model that a name or an ARN names in this region. */
export function requireCustomModel(state: BedrockState, region: string, identifier: unknown): CustomModelRecord {
  const model = inRegion(state.models, region).find(({ arn, name }) => arn === identifier || name === identifier);
  if (!model) throw notFound(`Could not find the custom model ${String(identifier)}.`);
  return model;
}

function inUseBy(state: BedrockState, modelArn: string): string | undefined {
  const deployment = state.deployments.values().find((record) => record.modelArn === modelArn);
  const throughput = state.throughputs.values().find((record) => record.modelArn === modelArn);
  return (deployment ?? throughput)?.arn;
}

function describe(state: BedrockState, model: CustomModelRecord): object {
  const job = state.jobs.get(model.jobArn);
  if (!job) throw new Error(`custom model ${model.arn} has no job`);
  const { jobName, trainingDataConfig, validationDataConfig, outputDataConfig, hyperParameters } = job.request;
  return {
    modelArn: model.arn,
    modelName: model.name,
    jobName,
    jobArn: job.arn,
    baseModelArn: foundationModelArn(model.region, model.baseModelId),
    customizationType: job.request.customizationType ?? 'FINE_TUNING',
    hyperParameters,
    trainingDataConfig,
    validationDataConfig,
    outputDataConfig,
    ...measuredLosses(job),
    creationTime: iso(model.createdAtMs),
    modelStatus: 'Active',
  };
}

function summarize(state: BedrockState, model: CustomModelRecord): object {
  return {
    modelArn: model.arn,
    modelName: model.name,
    creationTime: iso(model.createdAtMs),
    baseModelArn: foundationModelArn(model.region, model.baseModelId),
    // `ModelName` of the API has no room for a version: "amazon.nova-lite-v1".
    baseModelName: model.baseModelId.split(':')[0],
    customizationType: state.jobs.get(model.jobArn)?.request.customizationType ?? 'FINE_TUNING',
    ownerAccountId: state.account,
    modelStatus: 'Active',
  };
}
