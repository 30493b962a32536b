import type fs from 'node:fs';
import { Readable } from 'node:stream';
import { AwsError } from '../kit/aws-error.ts';
import type { SandboxClock } from '../kit/clock.ts';
import type { Handler } from '../kit/http.ts';
import type { WireLog } from '../kit/wire-log.ts';
import type { ObjectVersion } from './bucket.ts';
import { checkBucketName } from './bucket-operations.ts';
import { DEFAULT_ALGORITHM } from './checksums.ts';
import { storeBytes } from './payload.ts';
import { contentsOf, orDrop } from './put-object.ts';
import { serveS3 } from './serve.ts';
import { openStore, type Store } from './store.ts';

/** An object as the other services of the sandbox see it; `etag` is in quotes, `versionId` is "null" without versioning. */
export interface StoredObject {
  readonly key: string;
  readonly size: number;
  readonly etag: string;
  readonly versionId: string;
  readonly modifiedAtMs: number;
  /** Opens the bytes; throws ENOENT when the object has been replaced or deleted since it was got. */
  body(): fs.ReadStream;
}

/** The sandbox's S3: one account, path-style, state in one directory. What it does not do is in `coverage.ts`. */
export interface S3 {
  readonly handler: Handler;
  /** Makes sure of a bucket; refuses a name that S3 refuses and a bucket that exists in another region. */
  createBucket(name: string, region: string): void;
  regionOf(bucket: string): string | undefined;
  /** The newest version of a key; undefined when there is no such object or bucket. */
  get(bucket: string, key: string): StoredObject | undefined;
  /** Puts an object as PutObject does; refuses with NoSuchBucket. */
  put(bucket: string, key: string, bytes: Bytes, options?: { contentType?: string }): Promise<StoredObject>;
  /** The objects whose keys begin with `prefix`, in the order of S3's lists. */
  list(bucket: string, prefix?: string): StoredObject[];
}

type Bytes = Uint8Array | string | Readable;

/** Opens the state in `directory`, which only one process may have open at a time. */
export function openS3(options: { directory: string; clock: SandboxClock; wireLog: WireLog }): S3 {
  const store = openStore(options.directory, options.clock);
  const describe = (key: string, version: ObjectVersion) => describeObject(store, key, version);
  return {
    handler: serveS3(store, options.wireLog),
    createBucket(name, region) {
      checkBucketName(name);
      const existing = store.find(name)?.facts().region;
      if (existing === undefined) return void store.create(name, region);
      if (existing === region) return;
      throw new AwsError('BucketAlreadyOwnedByYou', `Bucket ${name} exists in ${existing}, not in ${region}.`, {
        status: 409,
      });
    },
    regionOf: (bucket) => store.find(bucket)?.facts().region,
    get(bucket, key) {
      const current = store.find(bucket)?.current(key);
      return current && describe(key, current);
    },
    // biome-ignore lint/complexity/useMaxParams: where, what and how, in the order of PutObject
    async put(bucket, key, bytes, { contentType = 'binary/octet-stream' } = {}) {
      store.bucket(bucket);
      const payload = await storeBytes(streamOf(bytes), DEFAULT_ALGORITHM, store.blobs);
      const description = { content: { ContentType: contentType }, metadata: {} };
      const commit = () => store.bucket(bucket).add(key, { ...contentsOf(store, payload), ...description });
      return describe(key, orDrop(store, payload, commit));
    },
    list(bucket, prefix = '') {
      const found = store.bucket(bucket);
      const keys = found.keys().filter((key) => key.startsWith(prefix));
      return keys.flatMap((key) => {
        const current = found.current(key);
        return current ? [describe(key, current)] : [];
      });
    },
  };
}

function describeObject(store: Store, key: string, version: ObjectVersion): StoredObject {
  const { size, etag, versionId, modifiedAtMs, blob } = version;
  return { key, size, etag, versionId, modifiedAtMs, body: () => store.blobs.open(blob) };
}

const streamOf = (bytes: Bytes): Readable => (bytes instanceof Readable ? bytes : Readable.from([Buffer.from(bytes)]));
