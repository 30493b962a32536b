import type { ServiceModel, Shape } from './service-model.ts';

/** One breach of a constraint, with the place in the value ("jobName", "tags[2].key"). */
export interface Violation {
  readonly path: string;
  readonly message: string;
}

/** Everything in `value` that AWS's model does not allow for `shapeName`; empty when it fits. */
export function checkShape(model: ServiceModel, shapeName: string, value: unknown): Violation[] {
  return [...violations({ model, path: '' }, shapeName, value)];
}

interface Place {
  readonly model: ServiceModel;
  readonly path: string;
}

const at = (place: Place, step: string): Place => ({
  ...place,
  path: place.path && !step.startsWith('[') ? `${place.path}.${step}` : place.path + step,
});
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isMissing = (value: unknown) => value === undefined || value === null;

function* violations(place: Place, shapeName: string, value: unknown): Generator<Violation> {
  const shape = place.model.shapes[shapeName];
  if (!shape) throw new Error(`no shape ${shapeName} in ${place.model.service}`);
  switch (shape.type) {
    case 'structure':
      return yield* structure(place, shape, value);
    case 'list':
      return yield* list(place, shape, value);
    case 'map':
      return yield* map(place, shape, value);
    case 'string':
      return yield* string(place, shape, value);
    case 'integer':
    case 'long':
    case 'float':
    case 'double':
      return yield* number(place, shape, value);
    case 'boolean':
      if (typeof value !== 'boolean') yield { path: place.path, message: 'Member must be a boolean' };
      return;
    case 'timestamp':
      if (!isTimestamp(value)) yield { path: place.path, message: 'Member must be a timestamp' };
      return;
    default:
      return;
  }
}

function isTimestamp(value: unknown): boolean {
  return (
    value instanceof Date ||
    typeof value === 'number' ||
    (typeof value === 'string' && !Number.isNaN(Date.parse(value)))
  );
}

function* structure(place: Place, shape: Shape, value: unknown): Generator<Violation> {
  if (shape.document || shape.eventstream) return;
  if (!isRecord(value)) return yield { path: place.path, message: 'Member must be an object' };
  for (const name of shape.required ?? []) {
    if (isMissing(value[name])) yield { path: at(place, name).path, message: 'Member must not be null' };
  }
  const present = Object.keys(value).filter((name) => !isMissing(value[name]));
  if (shape.union && present.length !== 1)
    yield { path: place.path, message: `Exactly one member must be set, were ${present.length}` };
  for (const name of present) {
    const member = shape.members?.[name];
    if (member) yield* violations(at(place, name), member.shape, value[name]);
    else yield { path: at(place, name).path, message: 'Member is not known to this API' };
  }
}

function* list(place: Place, shape: Shape, value: unknown): Generator<Violation> {
  if (!Array.isArray(value)) return yield { path: place.path, message: 'Member must be a list' };
  yield* length(place, shape, value.length);
  for (const [index, item] of value.entries())
    if (shape.member) yield* violations(at(place, `[${index}]`), shape.member.shape, item);
}

function* map(place: Place, shape: Shape, value: unknown): Generator<Violation> {
  if (!isRecord(value)) return yield { path: place.path, message: 'Member must be a map' };
  yield* length(place, shape, Object.keys(value).length);
  for (const [key, item] of Object.entries(value)) {
    if (shape.key) yield* violations(at(place, `{${key}}`), shape.key.shape, key);
    if (shape.value) yield* violations(at(place, key), shape.value.shape, item);
  }
}

function* string(place: Place, shape: Shape, value: unknown): Generator<Violation> {
  if (typeof value !== 'string') return yield { path: place.path, message: 'Member must be a string' };
  if (shape.enum && !shape.enum.includes(value))
    yield { path: place.path, message: `Member must satisfy enum value set: [${shape.enum.join(', ')}]` };
  yield* length(place, shape, [...value].length);
  if (shape.pattern && !wholeMatch(shape.pattern).test(value)) {
    yield { path: place.path, message: `Member must satisfy regular expression pattern: ${shape.pattern}` };
  }
}

function* number(place: Place, shape: Shape, value: unknown): Generator<Violation> {
  const whole = shape.type === 'integer' || shape.type === 'long';
  if (typeof value !== 'number' || Number.isNaN(value) || (whole && !Number.isInteger(value))) {
    return yield { path: place.path, message: `Member must be a ${shape.type}` };
  }
  if (shape.min !== undefined && value < shape.min)
    yield { path: place.path, message: `Member must have value greater than or equal to ${shape.min}` };
  if (shape.max !== undefined && value > shape.max)
    yield { path: place.path, message: `Member must have value less than or equal to ${shape.max}` };
}

function* length(place: Place, shape: Shape, count: number): Generator<Violation> {
  if (shape.min !== undefined && count < shape.min)
    yield { path: place.path, message: `Member must have length greater than or equal to ${shape.min}` };
  if (shape.max !== undefined && count > shape.max)
    yield { path: place.path, message: `Member must have length less than or equal to ${shape.max}` };
}

/** The published JobName pattern takes exponential time in V8; this one accepts the same strings in linear time. */
const LINEAR: Readonly<Record<string, string>> = {
  '[a-zA-Z0-9](-*[a-zA-Z0-9\\+\\-\\.])*': '[A-Za-z0-9][A-Za-z0-9+.-]*',
};
const compiled = new Map<string, RegExp>();

/** AWS matches patterns against the whole string, although the models write them without anchors. */
function wholeMatch(pattern: string): RegExp {
  const known = compiled.get(pattern);
  if (known) return known;
  const source = `^(?:${LINEAR[pattern] ?? pattern})$`;
  const regex = compile(source, 'u') ?? compile(source, '') ?? /^/;
  compiled.set(pattern, regex);
  return regex;
}

function compile(source: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(source, flags);
  } catch {
    return undefined;
  }
}
