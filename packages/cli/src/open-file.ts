import fs from 'node:fs';
import path from 'node:path';
import type { JobFile } from '@rung/core/dataset/job/job-file.ts';
import { VisibleError } from '@rung/core/errors.ts';

const CHUNK_BYTES = 256 * 1024;

/** Looks at a local file; throws a VisibleError where there is none to read. */
export async function findFile(name: string): Promise<JobFile> {
  const stat = await statOf(name);
  if (stat.isDirectory()) throw unreadable(name, { code: 'EISDIR' });
  return { name, bytes: stat.size, isRereadable: stat.isFile(), open: () => bytesOf(name) };
}

async function statOf(name: string): Promise<fs.Stats> {
  try {
    return await fs.promises.stat(name);
  } catch (error) {
    throw unreadable(name, error);
  }
}

async function* bytesOf(name: string): AsyncGenerator<Uint8Array> {
  try {
    yield* fs.createReadStream(name, { highWaterMark: CHUNK_BYTES });
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
