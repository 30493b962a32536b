import fs from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import zlib from 'node:zlib';
import type { JobFile } from '@rung/core/dataset/job/job-file.ts';
import { copied, unpackedWithin } from '@rung/core/dataset/job/unpacking.ts';
import { VisibleError } from '@rung/core/errors.ts';

const CHUNK_BYTES = 1024 * 1024;
/** Until it is known that there are lines, so that a file without any is refused within 2 MiB, the chunk ahead included. */
const FIRST_CHUNK_BYTES = 256 * 1024;
const FIRST_BYTES = 2 * 1024 * 1024;

/** Looks at a local file, unpacked where it is asked for and named .gz; throws a VisibleError where there is none to read. */
export async function findFile(name: string, isUnpacked = false): Promise<JobFile> {
  const stat = await readable(name, fs.promises.stat(name));
  if (stat.isDirectory()) throw unreadable(name, { code: 'EISDIR' });
  const isPacked = isUnpacked && name.endsWith('.gz');
  return {
    name,
    bytes: stat.size,
    isRereadable: stat.isFile(),
    open: () => (isPacked ? unpacked(name) : bytesOf(name)),
  };
}

async function* unpacked(name: string): AsyncGenerator<Uint8Array> {
  const source = Readable.from(copied(bytesOf(name)));
  const plain = source.pipe(zlib.createGunzip());
  source.once('error', (error) => plain.destroy(error));
  try {
    yield* unpackedWithin(plain, name);
  } finally {
    source.destroy();
  }
}

/** Reads one chunk ahead, into two buffers by turns: a chunk is valid until the next is asked for. */
async function* bytesOf(name: string): AsyncGenerator<Uint8Array> {
  const handle = await readable(name, fs.promises.open(name));
  const buffers = [new Uint8Array(CHUNK_BYTES), new Uint8Array(CHUNK_BYTES)] as const;
  let asked = 0;
  const read = (turn: 0 | 1) => {
    const size = asked < FIRST_BYTES ? FIRST_CHUNK_BYTES : CHUNK_BYTES;
    asked += size;
    return handle.read(buffers[turn], 0, size);
  };
  let ahead = read(0);
  try {
    for (let turn: 0 | 1 = 0; ; turn = turn === 0 ? 1 : 0) {
      const { bytesRead, buffer } = await readable(name, ahead);
      if (bytesRead === 0) return;
      ahead = read(turn === 0 ? 1 : 0);
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    // Whoever stops early leaves a read behind, and a file must not be closed under it.
    await ahead.catch(() => undefined);
    await handle.close();
  }
}

async function readable<T>(name: string, result: Promise<T>): Promise<T> {
  try {
    return await result;
  } catch (error) {
    throw unreadable(name, error);
  }
}

function unreadable(name: string, error: unknown): VisibleError {
  const { code } = error as { code?: string };
  return new VisibleError(
    {
      kind: 'missing',
      code: 'file-unreadable',
      message: `${WHY[code ?? '']?.(path.resolve(name)) ?? `${path.resolve(name)} could not be read (${code}).`} Nothing was read.`,
      remedy: 'Give the path of a file that can be read.',
    },
    { cause: error },
  );
}

const WHY: Readonly<Record<string, (name: string) => string>> = {
  ENOENT: (name) => `There is no file at ${name}.`,
  ENOTDIR: (name) => `There is no file at ${name}.`,
  EISDIR: (name) => `${name} is a directory.`,
  EACCES: (name) => `${name} may not be read by this user.`,
  EPERM: (name) => `${name} may not be read by this user.`,
};
