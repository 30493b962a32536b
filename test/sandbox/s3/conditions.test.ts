import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refusal, type S3Server, startS3 } from './s3-server.ts';

const Bucket = 'conditions';
let server: S3Server;

beforeAll(async () => {
  server = await startS3();
  server.s3.createBucket(Bucket, 'us-east-1');
});
afterAll(() => server.discard());

const put = (Key: string, more: object = {}) =>
  server.client.send(new PutObjectCommand({ Bucket, Key, Body: 'x', ...more }));

test('of 50 puts that each want to be the first, one is', async () => {
  const attempts = Array.from({ length: 50 }, (_, index) => put('race', { Body: `writer ${index}`, IfNoneMatch: '*' }));

  const results = await Promise.allSettled(attempts);

  const winners = results.flatMap((result, index) => (result.status === 'fulfilled' ? [index] : []));
  const losers = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.name] : []));
  expect(winners).toHaveLength(1);
  expect(new Set(losers)).toEqual(new Set(['PreconditionFailed']));
  const { Body } = await server.client.send(new GetObjectCommand({ Bucket, Key: 'race' }));
  expect(await Body?.transformToString()).toBe(`writer ${winners[0]}`);
});

test('of 20 puts that each replace what they read, one does', async () => {
  const { ETag: IfMatch } = await put('swap', { Body: 'old' });

  const results = await Promise.allSettled(
    Array.from({ length: 20 }, (_, index) => put('swap', { Body: `new ${index}`, IfMatch })),
  );

  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('a put with If-Match needs the object, with that ETag', async () => {
  const { ETag } = await put('present');

  const missing = await refusal(put('absent', { IfMatch: ETag }));
  const stale = await refusal(put('present', { IfMatch: '"0000"' }));
  await put('present', { IfMatch: ETag, Body: 'new' });

  expect([missing, stale].map(({ name, status }) => [name, status])).toEqual([
    ['NoSuchKey', 404],
    ['PreconditionFailed', 412],
  ]);
});

test('If-None-Match of a put takes "*" only', async () => {
  expect(await refusal(put('etag', { IfNoneMatch: '"abc"' }))).toMatchObject({ name: 'NotImplemented', status: 501 });
});

test.each([
  ['If-Match with its ETag', { 'if-match': 'mine' }, 200],
  ['If-Match with another', { 'if-match': '"0000"' }, 412],
  ['If-None-Match with its ETag', { 'if-none-match': 'mine' }, 304],
  ['If-None-Match with another', { 'if-none-match': '"0000"' }, 200],
  ['If-None-Match with anything', { 'if-none-match': '*' }, 304],
  ['If-None-Match with its ETag among others', { 'if-none-match': '"0000", mine' }, 304],
  ['both met', { 'if-match': 'mine', 'if-none-match': '"0000"' }, 200],
])('a read with %s answers', async (_, conditions, status) => {
  const { ETag = '' } = await put('read');
  const headers = Object.fromEntries(
    Object.entries(conditions).map(([name, value]) => [name, value.replace('mine', ETag)]),
  );

  const got = await server.send(`GET /${Bucket}/read`, { headers });
  const head = await server.send(`HEAD /${Bucket}/read`, { headers });

  expect([got.status, head.status]).toEqual([status, status]);
  if (status === 304) expect([got.headers.get('etag'), await got.text()]).toEqual([ETag, '']);
});

test('a reader may ask for what changed since a second, or did not', async () => {
  await put('dated');
  const { LastModified = new Date(0) } = await server.client.send(new HeadObjectCommand({ Bucket, Key: 'dated' }));
  const earlier = new Date(LastModified.getTime() - 60_000);
  const read = (more: object) => server.client.send(new GetObjectCommand({ Bucket, Key: 'dated', ...more }));

  const unchanged = await refusal(read({ IfModifiedSince: LastModified }));
  const changed = await refusal(read({ IfUnmodifiedSince: earlier }));
  const both = await Promise.all([read({ IfModifiedSince: earlier }), read({ IfUnmodifiedSince: LastModified })]);

  expect([unchanged.status, changed.status, both.length]).toEqual([304, 412, 2]);
});

test('a copy is made of what was meant, and onto nothing else', async () => {
  const { ETag } = await put('source', { Body: 'checked' });
  await put('taken');
  const copy = (Key: string, more: object) =>
    server.client.send(new CopyObjectCommand({ Bucket, Key, CopySource: `${Bucket}/source`, ...more }));

  const other = await refusal(copy('frozen', { CopySourceIfMatch: '"0000"' }));
  const same = await refusal(copy('frozen', { CopySourceIfNoneMatch: ETag }));
  const taken = await refusal(copy('taken', { IfNoneMatch: '*' }));
  await copy('frozen', { CopySourceIfMatch: ETag, IfNoneMatch: '*' });

  expect([other, same, taken].map(({ name }) => name)).toEqual(Array(3).fill('PreconditionFailed'));
  expect(server.s3.get(Bucket, 'frozen')?.etag).toBe(ETag);
});

test('a multipart upload may be completed on condition, and stays when the condition fails', async () => {
  await put('parts');
  const { UploadId } = await server.client.send(new CreateMultipartUploadCommand({ Bucket, Key: 'parts' }));
  const { ETag } = await server.client.send(
    new UploadPartCommand({ Bucket, Key: 'parts', UploadId, PartNumber: 1, Body: 'parted' }),
  );
  const complete = (more: object) =>
    server.client.send(
      new CompleteMultipartUploadCommand({
        Bucket,
        Key: 'parts',
        UploadId,
        MultipartUpload: { Parts: [{ PartNumber: 1, ETag }] },
        ...more,
      }),
    );

  const refused = await refusal(complete({ IfNoneMatch: '*' }));
  await complete({});

  expect(refused).toMatchObject({ name: 'PreconditionFailed', status: 412 });
  expect(server.s3.get(Bucket, 'parts')?.size).toBe(6);
});

test('a delete on condition deletes what was meant', async () => {
  const { ETag } = await put('doomed');
  const remove = (Key: string, IfMatch: string | undefined) =>
    server.client.send(new DeleteObjectCommand({ Bucket, Key, IfMatch }));

  const stale = await refusal(remove('doomed', '"0000"'));
  const absent = await refusal(remove('never', '*'));
  await remove('doomed', ETag);

  expect([stale.name, absent.name]).toEqual(['PreconditionFailed', 'NoSuchKey']);
  expect(server.s3.get(Bucket, 'doomed')).toBeUndefined();
});
