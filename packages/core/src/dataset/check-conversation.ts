import { checkMedia, MEDIA } from './check-media.ts';
import type { Note } from './finding-log.ts';
import { isObject, type JsonObject } from './read-record.ts';
import { holds, type RecordCase, type Turn } from './record-case.ts';

type Fault = Omit<Note, 'line'>;

const ROLES = new Set<unknown>(['user', 'assistant']);

/** Notes what AWS refuses in a Converse record; never laxer than its published validators. */
export function checkConversation(item: RecordCase): void {
  const { record, note } = item;
  const { schemaVersion, messages } = record;
  if (schemaVersion !== undefined && schemaVersion !== null && typeof schemaVersion !== 'string')
    note({ rule: 'wrong-type', message: 'The field schemaVersion must be text.' });
  if (holds(record, 'toolConfig'))
    note({ rule: 'tool-use', message: 'The field toolConfig offers tools.', fix: 'Remove toolConfig.' });
  checkSystem(item);
  if (!Array.isArray(messages) || messages.length === 0) {
    const isOther = messages !== undefined && messages !== null && !Array.isArray(messages);
    if (isOther)
      note({ rule: 'wrong-type', message: 'The field messages must be a list, [{"role": …, "content": …}].' });
    else note({ rule: 'missing-field', message: 'The field messages is missing or an empty list.' });
    return;
  }
  const fault = turnFault(messages);
  if (fault) note(fault);
  if (documentsIn(messages) > 1) note({ rule: 'media', message: 'The record holds more than one document.' });
  for (const [index, message] of messages.entries()) if (isObject(message)) checkMessage(item, message, index);
}

function documentsIn(messages: readonly unknown[]): number {
  const blocks = messages.flatMap((message) =>
    isObject(message) && Array.isArray(message['content']) ? message['content'] : [],
  );
  return blocks.filter((block) => isObject(block) && holds(block, 'document')).length;
}

function checkSystem(item: RecordCase): void {
  const { record, model, note } = item;
  const { system } = record;
  if (!holds(record, 'system')) return;
  if (!Array.isArray(system)) {
    note({ rule: 'wrong-type', message: 'The field system must be a list of blocks, [{"text": …}].' });
    return;
  }
  // AWS's validator for Llama takes one block (meta-llama/dataset_validation.py in aws-samples, read 2026-11-20).
  if (system.length > 1 && model.family.startsWith('Llama'))
    note({ rule: 'wrong-type', message: 'The field system may hold one block only.' });
  for (const block of system) {
    const text = isObject(block) ? block['text'] : undefined;
    if (typeof text !== 'string') note({ rule: 'wrong-type', message: 'A block of system must hold a text.' });
    else if (text.trim() === '')
      note({ rule: 'empty-text', severity: 'warning', message: 'The system text is empty.', fix: 'Leave system out.' });
    else checkReserved(item, text, 'system');
  }
}

/** The first thing that is wrong with who speaks when; what follows from it is not repeated. */
function turnFault(messages: readonly unknown[]): Fault | undefined {
  for (const [index, message] of messages.entries()) {
    const at = `Message ${index + 1}`;
    if (!isObject(message)) return { rule: 'wrong-type', message: `${at} is no object.` };
    const { role } = message;
    if (role === undefined) return { rule: 'missing-field', message: `${at} has no role.` };
    if (!ROLES.has(role)) return { rule: 'roles', message: `${at} has a role that is neither user nor assistant.` };
  }
  const roles = messages.map((message) => (isObject(message) ? message['role'] : undefined));
  const out = roles.findIndex((role, index) => role !== (index % 2 === 0 ? 'user' : 'assistant'));
  if (out >= 0) {
    const expected = out % 2 === 0 ? 'user' : 'assistant';
    return { rule: 'alternation', message: `Message ${out + 1} is by ${roles[out]} where ${expected} should speak.` };
  }
  if (roles.at(-1) === 'assistant') return undefined;
  return { rule: 'last-not-assistant', message: 'The record does not end with the assistant.' };
}

function checkMessage(item: RecordCase, message: JsonObject, index: number): void {
  const { content, role } = message;
  const at = `message ${index + 1}`;
  if (!Array.isArray(content)) {
    const rule = content === undefined ? 'missing-field' : 'wrong-type';
    item.note({ rule, message: `The content of ${at} must be a list of blocks, [{"text": …}].` });
    return;
  }
  const blocks = content.filter(isObject);
  if (blocks.length < content.length) item.note({ rule: 'wrong-type', message: `A block of ${at} is no object.` });
  for (const block of blocks) checkBlock(item, block, { at, role });
  const hasMedia = blocks.some((block) => MEDIA.some((kind) => holds(block, kind)));
  if (hasMedia) checkMedia(item, blocks, { at, role });
  else if (isWordless(blocks) && blocks.length === content.length)
    item.note({ rule: 'empty-text', message: `The text of ${at} is empty.` });
}

/** Whether all that stands in a message is blank text, or reasoning without an answer: AWS's validator asks for a text. */
function isWordless(blocks: readonly JsonObject[]): boolean {
  return blocks.every((block) =>
    typeof block['text'] === 'string' ? block['text'].trim() === '' : holds(block, 'reasoningContent'),
  );
}

function checkBlock(item: RecordCase, block: JsonObject, turn: Turn): void {
  for (const fault of [blockFault(item, block, turn), reasoningFault(item, block, turn)]) if (fault) item.note(fault);
  for (const text of [block['text'], reasoningOf(block)])
    if (typeof text === 'string') checkReserved(item, text, turn.at);
}

function blockFault({ model }: RecordCase, block: JsonObject, { at }: Turn): Fault | undefined {
  if (holds(block, 'toolUse') || holds(block, 'toolResult'))
    return { rule: 'tool-use', message: `A block of ${at} is a tool call or its result.` };
  if (holds(block, 'text') && typeof block['text'] !== 'string')
    return { rule: 'wrong-type', message: `A text of ${at} is no text.` };
  if (['text', 'reasoningContent', ...MEDIA].some((kind) => holds(block, kind))) return undefined;
  const takes = model.modalities.join(', ');
  return { rule: 'missing-field', message: `A block of ${at} holds nothing that ${model.name} takes (${takes}).` };
}

function reasoningFault({ model }: RecordCase, block: JsonObject, { at, role }: Turn): Fault | undefined {
  if (!holds(block, 'reasoningContent')) return undefined;
  // docs.aws.amazon.com/bedrock/latest/userguide/nova-2-sft-data-prep.html, read 2026-11-20.
  if (model.family !== 'Nova 2' || role !== 'assistant')
    return {
      rule: 'wrong-type',
      message: `A block of ${at} holds reasoning; only answers of Nova 2 may.`,
      fix: 'Remove the reasoning block.',
    };
  const text = reasoningOf(block);
  if (text === undefined) return { rule: 'wrong-type', message: `The reasoning of ${at} holds no reasoningText.text.` };
  return text.trim() === '' ? { rule: 'empty-text', message: `The reasoning of ${at} is empty.` } : undefined;
}

function reasoningOf({ reasoningContent }: JsonObject): string | undefined {
  const inner = isObject(reasoningContent) ? reasoningContent['reasoningText'] : undefined;
  const text = isObject(inner) ? inner['text'] : undefined;
  return typeof text === 'string' ? text : undefined;
}

export function checkReserved({ model, text: line, note }: RecordCase, text: string, at: string): void {
  if (model.reservedWords.length === 0) return;
  const lower = text.toLowerCase();
  for (const word of model.reservedWords) {
    const place = lower.indexOf(word.toLowerCase());
    if (place < 0) continue;
    // As it stands in the text: a report that names it in capitals would send people looking for those.
    const found = lower.length === text.length ? text.slice(place, place + word.length) : word;
    const index = line.indexOf(found);
    const column = index < 0 ? undefined : index + 1;
    note({ rule: 'reserved-word', column, message: `The reserved word ${found} stands in the text of ${at}.` });
  }
}
