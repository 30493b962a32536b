/** An HTTP reply that a function's response stands for. */
export interface UrlReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: Buffer;
}

/**
 * What a function URL answers for a function's response (Lambda Developer Guide, "Response payload format", read 2026-11): a value
 * without statusCode is the body of a 200. Undefined when the response is not one that Lambda can send; that is a 502.
 */
export function urlReply(json: string): UrlReply | undefined {
  const response: unknown = JSON.parse(json);
  if (!isRecord(response) || response['statusCode'] === undefined)
    return { status: 200, headers: JSON_TYPE, body: Buffer.from(json) };
  const { statusCode, headers = {}, cookies = [], body = '', isBase64Encoded = false } = response;
  const status = Number(statusCode);
  const fits =
    Number.isInteger(status) &&
    status >= 200 &&
    status <= 599 &&
    typeof body === 'string' &&
    isRecord(headers) &&
    Object.values(headers).every(isPlain) &&
    Array.isArray(cookies) &&
    cookies.every((cookie) => typeof cookie === 'string');
  if (!fits) return undefined;
  return {
    status,
    headers: { ...JSON_TYPE, ...lowerCased(headers), ...(cookies.length > 0 && { 'set-cookie': cookies }) },
    body: Buffer.from(body, isBase64Encoded === true ? 'base64' : 'utf8'),
  };
}

const JSON_TYPE = { 'content-type': 'application/json' };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isPlain = (value: unknown) => ['string', 'number', 'boolean'].includes(typeof value);

function lowerCased(headers: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}
