import type { Readable } from 'node:stream';
import { incompleteBody } from './errors.ts';

/** The longest chunk header or trailer line that is taken: a signed one is under 200 bytes. */
const MAX_LINE_BYTES = 4096;

/** A body without its aws-chunked framing; the trailers are there once the bytes are read. */
export interface Unframed {
  readonly bytes: AsyncIterable<Buffer>;
  readonly trailers: Map<string, string>;
}

/**
 * Takes the aws-chunked framing off a body: `<hex length>[;chunk-signature=…]\r\n<bytes>\r\n`, a chunk of length 0, then trailer lines.
 * The SDKs send it for every stream, to carry the checksum behind the bytes. Chunk signatures are not checked.
 * Source: "Signature calculations: transferring payload in multiple chunks", S3 API Reference.
 */
export function unframe(body: Readable): Unframed {
  const trailers = new Map<string, string>();
  return { trailers, bytes: chunks(body, trailers) };
}

async function* chunks(body: Readable, trailers: Map<string, string>): AsyncGenerator<Buffer> {
  const cursor = startCursor(body);
  for (;;) {
    const length = chunkLength(await cursor.line());
    if (length === 0) break;
    yield* cursor.bytes(length);
    if ((await cursor.line()) !== '') throw incompleteBody();
  }
  for (let line = await cursor.line(); line !== ''; line = await cursor.line()) {
    const colon = line.indexOf(':');
    if (colon > 0) trailers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
}

function chunkLength(line: string): number {
  const [hex = ''] = line.split(';');
  if (!/^[0-9a-f]{1,12}$/i.test(hex)) throw incompleteBody();
  return Number.parseInt(hex, 16);
}

interface Cursor {
  line(): Promise<string>;
  bytes(count: number): AsyncGenerator<Buffer>;
}

function startCursor(body: Readable): Cursor {
  const source = (body as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);
  const more = async () => {
    const next = await source.next();
    if (next.done) throw incompleteBody();
    return next.value;
  };
  return {
    async line() {
      let end = held.indexOf('\r\n');
      while (end < 0) {
        if (held.length > MAX_LINE_BYTES) throw incompleteBody();
        held = Buffer.concat([held, await more()]);
        end = held.indexOf('\r\n');
      }
      const text = held.subarray(0, end).toString('latin1');
      held = held.subarray(end + 2);
      return text;
    },
    async *bytes(count) {
      for (let left = count; left > 0; ) {
        if (held.length === 0) held = await more();
        const piece = held.subarray(0, left);
        held = held.subarray(piece.length);
        left -= piece.length;
        yield piece;
      }
    },
  };
}
