import { AwsError } from '../kit/aws-error.ts';
import type { Answer } from './answer.ts';
import { OWNER } from './bucket-operations.ts';
import { bucketOf, type Call, wholeNumber } from './call.ts';
import { type Checksum, checksumMembers, parseAlgorithm } from './checksums.ts';
import { invalidArgument, invalidRequest, noSuchUpload } from './errors.ts';
import { receivePayload } from './payload.ts';
import { describe, orDrop } from './put-object.ts';
import type { MultipartUpload, Part } from './uploads.ts';

/** Source: S3 User Guide, "Amazon S3 multipart upload limits". */
const MAX_PARTS = 10_000;

/** The upload that the request names; it must be of the request's bucket and key. */
export function uploadOf(call: Call): MultipartUpload {
  const { key, input } = call.request;
  const upload = call.store.uploads.get(input.UploadId ?? '');
  if (upload?.bucket !== bucketOf(call).facts().name || upload.key !== key) throw noSuchUpload(input.UploadId ?? '');
  return upload;
}

export function createMultipartUpload(call: Call): Answer {
  const { request, store } = call;
  const { bucket, key, input } = request;
  bucketOf(call);
  const algorithm = input.ChecksumAlgorithm === undefined ? undefined : parseAlgorithm(input.ChecksumAlgorithm);
  if (input.ChecksumAlgorithm !== undefined && !algorithm)
    throw invalidRequest('Checksum algorithm provided is unsupported. Please try again with any of the valid types');
  const checksumType = checksumTypeOf(algorithm, input.ChecksumType);
  const upload = store.uploads.start({
    ...describe(request),
    bucket,
    key,
    startedAtMs: store.clock.nowMs(),
    checksumType,
    ...(algorithm ? { algorithm } : {}),
  });
  return {
    headers: {
      ServerSideEncryption: 'AES256',
      ...(algorithm ? { ChecksumAlgorithm: algorithm, ChecksumType: checksumType } : {}),
    },
    xml: { root: 'InitiateMultipartUploadResult', members: { Bucket: bucket, Key: key, UploadId: upload.uploadId } },
  };
}

/** Only the CRCs can be had of the whole object, CRC64NVME not otherwise. Source: S3 User Guide, "Checking object integrity". */
function checksumTypeOf(algorithm: string | undefined, wanted: string | undefined): Checksum['type'] {
  const whole = algorithm === undefined || algorithm === 'CRC64NVME';
  const type = wanted ?? (whole ? 'FULL_OBJECT' : 'COMPOSITE');
  if (wanted !== undefined && algorithm === undefined)
    throw invalidRequest('The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.');
  const possible = type === 'COMPOSITE' ? !whole : type === 'FULL_OBJECT' && (whole || algorithm.startsWith('CRC'));
  if (!possible)
    throw invalidRequest(
      `The ${type} checksum type cannot be used with the ${algorithm?.toLowerCase()} checksum algorithm.`,
    );
  return type === 'COMPOSITE' ? 'COMPOSITE' : 'FULL_OBJECT';
}

export async function uploadPart(call: Call): Promise<Answer> {
  const { request, store } = call;
  const upload = uploadOf(call);
  const number = wholeNumber('partNumber', request.input.PartNumber, 0);
  if (number < 1 || number > MAX_PARTS)
    throw invalidArgument(
      'partNumber',
      String(number),
      `Part number must be an integer between 1 and ${MAX_PARTS}, inclusive`,
    );
  const payload = await receivePayload(request, store.blobs);
  return orDrop(store, payload, () => {
    if (upload.algorithm && upload.algorithm !== payload.checksum.algorithm)
      throw invalidRequest(
        `Checksum Type mismatch occurred, expected checksum Type: ${upload.algorithm.toLowerCase()}, actual checksum Type: ${payload.checksum.algorithm.toLowerCase()}`,
      );
    const part = { ...payload, number, modifiedAtMs: store.clock.nowMs() };
    if (!store.uploads.addPart(upload.uploadId, part)) throw noSuchUpload(upload.uploadId);
    return { headers: { ETag: etagOf(part), ServerSideEncryption: 'AES256', ...checksumOf(part) } };
  });
}

export const etagOf = (part: Part) => `"${part.md5}"`;

function checksumOf({ checksum }: Part): Record<string, string> {
  const { ChecksumType: _, ...value } = checksumMembers(checksum);
  return value;
}

export function abortMultipartUpload(call: Call): Answer {
  call.store.uploads.end(uploadOf(call).uploadId);
  return { status: 204 };
}

export function listParts(call: Call): Answer {
  const upload = uploadOf(call);
  const { MaxParts, PartNumberMarker } = call.request.input;
  const max = Math.min(1000, wholeNumber('max-parts', MaxParts, 1000));
  const marker = wholeNumber('part-number-marker', PartNumberMarker, 0);
  const rest = upload.parts.filter(({ number }) => number > marker);
  const page = rest.slice(0, max);
  const members = {
    Bucket: upload.bucket,
    Key: upload.key,
    UploadId: upload.uploadId,
    PartNumberMarker: marker,
    NextPartNumberMarker: page.at(-1)?.number ?? 0,
    MaxParts: max,
    IsTruncated: page.length < rest.length,
    Initiator: OWNER,
    Owner: OWNER,
    StorageClass: 'STANDARD',
    ...(upload.algorithm ? { ChecksumAlgorithm: upload.algorithm, ChecksumType: upload.checksumType } : {}),
    Part: page.map((part) => ({
      PartNumber: part.number,
      LastModified: new Date(part.modifiedAtMs),
      ETag: etagOf(part),
      Size: part.size,
      ...(upload.algorithm ? checksumOf(part) : {}),
    })),
  };
  return { xml: { root: 'ListPartsResult', members } };
}

export const invalidPart = (upload: MultipartUpload, number: number) =>
  new AwsError(
    'InvalidPart',
    "One or more of the specified parts could not be found. The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
    { members: { UploadId: upload.uploadId, PartNumber: number } },
  );
