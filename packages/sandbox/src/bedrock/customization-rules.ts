import { validationError } from './arns.ts';
import { type BaseModel, findBaseModel, isRetired, modelIdOf, type Range, type Tuning } from './base-models.ts';
import { requireBucket, requireObject } from './object-store.ts';
import { type BedrockState, inRegion, type JobRequest } from './state.ts';
import { requireConfig } from './training/require-config.ts';

export interface TunableModel extends BaseModel {
  readonly tuning: Tuning;
}

/** What the sandbox cannot train, by customization type. */
const UNTRAINABLE: Readonly<Record<string, string>> = {
  CONTINUED_PRE_TRAINING: 'The sandbox cannot run continued pre-training; no model in its table supports it.',
  IMPORTED: 'IMPORTED is not a customization type that a job can have.',
};

/**
 * The rules that AWS applies to a customization job beyond the shape of its request: the model, its region, its hyperparameters,
 * its data's places. Throws ValidationException; gives the base model.
 */
export async function requireTrainable(
  state: BedrockState,
  request: JobRequest,
  region: string,
): Promise<TunableModel> {
  const type = request.customizationType ?? 'FINE_TUNING';
  const refusal = UNTRAINABLE[type];
  if (refusal) throw validationError(refusal);
  const model = requireTunable(request.baseModelIdentifier, region, state.clock.nowMs());
  requireConfig(request, model, region);
  if (type === 'FINE_TUNING') requireHyperParameters(request.hyperParameters ?? {}, model);
  else if (Object.keys(request.hyperParameters ?? {}).length > 0)
    throw validationError(`hyperParameters are not for ${type} jobs.`);
  if (!request.roleArn.includes(`::${state.account}:role/`)) {
    throw validationError('Cross-account pass role is not allowed.');
  }
  await requirePlaces(state, request, { region, model });
  return model;
}

async function requirePlaces(
  { objects }: BedrockState,
  request: JobRequest,
  { region, model }: { region: string; model: TunableModel },
): Promise<void> {
  const { s3Uri: training, invocationLogsConfig: logs } = request.trainingDataConfig;
  const type = request.customizationType ?? 'FINE_TUNING';
  if (!training && !(logs && type === 'DISTILLATION'))
    throw validationError(`trainingDataConfig.s3Uri is required for a ${type} job.`);
  const validators = request.validationDataConfig?.validators ?? [];
  if (validators.length > 0 && (!model.tuning.validation || type !== 'FINE_TUNING')) {
    throw validationError(`The model ${model.id} does not support a validation dataset.`);
  }
  const job = { region, roleArn: request.roleArn };
  if (training) await requireObject(objects, training, job);
  else await requireBucket(objects, logs?.invocationLogSource.s3Uri ?? '', region);
  for (const { s3Uri } of validators) await requireObject(objects, s3Uri, job);
  await requireBucket(objects, request.outputDataConfig.s3Uri, region);
}

function requireTunable(identifier: string, region: string, nowMs: number): TunableModel {
  if (/:custom-model\//.test(identifier)) {
    throw validationError('The sandbox cannot continue the training of a custom model; name a foundation model.');
  }
  const model = findBaseModel(identifier);
  if (!model) throw validationError('The provided model identifier is invalid.');
  const { id, tuning } = model;
  if (isRetired(model, nowMs)) throw validationError(`The model ${id} reached its end of life on ${model.endOfLife}.`);
  if (!tuning) {
    const variant = tunableVariant(id);
    const hint = variant ? ` Use ${variant}.` : '';
    throw validationError(`The model ${id} does not support customization of type FINE_TUNING.${hint}`);
  }
  const arnRegion = /^arn:[^:]+:bedrock:([^:]*):/.exec(identifier)?.[1] ?? region;
  if (!model.regions.includes(region) || arnRegion !== region) {
    throw validationError(
      `The model ${id} cannot be customized in ${region}; it can be in ${model.regions.join(', ')}.`,
    );
  }
  return { ...model, tuning };
}

function tunableVariant(id: string): string | undefined {
  const [base] = /^[^:]+:\d+/.exec(modelIdOf(id)) ?? [];
  const variants = ['128k', '256k', '300k'].map((context) => `${base}:${context}`);
  return variants.find((variant) => findBaseModel(variant)?.tuning);
}

function requireHyperParameters(given: Readonly<Record<string, string>>, { id, tuning }: TunableModel): void {
  for (const [name, text] of Object.entries(given)) {
    const range = tuning.hyperParameters[name];
    const known = Object.keys(tuning.hyperParameters).join(', ');
    if (!range) throw validationError(`The hyperparameter ${name} is not supported by ${id}. Supported: ${known}.`);
    if (!within(range, text)) {
      const kind = range.whole ? 'an integer' : 'a number';
      throw validationError(
        `The value ${JSON.stringify(text)} of the hyperparameter ${name} is not valid: it must be ${kind} between ${range.min} and ${range.max}.`,
      );
    }
  }
}

function within({ min, max, whole }: Range, text: string): boolean {
  const value = Number(text);
  return text.trim() !== '' && value >= min && value <= max && (!whole || Number.isInteger(value));
}

/** All hyperparameters of a job: those given, the defaults for the rest. */
export function effectiveHyperParameters(tuning: Tuning, given: Readonly<Record<string, string>> = {}) {
  const value = (name: string) => {
    const range = tuning.hyperParameters[name];
    return range && { value: Number(given[name] ?? range.fallback), fallback: range.fallback };
  };
  return { epochs: value('epochCount'), rate: value('learningRate'), warmup: value('learningRateWarmupSteps') };
}

/** A model's or a running job's claim on a custom model name. */
export function isModelNameTaken(state: BedrockState, region: string, name: string): boolean {
  const training = inRegion(state.jobs, region).filter(
    ({ status }) => status === 'InProgress' || status === 'Stopping',
  );
  return (
    inRegion(state.models, region).some((model) => model.name === name) ||
    training.some((job) => job.request.customModelName === name)
  );
}
