import {
  ListObjectsV2Command,
  type ListObjectsV2CommandInput,
  ListObjectVersionsCommand,
  paginateListObjectsV2,
} from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refusal, type S3Server, startS3 } from './s3-server.ts';

let server: S3Server;
let made = 0;

beforeAll(async () => {
  server = await startS3();
});
afterAll(() => server.discard());

async function bucketWith(keys: readonly string[]): Promise<string> {
  const bucket = `listing-${made++}`;
  server.s3.createBucket(bucket, 'us-east-1');
  for (const key of keys) await server.s3.put(bucket, key, 'x');
  return bucket;
}

const list = (input: ListObjectsV2CommandInput) => server.client.send(new ListObjectsV2Command(input));
const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** Short keys over few characters, so that prefixes and delimiters meet; some sort otherwise in UTF-16 than in UTF-8. */
const key = fc.string({
  unit: fc.constantFrom('a', 'b', '/', '&', '\ue000', '🚀', '\r', ' '),
  minLength: 1,
  maxLength: 6,
});

/** What the API Reference says a list is, said again in the plainest way: all entries of a list in their order. */
function expected(
  keys: readonly string[],
  { prefix, delimiter }: { prefix: string; delimiter: string | undefined },
): string[] {
  const entries = keys
    .filter((name) => name.startsWith(prefix))
    .map((name) => {
      const at = delimiter ? name.indexOf(delimiter, prefix.length) : -1;
      return at < 0 || !delimiter ? name : `${name.slice(0, at + delimiter.length)}…`;
    });
  return [...new Set(entries)].sort(byBytes);
}

test('pages of any size, with any prefix and delimiter, are together the whole list', async () => {
  const options = fc.record({
    keys: fc.uniqueArray(key, { maxLength: 12 }),
    prefix: fc.constantFrom('', 'a', 'a/', '/', '🚀'),
    delimiter: fc.constantFrom(undefined, '/', 'b', '//'),
    pageSize: fc.integer({ min: 1, max: 5 }),
  });
  await fc.assert(
    fc.asyncProperty(options, async ({ keys, prefix, delimiter, pageSize }) => {
      const Bucket = await bucketWith(keys);
      const pages = paginateListObjectsV2(
        { client: server.client, pageSize },
        { Bucket, Prefix: prefix, Delimiter: delimiter },
      );

      const seen: string[] = [];
      for await (const page of pages) {
        const items = (page.Contents ?? []).map(({ Key = '' }) => Key);
        const common = (page.CommonPrefixes ?? []).map(({ Prefix = '' }) => `${Prefix}…`);
        expect(page.KeyCount).toBe(items.length + common.length);
        expect(page.KeyCount).toBeLessThanOrEqual(pageSize);
        seen.push(...[...items, ...common].sort(byBytes));
      }

      expect(seen).toEqual(expected(keys, { prefix, delimiter }));
    }),
    { numRuns: 80 },
  );
});

test('the list of versions pages through common prefixes too', async () => {
  const Bucket = await bucketWith(['a/1', 'a/2', 'b', 'c/1', 'd']);
  const seen: (string | undefined)[] = [];
  let marker: string | undefined;

  do {
    const page = await server.client.send(
      new ListObjectVersionsCommand({ Bucket, Delimiter: '/', MaxKeys: 1, KeyMarker: marker }),
    );
    seen.push(
      ...(page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix),
      ...(page.Versions ?? []).map(({ Key }) => Key),
    );
    marker = page.NextKeyMarker;
  } while (marker);

  expect(seen).toEqual(['a/', 'b', 'c/', 'd']);
});

test('start-after begins behind a key, whether or not there is one', async () => {
  const Bucket = await bucketWith(['a', 'b', 'c']);

  const pages = await Promise.all(['a', 'aa', 'c'].map((StartAfter) => list({ Bucket, StartAfter })));

  expect(pages.map(({ Contents = [] }) => Contents.map(({ Key }) => Key))).toEqual([['b', 'c'], ['b', 'c'], []]);
});

test('encoding-type=url encodes keys as a form does, save the slash', async () => {
  const Bucket = await bucketWith(['a b/é+(1)&\u0001']);

  const { Contents, EncodingType } = await list({ Bucket, EncodingType: 'url' });

  expect([EncodingType, Contents?.[0]?.Key]).toEqual(['url', 'a+b/%C3%A9%2B%281%29%26%01']);
});

test('an object in a list has its size, ETag, time and storage class, and its owner when asked for', async () => {
  const Bucket = await bucketWith(['k']);
  const object = server.s3.get(Bucket, 'k');

  const { Contents: [plain] = [] } = await list({ Bucket });
  const { Contents: [owned] = [] } = await list({ Bucket, FetchOwner: true });

  expect(plain).toMatchObject({ Size: 1, ETag: object?.etag, StorageClass: 'STANDARD' });
  expect(plain?.LastModified?.getTime()).toBe(object?.modifiedAtMs);
  expect([plain?.Owner, owned?.Owner?.ID]).toEqual([undefined, expect.stringMatching(/^\w{64}$/)]);
});

test('a page has 1000 keys at most, and none when none are asked for', async () => {
  const Bucket = await bucketWith(Array.from({ length: 1001 }, (_, index) => `k${index}`));

  const [most, none] = [await list({ Bucket, MaxKeys: 5000 }), await list({ Bucket, MaxKeys: 0 })];

  expect([most.KeyCount, most.IsTruncated, most.MaxKeys]).toEqual([1000, true, 1000]);
  expect([none.KeyCount, none.IsTruncated]).toEqual([0, false]);
});

test('a continuation token that S3 did not give is refused', async () => {
  const Bucket = await bucketWith(['k']);

  expect(await refusal(list({ Bucket, ContinuationToken: 'made up' }))).toMatchObject({
    name: 'InvalidArgument',
    status: 400,
  });
});
