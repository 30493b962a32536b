import { JSONPath } from 'jsonpath-plus';
import { Failure } from './failure.ts';
import { isObject, type Json } from './json.ts';

/** What the paths of a state can see: `$` is its input, `$$` the context object. */
export interface Scope {
  readonly input: Json;
  readonly context: Json;
}

const STEP = /\.([^\s.[\]()'"*?@,:]+)|\['((?:[^'\\]|\\.)*)'\]|\["((?:[^"\\]|\\.)*)"\]|\[(-?\d+)\]/y;

/** The steps of a path that names one place ("$.a['b'][0]"); undefined when it may name many. */
function steps(path: string): (string | number)[] | undefined {
  const found: (string | number)[] = [];
  STEP.lastIndex = 1;
  while (STEP.lastIndex < path.length) {
    const [, dotted, single, double, index] = STEP.exec(path) ?? [];
    const name = dotted ?? single?.replace(/\\(.)/g, '$1') ?? double?.replace(/\\(.)/g, '$1');
    if (name === undefined && index === undefined) return undefined;
    found.push(name ?? Number(index));
  }
  return found;
}

function child(value: Json | undefined, step: string | number): Json | undefined {
  if (typeof step === 'number') return Array.isArray(value) ? value.at(step) : undefined;
  return isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}

/** What `path` points to, or undefined; a path that may name many places gives the list of what it found, as AWS does. */
export function readPath(path: string, scope: Scope): Json | undefined {
  const [root, local] = path.startsWith('$$') ? [scope.context, path.slice(1)] : [scope.input, path];
  const way = steps(local);
  if (way) return way.reduce<Json | undefined>(child, root);
  if (typeof root !== 'object' || root === null) return [];
  return JSONPath({ path: local, json: root, wrap: true, eval: 'safe' }) as Json;
}

/** What `path` points to; States.Runtime when there is nothing, as Step Functions fails an execution for it. */
export function demandPath(path: string, scope: Scope): Json {
  const value = readPath(path, scope);
  if (value !== undefined) return value;
  const where = path.startsWith('$$') ? 'the context object' : `the input '${JSON.stringify(scope.input)}'`;
  throw new Failure('States.Runtime', `The JSONPath '${path}' could not be found in ${where}`);
}

/** A number of seconds or items that a path names. */
export function demandCount(path: string, scope: Scope): number {
  const value = demandPath(path, scope);
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
  throw new Failure('States.Runtime', `The JSONPath '${path}' must name a whole number, was ${JSON.stringify(value)}`);
}

/** `into` with `value` at a reference path; makes the objects on the way that are missing. */
export function writePath(path: string, into: Json, value: Json): Json {
  return replaced(into, steps(path) ?? [], { value, path, into });
}

function replaced(
  target: Json | undefined,
  way: (string | number)[],
  write: { value: Json; path: string; into: Json },
): Json {
  const [step, ...rest] = way;
  if (step === undefined) return write.value;
  const inner = () => replaced(child(target, step), rest, write);
  if (typeof step === 'string' && (target === undefined || isObject(target))) return { ...target, [step]: inner() };
  if (typeof step === 'number' && Array.isArray(target) && step < target.length) return target.with(step, inner());
  throw new Failure(
    'States.ResultPathMatchFailure',
    `Unable to apply ReferencePath ${write.path} to input ${JSON.stringify(write.into)}`,
  );
}
