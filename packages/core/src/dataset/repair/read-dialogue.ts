import { evaluationPair, instructionPair, invocationParts, isInvocationLog } from '../other-layouts.ts';
import { isObject, type JsonObject } from '../read-record.ts';
import { holds } from '../record-case.ts';
import {
  type Dialogue,
  type DialogueTurn,
  isUnconvertible,
  type Part,
  type Unconvertible,
  unconvertible,
} from './dialogue.ts';
import type { Change } from './mend-line.ts';

/** Takes a record of any layout as who said what; says so where another layout could not say the same. */
export function readDialogue(record: JsonObject): Dialogue | Unconvertible {
  for (const field of ['tools', 'functions', 'toolConfig'])
    if (holds(record, field)) return unconvertible('tool-use', `The field ${field} offers tools; the copy has none.`);
  if (Array.isArray(record['messages'])) return readMessages(record, record['messages']);
  if (Array.isArray(record['dialog'])) return readMessages({}, record['dialog']);
  if (isInvocationLog(record)) return readLogged(record);
  const pair = evaluationPair(record) ?? ('prompt' in record ? undefined : instructionPair(record));
  return readPair(pair ? { ...pair } : record);
}

function readLogged(record: JsonObject): Dialogue | Unconvertible {
  const { system, messages, answer } = invocationParts(record);
  if (answer === '') return unconvertible('last-not-assistant', 'The logged call has no answer to learn from.');
  return readMessages({ system }, [...messages, { role: 'assistant', content: answer }]);
}

function readPair(record: JsonObject): Dialogue | Unconvertible {
  const { prompt, completion, system, ...extras } = record;
  if (typeof prompt !== 'string' || typeof completion !== 'string')
    return unconvertible('wrong-format', 'The record has no prompt and completion as texts.');
  if (system !== undefined && typeof system !== 'string')
    return unconvertible('wrong-type', 'The field system is no text.');
  const turn = (role: DialogueTurn['role'], text: string) => ({ role, parts: [{ kind: 'text', text }] }) as const;
  return {
    system: system === undefined || system.trim() === '' ? [] : [system],
    turns: [turn('user', prompt), turn('assistant', completion)],
    extras,
    changes: [],
  };
}

function readMessages(record: JsonObject, messages: readonly unknown[]): Dialogue | Unconvertible {
  const { messages: _, system: own, schemaVersion: __, ...extras } = record;
  const changes = new Set<Change>();
  const system = readSystem(own, changes);
  if (!Array.isArray(system)) return system;
  const turns: DialogueTurn[] = [];
  for (const [index, message] of messages.entries()) {
    const read = readMessage(message, `Message ${index + 1}`, changes);
    if (isUnconvertible(read)) return read;
    if (read.role !== 'system') turns.push({ role: read.role, parts: read.parts });
    else if (turns.length > 0)
      return unconvertible('roles', `Message ${index + 1} is a system message in the middle of the conversation.`);
    else system.push(...read.parts.map((part) => (part.kind === 'text' ? part.text : '')));
  }
  const kept = system.filter((text) => text.trim() !== '');
  if (kept.length < system.length) changes.add('empty system text');
  return { system: kept, turns, extras, changes: [...changes] };
}

/** Converse has a list of texts, Claude's older layout one text. */
function readSystem(own: unknown, changes: Set<Change>): string[] | Unconvertible {
  if (own === undefined || own === null) return [];
  if (typeof own === 'string') {
    changes.add('text as a block');
    return [own];
  }
  const texts = Array.isArray(own) ? own.map((block: unknown) => (isObject(block) ? block['text'] : undefined)) : [0];
  if (!texts.every((text) => typeof text === 'string'))
    return unconvertible('wrong-type', 'The field system holds something else than texts.');
  if (texts.length === 0) changes.add('empty system text');
  return texts;
}

interface Message {
  readonly role: 'user' | 'assistant' | 'system';
  readonly parts: readonly Part[];
}

function readMessage(message: unknown, at: string, changes: Set<Change>): Message | Unconvertible {
  if (!isObject(message)) return unconvertible('wrong-type', `${at} is no object.`);
  const { role: written, content, ...rest } = message;
  const role = roleOf(written);
  if (holds(rest, 'tool_calls') || holds(rest, 'function_call') || role === 'tool')
    return unconvertible('tool-use', `${at} calls a tool or brings its result.`);
  if (!role) return unconvertible('roles', `${at} has a role that is neither user nor assistant.`);
  if (holds(rest, 'refusal')) return unconvertible('refusal-text', `${at} is a refusal.`);
  if (rest['weight'] === 0) return unconvertible('wrong-format', `${at} has weight 0: it is not to be learnt.`);
  const parts = readContent(content, at);
  if (isUnconvertible(parts)) return parts;
  if (role !== written && written !== 'developer') changes.add('role in lower case');
  if (typeof content === 'string') changes.add('text as a block');
  for (const field of Object.keys(rest)) changes.add(nameField(field));
  return { role, parts };
}

function roleOf(written: unknown): Message['role'] | 'tool' | undefined {
  if (typeof written !== 'string') return undefined;
  const role = written.trim().toLowerCase();
  if (role === 'user' || role === 'assistant' || role === 'system') return role;
  if (role === 'developer') return 'system';
  return role === 'tool' || role === 'function' ? 'tool' : undefined;
}

function readContent(content: unknown, at: string): readonly Part[] | Unconvertible {
  if (typeof content === 'string') return [{ kind: 'text', text: content }];
  if (!Array.isArray(content)) return unconvertible('missing-field', `${at} has no content.`);
  const parts: Part[] = [];
  for (const block of content) {
    const part = readBlock(block, at);
    if (isUnconvertible(part)) return part;
    parts.push(part);
  }
  return parts;
}

function readBlock(block: unknown, at: string): Part | Unconvertible {
  if (typeof block === 'string') return { kind: 'text', text: block };
  if (!isObject(block)) return unconvertible('wrong-type', `A block of ${at.toLowerCase()} is no object.`);
  if (holds(block, 'toolUse') || holds(block, 'toolResult'))
    return unconvertible('tool-use', `A block of ${at.toLowerCase()} is a tool call or its result.`);
  const { text, type } = block;
  const others = Object.keys(block).filter((key) => key !== 'text' && key !== 'type');
  if (typeof text === 'string' && others.length === 0) return { kind: 'text', text };
  if (type !== undefined && type !== 'text')
    return unconvertible('media', `A block of ${at.toLowerCase()} is of a kind that cannot be carried over.`);
  return { kind: 'block', block };
}

/** A key's name where it is short enough to be a name; a longer one may be data. */
export function nameField(field: string): Change {
  return `field ${/^[\w.-]{1,40}$/.test(field) ? field : '(unnamed)'}`;
}
