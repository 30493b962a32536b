import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Blobs } from './blobs.ts';
import type { Checksum } from './checksums.ts';
import { compareKeys } from './key-order.ts';
import { openRecords } from './records.ts';

export type Versioning = 'Enabled' | 'Suspended';

export interface BucketFacts {
  readonly name: string;
  readonly region: string;
  readonly createdAtMs: number;
  /** Absent until versioning is first switched on, as in S3. */
  readonly versioning?: Versioning;
}

/** What an upload says of an object besides its bytes. */
export interface Description {
  /** Content type, encoding, disposition, … under S3's member names. */
  readonly content: Readonly<Record<string, string>>;
  /** User metadata, names in lower case and without `x-amz-meta-`. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** The bytes of an object; `etag` is in quotes, as on the wire. */
export interface Contents extends Description {
  readonly kind: 'object';
  readonly blob: string;
  readonly size: number;
  readonly etag: string;
  readonly checksum: Checksum;
  readonly modifiedAtMs: number;
}

export interface Marker {
  readonly kind: 'marker';
  readonly modifiedAtMs: number;
}

/** One version of a key; its id is "null" when it was written while versioning was off. */
export type ObjectVersion = Contents & { readonly versionId: string };
export type Version = ObjectVersion | (Marker & { readonly versionId: string });

interface KeyRecord {
  readonly key: string;
  readonly versions: readonly Version[];
}

/** A bucket's keys and their versions: in memory for reading, a record per key on disk. */
export interface Bucket {
  facts(): BucketFacts;
  setVersioning(versioning: Versioning): void;
  /** The versions of a key, newest first. */
  versions(key: string): readonly Version[];
  /** The newest version when it is an object. */
  current(key: string): ObjectVersion | undefined;
  /** All keys that have versions, in the order of S3's lists. */
  keys(): readonly string[];
  /** Makes `contents` the newest version; without versioning it takes the place of the "null" version. */
  add<C extends Contents | Marker>(key: string, contents: C): C & { readonly versionId: string };
  /** Takes one version away for good. */
  remove(key: string, versionId: string): Version | undefined;
  /** The blobs that this bucket's objects are made of. */
  blobs(): string[];
}

export function createBucket(directory: string, facts: BucketFacts): void {
  fs.mkdirSync(directory, { recursive: true });
  writeFacts(directory, facts);
}

export function openBucket(directory: string, blobs: Blobs): Bucket {
  const records = openRecords<KeyRecord>(path.join(directory, 'keys'));
  const byKey = new Map(records.load().map((record) => [record.key, record.versions]));
  let facts = JSON.parse(fs.readFileSync(path.join(directory, 'bucket.json'), 'utf8')) as BucketFacts;
  let sorted: string[] | undefined;
  const versions = (key: string) => byKey.get(key) ?? [];
  const replace = (key: string, next: readonly Version[]) => {
    const gone = versions(key).filter((version) => !next.includes(version));
    if (next.length === 0 || !byKey.has(key)) sorted = undefined;
    if (next.length === 0) {
      records.remove(key);
      byKey.delete(key);
    } else {
      records.write(key, { key, versions: next });
      byKey.set(key, next);
    }
    for (const version of gone) if (version.kind === 'object') blobs.drop(version.blob);
  };
  return {
    facts: () => facts,
    setVersioning(versioning) {
      facts = { ...facts, versioning };
      writeFacts(directory, facts);
    },
    versions,
    current: (key) => newestObject(versions(key)),
    keys() {
      sorted ??= [...byKey.keys()].sort(compareKeys);
      return sorted;
    },
    add(key, contents) {
      const versionId = facts.versioning === 'Enabled' ? crypto.randomBytes(24).toString('base64url') : 'null';
      const version = { ...contents, versionId };
      replace(key, [version, ...versions(key).filter((other) => other.versionId !== versionId)]);
      return version;
    },
    remove(key, versionId) {
      const removed = versions(key).find((version) => version.versionId === versionId);
      if (removed)
        replace(
          key,
          versions(key).filter((version) => version !== removed),
        );
      return removed;
    },
    blobs: () => [...byKey.values()].flat().flatMap((version) => (version.kind === 'object' ? [version.blob] : [])),
  };
}

function newestObject([newest]: readonly Version[]): ObjectVersion | undefined {
  return newest?.kind === 'object' ? newest : undefined;
}

function writeFacts(directory: string, facts: BucketFacts): void {
  const file = path.join(directory, 'bucket.json');
  fs.writeFileSync(`${file}.tmp`, JSON.stringify(facts));
  fs.renameSync(`${file}.tmp`, file);
}
