import { type BaseModel, findBaseModel } from '../../dataset/base-models.ts';
import type { S3Uri } from '../../s3-uri.ts';
import type { FormErrors, FormPlace, LaunchField, LaunchForm } from '../launch-form.ts';
import type { FineTuning } from '../recipe.ts';
import { errorsOf, ok, plain, type Read, readBudget, readName, readNumber, readUri, wrong } from './fields.ts';

/** The form's fields of hyperparameters, by the names that Bedrock gives them. */
export const HYPER_FIELDS: Readonly<Record<string, LaunchField>> = {
  epochCount: 'epochs',
  learningRate: 'learningRate',
  learningRateWarmupSteps: 'warmupSteps',
  batchSize: 'batchSize',
};

export function readFineTuning(form: LaunchForm, place: FormPlace): FineTuning | FormErrors {
  const name = readName(form);
  const baseModelId = readBase(form.baseModelId ?? '', place.region);
  const base = 'ok' in baseModelId ? baseModelId.ok : undefined;
  const dataset = readUri(form.dataset, 's3://bucket/path/train.jsonl');
  const validation = readValidation(form.validation ?? '', base);
  const budgetUsd = readBudget(form);
  const judged = base ?? meantBase(form.baseModelId ?? '');
  const numbers = judged ? readHyperParameters(form, judged) : {};
  const errors = errorsOf({ name, baseModelId, dataset, validation, ...numbers, budgetUsd });
  const isRead = 'ok' in name && base && 'ok' in dataset && 'ok' in validation && 'ok' in budgetUsd;
  if (!isRead || Object.keys(errors).length > 0) return errors;
  const hyperParameters = valuesOf(base, numbers);
  return {
    kind: 'fine-tuning',
    name: name.ok,
    base,
    region: place.region,
    dataset: dataset.ok,
    validation: validation.ok,
    epochs: Number(hyperParameters['epochCount']),
    budget: budgetUsd.ok,
    hyperParameters,
  };
}

/** The base model of a region, or why it is none. */
export function readBase(id: string, region: string): Read<BaseModel> {
  const answer = findBaseModel(id);
  if (answer.kind !== 'tunable') return wrong(answer.why);
  const { model } = answer;
  if (model.regions.includes(region)) return ok(model);
  return wrong(`${model.name} is not tunable in ${region}, only in ${model.regions.join(', ')}.`);
}

/** The model that an id of another variant means: what else is wrong with the form is said with it, and not at the next try. */
function meantBase(id: string): BaseModel | undefined {
  const answer = findBaseModel(id);
  if (answer.kind === 'tunable') return answer.model;
  const meant = answer.instead.length === 1 ? findBaseModel(answer.instead[0] ?? '') : undefined;
  return meant?.kind === 'tunable' ? meant.model : undefined;
}

function readValidation(typed: string, base: BaseModel | undefined): Read<S3Uri | undefined> {
  if (typed.trim() === '') return ok(undefined);
  const uri = readUri(typed, 's3://bucket/path/validation.jsonl');
  if ('wrong' in uri) return wrong('Not an S3 address that Bedrock takes. Leave it empty to launch without one.');
  if (base && !base.validationSet) return wrong(`${base.name} takes no validation set. Leave this empty.`);
  return uri;
}

type Numbers = Partial<Record<LaunchField, Read<number>>>;

/** Every hyperparameter of the base model, and a refusal for each that was given and that it does not have. */
function readHyperParameters(form: LaunchForm, base: BaseModel): Numbers {
  const entries = Object.entries(HYPER_FIELDS).flatMap(([parameter, field]): [LaunchField, Read<number>][] => {
    const rule = base.hyperParameters.find(({ name }) => name === parameter);
    const typed = form[field];
    if (rule) return [[field, readNumber(typed, rule, base.name)]];
    if (typed === undefined || typed.trim() === '') return [];
    const known = base.hyperParameters.map(({ name }) => name).join(', ');
    return [[field, wrong(`${base.name} has no hyperparameter ${parameter}; AWS lists ${known}.`)]];
  });
  return Object.fromEntries(entries);
}

function valuesOf(base: BaseModel, numbers: Numbers): Record<string, string> {
  const entries = base.hyperParameters.map(({ name, default: otherwise }) => {
    const field = HYPER_FIELDS[name];
    const read = field && numbers[field];
    return [name, plain(read && 'ok' in read ? read.ok : otherwise)] as const;
  });
  return Object.fromEntries(entries);
}
