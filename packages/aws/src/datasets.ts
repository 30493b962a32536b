import { createHash } from 'node:crypto';
import type { HeadObjectCommandOutput } from '@aws-sdk/client-s3';
import type { CheckedFile } from '@rung/core/launch/plan.ts';
import type { DatasetLook, Datasets, FolderLook } from '@rung/core/ports.ts';
import { bucketOf, keyOf, type S3Uri, s3Uri } from '@rung/core/s3-uri.ts';
import type { AwsClients } from './clients.ts';
import { failureKind } from './failure.ts';
import { type PinnedObject, readObject } from './read-object.ts';

interface Place {
  readonly clients: Pick<AwsClients, 's3'>;
  readonly region: string;
  /** Where frozen copies go. */
  readonly bucket: string;
}

/** Datasets in S3. */
export function datasetStore(place: Place): Datasets {
  return {
    look: (uri) => look(place, uri),
    list: (folder) => list(place, folder),
    open: (file) => open(place, file),
    freeze: (file) => freeze(place, file),
  };
}

type Refusal = Exclude<DatasetLook, { kind: 'found' }>;

async function look(place: Place, uri: S3Uri): Promise<DatasetLook> {
  const { HeadObjectCommand } = await import('@aws-sdk/client-s3');
  const client = await place.clients.s3();
  const refused = await refusedBucket(place, uri);
  if (refused) return refused;
  const head = await answerOf<HeadObjectCommandOutput>(
    client.send(new HeadObjectCommand({ Bucket: bucketOf(uri), Key: keyOf(uri) })),
  );
  if (head.kind === 'refused') return head.look;
  const { VersionId, ETag = '', ContentLength = 0 } = head.value;
  return { kind: 'found', uri, versionId: VersionId, etag: ETag, bytes: ContentLength };
}

/** Why files of this bucket are not for us; undefined when they are. */
async function refusedBucket(place: Place, uri: S3Uri): Promise<Refusal | undefined> {
  const { HeadBucketCommand } = await import('@aws-sdk/client-s3');
  const client = await place.clients.s3();
  const bucket = await answerOf(client.send(new HeadBucketCommand({ Bucket: bucketOf(uri) })));
  if (bucket.kind === 'refused') return bucket.look;
  const region = bucket.value.BucketRegion;
  return region && region !== place.region ? { kind: 'elsewhere', region } : undefined;
}

async function list(place: Place, folder: S3Uri): Promise<FolderLook> {
  const { paginateListObjectsV2 } = await import('@aws-sdk/client-s3');
  const client = await place.clients.s3();
  const refused = await refusedBucket(place, folder);
  if (refused) return refused;
  const files = [];
  for await (const page of paginateListObjectsV2({ client }, { Bucket: bucketOf(folder), Prefix: keyOf(folder) })) {
    for (const { Key: key, ETag: etag = '', Size: bytes = 0 } of page.Contents ?? [])
      if (key && !key.endsWith('/')) files.push({ key, etag, bytes });
  }
  return files.length > 0 ? { kind: 'listed', uri: folder, files } : { kind: 'missing' };
}

type Answered<T> = { kind: 'ok'; value: T } | { kind: 'refused'; look: Refusal };

async function answerOf<T>(call: Promise<T>): Promise<Answered<T>> {
  return call.then(
    (value): Answered<T> => ({ kind: 'ok', value }),
    (error: unknown): Answered<T> => {
      const region = (error as { $response?: { headers?: Record<string, string> } }).$response?.headers?.[
        'x-amz-bucket-region'
      ];
      const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
      if (status === 301 && region) return { kind: 'refused', look: { kind: 'elsewhere', region } };
      const kind = failureKind(error);
      if (kind === 'missing') return { kind: 'refused', look: { kind: 'missing' } };
      if (kind === 'denied') return { kind: 'refused', look: { kind: 'denied' } };
      throw error;
    },
  );
}

async function* open(place: Place, file: PinnedObject): AsyncGenerator<Uint8Array> {
  yield* readObject(await place.clients.s3(), file);
}

/** Copies by version and ETag, so that a file replaced since cannot slip in; then reads the copy, because its bytes are what is trained. */
async function freeze(place: Place, file: CheckedFile): Promise<S3Uri | 'changed'> {
  const { CopyObjectCommand } = await import('@aws-sdk/client-s3');
  const client = await place.clients.s3();
  const key = `frozen/${file.sha256}.jsonl`;
  const version = file.versionId ? `?versionId=${encodeURIComponent(file.versionId)}` : '';
  const source = `${bucketOf(file.uri)}/${keyOf(file.uri).split('/').map(encodeURIComponent).join('/')}${version}`;
  const copied = await client
    .send(new CopyObjectCommand({ Bucket: place.bucket, Key: key, CopySource: source, CopySourceIfMatch: file.etag }))
    .then(
      ({ CopyObjectResult, VersionId }) => ({ etag: CopyObjectResult?.ETag ?? '', versionId: VersionId }),
      (error: unknown) => {
        const kind = failureKind(error);
        if (kind === 'conflict' || kind === 'missing') return undefined;
        throw error;
      },
    );
  if (!copied) return 'changed';
  const uri = s3Uri(place.bucket, key);
  const hash = createHash('sha256');
  for await (const chunk of open(place, { uri, bytes: file.bytes, ...copied })) hash.update(chunk);
  return hash.digest('hex') === file.sha256 ? uri : 'changed';
}
