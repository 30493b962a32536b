import crypto from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { Readable } from 'node:stream';
import { ChecksumAlgorithm, GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { ALGORITHM_NAMES, startTally } from '@rung/sandbox/s3/checksums.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bytes, refusal, type S3Server, startS3 } from './s3-server.ts';

const Bucket = 'checksums';
let server: S3Server;

beforeAll(async () => {
  server = await startS3();
  server.s3.createBucket(Bucket, 'us-east-1');
});
afterAll(() => server.discard());

const blobCount = () => fs.readdirSync(path.join(server.directory, 'blobs')).length;

/** What stays of a put that was refused: nothing, or the object that was there. */
const kept = (key: string) => server.s3.get(Bucket, key);

test.each(ALGORITHM_NAMES)('%s does not depend on how the bytes are cut', (algorithm) => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 5 }), (pieces) => {
      const cut = startTally([algorithm]);
      const whole = startTally([algorithm]);

      for (const piece of pieces) cut.update(piece);
      whole.update(Buffer.concat(pieces));

      expect(cut.digest(algorithm)).toEqual(whole.digest(algorithm));
      expect(cut.size()).toBe(whole.size());
    }),
  );
});

test.each([
  ['CRC32', 'y/Q5Jg=='],
  ['CRC32C', '4waSgw=='],
  ['CRC64NVME', 'rosUhgp5mIg='],
] as const)('%s of "123456789" is the published check value', (algorithm, check) => {
  const tally = startTally([algorithm]);

  tally.update(Buffer.from('123456789'));

  expect(tally.digest(algorithm).toString('base64')).toBe(check);
});

const SENT = ['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const;

test.each(SENT.flatMap((algorithm) => [[algorithm, 'a buffer'] as const, [algorithm, 'a stream'] as const]))(
  '%s sent with %s is verified, kept, and sent back',
  async (algorithm, kind) => {
    const content = bytes(70_000);
    const Body = kind === 'a stream' ? Readable.from([content]) : content;
    const Key = `${algorithm} ${kind}`;

    await server.client.send(
      new PutObjectCommand({ Bucket, Key, Body, ContentLength: content.length, ChecksumAlgorithm: algorithm }),
    );

    const got = await server.client.send(new GetObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' }));
    const tally = startTally([algorithm]);
    tally.update(content);
    expect(got[`Checksum${algorithm}`]).toBe(tally.digest(algorithm).toString('base64'));
    expect(got.ChecksumType).toBe('FULL_OBJECT');
    expect(Buffer.from((await got.Body?.transformToByteArray()) ?? []).equals(content)).toBe(true);
  },
);

test('the algorithms that the sandbox does not know are those that its coverage names', () => {
  const unknown = Object.values(ChecksumAlgorithm).filter((name) => !ALGORITHM_NAMES.some((known) => known === name));

  expect(unknown).toEqual(['XXHASH128', 'XXHASH3', 'XXHASH64']);
});

test('an object that came without a checksum has a CRC64NVME', async () => {
  await server.send(`PUT /${Bucket}/bare`, { body: '123456789' });

  const head = await server.client.send(new HeadObjectCommand({ Bucket, Key: 'bare', ChecksumMode: 'ENABLED' }));

  expect([head.ChecksumCRC64NVME, head.ChecksumType]).toEqual(['rosUhgp5mIg=', 'FULL_OBJECT']);
});

test('no checksum of the whole object comes with a part of it', async () => {
  await server.send(`PUT /${Bucket}/part`, { body: '123456789' });

  const reply = await server.send(`GET /${Bucket}/part`, {
    headers: { range: 'bytes=0-3', 'x-amz-checksum-mode': 'ENABLED' },
  });

  expect([reply.status, reply.headers.get('x-amz-checksum-crc64nvme')]).toEqual([206, null]);
});

const wrong = {
  ChecksumCRC32: 'AAAAAA==',
  ChecksumCRC32C: 'AAAAAA==',
  ChecksumCRC64NVME: 'AAAAAAAAAAA=',
  ChecksumSHA1: Buffer.alloc(20).toString('base64'),
  ChecksumSHA256: Buffer.alloc(32).toString('base64'),
  ChecksumSHA512: Buffer.alloc(64).toString('base64'),
  ContentMD5: Buffer.alloc(16).toString('base64'),
};

test.each(Object.entries(wrong))('a wrong %s is a BadDigest and leaves the old object', async (member, value) => {
  const Key = `wrong ${member}`;
  await server.s3.put(Bucket, Key, 'old');
  const blobs = blobCount();

  const refused = await refusal(
    server.client.send(new PutObjectCommand({ Bucket, Key, Body: 'new', [member]: value })),
  );

  expect(refused).toMatchObject({ name: 'BadDigest', status: 400 });
  expect([kept(Key)?.size, blobCount()]).toEqual([3, blobs]);
  expect(kept(Key)?.etag).toBe(`"${crypto.createHash('md5').update('old').digest('hex')}"`);
});

test.each([
  ['x-amz-checksum-crc32', 'AAA=', 'InvalidRequest'],
  ['content-md5', 'bm90', 'InvalidDigest'],
  ['x-amz-content-sha256', '0'.repeat(64), 'XAmzContentSHA256Mismatch'],
  ['x-amz-sdk-checksum-algorithm', 'CRC32', 'InvalidRequest'],
])('%s: %s is refused with %s', async (name, value, code) => {
  const reply = await server.send(`PUT /${Bucket}/malformed`, { body: 'x', headers: { [name]: value } });

  expect([reply.status, await reply.text()]).toEqual([400, expect.stringContaining(`<Code>${code}</Code>`)]);
  expect(kept('malformed')).toBeUndefined();
});

test('two checksums at once are refused', async () => {
  const headers = { 'x-amz-checksum-crc32': 'AAAAAA==', 'x-amz-checksum-sha1': wrong.ChecksumSHA1 };

  const reply = await server.send(`PUT /${Bucket}/two`, { body: 'x', headers });

  expect([reply.status, await reply.text()]).toEqual([
    400,
    expect.stringContaining('Expecting a single x-amz-checksum-'),
  ]);
});

const CHUNKED = {
  'content-encoding': 'aws-chunked',
  'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
  'x-amz-trailer': 'x-amz-checksum-crc32',
  'x-amz-decoded-content-length': '9',
};

const putChunked = (key: string, body: string, headers: object = {}) =>
  server.send(`PUT /${Bucket}/${key}`, { body, headers: { ...CHUNKED, ...headers } });

test('a signed chunked upload is taken without its signatures', async () => {
  const body =
    '4;chunk-signature=ab\r\n1234\r\n5;chunk-signature=cd\r\n56789\r\n0;chunk-signature=ef\r\nx-amz-checksum-crc32:y/Q5Jg==\r\nx-amz-trailer-signature:01\r\n\r\n';

  const reply = await putChunked('signed', body, {
    'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER',
  });

  expect([reply.status, kept('signed')?.size]).toEqual([200, 9]);
});

test.each([
  ['a wrong checksum behind the bytes', '9\r\n123456789\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n', 'BadDigest'],
  ['no checksum where one was announced', '9\r\n123456789\r\n0\r\n\r\n', 'InvalidRequest'],
  ['fewer bytes than announced', '3\r\n123\r\n0\r\nx-amz-checksum-crc32:iGMwBw==\r\n\r\n', 'IncompleteBody'],
  ['an end in the middle of a chunk', '9\r\n12345', 'IncompleteBody'],
  ['an end before the last chunk', '9\r\n123456789\r\n', 'IncompleteBody'],
  ['a chunk length that is none', 'zz\r\n123456789\r\n0\r\n\r\n', 'IncompleteBody'],
  ['more bytes in a chunk than its length', '8\r\n123456789\r\n0\r\n\r\n', 'IncompleteBody'],
])('%s: %j is refused with %s', async (_, body, code) => {
  const reply = await putChunked('chunked', body);

  expect([reply.status, await reply.text()]).toEqual([400, expect.stringContaining(`<Code>${code}</Code>`)]);
  expect(kept('chunked')).toBeUndefined();
});

test('chunk framing is found wherever the network cuts it', async () => {
  const content = bytes(3000);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 2999 }), { maxLength: 6 }), async (cuts) => {
      const edges = [0, ...[...new Set(cuts)].sort((a, b) => a - b), 3000];
      const pieces = edges.slice(1).map((end, index) => content.subarray(edges[index], end));

      await server.client.send(
        new PutObjectCommand({ Bucket, Key: 'cut', Body: Readable.from(pieces), ContentLength: 3000 }),
      );

      const { Body } = await server.client.send(new GetObjectCommand({ Bucket, Key: 'cut' }));
      expect(Buffer.from((await Body?.transformToByteArray()) ?? []).equals(content)).toBe(true);
    }),
    { numRuns: 40 },
  );
});

test('a body of unknown length is refused as S3 refuses it', async () => {
  const body = new Blob(['x']).stream();

  const plain = await server.send(`PUT /${Bucket}/unknown`, { body, duplex: 'half' } as RequestInit);
  const { 'x-amz-decoded-content-length': _, ...headers } = CHUNKED;
  const chunked = await server.send(`PUT /${Bucket}/unknown`, { body: '0\r\n\r\n', headers });

  expect([plain.status, chunked.status]).toEqual([501, 411]);
  expect(await plain.text()).toContain('<Header>Transfer-Encoding</Header>');
});

test('an upload whose connection breaks leaves the old object', async () => {
  await server.s3.put(Bucket, 'broken', 'old');
  const before = server.exchanges.length;
  const blobs = blobCount();

  await new Promise<void>((resolve) => {
    const socket = net.connect(Number(new URL(server.url).port), '127.0.0.1', () => {
      const scope = 'AWS4-HMAC-SHA256 Credential=A/20261121/us-east-1/s3/aws4_request';
      socket.write(
        `PUT /${Bucket}/broken HTTP/1.1\r\nHost: x\r\nAuthorization: ${scope}\r\nContent-Length: 100\r\n\r\nnew`,
      );
      setTimeout(() => socket.destroy(), 50);
    });
    socket.on('close', () => resolve());
  });
  await expect.poll(() => server.exchanges.length).toBeGreaterThan(before);

  expect(server.exchanges.at(-1)).toMatchObject({ operation: 'PutObject', error: { code: 'IncompleteBody' } });
  expect([kept('broken')?.size, blobCount()]).toEqual([3, blobs]);
});
