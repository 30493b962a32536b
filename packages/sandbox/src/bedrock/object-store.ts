import { AwsError } from '../kit/aws-error.ts';

type Awaitable<T> = T | Promise<T>;

/** A stored object: its size in bytes and its content. */
export interface StoredObject {
  readonly size: number;
  body(): AsyncIterable<Buffer>;
}

/** What Bedrock needs of the sandbox's S3. */
export interface ObjectStore {
  /** The region of a bucket; undefined when there is no such bucket. */
  regionOf(bucket: string): Awaitable<string | undefined>;
  get(bucket: string, key: string): Awaitable<StoredObject | undefined>;
  put(bucket: string, key: string, bytes: Buffer | string): Awaitable<unknown>;
  /** The objects whose keys begin with `prefix`, in the order of their keys. */
  list(bucket: string, prefix: string): Awaitable<readonly { readonly key: string }[]>;
}

export interface S3Place {
  readonly bucket: string;
  /** Without a slash at either end; empty for the bucket itself. */
  readonly key: string;
}

/** Takes "s3://bucket/key" apart. */
export function s3Place(uri: string): S3Place {
  const [bucket = '', ...rest] = uri.replace(/^s3:\/\//, '').split('/');
  return { bucket, key: rest.join('/').replace(/\/$/, '') };
}

/** Refuses as CreateModelCustomizationJob does when the bucket is missing or lies in another region than the job. */
export async function requireBucket(objects: ObjectStore, uri: string, region: string): Promise<S3Place> {
  const place = s3Place(uri);
  const actual = await objects.regionOf(place.bucket);
  if (actual === undefined) throw new AwsError('ValidationException', `The S3 bucket ${place.bucket} does not exist.`);
  if (actual !== region) {
    throw new AwsError(
      'ValidationException',
      `The S3 bucket ${place.bucket} is in ${actual}; the job runs in ${region}. The bucket must be in the same region as the job.`,
    );
  }
  return place;
}

/** Refuses as CreateModelCustomizationJob does when the object cannot be read. */
export async function requireObject(objects: ObjectStore, uri: string, job: { region: string; roleArn: string }) {
  const { bucket, key } = await requireBucket(objects, uri, job.region);
  if (await objects.get(bucket, key)) return;
  throw new AwsError(
    'ValidationException',
    `Could not validate GetObject permissions to access Amazon S3 bucket: ${bucket} at key ${key} with role arn ${job.roleArn}.`,
  );
}
