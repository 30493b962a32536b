import { AwsError } from '../kit/aws-error.ts';

/**
 * The page of `items` that a request asks for, at most 1,000 long and 100 when it does not say. `key` tells an item from all others, so
 * that items which come or go between two pages neither repeat nor hide others.
 */
export function page<T>(
  items: readonly T[],
  key: (item: T) => string,
  request: Record<string, unknown>,
): { page: T[]; nextToken?: string } {
  const size = Number(request['maxResults'] || 100);
  const start = request['nextToken'] === undefined ? 0 : after(items, key, String(request['nextToken']));
  const found = items.slice(start, start + size);
  const last = found.at(-1);
  const more = last !== undefined && start + size < items.length;
  return { page: found, ...(more ? { nextToken: Buffer.from(key(last)).toString('base64url') } : {}) };
}

function after<T>(items: readonly T[], key: (item: T) => string, token: string): number {
  const last = Buffer.from(token, 'base64url').toString();
  const index = items.findIndex((item) => key(item) === last);
  if (index >= 0) return index + 1;
  throw new AwsError('InvalidToken', `Invalid Token: '${token}'`);
}
