import { isObject, type JsonObject } from '../../dataset/read-record.ts';
import type { TargetMetric } from './target-metric.ts';

/** What one answer is worth beside the right one. */
export interface Score {
  /** By the target metric, 0 to 1. Macro-F1 is no mean of scores; here it is whether the label is right. */
  readonly score: number;
  /** Whether an answer that has to be a JSON object is one, with the right one's keys and types; undefined where none is asked for. */
  readonly validJson: boolean | undefined;
  /** Of an answer in JSON, the share of fields that are right; undefined where none is asked for. */
  readonly fieldsRight: number | undefined;
}

/** Scores an answer; both texts are as they stood. A rubric's score is the judge's and not made here. */
export function scoreAnswer(metric: TargetMetric, right: string, answer: string): Score {
  const wanted = readJson(right);
  const given = wanted && readJson(answer);
  const validJson = wanted && (given === undefined ? false : hasShape(given, wanted));
  const fieldsRight = wanted && shareOfFields(wanted, given);
  return { score: scoreBy(metric, { right, answer, fieldsRight }), validJson, fieldsRight };
}

function scoreBy(
  metric: TargetMetric,
  pair: { right: string; answer: string; fieldsRight: number | undefined },
): number {
  const { right, answer, fieldsRight } = pair;
  switch (metric.kind) {
    case 'exact-match':
      return isSameAnswer(right, answer) ? 1 : 0;
    case 'json-fields':
      return fieldsRight ?? (isSameAnswer(right, answer) ? 1 : 0);
    case 'accuracy':
    case 'macro-f1': {
      const label = labelIn(right, metric.field);
      return label !== undefined && label === labelIn(answer, metric.field) ? 1 : 0;
    }
    case 'rubric':
      return 0;
    default:
      return metric satisfies never;
  }
}

/** The same JSON object in any order of keys, or the same text but for white space. */
export function isSameAnswer(right: string, answer: string): boolean {
  const [wanted, given] = [readJson(right), readJson(answer)];
  if (wanted && given) return canonical(wanted) === canonical(given);
  return oneSpaced(right) === oneSpaced(answer);
}

/** The label of an answer: the whole text, or a field of its JSON; undefined where it has none. */
export function labelIn(answer: string, field: string): string | undefined {
  if (field === '') return oneSpaced(answer);
  const value = readJson(answer)?.[field];
  return typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number'
    ? String(value)
    : undefined;
}

/** Objects and arrays of an answer at most, and so its depth: what follows recurses. */
const MAX_NESTING = 2000;

/** The JSON object of an answer, also where the model put it into a fence, which every caller's parser would be taught to strip. */
export function readJson(text: string): JsonObject | undefined {
  const bare = /^\s*```(?:json)?\s*([\s\S]*?)\s*```\s*$/.exec(text)?.[1] ?? text.trim();
  if (!bare.startsWith('{') || (bare.match(/[[{]/g)?.length ?? 0) > MAX_NESTING) return undefined;
  try {
    const value: unknown = JSON.parse(bare);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function hasShape(given: JsonObject, wanted: JsonObject): boolean {
  const keys = Object.keys(wanted);
  return keys.length === Object.keys(given).length && keys.every((key) => kindOf(given[key]) === kindOf(wanted[key]));
}

const kindOf = (value: unknown) => (Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value);

/** A field counts when its value is the same; a field too many costs as much as a wrong one. */
function shareOfFields(wanted: JsonObject, given: JsonObject | undefined): number {
  if (!given) return 0;
  const keys = new Set([...Object.keys(wanted), ...Object.keys(given)]);
  if (keys.size === 0) return 1;
  const right = [...keys].filter((key) => Object.hasOwn(given, key) && Object.hasOwn(wanted, key));
  return right.filter((key) => canonical(given[key]) === canonical(wanted[key])).length / keys.size;
}

/** How many fields of the right answer another one has right; undefined where no JSON object is right. */
export function fieldsIn(right: string, answer: string): { right: number; of: number } | undefined {
  const wanted = readJson(right);
  if (!wanted) return undefined;
  const given = readJson(answer) ?? {};
  const keys = Object.keys(wanted);
  const same = keys.filter((key) => Object.hasOwn(given, key) && canonical(given[key]) === canonical(wanted[key]));
  return { right: same.length, of: keys.length };
}

/** A value with its keys in order. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (isObject(value)) {
    const members = Object.keys(value).sort();
    return `{${members.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
  }
  return JSON.stringify(typeof value === 'string' ? oneSpaced(value) : value) ?? '';
}

const oneSpaced = (text: string) => text.trim().replace(/\s+/g, ' ');
