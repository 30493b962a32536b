import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { newDirectory, type S3Server, startS3 } from './s3-server.ts';

const Bucket = 'durable';

async function restart(server: S3Server): Promise<S3Server> {
  await server.stop();
  return startS3(server.directory);
}

const blobsIn = (directory: string) => fs.readdirSync(path.join(directory, 'blobs'));

test('objects, descriptions, versions and regions are there after a restart', async () => {
  let server = await startS3();
  server.s3.createBucket(Bucket, 'us-east-1');
  server.s3.createBucket('abroad', 'eu-west-1');
  const VersioningConfiguration = { Status: 'Enabled' } as const;
  await server.client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
  for (const Body of ['one', 'two']) {
    await server.client.send(new PutObjectCommand({ Bucket, Key: 'é/k', Body, Metadata: { n: Body } }));
  }
  await server.client.send(new PutObjectCommand({ Bucket, Key: 'hidden', Body: 'x' }));
  await server.client.send(new DeleteObjectCommand({ Bucket, Key: 'hidden' }));
  const snapshot = async () => ({
    list: (await server.client.send(new ListObjectsV2Command({ Bucket }))).Contents,
    versions: (await server.client.send(new ListObjectVersionsCommand({ Bucket }))).Versions,
    markers: (await server.client.send(new ListObjectVersionsCommand({ Bucket }))).DeleteMarkers,
    metadata: (await server.client.send(new HeadObjectCommand({ Bucket, Key: 'é/k' }))).Metadata,
    versioning: (await server.client.send(new GetBucketVersioningCommand({ Bucket }))).Status,
    region: server.s3.regionOf('abroad'),
  });
  const before = await snapshot();

  server = await restart(server);

  expect(await snapshot()).toEqual(before);
  expect([before.versions?.length, before.markers?.length, before.metadata]).toEqual([3, 1, { n: 'two' }]);
  await server.discard();
});

test('a multipart upload goes on after a restart', async () => {
  let server = await startS3();
  server.s3.createBucket(Bucket, 'us-east-1');
  const upload = { Bucket, Key: 'k' };
  const { UploadId } = await server.client.send(new CreateMultipartUploadCommand({ ...upload, Metadata: { a: 'b' } }));
  const { ETag } = await server.client.send(
    new UploadPartCommand({ ...upload, UploadId, PartNumber: 1, Body: 'part' }),
  );

  server = await restart(server);
  await server.client.send(
    new CompleteMultipartUploadCommand({ ...upload, UploadId, MultipartUpload: { Parts: [{ PartNumber: 1, ETag }] } }),
  );

  const got = await server.client.send(new GetObjectCommand(upload));
  expect([await got.Body?.transformToString(), got.Metadata]).toEqual(['part', { a: 'b' }]);
  await server.discard();
});

test('bytes that no object is made of any more are not kept', async () => {
  const server = await startS3();
  server.s3.createBucket(Bucket, 'us-east-1');
  const upload = { Bucket, Key: 'k' };
  for (const Body of ['one', 'two']) await server.client.send(new PutObjectCommand({ ...upload, Body }));
  const { UploadId } = await server.client.send(new CreateMultipartUploadCommand(upload));
  const { ETag } = await server.client.send(
    new UploadPartCommand({ ...upload, UploadId, PartNumber: 1, Body: 'part' }),
  );
  await server.client.send(
    new CompleteMultipartUploadCommand({ ...upload, UploadId, MultipartUpload: { Parts: [{ PartNumber: 1, ETag }] } }),
  );

  const afterWrites = blobsIn(server.directory).length;
  await server.client.send(new DeleteObjectCommand(upload));

  expect([afterWrites, blobsIn(server.directory).length]).toEqual([1, 0]);
  await server.discard();
});

test('a reader keeps the object that it began to read when another takes its place', async () => {
  const server = await startS3();
  server.s3.createBucket(Bucket, 'us-east-1');
  await server.s3.put(Bucket, 'k', Buffer.alloc(8 * 1024 * 1024, 'a'));
  const body = server.s3.get(Bucket, 'k')?.body();
  await server.s3.put(Bucket, 'k', 'b');

  let read = 0;
  for await (const chunk of body ?? []) read += (chunk as Buffer).filter((byte) => byte === 0x61).length;

  expect([read, server.s3.get(Bucket, 'k')?.size]).toEqual([8 * 1024 * 1024, 1]);
  await server.discard();
});

test('a process that is killed in the middle of a put leaves the old object and nothing else', async () => {
  const directory = newDirectory();
  const s3 = fileURLToPath(import.meta.resolve('@rung/sandbox/s3/s3.ts'));
  const clock = fileURLToPath(import.meta.resolve('@rung/sandbox/kit/clock.ts'));
  const program = `
    import { Readable } from 'node:stream';
    const { openS3 } = await import(${JSON.stringify(s3)});
    const { createClock } = await import(${JSON.stringify(clock)});
    const s3 = openS3({ directory: ${JSON.stringify(directory)}, clock: createClock(), wireLog: { write() {} } });
    s3.createBucket('${Bucket}', 'us-east-1');
    await s3.put('${Bucket}', 'k', 'old');
    const endless = async function* () {
      for (let index = 0; ; index++) {
        yield Buffer.alloc(65536);
        if (index === 20) process.stdout.write('writing');
      }
    };
    await s3.put('${Bucket}', 'k', Readable.from(endless()));
  `;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
  const left = blobsIn(directory).length;

  const server = await startS3(directory);

  const { Body } = await server.client.send(new GetObjectCommand({ Bucket, Key: 'k' }));
  expect(await Body?.transformToString()).toBe('old');
  expect([left, blobsIn(directory).length]).toEqual([2, 1]);
  await server.discard();
});
