import crypto from 'node:crypto';
import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  type CreateMultipartUploadCommandInput,
  GetObjectCommand,
  HeadObjectCommand,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { startTally } from '@rung/sandbox/s3/checksums.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bytes, refusal, type S3Server, startS3 } from './s3-server.ts';

const Bucket = 'multipart';
const MIB = 1024 * 1024;
let server: S3Server;

beforeAll(async () => {
  server = await startS3();
  server.s3.createBucket(Bucket, 'us-east-1');
});
afterAll(() => server.discard());

async function start(Key: string, more: Partial<CreateMultipartUploadCommandInput> = {}): Promise<string> {
  const { UploadId = '' } = await server.client.send(new CreateMultipartUploadCommand({ Bucket, Key, ...more }));
  return UploadId;
}

interface Sent {
  Key: string;
  UploadId: string;
  PartNumber: number;
  Body: Buffer | string;
}

async function send(part: Sent): Promise<CompletedPart> {
  const { ETag, ChecksumSHA256 } = await server.client.send(new UploadPartCommand({ Bucket, ...part }));
  return { PartNumber: part.PartNumber, ETag, ChecksumSHA256 };
}

const complete = (upload: { Key: string; UploadId: string }, Parts: CompletedPart[], more: object = {}) =>
  server.client.send(new CompleteMultipartUploadCommand({ Bucket, ...upload, MultipartUpload: { Parts }, ...more }));

const md5 = (content: Buffer | string) => crypto.createHash('md5').update(content).digest();

test('64 MB from a stream of unknown length arrive whole, with the ETag of their parts', async () => {
  const piece = bytes(MIB);
  const whole = crypto.createHash('sha256');
  const pieces = function* () {
    for (let index = 0; index < 64; index++) {
      piece.writeUInt32BE(index);
      whole.update(piece);
      yield Buffer.from(piece);
    }
  };
  const partSize = 8 * MIB;

  const done = await new Upload({
    client: server.client,
    partSize,
    params: { Bucket, Key: '64 MB', Body: Readable.from(pieces()), ContentType: 'application/jsonl' },
  }).done();

  const got = await server.client.send(new GetObjectCommand({ Bucket, Key: '64 MB' }));
  const hash = crypto.createHash('sha256');
  const partHashes: Buffer[] = [];
  let part: Buffer[] = [];
  for await (const chunk of got.Body as AsyncIterable<Buffer>) {
    hash.update(chunk);
    part.push(chunk);
    for (let held = Buffer.concat(part); held.length >= partSize; held = Buffer.concat(part)) {
      partHashes.push(md5(held.subarray(0, partSize)));
      part = [held.subarray(partSize)];
    }
  }
  expect(hash.digest('hex')).toBe(whole.digest('hex'));
  expect([got.ContentLength, got.ContentType]).toEqual([64 * MIB, 'application/jsonl']);
  expect(done.ETag).toBe(`"${md5(Buffer.concat(partHashes)).toString('hex')}-8"`);
  expect(got.ETag).toBe(done.ETag);
});

test('parts may come in any order and again; the object is made of the last ones, in the order of their numbers', async () => {
  const upload = { Key: 'order', UploadId: await start('order') };
  const [first, last] = [bytes(5 * MIB, 1), Buffer.from('end')];
  const two = await send({ ...upload, PartNumber: 7, Body: last });
  const stale = await send({ ...upload, PartNumber: 3, Body: bytes(5 * MIB, 2) });
  const one = await send({ ...upload, PartNumber: 3, Body: first });

  const refused = await refusal(complete(upload, [stale, two]));
  const done = await complete(upload, [one, two]);

  expect(refused).toMatchObject({ name: 'InvalidPart', status: 400 });
  const { Body } = await server.client.send(new GetObjectCommand({ Bucket, Key: 'order' }));
  expect(Buffer.from((await Body?.transformToByteArray()) ?? []).equals(Buffer.concat([first, last]))).toBe(true);
  expect(done.ETag).toBe(`"${md5(Buffer.concat([md5(first), md5(last)])).toString('hex')}-2"`);
});

test('nothing is to be seen of an upload until it is complete, and the old object stays until then', async () => {
  await server.s3.put(Bucket, 'later', 'old');
  const upload = { Key: 'later', UploadId: await start('later') };
  const part = await send({ ...upload, PartNumber: 1, Body: 'new!' });

  const before = server.s3.get(Bucket, 'later')?.size;
  await complete(upload, [part]);

  expect([before, server.s3.get(Bucket, 'later')?.size]).toEqual([3, 4]);
});

test.each([
  ['COMPOSITE', 'SHA256', undefined],
  ['FULL_OBJECT', 'CRC32', 'FULL_OBJECT'],
  ['FULL_OBJECT', 'CRC64NVME', undefined],
] as const)('a %s checksum is kept of an upload with %s', async (type, ChecksumAlgorithm, ChecksumType) => {
  const Key = `checksum ${ChecksumAlgorithm}`;
  const upload = { Key, UploadId: await start(Key, { ChecksumAlgorithm, ChecksumType }) };
  const contents = [bytes(5 * MIB), Buffer.from('tail')];
  const parts: CompletedPart[] = [];
  for (const [index, Body] of contents.entries()) {
    const sent = await server.client.send(
      new UploadPartCommand({ Bucket, ...upload, PartNumber: index + 1, Body, ChecksumAlgorithm }),
    );
    parts.push({ PartNumber: index + 1, ETag: sent.ETag });
  }

  const done = await complete(upload, parts);

  const digest = (...pieces: Buffer[]) => {
    const tally = startTally([ChecksumAlgorithm]);
    for (const piece of pieces) tally.update(piece);
    return tally.digest(ChecksumAlgorithm);
  };
  const value =
    type === 'COMPOSITE'
      ? `${digest(...contents.map((content) => digest(content))).toString('base64')}-2`
      : digest(...contents).toString('base64');
  const head = await server.client.send(new HeadObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' }));
  for (const answer of [done, head])
    expect([answer[`Checksum${ChecksumAlgorithm}`], answer.ChecksumType]).toEqual([value, type]);
});

test('a checksum of the whole that is wrong refuses the completion', async () => {
  const upload = {
    Key: 'bad',
    UploadId: await start('bad', { ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT' }),
  };
  const part = await send({ ...upload, PartNumber: 1, Body: 'x' });

  const refused = await refusal(complete(upload, [part], { ChecksumCRC32: 'AAAAAA==', ChecksumType: 'FULL_OBJECT' }));

  expect(refused).toMatchObject({ name: 'BadDigest', status: 400 });
  expect(server.s3.get(Bucket, 'bad')).toBeUndefined();
});

test('a part with another checksum than the upload announced is refused', async () => {
  const upload = { Key: 'mixed', UploadId: await start('mixed', { ChecksumAlgorithm: 'SHA256' }) };

  const refused = await refusal(send({ ...upload, PartNumber: 1, Body: 'x' }));

  expect(refused).toMatchObject({
    name: 'InvalidRequest',
    message: expect.stringContaining('expected checksum Type: sha256'),
  });
});

test('an upload is refused completion with parts out of order, too small, missing or none', async () => {
  const upload = { Key: 'refused', UploadId: await start('refused') };
  const one = await send({ ...upload, PartNumber: 1, Body: 'short' });
  const two = await send({ ...upload, PartNumber: 2, Body: 'end' });

  const refused = await Promise.all(
    [[two, one], [one, two], [{ PartNumber: 9, ETag: '"00"' }], [{ ...one, ChecksumCRC32: 'AAAAAA==' }], []].map(
      (parts) => refusal(complete(upload, parts)),
    ),
  );

  expect(refused.map(({ name }) => name)).toEqual([
    'InvalidPartOrder',
    'EntityTooSmall',
    'InvalidPart',
    'InvalidPart',
    'MalformedXML',
  ]);
});

test('part numbers go from 1 to 10,000', async () => {
  const upload = { Key: 'numbers', UploadId: await start('numbers') };

  const refused = await Promise.all(
    [0, 10_001].map((PartNumber) => refusal(send({ ...upload, PartNumber, Body: 'x' }))),
  );

  expect(refused.map(({ name }) => name)).toEqual(['InvalidArgument', 'InvalidArgument']);
});

test('the parts of an upload are listed in pages', async () => {
  const upload = { Key: 'listed', UploadId: await start('listed') };
  for (const PartNumber of [4, 1, 2]) await send({ ...upload, PartNumber, Body: `part ${PartNumber}` });

  const first = await server.client.send(new ListPartsCommand({ Bucket, ...upload, MaxParts: 2 }));
  const rest = await server.client.send(
    new ListPartsCommand({ Bucket, ...upload, PartNumberMarker: first.NextPartNumberMarker }),
  );

  expect(first.Parts?.map(({ PartNumber, Size }) => [PartNumber, Size])).toEqual([
    [1, 6],
    [2, 6],
  ]);
  expect([first.IsTruncated, rest.IsTruncated, rest.Parts?.[0]?.ETag]).toEqual([
    true,
    false,
    `"${md5('part 4').toString('hex')}"`,
  ]);
});

test('an aborted upload is gone, and so is one that is complete', async () => {
  const aborted = { Key: 'gone', UploadId: await start('gone') };
  const part = await send({ ...aborted, PartNumber: 1, Body: 'x' });
  await server.client.send(new AbortMultipartUploadCommand({ Bucket, ...aborted }));
  const done = { Key: 'gone', UploadId: await start('gone') };
  await complete(done, [await send({ ...done, PartNumber: 1, Body: 'x' })]);

  const refused = [
    await refusal(send({ ...aborted, PartNumber: 2, Body: 'x' })),
    await refusal(complete(aborted, [part])),
    await refusal(complete(done, [part])),
    await refusal(send({ Key: 'another key', UploadId: await start('gone'), PartNumber: 1, Body: 'x' })),
  ];

  expect(refused.map(({ name, status }) => [name, status])).toEqual(Array(4).fill(['NoSuchUpload', 404]));
});

test('memory stays flat while 256 MB pass through one put', async () => {
  const piece = bytes(MIB);
  const Body = Readable.from(
    (function* () {
      for (let index = 0; index < 256; index++) yield piece;
    })(),
  );
  const before = process.memoryUsage().arrayBuffers;
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().arrayBuffers);
  }, 5);

  await server.client.send(new PutObjectCommand({ Bucket, Key: 'flat', Body, ContentLength: 256 * MIB }));
  clearInterval(watch);

  expect(server.s3.get(Bucket, 'flat')?.size).toBe(256 * MIB);
  expect(peak - before).toBeLessThan(128 * MIB);
});
