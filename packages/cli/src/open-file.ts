import fs from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import zlib from 'node:zlib';
import type { JobFile } from '@rung/core/dataset/job/job-file.ts';
import { copied, unpackedWithin } from '@rung/core/dataset/job/unpacking.ts';
import { VisibleError } from '@rung/core/errors.ts';

/** A file without any line is refused within 2 MiB, so within four of them. */
const CHUNK_BYTES = 512 * 1024;

/** Looks at a local file, unpacked where it is asked for and named .gz; throws a VisibleError where there is none to read. */
export async function findFile(name: string, isUnpacked = false): Promise<JobFile> {
  const stat = await readable(name, fs.promises.stat(name));
  if (stat.isDirectory()) throw unreadable(name, { code: 'EISDIR' });
  const isPacked = isUnpacked && name.endsWith('.gz');
  return {
    name,
    bytes: stat.size,
    isRereadable: stat.isFile(),
    open: () => (isPacked ? unpacked(name, stat.isFile()) : bytesOf(name, stat.isFile())),
  };
}

async function* unpacked(name: string, isRegular: boolean): AsyncGenerator<Uint8Array> {
  const source = Readable.from(copied(bytesOf(name, isRegular)));
  const plain = source.pipe(zlib.createGunzip());
  source.once('error', (error) => plain.destroy(error));
  try {
    yield* unpackedWithin(plain, name);
  } finally {
    source.destroy();
  }
}

/**
 * A chunk is valid until the next is asked for. What is no pipe is read on this thread: to hand each chunk over from another
 * takes longer than to copy it.
 */
async function* bytesOf(name: string, isRegular: boolean): AsyncGenerator<Uint8Array> {
  const handle = await readable(name, fs.promises.open(name));
  const buffer = new Uint8Array(CHUNK_BYTES);
  const read = async () =>
    isRegular ? fs.readSync(handle.fd, buffer) : (await handle.read(buffer, 0, CHUNK_BYTES)).bytesRead;
  try {
    for (;;) {
      const bytes = await readable(name, read());
      if (bytes === 0) return;
      yield buffer.subarray(0, bytes);
    }
  } finally {
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
