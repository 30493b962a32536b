import { createHash } from 'node:crypto';

/** Where the next page of a listing starts, bound to the request that it continues. */
export function printToken(offset: number, request: Record<string, unknown>): string {
  return Buffer.from(`${offset}.${fingerprint(request)}`).toString('base64url');
}

/** The offset in the request's NextToken, 0 without one; undefined when the token is not of this request. */
export function parseToken(request: Record<string, unknown>): number | undefined {
  const token = request['NextToken'];
  if (token === undefined || token === null) return 0;
  const [offset, print] = Buffer.from(String(token), 'base64url').toString().split('.');
  return print === fingerprint(request) && /^\d+$/.test(offset ?? '') ? Number(offset) : undefined;
}

function fingerprint({ NextToken: _token, ...request }: Record<string, unknown>): string {
  return createHash('sha256').update(JSON.stringify(request)).digest('hex').slice(0, 16);
}
