import { Buffer } from 'node:buffer';
import type { Answer } from './answer.ts';
import type { Description, ObjectVersion } from './bucket.ts';
import { bucketOf, type Call, findVersion, shownVersion } from './call.ts';
import { checksumMembers, parseAlgorithm } from './checksums.ts';
import { checkWrite, unmetCondition } from './conditions.ts';
import { ACCOUNT_ID, accessDenied, invalidArgument, invalidRequest, preconditionFailed } from './errors.ts';
import type { Input } from './members.ts';
import { storeBytes } from './payload.ts';
import { contentsOf, describe, orDrop } from './put-object.ts';
import type { S3Request } from './request.ts';

/** Copies of more are made part by part. Source: S3 API Reference, CopyObject. */
const MAX_COPY_BYTES = 5 * 1024 ** 3;

export async function copyObject(call: Call): Promise<Answer> {
  const { request, store } = call;
  const { key, input } = request;
  const target = bucketOf(call);
  const named = parseCopySource(input.CopySource ?? '');
  const sourceBucket = store.bucket(named.bucket);
  if ((input.ExpectedSourceBucketOwner ?? ACCOUNT_ID) !== ACCOUNT_ID) throw accessDenied();
  const source = findVersion(sourceBucket, named.key, named.versionId);
  checkSource(source, input);
  checkCopy(request, named, source);
  checkWrite(key, target.current(key), input);
  const bytes = source.size > 0 ? store.blobs.open(source.blob) : emptyBytes();
  const payload = await storeBytes(bytes, wantedAlgorithm(input, source), store.blobs);
  const version = orDrop(store, payload, () => {
    checkWrite(key, target.current(key), input);
    return bucketOf(call).add(key, { ...contentsOf(store, payload), ...description(request, source) });
  });
  return {
    headers: {
      ServerSideEncryption: 'AES256',
      ...(sourceBucket.facts().versioning ? { CopySourceVersionId: source.versionId } : {}),
      ...shownVersion(target, version.versionId),
    },
    xml: {
      root: 'CopyObjectResult',
      members: {
        ETag: version.etag,
        LastModified: new Date(version.modifiedAtMs),
        ...checksumMembers(version.checksum),
      },
    },
  };
}

async function* emptyBytes(): AsyncGenerator<Uint8Array> {
  yield Buffer.alloc(0);
}

interface CopySource {
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string | undefined;
}

/** `[/]bucket/key[?versionId=…]`, URL-encoded; a "?" that belongs to the key is written "%3F". */
function parseCopySource(header: string): CopySource {
  const [, bucket, key, versionId] = /^\/?([^/]+)\/([^?]+)(?:\?versionId=([^&]*))?$/.exec(decodedSlash(header)) ?? [];
  const refused = () => invalidArgument('x-amz-copy-source', header, 'Invalid copy source object key');
  if (!bucket || !key) throw refused();
  try {
    return { bucket: decodeURIComponent(bucket), key: decodeURIComponent(key), versionId };
  } catch {
    throw refused();
  }
}

/** Some clients encode the slash between bucket and key too. */
const decodedSlash = (header: string) => (header.slice(1).includes('/') ? header : header.replace(/%2f/i, '/'));

function checkSource(source: ObjectVersion, input: Input): void {
  const unmet = unmetCondition(source, {
    IfMatch: input.CopySourceIfMatch,
    IfNoneMatch: input.CopySourceIfNoneMatch,
    IfModifiedSince: input.CopySourceIfModifiedSince,
    IfUnmodifiedSince: input.CopySourceIfUnmodifiedSince,
  });
  if (unmet) throw preconditionFailed(`x-amz-copy-source-${unmet.replace(/(?<=.)[A-Z]/g, '-$&')}`.toLowerCase());
}

function checkCopy({ bucket, key, input }: S3Request, named: CopySource, source: ObjectVersion): void {
  const { MetadataDirective: directive = 'COPY' } = input;
  if (directive !== 'COPY' && directive !== 'REPLACE')
    throw invalidArgument('x-amz-metadata-directive', directive, 'Unknown metadata directive.');
  if (source.size > MAX_COPY_BYTES)
    throw invalidRequest(
      `The specified copy source is larger than the maximum allowable size for a copy source: ${MAX_COPY_BYTES}`,
    );
  const ontoItself = named.bucket === bucket && named.key === key && named.versionId === undefined;
  if (ontoItself && directive === 'COPY')
    throw invalidRequest(
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    );
}

function wantedAlgorithm(input: Input, source: ObjectVersion) {
  const name = input.ChecksumAlgorithm;
  const wanted = name === undefined ? source.checksum.algorithm : parseAlgorithm(name);
  if (!wanted)
    throw invalidRequest('Checksum algorithm provided is unsupported. Please try again with any of the valid types');
  return wanted;
}

function description(request: S3Request, source: ObjectVersion): Description {
  const { content, metadata } = source;
  return request.input.MetadataDirective === 'REPLACE' ? describe(request) : { content, metadata };
}
