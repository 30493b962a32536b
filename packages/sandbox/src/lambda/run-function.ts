import { setTimeout as realTime } from 'node:timers/promises';

/** What a function is told about its invocation. */
export interface FunctionContext {
  readonly awsRequestId: string;
  readonly functionName: string;
  getRemainingTimeInMillis(): number;
}

export type LambdaFunction = (event: unknown, context: FunctionContext) => Promise<unknown>;

export interface RegisteredFunction {
  readonly name: string;
  readonly run: LambdaFunction;
  /**
   * In real time, also when the sandbox clock runs faster: what the function does (parsing, calls to local servers) takes real time.
   */
  readonly timeoutMs: number;
  readonly maxRetries: 0 | 1 | 2;
  /** The function that receives the record of an asynchronous invocation that failed for good. */
  readonly onFailure?: string;
}

/** The error object that Lambda's Node.js runtime answers with. */
export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

/** What became of one invocation: the response as JSON text, or the function's error. */
export type Outcome = { readonly json: string } | { readonly error: FunctionError };

/** Lambda's limit on a response (Lambda quotas, read 2026-11: 6 MB; the exact figure stands in its error message). */
const MAX_RESPONSE_BYTES = 6_291_556;

/** Runs a function once. Event and response pass as JSON, so that nothing is shared between caller and function. */
export async function runFunction(
  registered: RegisteredFunction,
  invocation: { payload: string; requestId: string },
): Promise<Outcome> {
  const { name, run, timeoutMs } = registered;
  const endsAtMs = performance.now() + timeoutMs;
  const context: FunctionContext = {
    awsRequestId: invocation.requestId,
    functionName: name,
    getRemainingTimeInMillis: () => Math.max(0, Math.round(endsAtMs - performance.now())),
  };
  const done = new AbortController();
  const timedOut = realTime(timeoutMs, timeout(invocation.requestId, timeoutMs), { signal: done.signal });
  timedOut.catch(() => 'the function was faster');
  const finished = attempt(() => run(JSON.parse(invocation.payload), context));
  const outcome = await Promise.race([finished, timedOut]);
  done.abort();
  return outcome;
}

async function attempt(run: () => Promise<unknown>): Promise<Outcome> {
  try {
    return serialized(await run());
  } catch (thrown) {
    return { error: describe(thrown) };
  }
}

function serialized(response: unknown): Outcome {
  const json = JSON.stringify(response) ?? 'null';
  const bytes = Buffer.byteLength(json);
  if (bytes <= MAX_RESPONSE_BYTES) return { json };
  const errorMessage = `Response payload size (${bytes} bytes) exceeded maximum allowed payload size (${MAX_RESPONSE_BYTES} bytes).`;
  return { error: { errorType: 'Function.ResponseSizeTooLarge', errorMessage } };
}

function describe(thrown: unknown): FunctionError {
  if (!(thrown instanceof Error)) return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
  return { errorType: thrown.name, errorMessage: thrown.message, trace: (thrown.stack ?? '').split('\n') };
}

function timeout(requestId: string, timeoutMs: number): Outcome {
  const errorMessage = `RequestId: ${requestId} Error: Task timed out after ${(timeoutMs / 1000).toFixed(2)} seconds`;
  return { error: { errorType: 'Sandbox.Timedout', errorMessage } };
}
