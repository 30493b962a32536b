import { type Incoming, readBody } from '../kit/http.ts';
import type { ElementState, FormValues } from './protocol.ts';
import { Refusal } from './refusal.ts';

export type Body = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The JSON object of a POST. */
export async function parseBody(request: Incoming): Promise<Body> {
  const bytes = await readBody(request).catch((cause: unknown) => {
    if (cause instanceof RangeError) throw new Refusal(413, `The request was not read: ${cause.message}.`);
    throw cause;
  });
  const value = parseJson(bytes.toString('utf8'));
  if (!isObject(value)) throw new Refusal(400, 'The request is not a JSON object. Nothing was done.');
  return value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A member that must be a string. */
export function text(body: Body, member: string): string {
  const value = body[member];
  if (typeof value !== 'string') throw new Refusal(400, `"${member}" is missing or is not a text. Nothing was done.`);
  return value;
}

/** A member that must be a finite number within `[min, max]`. */
export function number(body: Body, member: string, range: { min: number; max: number }): number {
  const value = body[member];
  if (typeof value === 'number' && value >= range.min && value <= range.max) return value;
  throw new Refusal(400, `"${member}" must be a number from ${range.min} to ${range.max}. Nothing was done.`);
}

/** A member that must be one of a few words. */
export function word<W extends string>(body: Body, member: string, words: readonly W[]): W {
  const found = words.find((candidate) => candidate === body[member]);
  if (found === undefined) throw new Refusal(400, `"${member}" must be one of ${words.join(', ')}. Nothing was done.`);
  return found;
}

export function element(value: unknown): ElementState {
  if (!isObject(value)) throw new Refusal(400, '"element" is not an object. Nothing was done.');
  for (const member of ['actionId', 'blockId', 'type']) text(value, member);
  return value as unknown as ElementState;
}

export function formValues(value: unknown): FormValues {
  if (!isObject(value)) throw new Refusal(400, '"values" is not an object. Nothing was done.');
  for (const block of Object.values(value)) {
    if (!isObject(block)) throw new Refusal(400, '"values" must go from block to action to state. Nothing was done.');
    for (const state of Object.values(block)) element(state);
  }
  return value as unknown as FormValues;
}
