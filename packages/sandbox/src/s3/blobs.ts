import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Tally } from './checksums.ts';

/**
 * Bytes on disk, a file each, under ids that are never used twice. A blob counts once a record names it: until then a crash leaves
 * only a file that the next start sweeps away, and the old object stays what it was.
 */
export interface Blobs {
  /** Writes the source to disk as it comes and returns the blob's id; leaves nothing behind when the source fails. */
  receive(source: AsyncIterable<Uint8Array>, tally: Tally): Promise<string>;
  /** A stream of the bytes from `start` to `end`, both included; the file is opened now, so that a later `drop` does not hurt it. */
  open(id: string, range?: { start: number; end: number }): fs.ReadStream;
  drop(id: string): void;
  /** Removes every blob that `live` does not name. */
  sweep(live: ReadonlySet<string>): void;
}

export function openBlobs(directory: string): Blobs {
  fs.mkdirSync(directory, { recursive: true });
  const fileOf = (id: string) => path.join(directory, id);
  const drop = (id: string) => fs.rmSync(fileOf(id), { force: true });
  return {
    drop,
    async receive(source, tally) {
      const id = crypto.randomUUID();
      try {
        await pipeline(counted(source, tally), fs.createWriteStream(fileOf(id)));
      } catch (error) {
        drop(id);
        throw error;
      }
      return id;
    },
    open: (id, range) => fs.createReadStream('', { fd: fs.openSync(fileOf(id), 'r'), ...range }),
    sweep(live) {
      for (const id of fs.readdirSync(directory)) if (!live.has(id)) drop(id);
    },
  };
}

async function* counted(source: AsyncIterable<Uint8Array> | Readable, tally: Tally): AsyncGenerator<Uint8Array> {
  for await (const bytes of source) {
    tally.update(bytes);
    yield bytes;
  }
}
