import { checkConversation } from './check-conversation.ts';
import { checkGradedChat } from './check-graded-chat.ts';
import { checkInvocation, checkSingleTurn } from './check-single-turn.ts';
import { instructionFields } from './other-layouts.ts';
import { isObject } from './read-record.ts';
import type { RecordFormat } from './recognise-record.ts';
import type { RecordCase } from './record-case.ts';
import { LAYOUT_NAMES, wayFrom } from './way-from.ts';

/** Notes everything that a job with `model` and `method` would refuse in a record of this format. */
export function checkRecord(item: RecordCase, format: RecordFormat): void {
  const { model, note } = item;
  if (format === 'unknown') noteUnknown(item);
  else if (!model.formats.some((taken) => taken === format)) {
    const taken = model.formats.map((other) => LAYOUT_NAMES[other]).join(' or ');
    const message = `The record is ${LAYOUT_NAMES[format]}; ${model.name} takes ${taken}.`;
    note({ rule: 'wrong-format', message, fix: wayFrom(format, model.formats[0]) });
  } else checkTaken(item, format);
}

function checkTaken(item: RecordCase, format: Exclude<RecordFormat, 'unknown'>): void {
  switch (format) {
    case 'conversation':
      if (item.method === 'distillation') checkSingleTurn(item);
      else checkConversation(item);
      return;
    case 'openai-chat':
      checkGradedChat(item);
      return;
    case 'invocation-log':
      checkInvocation(item);
      return;
    case 'instruction':
      checkInstruction(item);
      return;
    case 'plain-text':
      checkPlain(item);
      return;
    case 'prompt-completion':
      for (const field of ['prompt', 'completion']) checkText(item, field);
      return;
    case 'evaluation':
      return;
    default:
      format satisfies never;
  }
}

/** Bedrock once took the text of continued pre-training in `input`; what is left of it takes `text`. */
function checkPlain(item: RecordCase): void {
  if ('text' in item.record || !('input' in item.record)) checkText(item, 'text');
  else
    item.note({
      rule: 'missing-field',
      message: 'The text stands in the field input, which Bedrock no longer takes; SageMaker reads text.',
      fix: 'Rename input to text in every record.',
    });
}

function noteUnknown({ record, model, note }: RecordCase): void {
  const wanted = model.formats[0] ?? 'conversation';
  const field = FIRST_FIELD[wanted];
  if (field in record) note({ rule: 'wrong-type', message: `The field ${field} is not of the type it should be.` });
  else
    note({
      rule: 'missing-field',
      message: `The field ${field} is missing; ${model.name} takes ${LAYOUT_NAMES[wanted]}.`,
    });
}

/** The field by which each layout is known. */
const FIRST_FIELD = {
  conversation: 'messages',
  'openai-chat': 'messages',
  'prompt-completion': 'prompt',
  'plain-text': 'text',
  instruction: 'instruction',
  'invocation-log': 'input',
} as const;

function checkText({ record, note }: RecordCase, field: string): void {
  const value = record[field];
  if (value === undefined) note({ rule: 'missing-field', message: `The field ${field} is missing.` });
  else if (typeof value !== 'string') note({ rule: 'wrong-type', message: `The field ${field} must be text.` });
  else if (value.trim() === '') note({ rule: 'empty-text', message: `The ${field} is empty.` });
}

/** Fields that add to an instruction and may be empty. */
const MAY_BE_EMPTY = new Set(['context', 'input']);

function checkInstruction(item: RecordCase): void {
  const { record, note } = item;
  if (Array.isArray(record['dialog'])) {
    checkDialog(item, record['dialog']);
    return;
  }
  const { questions, answer } = instructionFields(record);
  if (answer === undefined)
    note({ rule: 'missing-field', message: 'The record has no answer: no field response, output or answer.' });
  else checkText(item, answer);
  const isAlone = questions.length === 1;
  for (const field of questions)
    if (isAlone || !MAY_BE_EMPTY.has(field) || typeof record[field] !== 'string') checkText(item, field);
}

/** JumpStart's chat layout: {"dialog": [{"role", "content"}]}. */
function checkDialog({ note }: RecordCase, dialog: readonly unknown[]): void {
  for (const [index, message] of dialog.entries()) {
    const at = `message ${index + 1}`;
    const content = isObject(message) ? message['content'] : undefined;
    if (typeof content !== 'string') note({ rule: 'wrong-type', message: `The content of ${at} must be text.` });
    else if (content.trim() === '') note({ rule: 'empty-text', message: `The text of ${at} is empty.` });
  }
  const last = dialog.at(-1);
  if (!isObject(last) || last['role'] !== 'assistant')
    note({ rule: 'last-not-assistant', message: 'The dialog does not end with the assistant.' });
}
