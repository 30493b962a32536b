import crypto from 'node:crypto';
import { AwsError } from '../kit/aws-error.ts';
import { readBody } from '../kit/http.ts';
import type { Answer } from './answer.ts';
import { bucketOf, type Call, shownVersion } from './call.ts';
import { ALGORITHMS, type Checksum, checksumMembers, DEFAULT_ALGORITHM } from './checksums.ts';
import { checkWrite } from './conditions.ts';
import { badDigest, invalidRequest, malformedXml } from './errors.ts';
import type { Input } from './members.ts';
import { etagOf, invalidPart, uploadOf } from './multipart.ts';
import { storeBytes } from './payload.ts';
import { contentsOf, orDrop } from './put-object.ts';
import type { Store } from './store.ts';
import type { MultipartUpload, Part } from './uploads.ts';
import { childText, parseXml, type XmlElement } from './xml.ts';

/** Every part but the last must have this many bytes. Source: S3 User Guide, "Amazon S3 multipart upload limits". */
const MIN_PART_BYTES = 5 * 1024 ** 2;

export async function completeMultipartUpload(call: Call): Promise<Answer> {
  const { request, store } = call;
  const { key, input } = request;
  const upload = uploadOf(call);
  const bucket = bucketOf(call);
  const body = (await readBody(request.body)).toString('utf8');
  const parts = chosenParts(upload, parseXml(body, 'CompleteMultipartUpload'));
  checkSize(parts, input);
  checkWrite(key, bucket.current(key), input);
  const payload = await storeBytes(joined(store, parts), upload.algorithm ?? DEFAULT_ALGORITHM, store.blobs);
  const version = orDrop(store, payload, () => {
    const checksum = upload.checksumType === 'COMPOSITE' ? composite(parts, payload.checksum) : payload.checksum;
    checkChecksum(checksum, input);
    checkWrite(key, bucket.current(key), input);
    const { content, metadata } = uploadOf(call);
    return bucketOf(call).add(key, {
      ...contentsOf(store, payload),
      etag: etagOfParts(parts),
      checksum,
      content,
      metadata,
    });
  });
  store.uploads.end(upload.uploadId);
  return {
    headers: { ServerSideEncryption: 'AES256', ...shownVersion(bucket, version.versionId) },
    xml: {
      root: 'CompleteMultipartUploadResult',
      members: {
        Location: `http://${request.header('host') ?? ''}/${request.bucket}/${encodeURIComponent(key)}`,
        Bucket: request.bucket,
        Key: key,
        ETag: version.etag,
        ...checksumMembers(version.checksum),
      },
    },
  };
}

/** The parts that the client lists; refuses those that it did not upload, or not with these contents. */
function chosenParts(upload: MultipartUpload, body: XmlElement): Part[] {
  const parts = body.children.filter((child) => child.name === 'Part').map((listed) => chosenPart(upload, listed));
  if (parts.length === 0) throw malformedXml();
  if (parts.some((part, index) => part.number <= (parts[index - 1]?.number ?? 0)))
    throw new AwsError(
      'InvalidPartOrder',
      'The list of parts was not in ascending order. Parts must be ordered by part number.',
      { members: { UploadId: upload.uploadId } },
    );
  const short = parts.slice(0, -1).find((part) => part.size < MIN_PART_BYTES);
  if (short)
    throw new AwsError('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size', {
      members: { ProposedSize: short.size, MinSizeAllowed: MIN_PART_BYTES, PartNumber: short.number },
    });
  return parts;
}

function chosenPart(upload: MultipartUpload, listed: XmlElement): Part {
  const number = Number(childText(listed, 'PartNumber'));
  const etag = childText(listed, 'ETag');
  if (!Number.isInteger(number) || etag === undefined) throw malformedXml();
  const part = upload.parts.find((candidate) => candidate.number === number);
  if (!part || etag.replaceAll('"', '') !== part.md5) throw invalidPart(upload, number);
  const claimed = childText(listed, `Checksum${part.checksum.algorithm}`);
  if (claimed !== undefined && claimed !== part.checksum.value) throw invalidPart(upload, number);
  return part;
}

function checkSize(parts: readonly Part[], { MpuObjectSize }: Input): void {
  const size = parts.reduce((sum, part) => sum + part.size, 0);
  if (MpuObjectSize !== undefined && Number(MpuObjectSize) !== size)
    throw invalidRequest(
      `The provided 'x-amz-mp-object-size' header value ${MpuObjectSize} does not match what was computed: ${size}`,
    );
}

async function* joined(store: Store, parts: readonly Part[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) if (part.size > 0) yield* store.blobs.open(part.blob);
}

/** The MD5 of the parts' MD5s and the number of parts, as S3 makes the ETag of a multipart object. */
function etagOfParts(parts: readonly Part[]): string {
  const md5s = Buffer.concat(parts.map((part) => Buffer.from(etagOf(part).slice(1, -1), 'hex')));
  return `"${crypto.createHash('md5').update(md5s).digest('hex')}-${parts.length}"`;
}

function composite(parts: readonly Part[], { algorithm }: Checksum): Checksum {
  const digest = ALGORITHMS[algorithm]();
  for (const part of parts) digest.update(Buffer.from(part.checksum.value, 'base64'));
  return { algorithm, value: `${digest.digest().toString('base64')}-${parts.length}`, type: 'COMPOSITE' };
}

function checkChecksum(checksum: Checksum, input: Input): void {
  const claimed = input[`Checksum${checksum.algorithm}`];
  if (claimed !== undefined && claimed !== checksum.value)
    throw badDigest(checksum.algorithm, 'the calculated checksum');
  if (input.ChecksumType !== undefined && input.ChecksumType !== checksum.type)
    throw invalidRequest(
      `The upload was created using the ${checksum.type} checksum mode. The complete request must use the same checksum mode.`,
    );
}
