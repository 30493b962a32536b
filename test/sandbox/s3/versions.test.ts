import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { refusal, type S3Server, startS3 } from './s3-server.ts';

let server: S3Server;
let Bucket: string;

beforeAll(async () => {
  server = await startS3();
});
afterAll(() => server.discard());
beforeEach(() => {
  Bucket = `versions-${crypto.randomUUID()}`;
  server.s3.createBucket(Bucket, 'us-east-1');
});

const setVersioning = (Status: 'Enabled' | 'Suspended') =>
  server.client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status } }));

async function put(Key: string, Body: string): Promise<string> {
  const { VersionId = '' } = await server.client.send(new PutObjectCommand({ Bucket, Key, Body }));
  return VersionId;
}

async function read(Key: string, VersionId?: string): Promise<string | undefined> {
  const { Body } = await server.client.send(new GetObjectCommand({ Bucket, Key, VersionId }));
  return Body?.transformToString();
}

const remove = (Key: string, VersionId?: string) =>
  server.client.send(new DeleteObjectCommand({ Bucket, Key, VersionId }));

test('versioning is off until it is switched on, then on or suspended', async () => {
  const status = async () => (await server.client.send(new GetBucketVersioningCommand({ Bucket }))).Status;

  const seen = [await status()];
  for (const next of ['Enabled', 'Suspended'] as const) {
    await setVersioning(next);
    seen.push(await status());
  }

  expect(seen).toEqual([undefined, 'Enabled', 'Suspended']);
});

test('every put makes a version, and each stays readable by its id', async () => {
  await setVersioning('Enabled');
  const first = await put('k', 'one');
  const second = await put('k', 'two');

  const newest = await server.client.send(new HeadObjectCommand({ Bucket, Key: 'k' }));

  expect([await read('k'), await read('k', first), await read('k', second)]).toEqual(['two', 'one', 'two']);
  expect(newest.VersionId).toBe(second);
  expect(server.s3.get(Bucket, 'k')?.versionId).toBe(second);
});

test('what was there before versioning is version "null"', async () => {
  const before = await put('k', 'old');
  await setVersioning('Enabled');
  await put('k', 'new');

  expect([before, await read('k', 'null')]).toEqual(['', 'old']);
});

test('a delete hides the object behind a marker, and taking the marker away shows it again', async () => {
  await setVersioning('Enabled');
  const version = await put('k', 'kept');

  const { DeleteMarker, VersionId: marker } = await remove('k');
  const hidden = await server.send(`GET /${Bucket}/k`);
  const direct = await server.send(`GET /${Bucket}/k?versionId=${marker}`);
  const stillThere = await read('k', version);
  const undone = await remove('k', marker);

  expect(DeleteMarker).toBe(true);
  expect([hidden.status, hidden.headers.get('x-amz-delete-marker')]).toEqual([404, 'true']);
  expect([direct.status, direct.headers.get('allow')]).toEqual([405, 'DELETE']);
  expect(stillThere).toBe('kept');
  expect([undone.DeleteMarker, undone.VersionId]).toEqual([true, marker]);
  expect(await read('k')).toBe('kept');
});

test('a delete with a version id takes that version away for good', async () => {
  await setVersioning('Enabled');
  const first = await put('k', 'one');
  const second = await put('k', 'two');

  await remove('k', second);

  expect(await read('k')).toBe('one');
  expect(await refusal(read('k', second))).toMatchObject({ name: 'NoSuchVersion', status: 404 });
  expect(await read('k', first)).toBe('one');
});

test('a version id of another shape is an invalid argument', async () => {
  expect(await refusal(read('k', 'no version'))).toMatchObject({ name: 'InvalidArgument', status: 400 });
});

test('while versioning is suspended, puts and deletes replace the "null" version only', async () => {
  await setVersioning('Enabled');
  const kept = await put('k', 'versioned');
  await setVersioning('Suspended');

  await put('k', 'null one');
  await put('k', 'null two');
  const afterPuts = await versions();
  await remove('k');

  expect(afterPuts.map(({ VersionId }) => VersionId)).toEqual(['null', kept]);
  expect((await versions()).map(({ VersionId }) => VersionId)).toEqual([kept]);
  expect(await refusal(read('k'))).toMatchObject({ name: 'NoSuchKey' });
});

async function versions() {
  return (await server.client.send(new ListObjectVersionsCommand({ Bucket }))).Versions ?? [];
}

test('a copy can be made of an old version, and says of which', async () => {
  await setVersioning('Enabled');
  const first = await put('k', 'one');
  await put('k', 'two');

  const copied = await server.client.send(
    new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/k?versionId=${first}` }),
  );

  expect(copied.CopySourceVersionId).toBe(first);
  expect(await read('copy', copied.VersionId)).toBe('one');
});

test('an old version copied onto its own key is current again', async () => {
  await setVersioning('Enabled');
  const first = await put('k', 'one');
  await put('k', 'two');

  await server.client.send(new CopyObjectCommand({ Bucket, Key: 'k', CopySource: `${Bucket}/k?versionId=${first}` }));

  expect([await read('k'), (await versions()).length]).toEqual(['one', 3]);
});

test('versions are listed by key, newest first, with markers, in pages that lose nothing', async () => {
  await setVersioning('Enabled');
  const made = { a: [await put('a', '1'), await put('a', '2'), await put('a', '3')], b: [await put('b/x', '1')] };
  const { VersionId: marker } = await remove('a');

  const seen: [string | undefined, string | undefined, boolean | undefined][] = [];
  let next: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } = {};
  for (;;) {
    const page = await server.client.send(new ListObjectVersionsCommand({ Bucket, MaxKeys: 2, ...next }));
    for (const { Key, VersionId, IsLatest } of [...(page.DeleteMarkers ?? []), ...(page.Versions ?? [])])
      seen.push([Key, VersionId, IsLatest]);
    if (!page.IsTruncated) break;
    next = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker };
  }

  expect(seen).toEqual([
    ['a', marker, true],
    ['a', made.a[2], false],
    ['a', made.a[1], false],
    ['a', made.a[0], false],
    ['b/x', made.b[0], true],
  ]);
});
