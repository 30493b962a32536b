import type { Readable } from 'node:stream';
import type { GetObjectCommand, GetObjectCommandOutput, S3Client } from '@aws-sdk/client-s3';
import { VisibleError } from '@rung/core/errors.ts';
import type { FoundDataset } from '@rung/core/ports.ts';
import { bucketOf, keyOf } from '@rung/core/s3-uri.ts';
import { failureKind } from './failure.ts';

/** One version of one object, as it was found. */
export type PinnedObject = Pick<FoundDataset, 'uri' | 'versionId' | 'etag' | 'bytes'>;

/** Bytes of one request: few enough to ask for again, many enough that asking costs little beside them. Not measured on AWS. */
const RANGE_BYTES = 4 * 1024 * 1024;
/** Ranges that are under way or wait to be handed on, so that memory is the same for any object. */
const AHEAD = 4;
/** A request is repeated by the SDK; a body that breaks off is not, so its range is asked for again. */
const ATTEMPTS = 3;

/**
 * The bytes of that very version in order, read by several ranges at once. A chunk is valid until the next is asked for. Throws
 * the VisibleError `dataset-changed` when the object was replaced or deleted, and what S3 refuses or cannot give.
 */
export async function* readObject(client: S3Client, object: PinnedObject): AsyncGenerator<Uint8Array> {
  const { GetObjectCommand } = await import('@aws-sdk/client-s3');
  const stop = new AbortController();
  const count = Math.ceil(object.bytes / RANGE_BYTES);
  const buffers = Array.from({ length: Math.min(AHEAD, count) }, () => new Uint8Array(RANGE_BYTES));
  const reader: RangeReader = { client, object, Command: GetObjectCommand, signal: stop.signal };
  const start = (index: number) => {
    const range = { from: index * RANGE_BYTES, to: Math.min((index + 1) * RANGE_BYTES, object.bytes) };
    const room = buffers[index % buffers.length] ?? new Uint8Array(0);
    const read = readRange(reader, range, room.subarray(0, range.to - range.from));
    // It may fail while an earlier one is still being handed on; whoever comes to it learns of it.
    read.catch(() => undefined);
    return read;
  };
  const ahead = buffers.map((_, index) => start(index));
  try {
    for (let index = 0; index < count; index += 1) {
      const chunk = await ahead.shift();
      if (chunk) yield chunk;
      if (index + buffers.length < count) ahead.push(start(index + buffers.length));
    }
  } finally {
    stop.abort();
  }
}

interface RangeReader {
  readonly client: S3Client;
  readonly object: PinnedObject;
  readonly Command: typeof GetObjectCommand;
  readonly signal: AbortSignal;
}

interface Range {
  readonly from: number;
  /** Behind the last byte. */
  readonly to: number;
}

async function readRange(reader: RangeReader, range: Range, room: Uint8Array): Promise<Uint8Array> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await fill(room, await requestRange(reader, range));
    } catch (error) {
      const kind = failureKind(error);
      if (kind === 'conflict' || kind === 'missing') throw changed(reader.object, error);
      if (kind === 'denied' || attempt === ATTEMPTS || reader.signal.aborted) throw error;
    }
  }
}

async function requestRange({ client, object, Command, signal }: RangeReader, { from, to }: Range): Promise<Readable> {
  const { uri, versionId, etag } = object;
  const got: GetObjectCommandOutput = await client.send(
    new Command({
      Bucket: bucketOf(uri),
      Key: keyOf(uri),
      IfMatch: etag,
      Range: `bytes=${from}-${to - 1}`,
      ...(versionId ? { VersionId: versionId } : {}),
    }),
    { abortSignal: signal },
  );
  return got.Body as Readable;
}

/** Reads a body into the room that was made for it; throws when it is shorter or longer. */
async function fill(room: Uint8Array, body: Readable): Promise<Uint8Array> {
  let at = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    if (at + chunk.length > room.length) throw new Error(`S3 sent more than the ${room.length} bytes asked for.`);
    room.set(chunk, at);
    at += chunk.length;
  }
  if (at < room.length) throw new Error(`S3 sent ${at} of the ${room.length} bytes asked for.`);
  return room;
}

function changed({ uri }: PinnedObject, cause: unknown): VisibleError {
  return new VisibleError(
    {
      kind: 'refused',
      code: 'dataset-changed',
      message: `${uri} was replaced or deleted while it was being read. What had been read of it was put aside.`,
      remedy: 'Start again when nobody writes to that file.',
    },
    { cause },
  );
}
