import type { Answer } from './answer.ts';
import type { Bucket, ObjectVersion, Version } from './bucket.ts';
import { OWNER } from './bucket-operations.ts';
import { bucketOf, type Call, checkVersionId, wholeNumber } from './call.ts';
import { invalidArgument } from './errors.ts';
import { compareKeys } from './key-order.ts';
import { cutPage, type ListCut, type ListPage } from './list-page.ts';
import type { Input } from './members.ts';

/** The longest page, also when more is asked for. Source: S3 API Reference, ListObjectsV2. */
const MAX_KEYS = 1000;

type Listed<V extends Version = Version> = V & { readonly key: string };

export function listObjectsV2(call: Call): Answer {
  const { input, bucket: name } = call.request;
  const cut = readCut(input);
  const encode = encoder(input);
  const after =
    input.ContinuationToken === undefined ? { key: input.StartAfter ?? '' } : readToken(input.ContinuationToken);
  const page = cutPage(objectsAfter(bucketOf(call), after), cut);
  const members = {
    Name: name,
    ...echoes(input, cut),
    StartAfter: input.StartAfter === undefined ? undefined : encode(input.StartAfter),
    ContinuationToken: input.ContinuationToken,
    NextContinuationToken: page.more ? writeToken(page.more) : undefined,
    KeyCount: page.items.length + page.commonPrefixes.length,
    IsTruncated: page.more !== undefined,
    Contents: page.items.map((object) => ({
      ...describe(object, encode),
      ...(input.FetchOwner === 'true' ? { Owner: OWNER } : {}),
    })),
    CommonPrefixes: page.commonPrefixes.map((prefix) => ({ Prefix: encode(prefix) })),
  };
  return { xml: { root: 'ListBucketResult', members } };
}

export function listObjectVersions(call: Call): Answer {
  const { input, bucket: name } = call.request;
  const cut = readCut(input);
  const encode = encoder(input);
  if (input.VersionIdMarker) checkVersionMarker(input);
  const page = cutPage(versionsAfter(bucketOf(call), input, cut), cut);
  const describeVersion = (version: Listed) => ({
    ...(version.kind === 'object'
      ? describe(version, encode)
      : { Key: encode(version.key), LastModified: new Date(version.modifiedAtMs) }),
    VersionId: version.versionId,
    IsLatest: bucketOf(call).versions(version.key)[0]?.versionId === version.versionId,
    Owner: OWNER,
  });
  const members = {
    Name: name,
    ...echoes(input, cut),
    KeyMarker: encode(input.KeyMarker ?? ''),
    VersionIdMarker: input.VersionIdMarker ?? '',
    ...nextMarkers(page, encode),
    IsTruncated: page.more !== undefined,
    Version: page.items.filter(({ kind }) => kind === 'object').map(describeVersion),
    DeleteMarker: page.items.filter(({ kind }) => kind === 'marker').map(describeVersion),
    CommonPrefixes: page.commonPrefixes.map((prefix) => ({ Prefix: encode(prefix) })),
  };
  return { xml: { root: 'ListVersionsResult', members } };
}

function checkVersionMarker({ KeyMarker, VersionIdMarker = '' }: Input): void {
  if (!KeyMarker)
    throw invalidArgument(
      'version-id-marker',
      VersionIdMarker,
      'A version-id marker cannot be specified without a key marker.',
    );
  checkVersionId(VersionIdMarker);
}

function nextMarkers({ more }: ListPage<Listed>, encode: (text: string) => string) {
  if (!more) return {};
  if ('commonPrefix' in more) return { NextKeyMarker: encode(more.commonPrefix) };
  return { NextKeyMarker: encode(more.item.key), NextVersionIdMarker: more.item.versionId };
}

function readCut({ Prefix = '', Delimiter = '', MaxKeys }: Input): ListCut {
  return { prefix: Prefix, delimiter: Delimiter, max: Math.min(MAX_KEYS, wholeNumber('max-keys', MaxKeys, MAX_KEYS)) };
}

function echoes(input: Input, { prefix, delimiter, max }: ListCut) {
  const encode = encoder(input);
  return {
    Prefix: encode(prefix),
    Delimiter: delimiter === '' ? undefined : encode(delimiter),
    MaxKeys: max,
    EncodingType: input.EncodingType,
  };
}

/** What `encoding-type=url` does to keys: as in a form, but the slash stays. */
function encoder({ EncodingType }: Input): (text: string) => string {
  if (EncodingType === undefined) return (text) => text;
  if (EncodingType !== 'url')
    throw invalidArgument('encoding-type', EncodingType, 'Invalid Encoding Method specified in Request');
  return (text) =>
    encodeURIComponent(text)
      .replace(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
      .replaceAll('%20', '+')
      .replaceAll('%2F', '/');
}

function describe(object: Listed<ObjectVersion>, encode: (text: string) => string) {
  return {
    Key: encode(object.key),
    LastModified: new Date(object.modifiedAtMs),
    ETag: object.etag,
    ChecksumAlgorithm: object.checksum.algorithm,
    ChecksumType: object.checksum.type,
    Size: object.size,
    StorageClass: 'STANDARD',
  };
}

/** Where a list goes on: behind a key, or behind every key that begins with a common prefix. */
interface Resume {
  readonly key: string;
  readonly rolledUp?: boolean;
}

const isBehind = (key: string, after: Resume) =>
  compareKeys(key, after.key) > 0 && !(after.rolledUp && key.startsWith(after.key));

function* objectsAfter(bucket: Bucket, after: Resume): Generator<Listed<ObjectVersion>> {
  for (const key of bucket.keys()) {
    const object = isBehind(key, after) ? bucket.current(key) : undefined;
    if (object) yield { ...object, key };
  }
}

/** A marker that ends in the delimiter is a common prefix of the page before. */
function* versionsAfter(bucket: Bucket, input: Input, { delimiter }: ListCut): Generator<Listed> {
  const { KeyMarker = '', VersionIdMarker } = input;
  const after = { key: KeyMarker, rolledUp: delimiter !== '' && KeyMarker.endsWith(delimiter) };
  for (const key of bucket.keys()) {
    const versions = bucket.versions(key);
    const seen =
      key === KeyMarker && VersionIdMarker
        ? versions.findIndex(({ versionId }) => versionId === VersionIdMarker) + 1
        : 0;
    if (seen === 0 && !isBehind(key, after)) continue;
    for (const version of versions.slice(seen)) yield { ...version, key };
  }
}

function writeToken(more: NonNullable<ListPage<Listed>['more']>): string {
  const resume = 'item' in more ? { key: more.item.key } : { key: more.commonPrefix, rolledUp: true };
  return Buffer.from(JSON.stringify(resume)).toString('base64');
}

function readToken(token: string): Resume {
  try {
    const { key, rolledUp } = JSON.parse(Buffer.from(token, 'base64').toString()) as Record<string, unknown>;
    if (typeof key === 'string') return { key, rolledUp: rolledUp === true };
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
  }
  throw invalidArgument('continuation-token', token, 'The continuation token provided is incorrect');
}
