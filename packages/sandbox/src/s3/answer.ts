import crypto from 'node:crypto';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { AwsError } from '../kit/aws-error.ts';
import type { Outgoing } from '../kit/http.ts';
import { ANSWER_HEADERS } from './members.ts';
import { renderXml } from './xml.ts';

/** What an operation answers, under the member names that an SDK client sees. */
export interface Answer {
  /** Default 200. */
  readonly status?: number;
  /** Members that travel in headers. */
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly xml?: { readonly root: string; readonly members: Readonly<Record<string, unknown>> };
  readonly stream?: Readable;
}

/** Lists whose XML elements are named otherwise than the SDK's members. */
const LISTS: Readonly<Record<string, string>> = {
  DeleteMarker: 'DeleteMarkers',
  Error: 'Errors',
  Part: 'Parts',
  Version: 'Versions',
  '': 'LocationConstraint',
};

/** The answer's members for the wire log, bytes left out. */
export function loggedMembers(answer: Answer): Record<string, unknown> {
  const { headers, metadata, xml } = answer;
  const members = Object.fromEntries(
    Object.entries(xml?.members ?? {}).map(([name, value]) => [LISTS[name] ?? name, value]),
  );
  const described = metadata && Object.keys(metadata).length > 0 ? { Metadata: metadata } : {};
  return { ...headers, ...described, ...(xml?.root === 'CopyObjectResult' ? { CopyObjectResult: members } : members) };
}

export async function sendAnswer(reply: Outgoing, answer: Answer): Promise<void> {
  const body = answer.xml ? Buffer.from(renderXml(answer.xml.root, answer.xml.members)) : undefined;
  setHeaders(reply, answer.headers ?? {});
  for (const [name, value] of Object.entries(answer.metadata ?? {})) reply.setHeader(`x-amz-meta-${name}`, value);
  if (body) describeXml(reply, body);
  reply.statusCode = answer.status ?? 200;
  identify(reply);
  if (!answer.stream) return void reply.end(body);
  await pipeline(answer.stream, reply);
}

/** Statuses and methods whose answers have no body (RFC 9110 6.4.1, 9.3.2). */
const isBodiless = (reply: Outgoing, status: number) => status === 304 || reply.req?.method === 'HEAD';

export function sendError(reply: Outgoing, error: AwsError): void {
  setHeaders(reply, error.members);
  reply.statusCode = error.status;
  const ids = identify(reply);
  if (isBodiless(reply, error.status)) return void reply.end();
  const details = Object.entries(error.members).filter(([name]) => !(name in ANSWER_HEADERS));
  const members = { Code: error.code, Message: error.message, ...Object.fromEntries(details), ...ids };
  const body = Buffer.from(renderXml('Error', members, ''));
  describeXml(reply, body);
  reply.end(body);
}

function describeXml(reply: Outgoing, body: Buffer): void {
  reply.setHeader('content-type', 'application/xml');
  reply.setHeader('content-length', body.length);
}

function setHeaders(reply: Outgoing, members: Readonly<Record<string, unknown>>): void {
  for (const [member, value] of Object.entries(members)) {
    const name = ANSWER_HEADERS[member];
    if (!name || value === undefined) continue;
    reply.setHeader(name, value instanceof Date ? value.toUTCString() : String(value));
  }
}

function identify(reply: Outgoing): { RequestId: string; HostId: string } {
  const ids = {
    RequestId: crypto.randomBytes(8).toString('hex').toUpperCase(),
    HostId: crypto.randomBytes(48).toString('base64'),
  };
  reply.setHeader('x-amz-request-id', ids.RequestId);
  reply.setHeader('x-amz-id-2', ids.HostId);
  return ids;
}
