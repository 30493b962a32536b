import type { Brand } from '../brand.ts';
import { type BaseModel, findBaseModel } from '../dataset/base-models.ts';
import { type MicroUsd, parseUsd } from '../money.ts';
import { parseS3Uri, type S3Uri } from '../s3-uri.ts';

/** Name of a custom model: letters, digits, single `-` or `_` between them, at most 40 (Bedrock allows 63; the rest is ours for ids). */
export type ModelName = Brand<string, 'ModelName'>;

/** A fine-tuning job that Bedrock would accept: made by `parseRecipe` only. */
export interface Recipe {
  readonly kind: 'fine-tuning';
  readonly name: ModelName;
  readonly base: BaseModel;
  readonly region: string;
  readonly dataset: S3Uri;
  readonly validation: S3Uri | undefined;
  readonly epochs: number;
  /** What the person is ready to spend on this run at most. */
  readonly budget: MicroUsd;
  /** As Bedrock takes them: names and values are strings. */
  readonly hyperParameters: Readonly<Record<string, string>>;
}

/** What a person typed into the launch form. */
export interface LaunchForm {
  readonly name: string;
  readonly baseModelId: string;
  readonly dataset: string;
  readonly validation: string;
  readonly epochs: string;
  readonly budgetUsd: string;
}

export type LaunchField = keyof LaunchForm;

/** A recipe, or for each wrong field one sentence to show under it. */
export type ParsedRecipe =
  | { readonly kind: 'recipe'; readonly recipe: Recipe }
  | { readonly kind: 'wrong'; readonly errors: Readonly<Partial<Record<LaunchField, string>>> };

/** Bedrock's CustomModelName, `([0-9a-zA-Z][_-]?){1,63}`, in a form that takes linear time. */
const MODEL_NAME = /^[0-9A-Za-z]+(?:[_-][0-9A-Za-z]+)*$/;

export function parseModelName(text: string): ModelName | undefined {
  const trimmed = text.trim();
  return trimmed.length <= 40 && MODEL_NAME.test(trimmed) ? (trimmed as ModelName) : undefined;
}

/** Reads the form for a job in `region`. */
export function parseRecipe(form: LaunchForm, region: string): ParsedRecipe {
  const name = parseModelName(form.name);
  const base = readBase(form.baseModelId, region);
  const dataset = parseS3Uri(form.dataset);
  const budget = parseUsd(form.budgetUsd);
  const validation = form.validation.trim() === '' ? undefined : parseS3Uri(form.validation);
  const epochs = typeof base === 'string' ? Number(form.epochs) : readEpochs(form.epochs, base);
  const errors = {
    ...(name ? {} : { name: 'Letters and digits, with single - or _ between them, at most 40.' }),
    ...(typeof base === 'string' ? { baseModelId: base } : {}),
    ...(dataset
      ? {}
      : { dataset: `Not an S3 address that Bedrock takes. It looks like s3://bucket/path/train.jsonl.` }),
    ...validationError({ typed: form.validation, uri: validation, base }),
    ...(typeof epochs === 'string' ? { epochs } : {}),
    ...(budget && budget > 0 ? {} : { budgetUsd: 'An amount in US dollars above 0, such as 25 or 12.50.' }),
  };
  if (
    Object.keys(errors).length > 0 ||
    !name ||
    typeof base === 'string' ||
    !dataset ||
    !budget ||
    typeof epochs === 'string'
  )
    return { kind: 'wrong', errors };
  const recipe: Recipe = {
    kind: 'fine-tuning',
    name,
    base,
    region,
    dataset,
    validation,
    epochs,
    budget,
    hyperParameters: defaults(base, epochs),
  };
  return { kind: 'recipe', recipe };
}

function readBase(id: string, region: string): BaseModel | string {
  const answer = findBaseModel(id);
  if (answer.kind !== 'tunable') return answer.why;
  if (!answer.model.regions.includes(region))
    return `${answer.model.name} is not tunable in ${region}, only in ${answer.model.regions.join(', ')}.`;
  return answer.model;
}

function readEpochs(text: string, base: BaseModel): number | string {
  const rule = base.hyperParameters.find((parameter) => parameter.name === 'epochCount');
  const epochs = Number(text);
  if (!rule) return `${base.name} takes no number of epochs.`;
  if (!Number.isInteger(epochs) || epochs < rule.min || epochs > rule.max)
    return `${base.name} takes a whole number from ${rule.min} to ${rule.max}.`;
  return epochs;
}

function validationError(set: { typed: string; uri: S3Uri | undefined; base: BaseModel | string }): {
  validation?: string;
} {
  if (set.typed.trim() === '') return {};
  if (!set.uri) return { validation: 'Not an S3 address that Bedrock takes. Leave it empty to launch without one.' };
  if (typeof set.base !== 'string' && !set.base.validationSet)
    return { validation: `${set.base.name} takes no validation set. Leave this empty.` };
  return {};
}

function defaults(base: BaseModel, epochs: number): Record<string, string> {
  const values = base.hyperParameters.map(
    (parameter) => [parameter.name, parameter.name === 'epochCount' ? epochs : parameter.default] as const,
  );
  return Object.fromEntries(values.map(([name, value]) => [name, plain(value)]));
}

/** Bedrock reads decimals, not exponents: 0.00001, not 1e-5. */
function plain(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(10).replace(/0+$/, '');
}
