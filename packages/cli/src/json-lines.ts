import { type JsonObject, readRecord } from '@rung/core/dataset/read-record.ts';
import type { RuleId } from '@rung/core/dataset/rules.ts';
import { sniffFirstLine, sniffHead } from '@rung/core/dataset/sniff-container.ts';
import { createLineSplitter, MAX_LINE_BYTES } from '@rung/core/dataset/split-lines.ts';
import { VisibleError } from '@rung/core/errors.ts';

export interface JsonLine {
  /** 1-based. */
  readonly line: number;
  readonly value: JsonObject;
}

/** Why a line could not be used. */
export interface LineFault {
  readonly line: number;
  readonly column?: number | undefined;
  readonly message: string;
}

/** What is read all the same, with the words of its note; the others of the doctor's rules stop the reading. */
const TOLERATED: Readonly<Partial<Record<RuleId | 'crlf', string>>> = {
  bom: 'a byte order mark at the start',
  crlf: 'Windows line ends',
  'blank-line': 'blank lines',
  'lone-surrogate': 'halves of surrogate pairs',
  'number-range': 'numbers that lose digits',
  'proto-key': 'keys such as __proto__',
};

export type Tolerated = Map<RuleId, number>;

/** "3 Windows line ends, the first on line 1": one sentence for all that was tolerated; undefined where nothing was. */
export function describeTolerated(tolerated: Tolerated, name: string): string | undefined {
  if (tolerated.size === 0) return undefined;
  const each = [...tolerated].map(([rule, line]) => `${TOLERATED[rule]} (first on line ${line})`);
  return `${name} has ${each.join(', ')}; it was read all the same.`;
}

/**
 * The objects of a JSON Lines stream in order, holding one chunk at a time. Throws a VisibleError at the first line that is
 * none, after what stood before it has been handed on.
 */
export async function* readJsonLines(
  source: AsyncIterable<Uint8Array>,
  { name, tolerated }: { name: string; tolerated: Tolerated },
): AsyncGenerator<JsonLine> {
  let waiting: { line: number; bytes: Uint8Array | undefined }[] = [];
  const splitter = createLineSplitter({
    line: (bytes, line) => waiting.push({ line, bytes }) > 0,
    tooLong: (line) => void waiting.push({ line, bytes: undefined }),
  });
  function* take() {
    const taken = waiting;
    waiting = [];
    for (const { line, bytes } of taken) {
      const read = readLine(bytes, line, tolerated);
      if (read !== undefined && 'message' in read) throw badLine(name, read);
      if (read !== undefined) yield read;
    }
  }
  for await (const chunk of source) {
    const container = splitter.bytes() === 0 ? sniffHead(chunk) : undefined;
    if (container) throw badLine(name, { line: 1, message: container.message });
    splitter.push(chunk);
    yield* take();
  }
  splitter.end();
  yield* take();
}

function readLine(bytes: Uint8Array | undefined, line: number, tolerated: Tolerated): JsonLine | LineFault | undefined {
  if (bytes === undefined) return { line, message: `The line is longer than ${MAX_LINE_BYTES / 1024} KiB.` };
  const { value, text, notes, endsInCr } = readRecord(bytes);
  const container = line === 1 && value === undefined ? sniffFirstLine(text) : undefined;
  if (container) return { line, message: container.message };
  const fault = notes.find(({ rule }) => TOLERATED[rule] === undefined);
  if (fault) return { line, column: fault.column, message: fault.message };
  for (const { rule } of notes) if (!tolerated.has(rule)) tolerated.set(rule, line);
  if (endsInCr && !tolerated.has('crlf')) tolerated.set('crlf', line);
  return value && { line, value };
}

/** The error for a line that ends the reading. */
export function badLine(name: string, { line, column, message }: LineFault): VisibleError {
  const place = column === undefined ? `line ${line}` : `line ${line}, column ${column}`;
  return new VisibleError({
    kind: 'bad-input',
    code: 'line-unreadable',
    message: `${name}, ${place}: ${message}`,
    remedy: 'Nothing from this line on was read; mend the line and run the command again.',
  });
}
