import { AwsError } from '../kit/aws-error.ts';
import type { Answer } from './answer.ts';
import { bucketOf, type Call, wholeNumber } from './call.ts';
import { ACCOUNT_ID, malformedXml } from './errors.ts';
import { receiveText } from './payload.ts';
import { childText, parseXml } from './xml.ts';

export const OWNER = { ID: ACCOUNT_ID.padStart(64, '0') } as const;

export function listBuckets({ request, store }: Call): Answer {
  const { Prefix = '', BucketRegion, ContinuationToken, MaxBuckets } = request.input;
  const after = ContinuationToken ? Buffer.from(ContinuationToken, 'base64url').toString() : '';
  const all = store
    .buckets()
    .map((bucket) => bucket.facts())
    .filter(({ name, region }) => name.startsWith(Prefix) && name > after && (BucketRegion ?? region) === region);
  const page = all.slice(0, wholeNumber('max-buckets', MaxBuckets, 10_000));
  const last = page.at(-1)?.name;
  const members = {
    Owner: OWNER,
    Buckets: {
      Bucket: page.map(({ name, region, createdAtMs }) => ({
        Name: name,
        CreationDate: new Date(createdAtMs),
        BucketRegion: region,
      })),
    },
    ...(request.input.Prefix === undefined ? {} : { Prefix }),
    ContinuationToken: last && page.length < all.length ? Buffer.from(last).toString('base64url') : undefined,
  };
  return { xml: { root: 'ListAllMyBucketsResult', members } };
}

/** Refuses names that S3 refuses. Source: S3 User Guide, "General purpose bucket naming rules". */
export function checkBucketName(name: string): void {
  const shaped = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) && !name.includes('..');
  const reserved =
    /^\d+\.\d+\.\d+\.\d+$/.test(name) ||
    /^(xn--|sthree-|amzn-s3-demo-)/.test(name) ||
    /(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/.test(name);
  if (shaped && !reserved) return;
  throw new AwsError('InvalidBucketName', 'The specified bucket is not valid.', { members: { BucketName: name } });
}

export async function createBucket({ request, store }: Call): Promise<Answer> {
  checkBucketName(request.bucket);
  const region = bucketRegion(request.region, constraintIn(await receiveText(request)));
  const existing = store.find(request.bucket);
  // Only us-east-1 lets an owner create a bucket twice (S3 API Reference, CreateBucket, BucketAlreadyOwnedByYou).
  if (existing && !(region === 'us-east-1' && existing.facts().region === region))
    throw new AwsError(
      'BucketAlreadyOwnedByYou',
      'Your previous request to create the named bucket succeeded and you already own it.',
      { status: 409, members: { BucketName: request.bucket } },
    );
  if (!existing) store.create(request.bucket, region);
  return { headers: { Location: `/${request.bucket}` } };
}

function constraintIn(body: string): string | undefined {
  return body.trim() === '' ? undefined : childText(parseXml(body, 'CreateBucketConfiguration'), 'LocationConstraint');
}

/** us-east-1 creates buckets anywhere, every other region only its own. */
function bucketRegion(signedFor: string, constraint: string | undefined): string {
  const wanted = constraint === 'EU' ? 'eu-west-1' : constraint;
  if (wanted === 'us-east-1' || (wanted !== undefined && !/^[a-z]{2}(-[a-z]+)+-\d$/.test(wanted)))
    throw new AwsError('InvalidLocationConstraint', 'The specified location-constraint is not valid', {
      members: { LocationConstraint: constraint },
    });
  if (signedFor === 'us-east-1') return wanted ?? signedFor;
  if (wanted === signedFor) return signedFor;
  throw new AwsError(
    'IllegalLocationConstraintException',
    `The ${constraint ?? 'unspecified'} location constraint is incompatible for the region specific endpoint this request was sent to.`,
  );
}

export function headBucket(call: Call): Answer {
  return { headers: { BucketRegion: bucketOf(call).facts().region } };
}

export function deleteBucket(call: Call): Answer {
  const bucket = bucketOf(call);
  if (bucket.keys().length > 0)
    throw new AwsError('BucketNotEmpty', 'The bucket you tried to delete is not empty', {
      status: 409,
      members: { BucketName: call.request.bucket },
    });
  call.store.remove(call.request.bucket);
  return { status: 204 };
}

/** The constraint is the root's own text, and empty for us-east-1. */
export function getBucketLocation(call: Call): Answer {
  const { region } = bucketOf(call).facts();
  return { xml: { root: 'LocationConstraint', members: region === 'us-east-1' ? {} : { '': region } } };
}

export function getBucketVersioning(call: Call): Answer {
  return { xml: { root: 'VersioningConfiguration', members: { Status: bucketOf(call).facts().versioning } } };
}

export async function putBucketVersioning(call: Call): Promise<Answer> {
  const bucket = bucketOf(call);
  const configuration = parseXml(await receiveText(call.request), 'VersioningConfiguration');
  const status = childText(configuration, 'Status');
  if (childText(configuration, 'MfaDelete') === 'Enabled')
    throw new AwsError('NotImplemented', 'The sandbox does not do MFA delete.', { status: 501 });
  if (status !== 'Enabled' && status !== 'Suspended') throw malformedXml();
  bucket.setVersioning(status);
  return {};
}
