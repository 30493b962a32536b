import { AwsError, notInSandbox } from '../kit/aws-error.ts';
import { type Handler, header, type Incoming, type Outgoing, readBody, signingScope } from '../kit/http.ts';
import type { WireLog } from '../kit/wire-log.ts';
import { bindInput, findOperation, type RequestLine } from './bind-request.ts';
import { checkShape, type Violation } from './check-shape.ts';
import { eventFrame, exceptionFrame } from './event-stream.ts';
import type { Operation, ServiceModel } from './service-model.ts';

/** Where and by whom an operation was called. */
export interface CallContext {
  readonly region: string;
  readonly accessKeyId: string;
}

/** Answers one operation: input and output under AWS's member names; dates as the protocol writes them. Refuses by throwing `AwsError`. */
export type OperationHandler = (input: Record<string, unknown>, context: CallContext) => Promise<object> | object;

export interface ServedModel {
  readonly model: ServiceModel;
  readonly operations: Readonly<Record<string, OperationHandler>>;
  readonly wireLog: WireLog;
}

/**
 * A service of the sandbox, driven by AWS's own model of it: finds the operation, binds and checks the input, answers what the handler
 * returns after checking that too, and writes the exchange to the wire log. Operations without a handler answer 501.
 */
export function serveModel(served: ServedModel): Handler {
  return async (request, reply) => {
    const line = requestLine(request);
    const found = findOperation(served.model, line);
    const name = found?.name ?? unknownName(line);
    const log = { service: served.model.service, operation: name };
    let input: Record<string, unknown> = {};
    try {
      const handler = served.operations[name];
      const operation = served.model.operations[name];
      const body = await readBody(request, 32 * 1024 * 1024);
      if (!found || !handler || !operation) throw notInSandbox(served.model.service, name);
      input = bindInput(served.model, operation, { line, labels: found.labels, body });
      refuse(operation.input ? checkShape(served.model, operation.input, input) : []);
      const output = await handler(input, context(request));
      await answer(served, operation, { reply, output, log: { ...log, request: input } });
    } catch (error) {
      const known =
        error instanceof AwsError ? error : new AwsError('InternalServerException', String(error), { status: 500 });
      if (!(error instanceof AwsError)) console.error('sandbox', log.service, name, error);
      served.wireLog.write({
        ...log,
        request: input,
        status: known.status,
        error: { ...known.members, code: known.code, message: known.message },
      });
      sendError(served.model, reply, known);
    }
  };
}

function requestLine(request: Incoming): RequestLine {
  return {
    method: request.method ?? 'GET',
    url: new URL(request.url ?? '/', 'http://sandbox'),
    header: (name) => header(request, name),
  };
}

const unknownName = (line: RequestLine) =>
  line.header('x-amz-target')?.split('.')[1] ?? `${line.method} ${line.url.pathname}`;

function context(request: Incoming): CallContext {
  const scope = signingScope(request);
  return { region: scope?.region ?? 'us-east-1', accessKeyId: scope?.accessKeyId ?? '' };
}

function refuse(violations: Violation[]): void {
  if (violations.length === 0) return;
  const one = ({ path, message }: Violation) => `Value at '${path}' failed to satisfy constraint: ${message}`;
  const count = `${violations.length} validation error${violations.length > 1 ? 's' : ''} detected`;
  throw new AwsError('ValidationException', `${count}: ${violations.map(one).join('; ')}`);
}

interface Answer {
  readonly reply: Outgoing;
  readonly output: object;
  readonly log: { service: string; operation: string; request: unknown };
}

async function answer(served: ServedModel, operation: Operation, { reply, output, log }: Answer): Promise<void> {
  const { model, wireLog } = served;
  const stream = streamMember(model, operation);
  if (stream)
    return sendStream(reply, stream, {
      output,
      done: (events) => wireLog.write({ ...log, status: operation.status, response: { [stream]: events } }),
    });
  const [slip] = operation.output ? checkShape(model, operation.output, output) : [];
  if (slip) throw new Error(`${log.operation} would answer what AWS never does: ${slip.path}: ${slip.message}`);
  wireLog.write({ ...log, status: operation.status, response: output });
  const body = JSON.stringify(toWire(model, operation, output));
  reply.writeHead(operation.status, {
    'content-type': contentType(model),
    'content-length': String(Buffer.byteLength(body)),
  });
  reply.end(body);
}

const contentType = (model: ServiceModel) =>
  model.protocol === 'json' ? `application/x-amz-json-${model.jsonVersion}` : 'application/json';

function toWire(model: ServiceModel, operation: Operation, output: object): object {
  const shape = operation.output ? model.shapes[operation.output] : undefined;
  const renamed = Object.entries(output).map(([name, value]) => [shape?.members?.[name]?.locationName ?? name, value]);
  return Object.fromEntries(renamed) as object;
}

function streamMember(model: ServiceModel, operation: Operation): string | undefined {
  const shape = operation.output ? model.shapes[operation.output] : undefined;
  return Object.entries(shape?.members ?? {}).find(([, member]) => model.shapes[member.shape]?.eventstream)?.[0];
}

/** Sends the async iterable under the output's stream member; each item is a one-member object, an `AwsError` thrown becomes an in-stream exception. */
async function sendStream(
  reply: Outgoing,
  member: string,
  work: { output: object; done: (events: object[]) => void },
): Promise<void> {
  const events = (work.output as Record<string, AsyncIterable<Record<string, unknown>>>)[member] ?? [];
  const sent: object[] = [];
  reply.writeHead(200, { 'content-type': 'application/vnd.amazon.eventstream' });
  const write = reply.write.bind(reply) as (chunk: Uint8Array) => boolean;
  try {
    for await (const event of events) {
      for (const [type, body] of Object.entries(event)) write(eventFrame(type, body));
      sent.push(event);
    }
  } catch (error) {
    const code = error instanceof AwsError ? error.code : 'InternalServerException';
    write(exceptionFrame(code.charAt(0).toLowerCase() + code.slice(1), String((error as Error).message)));
  }
  work.done(sent);
  reply.end();
}

function sendError(model: ServiceModel, reply: Outgoing, error: AwsError): void {
  const members = model.protocol === 'json' ? { __type: error.code, ...error.members } : error.members;
  reply.writeHead(error.status, { 'content-type': contentType(model), 'x-amzn-errortype': error.code });
  reply.end(JSON.stringify({ ...members, message: error.message }));
}
