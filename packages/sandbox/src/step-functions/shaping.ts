import type { FailState, State } from './definition.ts';
import type { Json, JsonObject } from './json.ts';
import { demandPath, writePath } from './paths.ts';
import { fillTemplate } from './payload-template.ts';
import { scopeOf, type Visit } from './run.ts';

type Flowing = Exclude<State, FailState>;
type Resulting = Extract<State, { ResultPath?: string | null }>;

/** What InputPath leaves of the state's input. */
export function effectiveInput(visit: Visit<Flowing>): Json {
  return select(visit, visit.state.InputPath, visit.frame.input);
}

/** `template` filled from `input`; the input itself when the state has no template. `task` becomes `$$.Task`. */
export function filled(visit: Visit, template: Json | undefined, data: { input: Json; task?: JsonObject }): Json {
  return template === undefined ? data.input : fillTemplate(template, scopeOf(visit, data.input, data.task));
}

/** What OutputPath leaves of `value`. */
export function outputOf(visit: Visit<Flowing>, value: Json): Json {
  return select(visit, visit.state.OutputPath, value);
}

/** The state's output: its raw input with `result` at ResultPath, cut to OutputPath. */
export function resultInto(visit: Visit<Resulting>, result: Json): Json {
  return outputOf(visit, placed(visit, visit.state.ResultPath, result));
}

/** The state's raw input with `value` at `path`: replaced by it at "$", untouched at null. */
export function placed(visit: Visit, path: string | null | undefined, value: Json): Json {
  return path === null ? visit.frame.input : writePath(path ?? '$', visit.frame.input, value);
}

function select(visit: Visit, path: string | null | undefined, value: Json): Json {
  return path === null ? {} : demandPath(path ?? '$', scopeOf(visit, value));
}
