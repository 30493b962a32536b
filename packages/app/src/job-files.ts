import { Readable } from 'node:stream';
import zlib from 'node:zlib';
import type { JobFile } from '@rung/core/dataset/job/job-file.ts';
import { copied, unpackedWithin } from '@rung/core/dataset/job/unpacking.ts';
import type { Finding } from '@rung/core/launch/finding.ts';
import type { S3Uri } from '@rung/core/s3-uri.ts';
import { unreadable } from './check-file.ts';
import type { Deps } from './deps.ts';

/** A file of a job in S3, in the state that it was looked at in. */
export interface StoredFile extends JobFile {
  readonly etag: string;
}

/** Looks at a file in S3, unpacked where that is asked for and its name ends in .gz; one finding where it cannot be read. */
export async function fileAt(
  { datasets, settings }: Pick<Deps, 'datasets' | 'settings'>,
  uri: S3Uri,
  { isUnpacked }: { isUnpacked: boolean },
): Promise<StoredFile | Finding> {
  const look = await datasets.look(uri);
  if (look.kind !== 'found') return unreadable(uri, look, settings.region);
  const isPacked = isUnpacked && uri.endsWith('.gz');
  const open = () => (isPacked ? unpacked(datasets.open(look), uri) : datasets.open(look));
  return { name: uri, bytes: look.bytes, etag: look.etag, isRereadable: true, open };
}

async function* unpacked(packed: AsyncIterable<Uint8Array>, uri: S3Uri): AsyncGenerator<Uint8Array> {
  const source = Readable.from(copied(packed));
  const plain = source.pipe(zlib.createGunzip());
  source.once('error', (error) => plain.destroy(error));
  try {
    yield* unpackedWithin(plain, uri);
  } finally {
    source.destroy();
  }
}
