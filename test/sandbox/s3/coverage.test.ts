import * as sdk from '@aws-sdk/client-s3';
import { NOT_DONE } from '@rung/sandbox/s3/coverage.ts';
import { OPERATIONS } from '@rung/sandbox/s3/operation.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type S3Server, startS3 } from './s3-server.ts';

const Bucket = 'coverage';
let server: S3Server;

beforeAll(async () => {
  server = await startS3();
  server.s3.createBucket(Bucket, 'us-east-1');
  await server.s3.put(Bucket, 'key', 'untouched');
});
afterAll(() => server.discard());

/** Every command of the SDK with the request line that its own schema gives it. */
const COMMANDS = Object.keys(sdk)
  .filter((name) => name.endsWith('Command') && name !== '$Command')
  .map((name) => name.replace(/Command$/, ''));

function requestLine(command: string): { method: string; target: string } {
  const schemas = sdk as unknown as Record<string, unknown[] | undefined>;
  const { http } = (schemas[`${command}$`]?.[3] ?? {}) as { http?: [string, string] };
  const [method = '', uri = ''] = http ?? [];
  const inBucket = !['ListDirectoryBuckets', 'WriteGetObjectResponse'].includes(command);
  return { method, target: (inBucket ? `/${Bucket}` : '') + uri.replace('{Key+}', 'key') };
}

/** What a command's request carries besides its line, where that says what it is. */
const CARRIES: Readonly<Record<string, { query?: string; headers?: Record<string, string> }>> = {
  UploadPartCopy: { query: '&partNumber=1&uploadId=u', headers: { 'x-amz-copy-source': `${Bucket}/key` } },
};

test('every command of the SDK is either done or listed as not done, and none is both', () => {
  const known = [...Object.keys(OPERATIONS), ...Object.keys(NOT_DONE)];

  expect(known.toSorted()).toEqual(COMMANDS.toSorted());
});

test.each(Object.keys(NOT_DONE))('%s answers 501, says its name, and touches nothing', async (operation) => {
  const { method, target } = requestLine(operation);
  const { query = '', headers = {} } = CARRIES[operation] ?? {};
  const body = method === 'PUT' || method === 'POST' ? '<X/>' : null;

  const reply = await server.send(`${method} ${target}${query}`, { body, headers });

  expect([reply.status, await reply.text()]).toEqual([501, expect.stringContaining('<Code>NotImplemented</Code>')]);
  expect(server.exchanges.at(-1)).toMatchObject({ operation, status: 501 });
  expect(server.s3.list(Bucket).map(({ key, size }) => [key, size])).toEqual([['key', 9]]);
});

test.each([
  'PUT /coverage/key?nonsense',
  'PUT /coverage/key?tagging&versionId=null',
  'GET /coverage/key?partNumber=1',
  'DELETE /coverage/key?tagging',
  'DELETE /coverage?lifecycle',
  'PATCH /coverage/key',
  'POST /coverage/key',
])('%s, which means nothing that the sandbox does, answers 501', async (line) => {
  const reply = await server.send(line, { body: line.startsWith('P') ? 'x' : null });

  expect(reply.status).toBe(501);
  expect(server.s3.get(Bucket, 'key')?.size).toBe(9);
});

test.each([
  ['x-amz-acl', 'public-read'],
  ['x-amz-tagging', 'a=b'],
  ['x-amz-object-lock-mode', 'GOVERNANCE'],
  ['x-amz-server-side-encryption', 'aws:kms'],
  ['x-amz-server-side-encryption-customer-algorithm', 'AES256'],
  ['x-amz-storage-class', 'GLACIER'],
  ['x-amz-checksum-xxhash64', 'AAAAAAAAAAA='],
  ['x-amz-write-offset-bytes', '9'],
])('a put that asks for %s: %s answers 501 instead of leaving it out', async (name, value) => {
  const reply = await server.send(`PUT /${Bucket}/key`, { body: 'x', headers: { [name]: value } });

  expect([reply.status, await reply.text()]).toEqual([501, expect.stringContaining(`<Header>${name}</Header>`)]);
  expect(server.s3.get(Bucket, 'key')?.size).toBe(9);
});

test('what S3 does anyway may be asked for', async () => {
  const headers = { 'x-amz-server-side-encryption': 'AES256', 'x-amz-storage-class': 'STANDARD' };

  const reply = await server.send(`PUT /${Bucket}/asked`, { body: 'x', headers });

  expect([reply.status, reply.headers.get('x-amz-server-side-encryption')]).toEqual([200, 'AES256']);
  await server.send(`DELETE /${Bucket}/asked`);
});
