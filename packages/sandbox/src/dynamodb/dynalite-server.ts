import type http from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { AwsError } from '../kit/aws-error.ts';

/** The body of a DynamoDB request or reply, as it is on the wire. */
export type Body = Readonly<Record<string, unknown>>;
/** An item or a key: attribute values by name. */
export type Item = Readonly<Record<string, unknown>>;

/** The tables themselves: dynalite, which knows no transactions, behind one call. */
export interface Tables {
  /** Carries out one operation; rejects with the `AwsError` that DynamoDB would answer. */
  call(operation: string, request: Body): Promise<Body>;
  close(): Promise<void>;
}

interface DynaliteValidation {
  readonly types: Readonly<Record<string, unknown>>;
}

/** dynalite is CommonJS and ships no types. */
const require = createRequire(import.meta.url);

/** dynalite wants a signed request and does not check by whom; the request that came to the sandbox was signed. */
const HEADERS = {
  'content-type': 'application/x-amz-json-1.0',
  'x-amz-date': '20260101T000000Z',
  authorization:
    'AWS4-HMAC-SHA256 Credential=sandbox/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
};

/** Starts dynalite on a private loopback port; tables live in `directory`, or in memory without one. */
export async function startDynalite(directory?: string): Promise<Tables> {
  const dynalite = require('dynalite') as (options: object) => http.Server;
  const server = dynalite({
    createTableMs: 0,
    deleteTableMs: 0,
    updateTableMs: 0,
    ...(directory && { path: directory }),
  });
  // The client end drops idle connections first; otherwise a request could meet a socket that the server is closing.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return {
    call: (operation, request) => post(url, operation, request),
    close: () => new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve()))),
  };
}

async function post(url: string, operation: string, request: Body): Promise<Body> {
  const reply = await fetch(url, {
    method: 'POST',
    headers: { ...HEADERS, 'x-amz-target': `DynamoDB_20120810.${operation}` },
    body: JSON.stringify(request),
  });
  const body = (await reply.json()) as Body;
  if (reply.ok) return body;
  const code = String(body['__type']).split('#').at(-1) ?? 'InternalServerError';
  throw new AwsError(code, String(body['message'] ?? body['Message'] ?? ''), { status: reply.status });
}

/** The request members that dynalite reads; it drops all others without a word. */
export function membersRead(operation: string): readonly string[] {
  const file = operation.charAt(0).toLowerCase() + operation.slice(1);
  return Object.keys((require(`dynalite/validations/${file}`) as DynaliteValidation).types);
}

/** An item's size in bytes, as DynamoDB counts it. */
export function itemSize(item: Item): number {
  return (require('dynalite/db') as { itemSize(item: Item): number }).itemSize(item);
}
