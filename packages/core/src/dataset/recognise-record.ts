import type { TrainingFormat } from './base-models.ts';
import { evaluationPair, instructionPair, invocationParts, isInvocationLog } from './other-layouts.ts';
import { isObject, type JsonObject } from './read-record.ts';
import { holds } from './record-case.ts';

/** Layouts that a record can have by itself. */
export type RecordFormat = TrainingFormat | 'evaluation' | 'unknown';

/** What a record asks and what it answers, whatever its layout. */
export interface Exchange {
  readonly format: RecordFormat;
  /** The text before the last answer, with who said it. */
  readonly prompt: string;
  /** The prompt with its media, by their addresses: equal when two records ask the same. */
  readonly asked: string;
  /** The last answer; empty where there is none. */
  readonly completion: string;
  /** All answers, for what a model should not learn to say. */
  readonly answers: readonly string[];
  /** Which media stand in it. */
  readonly media: { readonly image: boolean; readonly video: boolean };
}

const NO_MEDIA = { image: false, video: false } as const;

/** Recognises a record by looking at it and takes out what is asked and answered. */
export function recogniseRecord(record: JsonObject): Exchange {
  const { messages, prompt, completion, dialog } = record;
  if (Array.isArray(messages)) return readMessages(record, messages);
  if (isInvocationLog(record)) return readInvocation(record);
  const evaluated = evaluationPair(record);
  if (evaluated) return pair('evaluation', evaluated.prompt, evaluated.completion);
  if ('prompt' in record || 'completion' in record)
    return pair('prompt-completion', textOf(prompt), textOf(completion));
  if (Array.isArray(dialog)) return { ...readMessages({}, dialog), format: 'instruction' };
  const instructed = instructionPair(record);
  if (instructed) return pair('instruction', instructed.prompt, instructed.completion);
  const plain = record['input'] ?? record['text'];
  if (typeof plain === 'string') return pair('plain-text', plain, '');
  return pair('schemaVersion' in record ? 'conversation' : 'unknown', '', '');
}

function pair(format: RecordFormat, prompt: string, completion: string): Exchange {
  const answers = completion ? [completion] : [];
  const asked = prompt.trim();
  return { format, prompt: asked, asked, completion: completion.trim(), answers, media: NO_MEDIA };
}

function readMessages(record: JsonObject, messages: readonly unknown[]): Exchange {
  const turns = messages.filter(isObject);
  const last = turns.at(-1);
  const answered = last?.['role'] === 'assistant' ? last : undefined;
  const before = answered ? turns.slice(0, -1) : turns;
  const lines = [
    textOf(record['system']),
    ...before.map((turn) => `${textOf(turn['role'])}\n${textOf(turn['content'])}`),
  ];
  const prompt = lines.join('\n\n').trim();
  const isChat = turns.some((turn) => typeof turn['content'] === 'string' || isChatRole(turn['role']));
  return {
    format: isChat ? 'openai-chat' : 'conversation',
    prompt,
    asked: prompt + before.map(({ content }) => mediaOf(content)).join(''),
    completion: (answered ? textOf(answered['content']) : referenceOf(record)).trim(),
    answers: turns.filter((turn) => turn['role'] === 'assistant').map((turn) => textOf(turn['content'])),
    media: { image: hasBlock(turns, 'image'), video: hasBlock(turns, 'video') },
  };
}

/** A logged call, read as the conversation that it was. */
function readInvocation(record: JsonObject): Exchange {
  const { system, messages, answer } = invocationParts(record);
  const turns = answer === '' ? messages : [...messages, { role: 'assistant', content: answer }];
  return { ...readMessages({ system }, turns), format: 'invocation-log' };
}

function hasBlock(turns: readonly JsonObject[], field: string): boolean {
  return turns.some(({ content }) => Array.isArray(content) && content.some((b) => isObject(b) && holds(b, field)));
}

/** Roles that OpenAI's chat has among its messages and Converse has not. */
function isChatRole(role: unknown): boolean {
  return role === 'developer' || role === 'tool' || role === 'function';
}

/** What a grader compares answers with: reinforcement fine-tuning learns no written answer. */
function referenceOf({ reference_answer: reference }: JsonObject): string {
  if (typeof reference === 'string') return reference;
  return isObject(reference) ? JSON.stringify(reference) : '';
}

/** The text of a string or of content blocks; reasoning, tool calls and media have none. */
export function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  if (Array.isArray(content)) return content.map(textOf).join('\n');
  return isObject(content) && typeof content['text'] === 'string' ? content['text'] : '';
}

function mediaOf(content: unknown): string {
  if (!Array.isArray(content)) return '';
  return content
    .filter((block) => isObject(block) && typeof block['text'] !== 'string')
    .map((block) => `\0${JSON.stringify(block)}`)
    .join('');
}
