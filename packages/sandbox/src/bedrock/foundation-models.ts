import type { OperationHandler } from '../models/serve-model.ts';
import { foundationModelArn, notFound } from './arns.ts';
import { BASE_MODELS, type BaseModel, findBaseModel, isRetired } from './base-models.ts';
import type { BedrockState } from './state.ts';
import { isStudent } from './training/require-config.ts';

export function foundationModels({ clock, closedModels }: BedrockState): Record<string, OperationHandler> {
  const offered = (model: BaseModel, region: string) =>
    model.regions.includes(region) && !isRetired(model, clock.nowMs());
  return {
    ListFoundationModels: (input, { region }) => {
      const { byProvider, byCustomizationType, byInferenceType, byOutputModality } = input;
      const matches = (wanted: unknown, has: readonly string[]) => wanted === undefined || has.includes(String(wanted));
      const models = BASE_MODELS.filter((model) => offered(model, region))
        .filter(({ provider }) => matches(byProvider, [provider]))
        .filter((model) => matches(byCustomizationType, customizationsOf(model)))
        .filter(({ inference }) => matches(byInferenceType, inference))
        .filter(() => matches(byOutputModality, ['TEXT']));
      return { modelSummaries: models.map((model) => describe(model, region)) };
    },
    GetFoundationModel: (input, { region }) => {
      const model = findBaseModel(String(input['modelIdentifier']));
      if (!model || !offered(model, region))
        throw notFound(`Could not find the model ${String(input['modelIdentifier'])}.`);
      return { modelDetails: describe(model, region) };
    },
    GetFoundationModelAvailability: (input, { region }) => {
      const modelId = String(input['modelId']);
      const models = BASE_MODELS.filter(({ id }) => id === modelId || id.startsWith(`${modelId}:`));
      if (models.length === 0) throw notFound(`Could not find the model ${modelId}.`);
      return {
        modelId,
        agreementAvailability: { status: closedModels.has(modelId) ? 'NOT_AVAILABLE' : 'AVAILABLE' },
        ...{ authorizationStatus: 'AUTHORIZED', entitlementAvailability: 'AVAILABLE' },
        regionAvailability: models.some((model) => offered(model, region)) ? 'AVAILABLE' : 'NOT_AVAILABLE',
      };
    },
  };
}

/** The API has no word here for reinforcement fine-tuning (botocore 1.43.117). */
const customizationsOf = ({ id, tuning }: BaseModel) => [
  ...(tuning ? ['FINE_TUNING'] : []),
  ...(isStudent(id) ? ['DISTILLATION'] : []),
];

function describe(model: BaseModel, region: string): object {
  const { id, name, provider, inputs, inference, endOfLife } = model;
  return {
    modelArn: foundationModelArn(region, id),
    modelId: id,
    modelName: name,
    providerName: provider,
    inputModalities: inputs,
    outputModalities: ['TEXT'],
    responseStreamingSupported: true,
    customizationsSupported: customizationsOf(model),
    inferenceTypesSupported: inference,
    modelLifecycle: { status: 'ACTIVE', ...(endOfLife ? { endOfLifeTime: new Date(endOfLife).toISOString() } : {}) },
  };
}
