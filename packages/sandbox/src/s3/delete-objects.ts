import { AwsError } from '../kit/aws-error.ts';
import type { Answer } from './answer.ts';
import type { Bucket } from './bucket.ts';
import { bucketOf, type Call, checkVersionId } from './call.ts';
import { checkDelete } from './conditions.ts';
import { invalidRequest, malformedXml } from './errors.ts';
import { receiveText } from './payload.ts';
import type { Store } from './store.ts';
import { childText, parseXml, type XmlElement } from './xml.ts';

interface Doomed {
  readonly key: string;
  readonly versionId: string | undefined;
  readonly ifMatch: string | undefined;
}

type Deletion = { readonly VersionId?: string; readonly DeleteMarker?: true };

/** S3's limit on one request. Source: S3 API Reference, DeleteObjects. */
const MAX_KEYS = 1000;

export function deleteObject(call: Call): Answer {
  const { key, input } = call.request;
  const doomed = { key, versionId: input.VersionId, ifMatch: input.IfMatch };
  return { status: 204, headers: deleteOne(call.store, bucketOf(call), doomed) };
}

/** Without a version id and with versioning, a delete hides the object behind a marker; with one, it takes that version away. */
function deleteOne(store: Store, bucket: Bucket, { key, versionId, ifMatch }: Doomed): Deletion {
  const [newest] = bucket.versions(key);
  checkDelete(key, newest, ifMatch);
  if (versionId !== undefined) {
    checkVersionId(versionId);
    const removed = bucket.remove(key, versionId);
    return { VersionId: versionId, ...(removed?.kind === 'marker' ? { DeleteMarker: true } : {}) };
  }
  if (bucket.facts().versioning === undefined) {
    bucket.remove(key, 'null');
    return {};
  }
  const marker = bucket.add(key, { kind: 'marker', modifiedAtMs: store.clock.nowMs() });
  return { VersionId: marker.versionId, DeleteMarker: true };
}

export async function deleteObjects(call: Call): Promise<Answer> {
  const bucket = bucketOf(call);
  const { request } = call;
  if (!request.input.ContentMD5 && !request.input.SdkChecksumAlgorithm && !hasChecksum(call))
    throw invalidRequest('Missing required header for this request: Content-MD5 OR x-amz-checksum-*');
  const body = parseXml(await receiveText(request), 'Delete');
  const doomed = body.children.filter((child) => child.name === 'Object').map(parseDoomed);
  if (doomed.length === 0 || doomed.length > MAX_KEYS) throw malformedXml();
  const results = doomed.map((one) => attempt(call.store, bucket, one));
  const quiet = childText(body, 'Quiet') === 'true';
  const members = {
    Deleted: quiet ? [] : results.flatMap((result) => ('deleted' in result ? [result.deleted] : [])),
    Error: results.flatMap((result) => ('error' in result ? [result.error] : [])),
  };
  return { xml: { root: 'DeleteResult', members } };
}

const hasChecksum = ({ request }: Call) =>
  Object.keys(request.input).some((name) => /^Checksum[A-Z0-9]{3,}$/.test(name));

function parseDoomed(object: XmlElement): Doomed {
  const key = childText(object, 'Key');
  if (!key) throw malformedXml();
  if (childText(object, 'Size') !== undefined || childText(object, 'LastModifiedTime') !== undefined)
    throw new AwsError('NotImplemented', 'The sandbox deletes on condition of the ETag only, not of size or time.', {
      status: 501,
    });
  return { key, versionId: childText(object, 'VersionId'), ifMatch: childText(object, 'ETag') };
}

function attempt(store: Store, bucket: Bucket, doomed: Doomed): { deleted: object } | { error: object } {
  const named = { Key: doomed.key, VersionId: doomed.versionId };
  try {
    const { VersionId, DeleteMarker } = deleteOne(store, bucket, doomed);
    if (!DeleteMarker) return { deleted: named };
    return { deleted: { ...named, DeleteMarker, DeleteMarkerVersionId: VersionId } };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { error: { ...named, Code: error.code, Message: error.message } };
  }
}
