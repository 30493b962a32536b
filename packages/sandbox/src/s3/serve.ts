import { AwsError, notInSandbox } from '../kit/aws-error.ts';
import type { Handler, Incoming, Outgoing } from '../kit/http.ts';
import type { WireLog } from '../kit/wire-log.ts';
import { type Answer, loggedMembers, sendAnswer, sendError } from './answer.ts';
import {
  createBucket,
  deleteBucket,
  getBucketLocation,
  getBucketVersioning,
  headBucket,
  listBuckets,
  putBucketVersioning,
} from './bucket-operations.ts';
import type { S3Operation } from './call.ts';
import { completeMultipartUpload } from './complete-upload.ts';
import { copyObject } from './copy-object.ts';
import { deleteObject, deleteObjects } from './delete-objects.ts';
import { ACCOUNT_ID, accessDenied, incompleteBody } from './errors.ts';
import { listObjectsV2, listObjectVersions } from './list-objects.ts';
import { abortMultipartUpload, createMultipartUpload, listParts, uploadPart } from './multipart.ts';
import { findOperation, type OperationName } from './operation.ts';
import { putObject } from './put-object.ts';
import { getObject, headObject } from './read-object.ts';
import { checkRequest, parseRequest, type S3Request } from './request.ts';
import type { Store } from './store.ts';

const HANDLERS: Readonly<Record<OperationName, S3Operation>> = {
  AbortMultipartUpload: abortMultipartUpload,
  CompleteMultipartUpload: completeMultipartUpload,
  CopyObject: copyObject,
  CreateBucket: createBucket,
  CreateMultipartUpload: createMultipartUpload,
  DeleteBucket: deleteBucket,
  DeleteObject: deleteObject,
  DeleteObjects: deleteObjects,
  GetBucketLocation: getBucketLocation,
  GetBucketVersioning: getBucketVersioning,
  GetObject: getObject,
  HeadBucket: headBucket,
  HeadObject: headObject,
  ListBuckets: listBuckets,
  ListObjectVersions: listObjectVersions,
  ListObjectsV2: listObjectsV2,
  ListParts: listParts,
  PutBucketVersioning: putBucketVersioning,
  PutObject: putObject,
  UploadPart: uploadPart,
};

/** S3's REST API over `store`: finds the operation, answers it or S3's error, and writes the exchange to the wire log. */
export function serveS3(store: Store, wireLog: WireLog): Handler {
  return async (incoming, reply) => {
    const exchange = { service: 's3', operation: `${incoming.method}`, request: {} as Record<string, unknown> };
    try {
      const request = parseRequest(incoming);
      const operation = findOperation(request);
      exchange.operation = 'done' in operation ? operation.done : operation.notDone;
      exchange.request = loggedRequest(request);
      if ('notDone' in operation) throw notInSandbox('s3', operation.notDone);
      authorise(store, request, operation.done);
      const answer = await HANDLERS[operation.done]({ request, store });
      wireLog.write({ ...exchange, status: answer.status ?? 200, response: loggedMembers(answer) });
      await send(reply, answer);
    } catch (error) {
      const known = asS3Error(error, incoming);
      if (known.code === 'InternalError') console.error('sandbox s3', exchange.operation, error);
      const { code, message, status } = known;
      wireLog.write({ ...exchange, status, error: { code, message } });
      sendError(reply, known);
    }
  };
}

/** A client that goes away while it is being sent bytes is not an error of S3's. */
async function send(reply: Outgoing, answer: Answer): Promise<void> {
  try {
    await sendAnswer(reply, answer);
  } catch (error) {
    if (!reply.headersSent) throw error;
    reply.destroy();
  }
}

function asS3Error(error: unknown, incoming: Incoming): AwsError {
  if (error instanceof AwsError) return error;
  if (incoming.destroyed && !incoming.complete) return incompleteBody();
  return new AwsError('InternalError', 'We encountered an internal error. Please try again.', { status: 500 });
}

function loggedRequest({ bucket, key, input, metadata }: S3Request): Record<string, unknown> {
  return {
    ...(bucket === '' ? {} : { Bucket: bucket }),
    ...(key === '' ? {} : { Key: key }),
    ...input,
    ...(Object.keys(metadata).length > 0 ? { Metadata: metadata } : {}),
  };
}

/** Operations that S3 answers whatever region the request is signed for. */
const ANY_REGION: ReadonlySet<OperationName> = new Set(['CreateBucket', 'GetBucketLocation']);

function authorise(store: Store, request: S3Request, operation: OperationName): void {
  checkRequest(request);
  checkExpiry(request);
  if (request.on === 'service') return;
  const region = store.find(request.bucket)?.facts().region;
  if (region !== undefined && region !== request.region && !ANY_REGION.has(operation))
    throw new AwsError(
      'PermanentRedirect',
      'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.',
      {
        status: 301,
        members: { Bucket: request.bucket, Endpoint: `s3.${region}.amazonaws.com`, BucketRegion: region },
      },
    );
  if ((request.input.ExpectedBucketOwner ?? ACCOUNT_ID) !== ACCOUNT_ID) throw accessDenied();
}

/** Against the real clock, not the sandbox's: the signer took the date from it. */
function checkExpiry({ query }: S3Request): void {
  const seconds = query.get('X-Amz-Expires');
  if (seconds === null) return;
  const [, day, time] = /^(\d{8})T(\d{6})Z$/.exec(query.get('X-Amz-Date') ?? '') ?? [];
  if (!day || !time || !(Number(seconds) >= 0 && Number(seconds) <= 604_800))
    throw new AwsError(
      'AuthorizationQueryParametersError',
      'X-Amz-Date and X-Amz-Expires must be a date and at most 604800 seconds.',
    );
  const signed = `${day.replace(/(\d{4})(\d\d)(\d\d)/, '$1-$2-$3')}T${time.replace(/(\d\d)(\d\d)(\d\d)/, '$1:$2:$3')}Z`;
  if (Date.parse(signed) + Number(seconds) * 1000 < Date.now()) throw accessDenied('Request has expired');
}
