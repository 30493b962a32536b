import type { Tuning } from './base-models.ts';
import type { Example } from './small-model/features.ts';

/** Why a line of a data set cannot be trained on; the message continues "Line 7: …". */
export class RecordFault extends Error {
  override readonly name = 'RecordFault';
}

/** Characters of one text that the small model reads. */
const MAX_TEXT = 8_000;
const SCHEMA_VERSION = 'bedrock-conversation-2024';

/** What one line teaches: an example per turn of the assistant. Throws `RecordFault` where AWS's validation refuses the line. */
export function parseRecord(line: string, tuning: Tuning): Example[] {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new RecordFault('is not valid JSON.');
  }
  if (!isRecord(value)) throw new RecordFault('is not a JSON object.');
  return tuning.format === 'converse' ? parseConversation(value, tuning) : [parsePair(value)];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parsePair(value: Record<string, unknown>): Example {
  const { prompt, completion } = value;
  for (const [name, text] of Object.entries({ prompt, completion })) {
    if (typeof text !== 'string' || text.trim() === '')
      throw new RecordFault(`"${name}" must be a string that is not empty.`);
  }
  return example({ system: '', earlier: '', user: String(prompt) }, String(completion));
}

const example = (prompt: Example['prompt'], completion: string): Example => ({
  prompt: { system: cut(prompt.system), earlier: cut(prompt.earlier), user: cut(prompt.user) },
  completion: cut(completion),
});
const cut = (text: string) => text.slice(0, MAX_TEXT);

function parseConversation(value: Record<string, unknown>, tuning: Tuning): Example[] {
  if (value['schemaVersion'] !== SCHEMA_VERSION) throw new RecordFault(`"schemaVersion" must be "${SCHEMA_VERSION}".`);
  const system = value['system'] === undefined ? '' : texts(value['system'], 'system', tuning);
  refuseReserved(system, 'system', tuning);
  const { messages } = value;
  if (!Array.isArray(messages) || messages.length < 2) {
    throw new RecordFault('"messages" must hold a user message and an assistant message at least.');
  }
  const examples: Example[] = [];
  const users: string[] = [];
  for (const [index, message] of messages.entries()) {
    const text = parseMessage(message, index, tuning);
    if (index % 2 === 0) users.push(text);
    else examples.push(example({ system, earlier: users.slice(0, -1).join('\n'), user: users.at(-1) ?? '' }, text));
  }
  if (messages.length % 2 !== 0) throw new RecordFault('the last message must have the role "assistant".');
  return examples;
}

function parseMessage(message: unknown, index: number, tuning: Tuning): string {
  const expected = index % 2 === 0 ? 'user' : 'assistant';
  const place = `messages[${index}]`;
  if (!isRecord(message)) throw new RecordFault(`${place} is not an object.`);
  if (message['role'] !== expected) {
    const found = JSON.stringify(message['role'] ?? null);
    throw new RecordFault(
      `${place} must have the role "${expected}", has ${found}: roles alternate, beginning with "user" and ending with "assistant".`,
    );
  }
  const text = texts(message['content'], `${place}.content`, tuning);
  if (expected === 'user') refuseReserved(text, place, tuning);
  return text;
}

function texts(blocks: unknown, place: string, tuning: Tuning): string {
  if (!Array.isArray(blocks) || blocks.length === 0)
    throw new RecordFault(`"${place}" must be a list that is not empty.`);
  const found = blocks.map((block: unknown) => {
    if (!isRecord(block)) throw new RecordFault(`"${place}" holds something that is not an object.`);
    if ('reasoningContent' in block) return '';
    if ('image' in block || 'video' in block) throw new RecordFault(mediaFault(place, tuning));
    const { text } = block;
    if (typeof text !== 'string' || text.trim() === '')
      throw new RecordFault(`"${place}" must hold texts that are not empty.`);
    return text;
  });
  return found.filter((text) => text !== '').join('\n');
}

const mediaFault = (place: string, tuning: Tuning) =>
  tuning.images
    ? `"${place}" holds an image or a video: this model takes them on AWS, the sandbox trains on text only.`
    : `"${place}" holds an image or a video; this model trains on text only.`;

function refuseReserved(text: string, place: string, tuning: Tuning): void {
  const found = tuning.reserved.find((word) => text.includes(word));
  if (found) throw new RecordFault(`"${place}" holds the reserved keyword "${found}".`);
}
