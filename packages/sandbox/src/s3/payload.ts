import { AwsError } from '../kit/aws-error.ts';
import { readBody } from '../kit/http.ts';
import { unframe } from './aws-chunked.ts';
import type { Blobs } from './blobs.ts';
import {
  ALGORITHM_NAMES,
  type Checksum,
  type ChecksumAlgorithm,
  DEFAULT_ALGORITHM,
  parseAlgorithm,
  startTally,
  type Tally,
} from './checksums.ts';
import { badDigest, headerNotImplemented, incompleteBody, invalidRequest } from './errors.ts';
import type { S3Request } from './request.ts';

/** Bytes that have arrived whole and are what the sender says they are; `md5` is hex. */
export interface Payload {
  readonly blob: string;
  readonly size: number;
  readonly md5: string;
  readonly checksum: Checksum;
}

/** What S3 takes in one request. Source: S3 User Guide, "Uploading objects": 5 GiB. */
const MAX_BYTES = 5 * 1024 ** 3;

const checksumHeader = (algorithm: ChecksumAlgorithm) => `x-amz-checksum-${algorithm.toLowerCase()}`;

/** Writes a request's body to disk as it arrives and verifies every digest that came with it; refuses and keeps nothing when one is wrong. */
export async function receivePayload(request: S3Request, blobs: Blobs): Promise<Payload> {
  const claim = readClaim(request);
  const algorithm = claim.algorithm ?? DEFAULT_ALGORITHM;
  const tally = startTally(['MD5', 'SHA256', algorithm]);
  const { bytes, trailers } = bodyOf(request);
  const blob = await blobs.receive(bytes, tally);
  try {
    verify(claim, tally, trailers);
  } catch (error) {
    blobs.drop(blob);
    throw error;
  }
  const value = tally.digest(algorithm).toString('base64');
  return { blob, size: tally.size(), md5: md5Hex(tally), checksum: { algorithm, value, type: 'FULL_OBJECT' } };
}

/** Writes bytes that the sandbox itself has, such as those of a copy. */
export async function storeBytes(
  source: AsyncIterable<Uint8Array>,
  algorithm: ChecksumAlgorithm,
  blobs: Blobs,
): Promise<Payload> {
  const tally = startTally(['MD5', algorithm]);
  const blob = await blobs.receive(source, tally);
  const value = tally.digest(algorithm).toString('base64');
  return { blob, size: tally.size(), md5: md5Hex(tally), checksum: { algorithm, value, type: 'FULL_OBJECT' } };
}

/** The text of a small body (an XML document), with its digests verified. */
export async function receiveText(request: S3Request): Promise<string> {
  const claim = readClaim(request);
  const tally = startTally(['MD5', 'SHA256', claim.algorithm ?? DEFAULT_ALGORITHM]);
  const bytes = await readBody(request.body);
  tally.update(bytes);
  verify(claim, tally, new Map());
  return bytes.toString('utf8');
}

const md5Hex = (tally: Tally) => tally.digest('MD5').toString('hex');

/** What a request says of its body before the body is read. */
interface Claim {
  readonly size: number | undefined;
  readonly md5: Buffer | undefined;
  /** The hex SHA-256 that the signature covers. */
  readonly signedSha256: string | undefined;
  readonly algorithm: ChecksumAlgorithm | undefined;
  /** Base64; absent when the checksum comes behind the bytes. */
  readonly checksum: string | undefined;
}

const isFramed = (request: S3Request) =>
  (request.header('x-amz-content-sha256') ?? '').startsWith('STREAMING-') ||
  /\baws-chunked\b/.test(request.input.ContentEncoding ?? '');

function bodyOf(request: S3Request): { bytes: AsyncIterable<Buffer>; trailers: ReadonlyMap<string, string> } {
  return isFramed(request) ? unframe(request.body) : { bytes: request.body, trailers: new Map() };
}

function readClaim(request: S3Request): Claim {
  const sha256 = request.header('x-amz-content-sha256') ?? '';
  return {
    size: claimedSize(request),
    md5: claimedMd5(request),
    signedSha256: /^[0-9a-f]{64}$/.test(sha256) ? sha256 : undefined,
    ...claimedChecksum(request),
  };
}

function claimedSize(request: S3Request): number {
  const framed = isFramed(request);
  if (!framed && request.header('transfer-encoding')) throw headerNotImplemented('Transfer-Encoding');
  const length = request.header(framed ? 'x-amz-decoded-content-length' : 'content-length');
  if (length === undefined || !/^\d+$/.test(length)) {
    if (!framed && length === undefined && request.method === 'POST') return 0;
    throw new AwsError('MissingContentLength', 'You must provide the Content-Length HTTP header.', { status: 411 });
  }
  if (Number(length) > MAX_BYTES)
    throw new AwsError('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size', {
      members: { ProposedSize: length, MaxSizeAllowed: MAX_BYTES },
    });
  return Number(length);
}

function claimedMd5(request: S3Request): Buffer | undefined {
  const value = request.input.ContentMD5;
  if (value === undefined) return undefined;
  const md5 = Buffer.from(value, 'base64');
  if (md5.length !== 16) throw new AwsError('InvalidDigest', 'The Content-MD5 you specified was invalid.');
  return md5;
}

function claimedChecksum(request: S3Request): Pick<Claim, 'algorithm' | 'checksum'> {
  const given = ALGORITHM_NAMES.filter((name) => request.header(checksumHeader(name)) !== undefined);
  const trailer = request.header('x-amz-trailer');
  const trailing = ALGORITHM_NAMES.find((name) => checksumHeader(name) === trailer?.trim().toLowerCase());
  if (trailer && !trailing) throw headerNotImplemented(`x-amz-trailer: ${trailer}`);
  if (given.length + (trailing ? 1 : 0) > 1)
    throw invalidRequest('Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.');
  const [algorithm = trailing] = given;
  const declared = request.input.SdkChecksumAlgorithm;
  if (declared && !algorithm)
    throw invalidRequest(
      'x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.',
    );
  if (declared && parseAlgorithm(declared) !== algorithm)
    throw invalidRequest('Value for x-amz-sdk-checksum-algorithm header is invalid.');
  return { algorithm, checksum: algorithm ? request.header(checksumHeader(algorithm)) : undefined };
}

function verify(claim: Claim, tally: Tally, trailers: ReadonlyMap<string, string>): void {
  if (claim.size !== undefined && claim.size !== tally.size()) throw incompleteBody();
  if (claim.md5 && !claim.md5.equals(tally.digest('MD5'))) throw badDigest('Content-MD5', 'what we received');
  if (claim.signedSha256 && claim.signedSha256 !== tally.digest('SHA256').toString('hex'))
    throw new AwsError(
      'XAmzContentSHA256Mismatch',
      "The provided 'x-amz-content-sha256' header does not match what was computed.",
    );
  const { algorithm } = claim;
  if (!algorithm) return;
  const expected = claim.checksum ?? trailers.get(checksumHeader(algorithm));
  const actual = tally.digest(algorithm);
  if (expected === undefined || Buffer.from(expected, 'base64').length !== actual.length)
    throw invalidRequest(`Value for ${checksumHeader(algorithm)} header is invalid.`);
  if (expected !== actual.toString('base64')) throw badDigest(algorithm, 'the calculated checksum');
}
