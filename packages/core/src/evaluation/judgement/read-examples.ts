import { readLines } from '../../dataset/read-lines.ts';
import { readRecord } from '../../dataset/read-record.ts';
import { isUnconvertible } from '../../dataset/repair/dialogue.ts';
import { readDialogue } from '../../dataset/repair/read-dialogue.ts';
import type { HeldOutExample, Turn } from './arms.ts';

/** A line that is no example, and why. */
export interface Fault {
  readonly line: number;
  readonly message: string;
}

/** A held-out file read to its end. */
export interface HeldOut {
  readonly examples: readonly HeldOutExample[];
  readonly faults: readonly Fault[];
}

/** Most examples of a judgement; ten thousand tell a difference of a point in most samples. */
export const MOST_EXAMPLES = 10_000;

/** Reads a file in any layout that training takes. An example ends with the answer that is right. */
export async function readExamples(source: AsyncIterable<Uint8Array>): Promise<HeldOut> {
  const examples: HeldOutExample[] = [];
  const faults: Fault[] = [];
  await readLines(source, {
    line(bytes, number) {
      const read = readExample(bytes, number);
      if ('right' in read) examples.push(read);
      else faults.push(read);
    },
    tooLong: (line) => faults.push({ line, message: 'The line is longer than any that training takes.' }),
    container: (found) => faults.push({ line: 1, message: found.message }),
  });
  return { examples, faults };
}

/** Reads one line into an example, or says why it is none. Texts only: what images show is in no answer that could be compared. */
export function readExample(bytes: Uint8Array, line: number): HeldOutExample | Fault {
  const { value, notes } = readRecord(bytes);
  if (!value) return { line, message: notes[0]?.message ?? 'The line is no JSON object.' };
  const dialogue = readDialogue(value);
  if (isUnconvertible(dialogue)) return { line, message: dialogue.message };
  const turns: Turn[] = [];
  for (const { role, parts } of dialogue.turns) {
    if (!parts.every((part) => part.kind === 'text')) return { line, message: 'It holds more than text.' };
    turns.push({ role, text: parts.map((part) => (part.kind === 'text' ? part.text : '')).join('\n') });
  }
  const right = turns.pop();
  if (right?.role !== 'assistant' || right.text.trim() === '')
    return { line, message: 'It does not end with an answer.' };
  if (turns[0]?.role !== 'user' || turns.at(-1)?.role !== 'user')
    return { line, message: 'It does not begin with a question.' };
  return { line, system: dialogue.system.join('\n'), turns, right: right.text };
}
