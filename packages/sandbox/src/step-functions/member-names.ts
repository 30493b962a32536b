import type { ServiceModel, Shape } from '../models/service-model.ts';
import type { Json, JsonObject } from './json.ts';

export const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
export const upperFirst = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/**
 * `value` with the members of structures renamed from PascalCase, as Step Functions writes parameters, to the API's own names.
 * Keys of maps (hyperparameters, tags by key) are data and stay; so does what the shape does not know, for the API to refuse.
 */
export function toApiNames(model: ServiceModel, shapeName: string | undefined, value: Json): Json {
  return renamed({ model, name: (name, shape) => apiName(shape, name) ?? name }, shapeName, value) ?? null;
}

/** An API's answer as Step Functions gives it: PascalCase, dates as ISO 8601, nothing that is not in the shape (`$metadata`). */
export function fromApiNames(model: ServiceModel, shapeName: string | undefined, value: unknown): Json {
  const name = (given: string, shape: Shape) => (shape.members?.[given] ? upperFirst(given) : undefined);
  return renamed({ model, name }, shapeName, value) ?? {};
}

/** The API's name of a member that parameters write as `name`; undefined when the shape has none. */
export function apiName(shape: Shape | undefined, name: string): string | undefined {
  return Object.keys(shape?.members ?? {}).find((member) => upperFirst(member) === name);
}

interface Renaming {
  readonly model: ServiceModel;
  /** The new name of a member, or undefined to leave it out. */
  readonly name: (name: string, shape: Shape) => string | undefined;
}

function renamed(renaming: Renaming, shapeName: string | undefined, value: unknown): Json | undefined {
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'object' || value === null) return value as Json | undefined;
  const shape = shapeName === undefined ? undefined : renaming.model.shapes[shapeName];
  if (Array.isArray(value)) return value.map((item) => renamed(renaming, shape?.member?.shape, item) ?? null);
  const fields: JsonObject = {};
  for (const [given, inner] of Object.entries(value)) {
    const name = shape?.type === 'structure' ? renaming.name(given, shape) : given;
    const member = name === undefined ? undefined : (shape?.members?.[name] ?? shape?.members?.[given] ?? shape?.value);
    const field = name === undefined ? undefined : renamed(renaming, member?.shape, inner);
    if (name !== undefined && field !== undefined) fields[name] = field;
  }
  return fields;
}
