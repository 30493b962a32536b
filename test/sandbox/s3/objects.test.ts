import { Readable } from 'node:stream';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bytes, refusal, type S3Server, startS3 } from './s3-server.ts';

const Bucket = 'objects';
let server: S3Server;

beforeAll(async () => {
  server = await startS3();
  server.s3.createBucket(Bucket, 'us-east-1');
  server.s3.createBucket('elsewhere', 'eu-west-1');
});
afterAll(() => server.discard());

async function read(Key: string, more: object = {}): Promise<Buffer> {
  const { Body } = await server.client.send(new GetObjectCommand({ Bucket, Key, ...more }));
  return Buffer.from((await Body?.transformToByteArray()) ?? []);
}

test('a stream of 300,000 bytes is stored as 300,000 bytes', async () => {
  const sent = bytes(300_000);
  const pieces = [sent.subarray(0, 7), sent.subarray(7, 70_000), sent.subarray(70_000, 70_001), sent.subarray(70_001)];
  const Body = Readable.from(pieces);

  await server.client.send(new PutObjectCommand({ Bucket, Key: 'stream', Body, ContentLength: sent.length }));

  expect((await read('stream')).equals(sent)).toBe(true);
  const { ContentEncoding } = await server.client.send(new HeadObjectCommand({ Bucket, Key: 'stream' }));
  expect(ContentEncoding).toBeUndefined();
});

test.each([
  ['a string', 'hellö'],
  ['an empty body', ''],
  ['three megabytes, sent after "100 Continue"', bytes(3_000_000)],
])('%s comes back as it was put', async (_, Body) => {
  const { ETag } = await server.client.send(new PutObjectCommand({ Bucket, Key: 'body', Body }));

  expect((await read('body')).equals(Buffer.from(Body))).toBe(true);
  expect(ETag).toMatch(/^"[0-9a-f]{32}"$/);
});

test('what describes an object is kept with it: type, encoding, caching, user metadata', async () => {
  const described = {
    ContentType: 'application/jsonl',
    ContentEncoding: 'gzip',
    CacheControl: 'no-store',
    ContentDisposition: 'attachment; filename="a b.jsonl"',
    ContentLanguage: 'de',
    Metadata: { plan: 'a=b; c', 'recipe-hash': 'f00' },
  };

  await server.client.send(
    new PutObjectCommand({
      Bucket,
      Key: 'described',
      Body: Readable.from([Buffer.from('zip')]),
      ContentLength: 3,
      ...described,
    }),
  );

  const head = await server.client.send(new HeadObjectCommand({ Bucket, Key: 'described' }));
  expect(head).toMatchObject({ ...described, ContentLength: 3, ServerSideEncryption: 'AES256' });
  expect(head.VersionId).toBeUndefined();
});

test('an object without a type is binary/octet-stream, and a reader may ask for another', async () => {
  await server.send(`PUT /${Bucket}/untyped`, { body: new Uint8Array([1]) });

  const plain = await server.send(`GET /${Bucket}/untyped`);
  const asked = await server.send(`GET /${Bucket}/untyped?response-content-type=text%2Fcsv`);

  expect([plain, asked].map((reply) => reply.headers.get('content-type'))).toEqual(['binary/octet-stream', 'text/csv']);
});

/** Any key that S3 takes: up to 1024 bytes of UTF-8, lone surrogates excepted. */
const key = fc
  .oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
    fc.string({
      unit: fc.constantFrom('/', '.', ' ', '+', '%', '&', '<', 'é', '🚀', '?', '#', '"', "'"),
      minLength: 1,
      maxLength: 12,
    }),
  )
  .filter((text) => !text.includes('\0'));

test('every key names its own object, whatever characters it is made of', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(key, { minLength: 2, maxLength: 3 }), async (keys) => {
      for (const Key of keys) await server.client.send(new PutObjectCommand({ Bucket, Key, Body: `at ${Key}` }));

      for (const Key of keys) {
        expect((await read(Key)).toString()).toBe(`at ${Key}`);
        expect(server.s3.get(Bucket, Key)?.key).toBe(Key);
      }
    }),
    { numRuns: 60 },
  );
});

test('"a/../b" is a key like any other and cannot leave its bucket', async () => {
  await server.client.send(new PutObjectCommand({ Bucket, Key: '../elsewhere/x', Body: 'dots' }));

  expect((await read('../elsewhere/x')).toString()).toBe('dots');
  expect(server.s3.list('elsewhere')).toEqual([]);
});

test('a key of 1024 bytes is taken and one of 1025 is too long', async () => {
  await server.client.send(new PutObjectCommand({ Bucket, Key: 'k'.repeat(1024), Body: 'x' }));

  const refused = await refusal(server.client.send(new PutObjectCommand({ Bucket, Key: 'k'.repeat(1025), Body: 'x' })));

  expect(refused).toMatchObject({ name: 'KeyTooLongError', status: 400 });
});

test('user metadata above 2 KB are refused', async () => {
  const Metadata = { long: 'x'.repeat(2049) };

  const refused = await refusal(server.client.send(new PutObjectCommand({ Bucket, Key: 'm', Body: 'x', Metadata })));

  expect(refused).toMatchObject({ name: 'MetadataTooLarge', status: 400 });
});

test('a range is the slice that it names', async () => {
  const whole = bytes(1000);
  await server.client.send(new PutObjectCommand({ Bucket, Key: 'ranged', Body: whole }));
  await fc.assert(
    fc.asyncProperty(
      fc.nat(999),
      fc.nat(1200),
      fc.constantFrom('closed', 'open', 'suffix'),
      async (start, more, kind) => {
        const [Range, slice] = {
          closed: [`bytes=${start}-${start + more}`, whole.subarray(start, start + more + 1)] as const,
          open: [`bytes=${start}-`, whole.subarray(start)] as const,
          suffix: [`bytes=-${more + 1}`, whole.subarray(-(more + 1))] as const,
        }[kind];

        const got = await server.client.send(new GetObjectCommand({ Bucket, Key: 'ranged', Range }));

        expect(Buffer.from((await got.Body?.transformToByteArray()) ?? []).equals(slice)).toBe(true);
        expect(got.$metadata.httpStatusCode).toBe(206);
        const first = 1000 - slice.length;
        const from = kind === 'suffix' ? first : start;
        expect(got.ContentRange).toBe(`bytes ${from}-${from + slice.length - 1}/1000`);
      },
    ),
  );
});

test.each(['bytes=1000-', 'bytes=5000-6000', 'bytes=-0'])('%s of 1000 bytes is no range', async (Range) => {
  await server.client.send(new PutObjectCommand({ Bucket, Key: 'thousand', Body: bytes(1000) }));

  const refused = await refusal(read('thousand', { Range }));

  expect(refused).toMatchObject({ name: 'InvalidRange', status: 416 });
});

test.each(['bytes=0-1,4-5', 'bytes=9-2', 'lines=1-2'])('%s means the whole object, as in S3', async (Range) => {
  await server.client.send(new PutObjectCommand({ Bucket, Key: 'ten', Body: bytes(10) }));

  const reply = await server.send(`GET /${Bucket}/ten`, { headers: { range: Range } });

  expect([reply.status, (await reply.arrayBuffer()).byteLength]).toEqual([200, 10]);
});

test('a missing key and a missing bucket are different errors', async () => {
  const key = await refusal(read('missing'));
  const bucket = await refusal(read('x', { Bucket: 'no-such' }));
  const head = await refusal(server.client.send(new HeadObjectCommand({ Bucket, Key: 'missing' })));

  expect([key, bucket, head].map(({ name, status }) => [name, status])).toEqual([
    ['NoSuchKey', 404],
    ['NoSuchBucket', 404],
    ['NotFound', 404],
  ]);
});

test('an error is S3 XML with its code, its message, its details and the request id of the header', async () => {
  const reply = await server.send(`GET /${Bucket}/${encodeURIComponent('<a & b>')}`);
  const body = await reply.text();

  expect(reply.headers.get('content-type')).toBe('application/xml');
  expect(body).toContain('<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message>');
  expect(body).toContain('<Key>&lt;a &amp; b&gt;</Key>');
  expect(body).toContain(`<RequestId>${reply.headers.get('x-amz-request-id')}</RequestId>`);
});

test('a deleted object is gone, and deleting it again is no error', async () => {
  await server.client.send(new PutObjectCommand({ Bucket, Key: 'gone', Body: 'x' }));

  for (const _ of [1, 2]) await server.client.send(new DeleteObjectCommand({ Bucket, Key: 'gone' }));

  expect(await refusal(read('gone'))).toMatchObject({ name: 'NoSuchKey' });
});

test('DeleteObjects deletes what it names, says so, and is silent when told to be', async () => {
  const keys = ['x&y', 'a<b>', 'tab\there', 'naïve 🚀'];
  for (const Key of keys) await server.client.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
  const [first = '', ...others] = keys;

  const loud = await server.client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: first }] } }));
  const quiet = await server.client.send(
    new DeleteObjectsCommand({ Bucket, Delete: { Quiet: true, Objects: others.map((Key) => ({ Key })) } }),
  );

  expect(loud.Deleted).toEqual([{ Key: first }]);
  expect(quiet.Deleted ?? []).toEqual([]);
  expect(keys.map((key) => server.s3.get(Bucket, key))).toEqual(keys.map(() => undefined));
});

test('DeleteObjects goes on past an object that it may not delete and reports it', async () => {
  for (const Key of ['kept', 'dropped']) await server.client.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
  const Objects = [{ Key: 'kept', ETag: '"0123"' }, { Key: 'dropped' }];

  const { Deleted, Errors } = await server.client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));

  expect(Deleted).toEqual([{ Key: 'dropped' }]);
  expect(Errors).toMatchObject([{ Key: 'kept', Code: 'PreconditionFailed' }]);
  expect(server.s3.get(Bucket, 'kept')).toBeDefined();
});

test.each([
  '<Delete><Object></Delete>',
  '<Delete></Delete>',
  'not xml',
  '<Other/>',
  '<Delete><Object><Key>&bad;</Key></Object></Delete>',
])('DeleteObjects refuses %s as malformed', async (body) => {
  const md5 = (await import('node:crypto')).createHash('md5').update(body).digest('base64');

  const reply = await server.send(`POST /${Bucket}?delete`, { body, headers: { 'content-md5': md5 } });

  expect([reply.status, await reply.text()]).toEqual([400, expect.stringContaining('<Code>MalformedXML</Code>')]);
});

test('a copy has the bytes and the description of its source, also across regions', async () => {
  const Key = 'from here/é+%.jsonl';
  await server.client.send(
    new PutObjectCommand({ Bucket, Key, Body: 'abc', ContentType: 'text/x', Metadata: { a: 'b' } }),
  );
  const CopySource = `${Bucket}/${encodeURIComponent(Key)}`;
  const european = server.connect({ region: 'eu-west-1' });

  const { CopyObjectResult } = await european.send(
    new CopyObjectCommand({ Bucket: 'elsewhere', Key: 'copy', CopySource }),
  );

  const head = await european.send(new HeadObjectCommand({ Bucket: 'elsewhere', Key: 'copy' }));
  expect(head).toMatchObject({
    ContentType: 'text/x',
    Metadata: { a: 'b' },
    ETag: CopyObjectResult?.ETag,
    ContentLength: 3,
  });
});

test('a copy with REPLACE takes its description from the request', async () => {
  await server.client.send(new PutObjectCommand({ Bucket, Key: 'self', Body: 'abc', Metadata: { old: '1' } }));
  const itself = { Bucket, Key: 'self', CopySource: `${Bucket}/self` };

  const refused = await refusal(server.client.send(new CopyObjectCommand(itself)));
  await server.client.send(new CopyObjectCommand({ ...itself, MetadataDirective: 'REPLACE', Metadata: { new: '2' } }));

  expect(refused).toMatchObject({ name: 'InvalidRequest', status: 400 });
  expect((await server.client.send(new HeadObjectCommand({ Bucket, Key: 'self' }))).Metadata).toEqual({ new: '2' });
  expect((await read('self')).toString()).toBe('abc');
});

test('the other services of the sandbox read and write the same objects', async () => {
  await server.s3.put(Bucket, 'inside/out.jsonl', Readable.from([Buffer.from('{"a":'), Buffer.from('1}')]), {
    contentType: 'application/jsonl',
  });

  const got = await server.client.send(new GetObjectCommand({ Bucket, Key: 'inside/out.jsonl' }));

  expect(await got.Body?.transformToString()).toBe('{"a":1}');
  expect(got.ContentType).toBe('application/jsonl');
  expect(server.s3.list(Bucket, 'inside/').map(({ key, size, etag }) => [key, size, etag])).toEqual([
    ['inside/out.jsonl', 7, got.ETag],
  ]);
  expect(server.s3.get(Bucket, 'nothing')).toBeUndefined();
  await expect(server.s3.put('no-such', 'k', 'x')).rejects.toMatchObject({ code: 'NoSuchBucket' });
});
