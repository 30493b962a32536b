import { type Container, HEAD_BYTES, sniffFirstLine, sniffHead } from './sniff-container.ts';
import { createLineSplitter } from './split-lines.ts';

/** Who reads a file's lines. */
export interface LineReader {
  line(bytes: Uint8Array, number: number): void;
  tooLong(number: number): void;
  /** Like `LineSink.block`. */
  block?(bytes: Uint8Array, number: number): number;
  /** The file is no JSON Lines; nothing more is read. */
  container(found: Container): void;
  /** After each chunk, with the bytes read so far. */
  progress?(bytes: number): void;
}

/** How far reading came. */
export interface ReadThrough {
  /** The same for any cut of the file into chunks. */
  readonly bytes: number;
  readonly wasWhole: boolean;
}

/** Reads a file line by line in bounded memory; stops at what is no JSON Lines and at a line without an end. */
export async function readLines(source: AsyncIterable<Uint8Array>, reader: LineReader): Promise<ReadThrough> {
  const splitter = createLineSplitter({
    tooLong: reader.tooLong,
    ...(reader.block ? { block: reader.block } : {}),
    line(bytes, number) {
      const container = number === 1 ? sniffFirstLine(new TextDecoder().decode(bytes)) : undefined;
      if (container) reader.container(container);
      else reader.line(bytes, number);
      return container === undefined;
    },
  });
  let isFirst = true;
  for await (const chunk of headFirst(source)) {
    const container = isFirst ? sniffHead(chunk) : undefined;
    isFirst = false;
    if (container) {
      reader.container(container);
      return { bytes: HEAD_BYTES, wasWhole: false };
    }
    if (!splitter.push(chunk)) return { bytes: splitter.bytes(), wasWhole: false };
    reader.progress?.(splitter.bytes());
  }
  const goOn = splitter.end();
  return { bytes: splitter.bytes(), wasWhole: goOn };
}

/** The same bytes, with at least `HEAD_BYTES` in the first chunk where the file has as many. */
async function* headFirst(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let head: Uint8Array | undefined = new Uint8Array(0);
  for await (const chunk of source) {
    if (!head) yield chunk;
    else {
      const longer: Uint8Array = new Uint8Array(head.length + chunk.length);
      longer.set(head);
      longer.set(chunk, head.length);
      head = longer;
      if (head.length < HEAD_BYTES) continue;
      yield head;
      head = undefined;
    }
  }
  if (head && head.length > 0) yield head;
}
