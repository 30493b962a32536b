import { AwsError, notInSandbox } from '../kit/aws-error.ts';
import { header, type Incoming, readBody } from '../kit/http.ts';

/** An Invoke request as it came in. */
export interface InvokeRequest {
  readonly functionReference: string;
  readonly qualifier?: string;
  readonly type: 'RequestResponse' | 'Event' | 'DryRun';
  /** JSON text. */
  readonly payload: string;
}

/** Lambda quotas, read 2026-11; asynchronous invocations took 256 KB until October 2025. */
const MAX_SYNC_BYTES = 6_291_456;
const MAX_ASYNC_BYTES = 1_048_576;

/** Headers of Invoke that change what it does and that the sandbox does not heed. */
const UNHEEDED = ['x-amz-client-context', 'x-amz-durable-execution-name', 'x-amz-tenant-id'];

/** The function that the path of an Invoke request names; undefined for any other request. */
export function invokedFunction(request: Incoming): { reference: string; qualifier?: string } | undefined {
  const url = new URL(request.url ?? '/', 'http://sandbox');
  const [, reference] = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(url.pathname) ?? [];
  if (request.method !== 'POST' || !reference) return undefined;
  const qualifier = url.searchParams.get('Qualifier');
  return { reference: decodeURIComponent(reference), ...(qualifier !== null && { qualifier }) };
}

/** Reads the invocation type and the payload; refuses what Lambda refuses before it looks for the function. */
export async function readInvokeRequest(
  request: Incoming,
  { reference, qualifier }: { reference: string; qualifier?: string },
): Promise<InvokeRequest> {
  const type = invocationType(header(request, 'x-amz-invocation-type') ?? 'RequestResponse');
  const payload = await readPayload(request, type);
  const unheeded = UNHEEDED.find((name) => header(request, name) !== undefined);
  if (unheeded) throw notInSandbox('lambda', `Invoke with ${unheeded}`);
  if (header(request, 'x-amz-log-type') === 'Tail') throw notInSandbox('lambda', 'Invoke with LogType Tail');
  return { functionReference: reference, ...(qualifier !== undefined && { qualifier }), type, payload };
}

function invocationType(value: string): InvokeRequest['type'] {
  if (value === 'RequestResponse' || value === 'Event' || value === 'DryRun') return value;
  throw new AwsError('InvalidParameterValueException', `Invalid invocation type: ${value}`);
}

async function readPayload(request: Incoming, type: InvokeRequest['type']): Promise<string> {
  const bytes = await readBody(request, MAX_SYNC_BYTES).catch((cause: unknown) => {
    if (!(cause instanceof RangeError)) throw cause;
    throw tooLarge(`Request must be smaller than ${MAX_SYNC_BYTES} bytes for the InvokeFunction operation`);
  });
  if (type === 'Event' && bytes.length > MAX_ASYNC_BYTES)
    throw tooLarge(
      `${bytes.length} byte payload is too large for the Event invocation type (limit ${MAX_ASYNC_BYTES} bytes)`,
    );
  // A function that is invoked without a payload receives an empty object.
  const payload = bytes.length > 0 ? bytes.toString('utf8') : '{}';
  try {
    JSON.parse(payload);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AwsError('InvalidRequestContentException', `Could not parse request body into json: ${reason}`);
  }
  return payload;
}

/** The name that Lambda sends (github.com/ASFHyP3/hyp3/issues/2241, 2024-05), although its API model lists RequestTooLargeException. */
const tooLarge = (message: string) => new AwsError('RequestEntityTooLargeException', message, { status: 413 });
