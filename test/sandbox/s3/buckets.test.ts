import {
  CreateBucketCommand,
  DeleteBucketCommand,
  GetBucketLocationCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refusal, type S3Server, startS3 } from './s3-server.ts';

let server: S3Server;

beforeAll(async () => {
  server = await startS3();
  server.s3.createBucket('home', 'us-east-1');
  server.s3.createBucket('abroad', 'eu-west-1');
});
afterAll(() => server.discard());

test('a bucket is created in the region that is asked for, and says so', async () => {
  await server.client.send(new CreateBucketCommand({ Bucket: 'made-here' }));
  await server.client.send(
    new CreateBucketCommand({ Bucket: 'made-there', CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } }),
  );
  await server.connect({ region: 'eu-west-1' }).send(new CreateBucketCommand({ Bucket: 'made-by-region' }));

  expect(['made-here', 'made-there', 'made-by-region', 'never-made'].map((name) => server.s3.regionOf(name))).toEqual([
    'us-east-1',
    'eu-west-1',
    'eu-west-1',
    undefined,
  ]);
});

test('HeadBucket tells the region', async () => {
  const { BucketRegion } = await server.client.send(new HeadBucketCommand({ Bucket: 'home' }));

  expect(BucketRegion).toBe('us-east-1');
});

test('GetBucketLocation tells every region, us-east-1 by saying nothing', async () => {
  const locations = await Promise.all(
    ['home', 'abroad'].map((Bucket) => server.client.send(new GetBucketLocationCommand({ Bucket }))),
  );

  expect(locations.map(({ LocationConstraint }) => LocationConstraint || undefined)).toEqual([undefined, 'eu-west-1']);
});

test('ListBuckets pages through the buckets by name, with their regions', async () => {
  const first = await server.client.send(new ListBucketsCommand({ MaxBuckets: 1 }));
  const rest = await server.client.send(new ListBucketsCommand({ ContinuationToken: first.ContinuationToken }));
  const european = await server.client.send(new ListBucketsCommand({ BucketRegion: 'eu-west-1', Prefix: 'ab' }));

  expect(first.Buckets?.map(({ Name, BucketRegion }) => [Name, BucketRegion])).toEqual([['abroad', 'eu-west-1']]);
  expect(rest.Buckets?.[0]?.Name).toBe('home');
  expect(rest.ContinuationToken).toBeUndefined();
  expect(european.Buckets?.map(({ Name }) => Name)).toEqual(['abroad']);
});

test('a request that is signed for another region is sent on with 301 and the region', async () => {
  const get = await server.send('GET /abroad/k');
  const head = await server.send('HEAD /abroad');

  expect([get.status, head.status]).toEqual([301, 301]);
  expect([get, head].map((reply) => reply.headers.get('x-amz-bucket-region'))).toEqual(['eu-west-1', 'eu-west-1']);
  expect(await get.text()).toContain('<Code>PermanentRedirect</Code>');
});

test('a client that follows region redirects gets through', async () => {
  await server.s3.put('abroad', 'k', 'found');
  const client = server.connect({ followRegionRedirects: true });

  const { Body } = await client.send(new GetObjectCommand({ Bucket: 'abroad', Key: 'k' }));

  expect(await Body?.transformToString()).toBe('found');
});

test('creating a bucket twice is allowed in us-east-1 only', async () => {
  const european = server.connect({ region: 'eu-west-1' });

  await server.client.send(new CreateBucketCommand({ Bucket: 'home' }));
  const refused = await refusal(european.send(new CreateBucketCommand({ Bucket: 'abroad' })));

  expect(refused).toMatchObject({ name: 'BucketAlreadyOwnedByYou', status: 409 });
});

test('a region creates buckets only in itself', async () => {
  const constraint =
    '<CreateBucketConfiguration><LocationConstraint>eu-central-1</LocationConstraint></CreateBucketConfiguration>';

  const reply = await server.send('PUT /not-mine', { region: 'eu-west-1', body: constraint });

  expect([reply.status, await reply.text()]).toEqual([
    400,
    expect.stringContaining('IllegalLocationConstraintException'),
  ]);
  expect(server.s3.regionOf('not-mine')).toBeUndefined();
});

test.each(['Upper', 'ab', 'a..b', '10.0.0.1', '-a-', '%2e%2e%2fout'])('%s is no name for a bucket', async (name) => {
  const reply = await server.send(`PUT /${name}`);

  expect([reply.status, await reply.text()]).toEqual([400, expect.stringMatching(/InvalidBucketName/)]);
});

test('only an empty bucket can be deleted', async () => {
  server.s3.createBucket('brief', 'us-east-1');
  await server.s3.put('brief', 'k', 'x');

  const refused = await refusal(server.client.send(new DeleteBucketCommand({ Bucket: 'brief' })));
  await server.send('DELETE /brief/k');
  await server.client.send(new DeleteBucketCommand({ Bucket: 'brief' }));

  expect(refused).toMatchObject({ name: 'BucketNotEmpty', status: 409 });
  expect(await refusal(server.client.send(new HeadBucketCommand({ Bucket: 'brief' })))).toMatchObject({ status: 404 });
});

test('the sandbox makes sure of its buckets again and again, but not in two regions', () => {
  server.s3.createBucket('home', 'us-east-1');

  expect(() => server.s3.createBucket('home', 'eu-west-1')).toThrow('home exists in us-east-1');
  expect(() => server.s3.createBucket('Not A Name', 'us-east-1')).toThrow('not valid');
});

test('who expects another owner is denied', async () => {
  const put = (ExpectedBucketOwner: string) =>
    server.client.send(new PutObjectCommand({ Bucket: 'home', Key: 'owned', Body: 'x', ExpectedBucketOwner }));

  const refused = await refusal(put('210987654321'));
  await put('123456789012');

  expect(refused).toMatchObject({ name: 'AccessDenied', status: 403 });
});

test('each exchange is logged under its operation, with parameters and without bodies', async () => {
  const described = { Bucket: 'home', Key: 'a b', Metadata: { plan: 'p1' }, ContentType: 'text/plain' };
  server.exchanges.length = 0;

  const { ETag } = await server.client.send(new PutObjectCommand({ ...described, Body: 'secret words' }));
  await server.client.send(new GetObjectCommand({ Bucket: 'home', Key: 'a b', Range: 'bytes=0-1' }));
  await refusal(server.client.send(new HeadObjectCommand({ Bucket: 'home', Key: 'none', VersionId: 'null' })));

  expect(server.exchanges).toMatchObject([
    { service: 's3', operation: 'PutObject', request: described, status: 200, response: { ETag } },
    {
      operation: 'GetObject',
      request: { Bucket: 'home', Key: 'a b', Range: 'bytes=0-1' },
      status: 206,
      response: { ETag },
    },
    {
      operation: 'HeadObject',
      request: { Key: 'none', VersionId: 'null' },
      status: 404,
      error: { code: 'NoSuchVersion' },
    },
  ]);
  expect(JSON.stringify(server.exchanges)).not.toContain('secret words');
});
