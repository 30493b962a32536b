import fs from 'node:fs';
import path from 'node:path';
import type { SandboxClock } from '../kit/clock.ts';
import { type Blobs, openBlobs } from './blobs.ts';
import { type Bucket, createBucket, openBucket } from './bucket.ts';
import { noSuchBucket } from './errors.ts';
import { openUploads, type Uploads } from './uploads.ts';

/** Everything that the sandbox's S3 keeps: `buckets/`, `blobs/` and `uploads/` in one directory. One process at a time may have it open. */
export interface Store {
  readonly clock: SandboxClock;
  readonly blobs: Blobs;
  readonly uploads: Uploads;
  /** All buckets, by name. */
  buckets(): Bucket[];
  find(name: string): Bucket | undefined;
  /** The bucket; refuses with NoSuchBucket when there is none. */
  bucket(name: string): Bucket;
  create(name: string, region: string): Bucket;
  /** Removes a bucket that has no versions left, and its unfinished uploads. */
  remove(name: string): void;
}

export function openStore(directory: string, clock: SandboxClock): Store {
  const root = path.join(directory, 'buckets');
  fs.mkdirSync(root, { recursive: true });
  const blobs = openBlobs(path.join(directory, 'blobs'));
  const uploads = openUploads(path.join(directory, 'uploads'), blobs);
  const buckets = new Map<string, Bucket>();
  for (const name of fs.readdirSync(root).sort()) {
    const known = fs.existsSync(path.join(root, name, 'bucket.json'));
    if (known) buckets.set(name, openBucket(path.join(root, name), blobs));
  }
  blobs.sweep(new Set([...uploads.blobs(), ...[...buckets.values()].flatMap((bucket) => bucket.blobs())]));
  return {
    clock,
    blobs,
    uploads,
    buckets: () => [...buckets.keys()].sort().flatMap((name) => buckets.get(name) ?? []),
    find: (name) => buckets.get(name),
    bucket(name) {
      const found = buckets.get(name);
      if (!found) throw noSuchBucket(name);
      return found;
    },
    create(name, region) {
      createBucket(path.join(root, name), { name, region, createdAtMs: clock.nowMs() });
      const bucket = openBucket(path.join(root, name), blobs);
      buckets.set(name, bucket);
      return bucket;
    },
    remove(name) {
      for (const upload of uploads.inBucket(name)) uploads.end(upload.uploadId);
      buckets.delete(name);
      fs.rmSync(path.join(root, name), { recursive: true });
    },
  };
}
