import { checkReserved } from './check-conversation.ts';
import { isObject, type JsonObject } from './read-record.ts';
import { holds, type RecordCase } from './record-case.ts';

const ROLES = new Set<unknown>(['system', 'user', 'assistant']);

/**
 * A prompt to be graded, in OpenAI's chat layout with what the grader compares with. Never laxer than AWS's validator
 * (nova_dataset_validator.py, read 2026-11-26); docs.aws.amazon.com/bedrock/latest/userguide/rft-prepare-data.html.
 */
export function checkGradedChat(item: RecordCase): void {
  const { record, note } = item;
  const messages: readonly unknown[] = Array.isArray(record['messages']) ? record['messages'] : [];
  if (messages.length === 0)
    note({ rule: 'missing-field', message: 'The field messages is missing or an empty list.' });
  for (const [index, message] of messages.entries()) checkMessage(item, message, index);
  checkRoles(item, messages.filter(isObject));
  checkReference(item);
  const { id } = record;
  if (holds(record, 'id') && (typeof id !== 'string' || id.trim() === ''))
    note({ rule: 'wrong-type', message: 'The field id must be text, and not empty.' });
  if (holds(record, 'tools')) checkTools(item, record['tools']);
}

function checkMessage(item: RecordCase, message: unknown, index: number): void {
  const { note } = item;
  const at = `message ${index + 1}`;
  if (!isObject(message)) {
    note({ rule: 'wrong-type', message: `M${at.slice(1)} is no object.` });
    return;
  }
  const { role, content } = message;
  if (!ROLES.has(role))
    note({ rule: 'roles', message: `M${at.slice(1)} has a role that is none of system, user and assistant.` });
  if (typeof content !== 'string')
    note({
      rule: content === undefined ? 'missing-field' : 'wrong-type',
      message: `The content of ${at} must be text.`,
    });
  else if (content.trim() === '') note({ rule: 'empty-text', message: `The text of ${at} is empty.` });
  else checkReserved(item, content, at);
}

function checkRoles({ note }: RecordCase, messages: readonly JsonObject[]): void {
  if (messages.length === 0) return;
  const system = messages.findIndex(({ role }) => role === 'system');
  if (system > 0 || messages.slice(1).some(({ role }) => role === 'system'))
    note({ rule: 'roles', message: 'The system message does not stand first.', fix: 'Put one system message first.' });
  if (!messages.some(({ role }) => role === 'user'))
    note({ rule: 'roles', message: 'The record has no user message: there is nothing to answer.' });
  else if (messages.at(-1)?.['role'] === 'assistant')
    note({
      rule: 'roles',
      severity: 'warning',
      message: 'The record ends with the assistant; the answer to be graded is the one that comes next.',
      fix: 'Leave the last answer out, or move it to reference_answer.',
    });
}

/** The grader gets it as it stands; a reference that is empty grades nothing. */
function checkReference({ record, note }: RecordCase): void {
  const { reference_answer: reference } = record;
  if (!holds(record, 'reference_answer')) {
    note({
      rule: 'no-reference',
      message: 'The record has no reference_answer: only a grader that needs none can score it.',
    });
    return;
  }
  const isText = typeof reference === 'string';
  if (!isText && !isObject(reference))
    note({ rule: 'wrong-type', message: 'The field reference_answer must be text or an object.' });
  else if (isText ? reference.trim() === '' : Object.keys(reference).length === 0)
    note({ rule: 'empty-text', message: 'The reference_answer is empty.' });
}

function checkTools({ note }: RecordCase, tools: unknown): void {
  const list: readonly unknown[] = Array.isArray(tools) ? tools : [];
  const names = list.map(toolName);
  if (list.length === 0) note({ rule: 'tool-use', message: 'The field tools is no list of tools.', fix: TOOL_FIX });
  else if (names.some((name) => name === undefined))
    note({ rule: 'tool-use', message: 'A tool is not described as it should be.', fix: TOOL_FIX });
  else if (new Set(names).size < names.length)
    note({ rule: 'tool-use', message: 'Two tools have the same name.', fix: TOOL_FIX });
}

const TOOL_FIX =
  'Describe each tool as {"type": "function", "function": {"name", "description", "parameters": {"type": "object", "properties": {…}}}}.';

/** Undefined where the tool is not whole. */
function toolName(tool: unknown): string | undefined {
  if (!isObject(tool) || tool['type'] !== 'function' || !isObject(tool['function'])) return undefined;
  const { name, description, parameters } = tool['function'];
  if (typeof name !== 'string' || name.trim() === '') return undefined;
  if (typeof description !== 'string' || description.trim() === '') return undefined;
  if (!isObject(parameters) || parameters['type'] !== 'object' || !isObject(parameters['properties'])) return undefined;
  const { required } = parameters;
  const isListed = Array.isArray(required) && required.every((each) => typeof each === 'string');
  return required === undefined || required === null || isListed ? name : undefined;
}
