import { CreateBucketCommand, PutBucketVersioningCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { type PinnedObject, readObject } from '@rung/aws/read-object.ts';
import { s3Uri } from '@rung/core/s3-uri.ts';
import { startAwsFront } from '@rung/sandbox/aws-front.ts';
import type { Handler, Listening, Outgoing } from '@rung/sandbox/kit/http.ts';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { bytes, CREDENTIALS, type S3Server, startS3 } from '../sandbox/s3/s3-server.ts';

const MIB = 1024 * 1024;
/** Six ranges. */
const LARGE = bytes(20 * MIB + 17);

let server: S3Server;
let front: Listening;
/** Reaches the same S3 by way of what the test does to it. */
let client: S3Client;
let large: PinnedObject;
/** Ranges that were asked for, with the object's address before them. */
let asked: string[] = [];
let disturb: (range: string, reply: Outgoing) => void = () => undefined;

beforeAll(async () => {
  server = await startS3();
  const disturbed: Handler = (request, reply) => {
    const { range } = request.headers;
    if (range) asked.push(`${request.url} ${range}`);
    if (range) disturb(range, reply);
    return server.s3.handler(request, reply);
  };
  front = await startAwsFront({ s3: disturbed });
  client = new S3Client({ region: 'us-east-1', endpoint: front.url, credentials: CREDENTIALS, forcePathStyle: true });
  for (const Bucket of ['plain', 'versioned']) await client.send(new CreateBucketCommand({ Bucket }));
  const VersioningConfiguration = { Status: 'Enabled' } as const;
  await client.send(new PutBucketVersioningCommand({ Bucket: 'versioned', VersioningConfiguration }));
  large = await put('plain', 'large', LARGE);
});
beforeEach(() => {
  asked = [];
  disturb = () => undefined;
});
afterAll(async () => {
  client.destroy();
  await front.close();
  await server.discard();
});

async function put(Bucket: string, Key: string, Body: Uint8Array): Promise<PinnedObject> {
  const { ETag = '', VersionId } = await client.send(new PutObjectCommand({ Bucket, Key, Body }));
  return { uri: s3Uri(Bucket, Key), etag: ETag, versionId: VersionId, bytes: Body.length };
}

async function readAll(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  // A copy, since a chunk is valid until the next is asked for.
  for await (const chunk of source) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** Gives requests that should not come time to come. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 100));

/** Lets a reply break off in the middle of its body. */
function cutShort(reply: Outgoing): void {
  const write = reply.write.bind(reply) as (chunk: Uint8Array) => boolean;
  const cut = (chunk?: Uint8Array) => {
    if (chunk) write(chunk.subarray(0, Math.ceil(chunk.length / 2)));
    setImmediate(() => reply.destroy());
    return reply;
  };
  reply.write = cut as unknown as Outgoing['write'];
  reply.end = cut as Outgoing['end'];
}

it.each([0, 1, 4 * MIB - 1, 4 * MIB, 4 * MIB + 1])('reads %i bytes', async (size) => {
  const body = LARGE.subarray(0, size);
  const object = await put('plain', `sized-${size}`, body);

  const read = await readAll(readObject(client, object));

  expect(read.equals(body)).toBe(true);
  expect(asked).toHaveLength(Math.ceil(size / (4 * MIB)));
});

it('reads many ranges in order', async () => {
  const read = await readAll(readObject(client, large));

  expect(read.equals(LARGE)).toBe(true);
  expect(asked).toHaveLength(6);
});

it('is never more than four ranges ahead, and stops when nobody reads on', async () => {
  const object = await put('plain', 'left', LARGE);
  const askedFor = () => asked.filter((range) => range.includes('left')).length;
  const source = readObject(client, object);

  await source.next();
  await settled();
  const afterFirst = askedFor();
  await source.next();
  await settled();
  const afterSecond = askedFor();
  await source.return(undefined);
  await settled();

  expect([afterFirst, afterSecond, askedFor()]).toEqual([4, 5, 5]);
});

it('asks again for a range whose body broke off', async () => {
  const broken = new Set<string>();
  disturb = (range, reply) => {
    if (broken.has(range) || broken.size === 3) return;
    broken.add(range);
    cutShort(reply);
  };

  const read = await readAll(readObject(client, large));

  expect(read.equals(LARGE)).toBe(true);
  expect(asked).toHaveLength(6 + 3);
});

it('gives up on a range whose body breaks off each time', async () => {
  const third = `bytes=${8 * MIB}-${12 * MIB - 1}`;
  disturb = (range, reply) => range === third && cutShort(reply);

  await expect(readAll(readObject(client, large))).rejects.toThrow();
  expect(asked.filter((range) => range.endsWith(third))).toHaveLength(3);
});

it('says so when the object is replaced while it is read', async () => {
  const object = await put('plain', 'replaced', LARGE);
  const source = readObject(client, object);
  await source.next();
  await put('plain', 'replaced', Buffer.from(LARGE).reverse());

  await expect(readAll(source)).rejects.toMatchObject({ name: 'VisibleError', code: 'dataset-changed' });
});

it('reads on in its version where versions are kept', async () => {
  const object = await put('versioned', 'replaced', LARGE);
  const source = readObject(client, object);
  const first = await source.next();
  const head = Buffer.from(first.value ?? []);
  await put('versioned', 'replaced', Buffer.from(LARGE).reverse());

  const rest = await readAll(source);

  expect(Buffer.concat([head, rest]).equals(LARGE)).toBe(true);
});
