import crypto from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { Failure } from './failure.ts';
import { isObject, type Json, type JsonObject, parseJson } from './json.ts';

/** Takes evaluated arguments, gives a value or States.IntrinsicFailure. */
type Intrinsic = (args: readonly Json[]) => Json;

/** Limits of AWS's "Intrinsics for JSONPath states" (Step Functions Developer Guide, read 2026-11-21). */
const MAX_RANGE = 1000;
const MAX_TEXT = 10_000;

function fail(sentence: string): never {
  throw new Failure('States.IntrinsicFailure', sentence);
}

/** How a value reads inside text: strings as they are, everything else as JSON. */
export const textOf = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : fail('expected a string'));
const list = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : fail('expected an array'));
const object = (value: Json | undefined): JsonObject => (isObject(value) ? value : fail('expected an object'));
const whole = (value: Json | undefined): number =>
  typeof value === 'number' ? Math.round(value) : fail('expected a number');
const some = (value: Json | undefined): Json => (value === undefined ? fail('an argument is missing') : value);
const short = (value: string): string =>
  value.length <= MAX_TEXT ? value : fail(`expected at most ${MAX_TEXT} characters`);

const HASHES: Readonly<Record<string, string>> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

/** Every intrinsic function but States.Format, which reads its template before escapes are gone. */
export const INTRINSICS: Readonly<Record<string, Intrinsic>> = {
  'States.StringToJson': ([value]) => parseJson(text(value)) ?? fail('the string is not JSON'),
  'States.JsonToString': ([value]) => JSON.stringify(some(value)),
  'States.Array': (args) => [...args],
  'States.ArrayPartition': ([value, size]) => partition(list(value), whole(size)),
  'States.ArrayContains': ([value, sought]) => list(value).some((item) => isDeepStrictEqual(item, some(sought))),
  'States.ArrayRange': ([first, last, step]) => range(whole(first), whole(last), whole(step)),
  'States.ArrayGetItem': ([value, index]) => item(list(value), whole(index)),
  'States.ArrayLength': ([value]) => list(value).length,
  'States.ArrayUnique': ([value]) => unique(list(value)),
  'States.Base64Encode': ([value]) => Buffer.from(short(text(value))).toString('base64'),
  'States.Base64Decode': ([value]) => Buffer.from(short(text(value)), 'base64').toString('utf8'),
  'States.Hash': ([value, algorithm]) => hash(short(textOf(some(value))), text(algorithm)),
  'States.JsonMerge': ([first, second, deep]) =>
    deep === false ? { ...object(first), ...object(second) } : fail('only shallow merging (false) exists'),
  'States.MathRandom': ([first, last, seed]) => random(whole(first), whole(last), seed),
  'States.MathAdd': ([first, second]) => whole(first) + whole(second),
  'States.StringSplit': ([value, delimiters]) => split(text(value), text(delimiters)),
  'States.UUID': (args) => (args.length === 0 ? crypto.randomUUID() : fail('States.UUID takes no arguments')),
};

function item(items: Json[], index: number): Json {
  const found = items[index];
  return found === undefined ? fail(`the array has no item ${index}`) : found;
}

function partition(items: Json[], size: number): Json[] {
  if (size < 1) fail('the size of a part must be above 0');
  const parts: Json[] = [];
  for (let start = 0; start < items.length; start += size) parts.push(items.slice(start, start + size));
  return parts;
}

function range(first: number, last: number, step: number): Json[] {
  if (step === 0) fail('the step of a range must not be 0');
  const length = Math.max(0, Math.floor((last - first) / step) + 1);
  if (length > MAX_RANGE) fail(`a range holds at most ${MAX_RANGE} items`);
  return Array.from({ length }, (_, index) => first + index * step);
}

function unique(items: Json[]): Json[] {
  return items.filter((item, index) => items.findIndex((other) => isDeepStrictEqual(item, other)) === index);
}

function hash(value: string, algorithm: string): string {
  const name = HASHES[algorithm] ?? fail(`there is no hash algorithm ${algorithm}`);
  return crypto.createHash(name).update(value).digest('hex');
}

function random(first: number, last: number, seed: Json | undefined): number {
  if (last <= first) fail('the end of the random range must be above its start');
  if (seed === undefined) return crypto.randomInt(first, last);
  const drawn = crypto.createHash('sha256').update(textOf(seed)).digest().readUInt32BE() / 2 ** 32;
  return first + Math.floor(drawn * (last - first));
}

function split(value: string, delimiters: string): Json[] {
  const cut = new Set(delimiters);
  const parts = [''];
  for (const character of value) {
    if (cut.has(character)) parts.push('');
    else parts.push(`${parts.pop()}${character}`);
  }
  return parts.filter((part) => part !== '');
}
