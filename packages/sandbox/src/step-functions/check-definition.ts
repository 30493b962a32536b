import aslValidator from 'asl-validator';
import { AwsError } from '../kit/aws-error.ts';
import { FIELDS_DONE } from './coverage.ts';
import type { Machine } from './definition.ts';
import { INTRINSICS } from './intrinsic-functions.ts';
import { namesIn, parseIntrinsic } from './intrinsic-syntax.ts';
import { isObject, type Json, type JsonObject, parseJson } from './json.ts';
import { apiName } from './member-names.ts';
import { BEDROCK, bedrockOperation, parseResource, type Task } from './resources.ts';

/** Reads a definition; `InvalidDefinition` for what AWS would refuse and for what the sandbox would not run as AWS does. */
export function checkDefinition(text: string): Machine {
  const definition = parseJson(text);
  if (!isObject(definition)) throw invalid('INVALID_JSON_DESCRIPTION: The definition is not a JSON object');
  for (const problem of flowProblems('Machine', definition, '')) throw invalid(`SCHEMA_VALIDATION_FAILED: ${problem}`);
  const verdict = aslValidator(structuredClone(definition));
  if (!verdict.isValid) throw invalid(verdict.errorsText('; '));
  for (const problem of taskProblems(definition)) throw invalid(`SCHEMA_VALIDATION_FAILED: ${problem}`);
  return definition as unknown as Machine;
}

const invalid = (reason: string) =>
  new AwsError('InvalidDefinition', `Invalid State Machine Definition: '${reason.slice(0, 2000)}'`);

const objects = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);
const statesOf = (flow: JsonObject): [string, JsonObject][] =>
  Object.entries(isObject(flow['States']) ? flow['States'] : {}).flatMap(([name, state]) =>
    isObject(state) ? [[name, state]] : [],
  );
const flowsIn = (state: JsonObject): JsonObject[] =>
  [...objects(state['Branches']), state['ItemProcessor'], state['Iterator']].filter(isObject);

/** What the sandbox does not do, wherever it stands. */
function* flowProblems(kind: 'Machine' | 'Flow', flow: JsonObject, at: string): Generator<string> {
  yield* fieldProblems(kind, flow, at || '/');
  const processor = flow['ProcessorConfig'];
  if (isObject(processor) && processor['Mode'] === 'DISTRIBUTED')
    yield `Mode DISTRIBUTED of Map is not supported by the sandbox at ${at}`;
  for (const [name, state] of statesOf(flow)) {
    const here = `${at}/States/${name}`;
    const type = String(state['Type']);
    if (FIELDS_DONE[type]) yield* fieldProblems(type, state, here);
    for (const retrier of objects(state['Retry'])) yield* fieldProblems('Retrier', retrier, `${here}/Retry`);
    for (const catcher of objects(state['Catch'])) yield* fieldProblems('Catcher', catcher, `${here}/Catch`);
    for (const rule of objects(state['Choices']))
      if (rule['Assign']) yield `The field "Assign" is not supported by the sandbox at ${here}/Choices`;
    yield* expressionProblems(state, here);
    for (const inner of flowsIn(state)) yield* flowProblems('Flow', inner, here);
  }
}

function* fieldProblems(kind: string, value: JsonObject, at: string): Generator<string> {
  if (value['QueryLanguage'] === 'JSONata')
    yield `JSONata is not supported by the sandbox at ${at}; write the state with JSONPath`;
  for (const field of Object.keys(value))
    if (!FIELDS_DONE[kind]?.includes(field)) yield `The field "${field}" is not supported by the sandbox at ${at}`;
}

/** Paths and intrinsics of one state, without those of the states inside it. */
function* expressionProblems(value: Json, at: string): Generator<string> {
  if (Array.isArray(value)) for (const item of value) yield* expressionProblems(item, at);
  if (!isObject(value)) return;
  for (const [field, inner] of Object.entries(value)) {
    if (['Branches', 'ItemProcessor', 'Iterator', 'Result'].includes(field)) continue;
    if (typeof inner !== 'string') yield* expressionProblems(inner, at);
    else if (field.endsWith('.$') || field.endsWith('Path') || field === 'Variable')
      yield* referenceProblems(inner, `${at}/${field}`);
  }
}

function* referenceProblems(source: string, at: string): Generator<string> {
  const expression = source.startsWith('$') ? { kind: 'path' as const, path: source } : parseIntrinsic(source);
  if (!expression) return yield `The value "${source}" is neither a path nor an intrinsic function at ${at}`;
  const { functions, paths } = namesIn(expression);
  for (const name of functions)
    if (name !== 'States.Format' && !INTRINSICS[name]) yield `There is no intrinsic function ${name} at ${at}`;
  for (const path of paths)
    if (/^\$[\p{L}_]/u.test(path)) yield `variables (${path}) are not supported by the sandbox at ${at}`;
}

/** Resources that are not run, and parameters that the called API does not have. */
function* taskProblems(flow: JsonObject, at = ''): Generator<string> {
  for (const [name, state] of statesOf(flow)) {
    const here = `${at}/States/${name}`;
    for (const inner of flowsIn(state)) yield* taskProblems(inner, here);
    if (state['Type'] !== 'Task') continue;
    const resource = String(state['Resource']);
    const task = parseResource(resource);
    if (!task) yield `The resource provided ${resource} is not supported by the sandbox at ${here}/Resource`;
    else yield* parameterProblems(task, state['Parameters'], `${here}/Parameters`);
  }
}

function* parameterProblems(task: Task, parameters: Json | undefined, at: string): Generator<string> {
  const given = Object.keys(isObject(parameters) ? parameters : {}).map((name) => name.replace(/\.\$$/, ''));
  const operation = bedrockOperation(task);
  const shape = BEDROCK.shapes[BEDROCK.operations[operation ?? '']?.input ?? ''];
  const known = (name: string) => (operation ? apiName(shape, name) !== undefined : LAMBDA_PARAMETERS.includes(name));
  for (const name of given)
    if (!known(name)) yield `The field "${name}" is not supported by ${task.resourceType}:${task.resource} at ${at}`;
  if (!operation && !given.includes('FunctionName'))
    yield `The field "FunctionName" is required but was missing at ${at}`;
}

/** What of Lambda's Invoke the sandbox passes on. */
const LAMBDA_PARAMETERS = ['FunctionName', 'Payload'];
