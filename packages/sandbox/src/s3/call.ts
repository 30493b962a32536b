import { AwsError } from '../kit/aws-error.ts';
import type { Answer } from './answer.ts';
import type { Bucket, ObjectVersion, Version } from './bucket.ts';
import { invalidArgument, noSuchKey } from './errors.ts';
import type { S3Request } from './request.ts';
import type { Store } from './store.ts';

/** One request on its way through an operation. */
export interface Call {
  readonly request: S3Request;
  readonly store: Store;
}

/** Answers one operation; refuses by throwing `AwsError`. */
export type S3Operation = (call: Call) => Promise<Answer> | Answer;

/** The bucket that the request is addressed to. */
export const bucketOf = ({ request, store }: Call): Bucket => store.bucket(request.bucket);

/** Version ids are shown once a bucket has had versioning, as in S3. */
export const shownVersion = (bucket: Bucket, versionId: string) =>
  bucket.facts().versioning ? { VersionId: versionId } : {};

/** The object that a key and, where given, a version id name. */
export function findVersion(bucket: Bucket, key: string, versionId: string | undefined): ObjectVersion {
  const versions = bucket.versions(key);
  const found = versionId === undefined ? versions[0] : namedVersion(bucket, { key, versionId });
  if (!found) throw noSuchKey(key);
  if (found.kind === 'object') return found;
  const marker = { DeleteMarker: true, VersionId: found.versionId };
  if (versionId === undefined) throw noSuchKey(key, marker);
  throw new AwsError('MethodNotAllowed', 'The specified method is not allowed against this resource.', {
    status: 405,
    members: { ...marker, Allow: 'DELETE', LastModified: new Date(found.modifiedAtMs) },
  });
}

function namedVersion(bucket: Bucket, named: { key: string; versionId: string }): Version {
  checkVersionId(named.versionId);
  const found = bucket.versions(named.key).find((version) => version.versionId === named.versionId);
  if (found) return found;
  throw new AwsError('NoSuchVersion', 'The specified version does not exist.', {
    status: 404,
    members: { Key: named.key, VersionId: named.versionId },
  });
}

export function checkVersionId(versionId: string): void {
  if (versionId === 'null' || /^[\w-]{32}$/.test(versionId)) return;
  throw invalidArgument('versionId', versionId, 'Invalid version id specified');
}

/** A whole number of the request, at least 0; `absent` when the request does not have it. */
export function wholeNumber(name: string, text: string | undefined, absent: number): number {
  if (text === undefined || text === '') return absent;
  if (!/^\d{1,10}$/.test(text))
    throw invalidArgument(name, text, `Provided ${name} not an integer or within integer range`);
  return Number(text);
}
