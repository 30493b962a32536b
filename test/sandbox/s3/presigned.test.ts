import { AwsClient } from 'aws4fetch';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CREDENTIALS, type S3Server, startS3 } from './s3-server.ts';

const Bucket = 'presigned';
let server: S3Server;

beforeAll(async () => {
  server = await startS3();
  server.s3.createBucket(Bucket, 'us-east-1');
});
afterAll(() => server.discard());

/** A URL that carries its signature, good for an hour from `signedAt`. */
async function presign(
  method: string,
  target: string,
  { region = 'us-east-1', signedAt = new Date() } = {},
): Promise<string> {
  const signer = new AwsClient({ ...CREDENTIALS, service: 's3', region });
  const url = new URL(`${server.url}/${Bucket}/${target}`);
  url.searchParams.set('X-Amz-Expires', '3600');
  const datetime = signedAt.toISOString().replace(/[:-]|\.\d{3}/g, '');
  return (await signer.sign(url.href, { method, aws: { signQuery: true, datetime } })).url;
}

test('an object can be put and got with nothing but a presigned URL', async () => {
  const put = await fetch(await presign('PUT', 'a%20b%2Bc/%C3%A9'), {
    method: 'PUT',
    body: 'presigned bytes',
    headers: { 'content-type': 'text/plain' },
  });
  const got = await fetch(await presign('GET', 'a%20b%2Bc/%C3%A9'));

  expect([put.status, got.status, await got.text()]).toEqual([200, 200, 'presigned bytes']);
  expect(server.s3.get(Bucket, 'a b+c/é')?.size).toBe(15);
});

test('what is signed into a URL counts as headers do', async () => {
  const crc = encodeURIComponent('y/Q5Jg==');
  const signed = `x-amz-meta-plan=p1&x-amz-sdk-checksum-algorithm=CRC32&x-amz-checksum-crc32=${crc}`;

  const right = await fetch(await presign('PUT', `meta?${signed}`), { method: 'PUT', body: '123456789' });
  const wrong = await fetch(await presign('PUT', `meta?${signed}`), { method: 'PUT', body: '987654321' });
  const tagged = await fetch(await presign('PUT', 'meta?x-amz-tagging=a%3Db'), { method: 'PUT', body: 'x' });
  const read = await fetch(await presign('GET', 'meta'));

  expect([right.status, wrong.status, tagged.status]).toEqual([200, 400, 501]);
  expect([read.headers.get('x-amz-meta-plan'), await read.text()]).toEqual(['p1', '123456789']);
});

test('a presigned URL expires by the clock that it was signed by', async () => {
  await server.s3.put(Bucket, 'k', 'x');
  const hours = (count: number) => new Date(Date.now() + count * 3_600_000);
  server.clock.skip(24 * 3_600_000);

  const expired = await fetch(await presign('GET', 'k', { signedAt: hours(-1.1) }));
  const valid = await fetch(await presign('GET', 'k', { signedAt: hours(-0.9) }));

  expect([expired.status, await expired.text()]).toEqual([403, expect.stringContaining('Request has expired')]);
  expect(valid.status).toBe(200);
});

test('a presigned URL for another region is sent on like any other request', async () => {
  const reply = await fetch(await presign('GET', 'k', { region: 'eu-west-1' }), { redirect: 'manual' });

  expect([reply.status, reply.headers.get('x-amz-bucket-region')]).toEqual([301, 'us-east-1']);
});

test('a request that carries no signature at all is refused before S3', async () => {
  const reply = await fetch(`${server.url}/${Bucket}/k`);

  expect(reply.status).toBe(403);
});
