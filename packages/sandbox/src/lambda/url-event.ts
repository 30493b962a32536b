import { randomUUID } from 'node:crypto';
import type { Incoming } from '../kit/http.ts';

/**
 * The content types whose bodies Lambda hands on as text; all others arrive in base64, forms among them (observed on function URLs:
 * github.com/LeanerCloud/CUDly/pull/1483, 2026-07; github.com/brefphp/bref/issues/631, 2020-04).
 */
const TEXT = /^(?:text\/.*|application\/(?:json|xml|javascript)|.*\+(?:json|xml))$/i;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The event that a function receives for an HTTP request (Lambda Developer Guide, "Request payload format" 2.0, read 2026-11). */
export function urlEvent(request: Incoming, body: Buffer, nowMs: number): object {
  const [rawPath = '/', ...query] = (request.url ?? '/').split('?');
  const rawQueryString = query.join('?');
  const headers = joinedHeaders(request.rawHeaders);
  const queryStringParameters = joined([...new URLSearchParams(rawQueryString)], () => ',');
  const { cookie } = headers;
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString,
    ...(cookie !== undefined && { cookies: cookie.split(/;\s*/) }),
    headers,
    ...(rawQueryString !== '' && { queryStringParameters }),
    requestContext: requestContext(request, { path: rawPath, headers, nowMs }),
    ...bodyOf(body, headers['content-type']),
  };
}

function requestContext(
  request: Incoming,
  { path, headers, nowMs }: { path: string; headers: Record<string, string>; nowMs: number },
): object {
  const domainName = headers['host'] ?? 'localhost';
  const http = {
    method: request.method ?? 'GET',
    path,
    protocol: `HTTP/${request.httpVersion}`,
    sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
    userAgent: headers['user-agent'] ?? '',
  };
  return {
    accountId: 'anonymous',
    apiId: 'sandbox',
    domainName,
    domainPrefix: domainName.split('.')[0],
    http,
    requestId: randomUUID(),
    routeKey: '$default',
    stage: '$default',
    time: logTime(new Date(nowMs)),
    timeEpoch: nowMs,
  };
}

/** Names in lower case, the values of one name joined by a comma; cookies by a semicolon, as HTTP has it (RFC 6265 4.2.1). */
function joinedHeaders(rawHeaders: readonly string[]): Record<string, string> {
  const pairs: [string, string][] = [];
  for (let i = 0; i + 1 < rawHeaders.length; i += 2)
    pairs.push([String(rawHeaders[i]).toLowerCase(), String(rawHeaders[i + 1])]);
  return joined(
    pairs.filter(([name]) => !name.startsWith(':')),
    (name) => (name === 'cookie' ? '; ' : ','),
  );
}

function joined(pairs: readonly [string, string][], separator: (name: string) => string): Record<string, string> {
  const byName = new Map<string, string>();
  for (const [name, value] of pairs) {
    const before = byName.get(name);
    byName.set(name, before === undefined ? value : `${before}${separator(name)}${value}`);
  }
  return Object.fromEntries(byName);
}

function bodyOf(body: Buffer, contentType = ''): object {
  if (body.length === 0) return { isBase64Encoded: false };
  const mediaType = contentType.split(';')[0]?.trim() ?? '';
  const isBase64Encoded = !TEXT.test(mediaType);
  return { body: body.toString(isBase64Encoded ? 'base64' : 'utf8'), isBase64Encoded };
}

/** "12/Mar/2020:19:03:58 +0000" */
function logTime(date: Date): string {
  const [day, time] = date.toISOString().split(/[T.]/);
  const [year, , dayOfMonth] = (day ?? '').split('-');
  return `${dayOfMonth}/${MONTHS[date.getUTCMonth()]}/${year}:${time} +0000`;
}
