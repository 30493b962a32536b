import { randomUUID } from 'node:crypto';
import { AwsError, notInSandbox } from '../kit/aws-error.ts';
import { type Handler, header, type Incoming, type Outgoing, readBody } from '../kit/http.ts';
import type { WireLog } from '../kit/wire-log.ts';
import type { Body } from './dynalite-server.ts';

export type OperationTable = Readonly<Record<string, (request: Body) => Promise<Body>>>;

/** DynamoDB's limit on a request (BatchWriteItem, API Reference, read 2026-11). */
const MAX_REQUEST_BYTES = 16 * 1024 * 1024;

/** Speaks AWS JSON 1.0 in front of a table of operations and writes each exchange to the wire log. */
export function serveOperations(operations: OperationTable, wireLog: WireLog): Handler {
  return async (request, reply) => {
    const operation = header(request, 'x-amz-target')?.split('.')[1] ?? '';
    let body: Body = {};
    try {
      body = await parse(request);
      const carryOut = operations[operation];
      if (!carryOut) throw notInSandbox('dynamodb', operation || 'without X-Amz-Target');
      const response = await carryOut(body);
      wireLog.write({ service: 'dynamodb', operation, request: body, status: 200, response });
      send(reply, 200, response);
    } catch (thrown) {
      if (!(thrown instanceof AwsError)) console.error('sandbox dynamodb', operation, thrown);
      const error =
        thrown instanceof AwsError ? thrown : new AwsError('InternalServerError', String(thrown), { status: 500 });
      const { code, message, status, members } = error;
      wireLog.write({ service: 'dynamodb', operation, request: body, status, error: { code, message } });
      send(reply, status, { __type: `com.amazonaws.dynamodb.v20120810#${code}`, ...members, message });
    }
  };
}

async function parse(request: Incoming): Promise<Body> {
  const bytes = await readBody(request, MAX_REQUEST_BYTES).catch((cause: unknown) => {
    throw cause instanceof RangeError
      ? new AwsError('RequestEntityTooLarge', 'The request is larger than 16 MB.', { status: 413 })
      : cause;
  });
  try {
    return JSON.parse(bytes.toString('utf8')) as Body;
  } catch {
    throw new AwsError('SerializationException', 'The request body is not valid JSON.');
  }
}

function send(reply: Outgoing, status: number, body: Body): void {
  reply.writeHead(status, { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': randomUUID() });
  reply.end(JSON.stringify(body));
}
