import type { Brand } from './brand.ts';

/** `s3://bucket/key` that AWS's customization APIs accept. */
export type S3Uri = Brand<string, 'S3Uri'>;

/** The pattern of Bedrock's S3Uri shape, whole string (bedrock API model of 2023-04-20, botocore 1.43.117). */
const S3_URI = /^s3:\/\/[a-z0-9][-.a-z0-9]{1,61}[a-z0-9](?:\/[-!_*'().a-z0-9A-Z]+(?:\/[-!_*'().a-z0-9A-Z]+)*)?\/?$/;

/** Undefined when Bedrock would refuse the URI: wrong bucket name, spaces, `=`, `+` or an empty path segment. */
export function parseS3Uri(text: string): S3Uri | undefined {
  const trimmed = text.trim();
  return trimmed.length <= 1024 && S3_URI.test(trimmed) ? (trimmed as S3Uri) : undefined;
}

export function bucketOf(uri: S3Uri): string {
  return uri.slice('s3://'.length).split('/', 1)[0] ?? '';
}

export function keyOf(uri: S3Uri): string {
  return uri.slice('s3://'.length + bucketOf(uri).length + 1);
}

/** The URI of `key` in `bucket`; throws when Bedrock would refuse it. */
export function s3Uri(bucket: string, key: string): S3Uri {
  const uri = parseS3Uri(`s3://${bucket}/${key}`);
  if (!uri) throw new RangeError(`s3://${bucket}/${key} is not a URI that Bedrock takes`);
  return uri;
}
