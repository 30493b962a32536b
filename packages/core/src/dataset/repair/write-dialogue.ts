import type { BaseModel } from '../base-models.ts';
import type { JsonObject } from '../read-record.ts';
import { type Dialogue, type DialogueTurn, type Part, type Unconvertible, unconvertible } from './dialogue.ts';
import type { Layout } from './repair-plan.ts';

const SCHEMA_VERSION = 'bedrock-conversation-2024';

/** Writes a dialogue in a layout; says so where the layout has no room for it. Extras are the caller's. */
export function writeDialogue(dialogue: Dialogue, layout: Layout, model: BaseModel): JsonObject | Unconvertible {
  switch (layout) {
    case 'conversation':
      return asConversation(dialogue, model);
    case 'openai-chat':
      return asChat(dialogue);
    case 'prompt-completion':
      return asPair(dialogue);
  }
}

/** Llama takes one system text (meta-llama/dataset_validation.py in aws-samples, read 2026-11-20). */
function asConversation({ system, turns }: Dialogue, model: BaseModel): JsonObject {
  const texts = model.family.startsWith('Llama') && system.length > 1 ? [system.join('\n\n')] : system;
  return {
    schemaVersion: SCHEMA_VERSION,
    ...(texts.length > 0 ? { system: texts.map((text) => ({ text })) } : {}),
    messages: turns.map(({ role, parts }) => ({
      role,
      content: parts.map((part) => (part.kind === 'text' ? { text: part.text } : part.block)),
    })),
  };
}

function asChat({ system, turns }: Dialogue): JsonObject | Unconvertible {
  if (turns.some(hasBlocks))
    return unconvertible(
      'media',
      'The record holds images, videos or reasoning; a chat of texts has no place for them.',
    );
  const first = system.map((content) => ({ role: 'system', content }));
  return { messages: [...first, ...turns.map(({ role, parts }) => ({ role, content: chatContent(parts) }))] };
}

function chatContent(parts: readonly Part[]): unknown {
  const texts = parts.map((part) => (part.kind === 'text' ? part.text : ''));
  return texts.length === 1 ? texts[0] : texts.map((text) => ({ type: 'text', text }));
}

/** The system text stands before the prompt: the layout has no field for it. */
function asPair({ system, turns }: Dialogue): JsonObject | Unconvertible {
  const [user, assistant, ...more] = turns;
  if (user?.role !== 'user' || assistant?.role !== 'assistant' || more.length > 0)
    return unconvertible(
      'wrong-format',
      `The conversation has ${turns.length} messages; a prompt with its completion is one question and one answer.`,
    );
  if (hasBlocks(user) || hasBlocks(assistant))
    return unconvertible(
      'media',
      'The record holds images, videos or reasoning; a prompt with its completion is text.',
    );
  return { prompt: [...system, textOf(user)].join('\n\n'), completion: textOf(assistant) };
}

function hasBlocks({ parts }: DialogueTurn): boolean {
  return parts.some(({ kind }) => kind === 'block');
}

function textOf({ parts }: DialogueTurn): string {
  return parts.map((part) => (part.kind === 'text' ? part.text : '')).join('\n');
}
