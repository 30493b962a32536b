import type { BaseModel, TrainingFormat } from './base-models.ts';
import { checkConversation } from './check-conversation.ts';
import type { RecordFormat } from './recognise-record.ts';
import type { RecordCase } from './record-case.ts';

/** Notes everything that `model` would refuse in a record of this format. */
export function checkRecord(item: RecordCase, format: RecordFormat): void {
  const { model, note } = item;
  if (format === 'unknown') noteUnknown(item);
  else if (!isTaken(format, model)) {
    const taken = model.formats.map((other) => NAMES[other]).join(' or ');
    const message = `The record is ${NAMES[format]}; ${model.name} takes ${taken}.`;
    note({ rule: 'wrong-format', message, fix: wayFrom(format, model.formats[0]) });
  } else if (format === 'conversation') checkConversation(item);
  else checkPair(item);
}

function isTaken(format: RecordFormat, model: BaseModel): boolean {
  return model.formats.some((taken) => taken === format);
}

const NAMES: Readonly<Record<Exclude<RecordFormat, 'unknown'>, string>> = {
  conversation: 'a conversation of content blocks',
  'prompt-completion': 'a prompt with its completion',
  'openai-chat': 'a chat in OpenAI’s layout',
  'plain-text': 'plain text for continued pre-training',
};

/** What to do to get from one layout to the other. */
function wayFrom(format: RecordFormat, wanted: TrainingFormat | undefined): string {
  if (format === 'plain-text')
    return 'Fine-tuning learns from pairs: write what is asked and what should be answered. Bedrock no longer offers continued pre-training.';
  if (wanted === 'prompt-completion')
    return 'Write {"prompt": what the user asked, with the system text before it, "completion": the last answer}.';
  if (format === 'prompt-completion')
    return 'Make the prompt a user message and the completion an assistant message: {"schemaVersion": "bedrock-conversation-2024", "messages": [{"role": "user", "content": [{"text": …}]}, {"role": "assistant", "content": [{"text": …}]}]}.';
  return 'Write each content as a list of blocks, [{"text": …}], and move the system message to "system": [{"text": …}].';
}

function noteUnknown({ record, model, note }: RecordCase): void {
  const wanted = model.formats[0] ?? 'conversation';
  const field = wanted === 'prompt-completion' ? 'prompt' : 'messages';
  if (field in record) note({ rule: 'wrong-type', message: `The field ${field} is not of the type it should be.` });
  else note({ rule: 'missing-field', message: `The field ${field} is missing; ${model.name} takes ${NAMES[wanted]}.` });
}

function checkPair({ record, note }: RecordCase): void {
  for (const field of ['prompt', 'completion']) {
    const value = record[field];
    if (value === undefined) note({ rule: 'missing-field', message: `The field ${field} is missing.` });
    else if (typeof value !== 'string') note({ rule: 'wrong-type', message: `The field ${field} must be text.` });
    else if (value.trim() === '') note({ rule: 'empty-text', message: `The ${field} is empty.` });
  }
}
