import type { HyperParameter } from '../../dataset/base-models.ts';
import { type MicroUsd, parseUsd } from '../../money.ts';
import { parseS3Uri, type S3Uri } from '../../s3-uri.ts';
import type { FormErrors, LaunchField, LaunchForm } from '../launch-form.ts';
import { type ModelName, parseModelName } from '../recipe.ts';

/** A value, or the sentence to show under its field. */
export type Read<T> = { readonly ok: T } | { readonly wrong: string };

export const ok = <T>(value: T): Read<T> => ({ ok: value });
export const wrong = (sentence: string): { readonly wrong: string } => ({ wrong: sentence });

/** The sentences of all fields that could not be read. */
export function errorsOf(fields: Readonly<Partial<Record<LaunchField, Read<unknown>>>>): FormErrors {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, read]) => ('wrong' in read ? [[name, read.wrong]] : [])),
  );
}

export function readName(form: LaunchForm): Read<ModelName> {
  const name = parseModelName(form.name ?? '');
  return name ? ok(name) : wrong('Letters and digits, with single - or _ between them, at most 40.');
}

export function readBudget(form: LaunchForm): Read<MicroUsd> {
  const budget = parseUsd(form.budgetUsd ?? '');
  return budget && budget > 0 ? ok(budget) : wrong('An amount in US dollars above 0, such as 25 or 12.50.');
}

export function readUri(text: string | undefined, example: string): Read<S3Uri> {
  const uri = parseS3Uri(text ?? '');
  return uri ? ok(uri) : wrong(`Not an S3 address that Bedrock takes. It looks like ${example}.`);
}

/** The folder as Bedrock wants it: with a slash at its end. */
export function readFolder(text: string | undefined, example: string): Read<S3Uri> {
  const typed = (text ?? '').trim();
  const uri = parseS3Uri(typed.endsWith('/') ? typed : `${typed}/`);
  return uri && uri.split('/').length > 4
    ? ok(uri)
    : wrong(`Not a folder in S3 that Bedrock takes. It looks like ${example}.`);
}

/** A number in the parameter's range; its default when nothing was typed. */
export function readNumber(text: string | undefined, rule: HyperParameter, whose: string): Read<number> {
  const typed = (text ?? '').trim();
  if (typed === '') return ok(rule.default);
  const value = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(typed) ? Number(typed) : Number.NaN;
  if (value >= rule.min && value <= rule.max && (rule.kind === 'real' || Number.isInteger(value))) return ok(value);
  const kind = rule.kind === 'whole' ? 'a whole number' : 'a number';
  const range =
    rule.min === rule.max ? `only ${plain(rule.min)}` : `${kind} from ${plain(rule.min)} to ${plain(rule.max)}`;
  return wrong(`${whose} takes ${range}.`);
}

/** Bedrock reads decimals, not exponents: 0.00001, not 1e-5. */
export function plain(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(10).replace(/0+$/, '');
}
