import type { RuleId } from './rules.ts';
import { sniffFirstLine } from './sniff-container.ts';
import { MAX_LINE_BYTES } from './split-lines.ts';

/** Who reads a table's rows. */
export interface TableReader {
  /** A row by the names of its columns; `line` is where it began. */
  row(record: Readonly<Record<string, string>>, line: number): void;
  broken(rule: RuleId, place: { line: number; message: string }): void;
  progress(bytes: number): void;
}

/** The same bytes again, and whether they are a table by their first line. */
export interface Peeked {
  readonly isTable: boolean;
  readonly source: AsyncIterable<Uint8Array>;
}

const HEAD_BYTES = 4096;
const LINE_FEED = 10;

/** Looks at the first line without losing it. */
export async function peekTable(source: AsyncIterable<Uint8Array>): Promise<Peeked> {
  const chunks: Uint8Array[] = [];
  const rest = source[Symbol.asyncIterator]();
  for (let length = 0; length < HEAD_BYTES; ) {
    const { value, done } = await rest.next();
    if (done) break;
    chunks.push(value.slice());
    length += value.length;
    if (value.includes(LINE_FEED)) break;
  }
  const [first = ''] = new TextDecoder().decode(Buffer.concat(chunks)).split('\n');
  const again = async function* () {
    try {
      yield* chunks;
      for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
    } finally {
      // Who stops reading early closes the file.
      await rest.return?.();
    }
  };
  return { isTable: sniffFirstLine(first)?.format === 'csv', source: again() };
}

interface State {
  fields: string[];
  field: string;
  phase: 'start' | 'plain' | 'quoted' | 'closing';
  line: number;
  /** Line on which the row began. */
  start: number;
  length: number;
}

/** Reads a table chunk by chunk; false when reading should stop. */
export interface TableSplitter {
  push(chunk: Uint8Array): boolean;
  end(): boolean;
}

/** Reads comma-separated values by RFC 4180, in memory of one row; the first row names the columns. */
export function createTableSplitter(reader: Pick<TableReader, 'row' | 'broken'>): TableSplitter {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const rows = createRows(reader);
  const state: State = { fields: [], field: '', phase: 'start', line: 1, start: 1, length: 0 };
  const decode = (chunk: Uint8Array | undefined) => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    } catch {
      const message = 'Bytes stand on this line or soon after it that are not UTF-8.';
      reader.broken('utf8', { line: state.line, message });
      return undefined;
    }
  };
  return {
    push(chunk) {
      const text = decode(chunk);
      return text !== undefined && takeText(state, text, rows);
    },
    end() {
      if (decode(undefined) === undefined) return false;
      if (state.phase === 'quoted') {
        reader.broken('csv-row', { line: state.start, message: 'A quote is opened in this row and never closed.' });
        return false;
      }
      if (state.field !== '' || state.fields.length > 0) endRow(state, rows);
      return true;
    },
  };
}

/** Reads a whole table. */
export async function readTable(
  source: AsyncIterable<Uint8Array>,
  reader: TableReader,
): Promise<{ bytes: number; wasWhole: boolean }> {
  const splitter = createTableSplitter(reader);
  let bytes = 0;
  for await (const chunk of source) {
    bytes += chunk.length;
    if (!splitter.push(chunk)) return { bytes, wasWhole: false };
    reader.progress(bytes);
  }
  return { bytes, wasWhole: splitter.end() };
}

interface Rows {
  /** Known from the first row on. */
  delimiter(firstLine: string): string;
  take(fields: readonly string[], line: number): void;
  tooLong(line: number): void;
}

function createRows(reader: Pick<TableReader, 'row' | 'broken'>): Rows {
  let names: readonly string[] | undefined;
  let delimiter: string | undefined;
  return {
    delimiter(text) {
      delimiter ??= [',', ';', '\t'].reduce(
        (best, mark) => (countOf(text, mark) > countOf(text, best) ? mark : best),
        ',',
      );
      return delimiter;
    },
    take(fields, line) {
      if (!names) {
        names = fields.map((name) => name.trim());
        if (new Set(names).size < names.length)
          reader.broken('duplicate-key', { line, message: 'Two columns have the same name.' });
        return;
      }
      if (fields.length === 1 && fields[0] === '') {
        reader.broken('blank-line', { line, message: 'The line is blank.' });
        return;
      }
      if (fields.length !== names.length)
        reader.broken('csv-row', {
          line,
          message: `The row has ${fields.length} fields; the header has ${names.length}.`,
        });
      else reader.row(Object.fromEntries(names.map((name, at) => [name, fields[at] ?? ''])), line);
    },
    tooLong: (line) =>
      reader.broken('line-too-long', {
        line,
        message: `The row is longer than ${MAX_LINE_BYTES / 1024} KiB; nothing after it was read.`,
      }),
  };
}

function countOf(text: string, mark: string): number {
  return (text.split('\n', 1)[0] ?? '').split(mark).length;
}

/** False when a row has no end in sight. */
function takeText(state: State, text: string, rows: Rows): boolean {
  const delimiter = rows.delimiter(text);
  for (const character of text) {
    takeCharacter(state, character, { delimiter, rows });
    if (character === '\n') state.line += 1;
    state.length += 1;
    if (state.length > MAX_LINE_BYTES) {
      rows.tooLong(state.start);
      return false;
    }
  }
  return true;
}

function takeCharacter(state: State, character: string, { delimiter, rows }: { delimiter: string; rows: Rows }): void {
  if (state.phase === 'quoted') {
    if (character === '"') state.phase = 'closing';
    else state.field += character;
    return;
  }
  if (character === '"' && state.phase !== 'plain') {
    // A second quote inside quotes is a quote.
    if (state.phase === 'closing') state.field += '"';
    state.phase = 'quoted';
  } else if (character === delimiter) endField(state);
  else if (character === '\n') endRow(state, rows);
  else if (character !== '\r') {
    state.field += character;
    state.phase = 'plain';
  }
}

function endField(state: State): void {
  state.fields.push(state.field);
  state.field = '';
  state.phase = 'start';
}

function endRow(state: State, rows: Rows): void {
  endField(state);
  rows.take(state.fields, state.start);
  state.fields = [];
  state.start = state.line + 1;
  state.length = 0;
}
