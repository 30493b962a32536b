import { randomUUID } from 'node:crypto';
import { AwsError, notInSandbox } from '../kit/aws-error.ts';
import { type Handler, type Outgoing, signingScope } from '../kit/http.ts';
import type { WireLog } from '../kit/wire-log.ts';
import type { EventQueue } from './event-queue.ts';
import { type InvokeRequest, invokedFunction, readInvokeRequest } from './invoke-request.ts';
import { type RegisteredFunction, runFunction } from './run-function.ts';

interface Services {
  readonly find: (reference: string, region: string) => RegisteredFunction;
  readonly queue: EventQueue;
  readonly wireLog: WireLog;
}

interface Answer {
  readonly status: number;
  /** JSON text; absent when Lambda answers with an empty body. */
  readonly json?: string;
  readonly functionError?: 'Unhandled';
}

/** Lambda's API: Invoke is carried out, everything else is 501. */
export function serveInvoke(services: Services): Handler {
  return async (request, reply) => {
    const invoked = invokedFunction(request);
    const requestId = randomUUID();
    const line = { service: 'lambda', operation: invoked ? 'Invoke' : `${request.method} ${request.url}` };
    let logged: object = invoked ? { FunctionName: invoked.reference } : {};
    try {
      if (!invoked) throw notInSandbox('lambda', line.operation);
      const read = await readInvokeRequest(request, invoked);
      logged = { ...logged, InvocationType: read.type, Payload: JSON.parse(read.payload) };
      const region = signingScope(request)?.region ?? 'us-east-1';
      const answer = await invoke(services, read, { requestId, region });
      services.wireLog.write({ ...line, request: logged, status: answer.status, response: response(answer) });
      send(reply, answer, requestId);
    } catch (thrown) {
      if (!(thrown instanceof AwsError)) console.error('sandbox lambda', line.operation, thrown);
      const error =
        thrown instanceof AwsError ? thrown : new AwsError('ServiceException', String(thrown), { status: 500 });
      const { code, message, status } = error;
      services.wireLog.write({ ...line, request: logged, status, error: { code, message } });
      reply.writeHead(status, {
        'content-type': 'application/json',
        'x-amzn-errortype': code,
        'x-amzn-requestid': requestId,
      });
      reply.end(JSON.stringify({ Type: status < 500 ? 'User' : 'Service', Message: message, message }));
    }
  };
}

async function invoke(
  { find, queue }: Services,
  read: InvokeRequest,
  { requestId, region }: { requestId: string; region: string },
): Promise<Answer> {
  const qualified = read.qualifier === undefined ? '' : `:${read.qualifier}`;
  const registered = find(read.functionReference + qualified, region);
  switch (read.type) {
    case 'DryRun':
      return { status: 204 };
    case 'Event':
      queue.accept({ registered, payload: read.payload, requestId, region });
      return { status: 202 };
    case 'RequestResponse': {
      const outcome = await runFunction(registered, { payload: read.payload, requestId });
      if ('json' in outcome) return { status: 200, json: outcome.json };
      return { status: 200, json: JSON.stringify(outcome.error), functionError: 'Unhandled' };
    }
    default:
      return read.type satisfies never;
  }
}

function response({ status, json, functionError }: Answer): object {
  return {
    StatusCode: status,
    ...(functionError && { FunctionError: functionError }),
    ...(json !== undefined && { Payload: JSON.parse(json) }),
  };
}

function send(reply: Outgoing, { status, json, functionError }: Answer, requestId: string): void {
  reply.writeHead(status, {
    'x-amzn-requestid': requestId,
    ...(json !== undefined && { 'content-type': 'application/json', 'x-amz-executed-version': '$LATEST' }),
    ...(functionError && { 'x-amz-function-error': functionError }),
  });
  reply.end(json ?? '');
}
