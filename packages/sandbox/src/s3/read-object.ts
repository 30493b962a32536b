import type { Answer } from './answer.ts';
import type { Bucket, ObjectVersion } from './bucket.ts';
import { bucketOf, type Call, findVersion, shownVersion } from './call.ts';
import { checksumMembers } from './checksums.ts';
import { checkRead } from './conditions.ts';
import type { Input } from './members.ts';
import { type ByteRange, parseRange } from './range.ts';

export function getObject(call: Call): Answer {
  const { version, range, answer } = read(call);
  if (version.size === 0) return answer;
  return { ...answer, stream: call.store.blobs.open(version.blob, range) };
}

export function headObject(call: Call): Answer {
  return read(call).answer;
}

function read(call: Call): { version: ObjectVersion; range: ByteRange | undefined; answer: Answer } {
  const { key, input } = call.request;
  const bucket = bucketOf(call);
  const version = findVersion(bucket, key, input.VersionId);
  checkRead(version, input);
  const range = parseRange(input.Range, version.size);
  const headers = { ...describe(bucket, version), ...extent(version, range), ...overrides(input) };
  // The checksum is of the whole object: S3 leaves it out of an answer that is only a part.
  const checked = input.ChecksumMode?.toUpperCase() === 'ENABLED' && !range ? checksumMembers(version.checksum) : {};
  const answer = { status: range ? 206 : 200, headers: { ...headers, ...checked }, metadata: version.metadata };
  return { version, range, answer };
}

function describe(bucket: Bucket, version: ObjectVersion): Record<string, unknown> {
  return {
    AcceptRanges: 'bytes',
    ...version.content,
    ETag: version.etag,
    LastModified: new Date(version.modifiedAtMs),
    ServerSideEncryption: 'AES256',
    ...shownVersion(bucket, version.versionId),
  };
}

function extent({ size }: ObjectVersion, range: ByteRange | undefined): Record<string, unknown> {
  if (!range) return { ContentLength: size };
  const { start, end } = range;
  return { ContentLength: end - start + 1, ContentRange: `bytes ${start}-${end}/${size}` };
}

function overrides(input: Input): Record<string, string> {
  const wanted = {
    CacheControl: input.ResponseCacheControl,
    ContentDisposition: input.ResponseContentDisposition,
    ContentEncoding: input.ResponseContentEncoding,
    ContentLanguage: input.ResponseContentLanguage,
    ContentType: input.ResponseContentType,
    Expires: input.ResponseExpires,
  };
  return Object.fromEntries(
    Object.entries(wanted).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
