import type { Clock } from '@rung/core/ports.ts';
import type { Forwarded, ForwardedReply } from '../forwarded.ts';
import { MAX_BODY_BYTES, verifyRequest } from './verify.ts';

/** A Lambda function-URL request, as far as the front door reads it (payload format 2.0). */
export interface UrlRequest {
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
}

export interface UrlReply {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** How the front door reaches the desk. */
export interface DeskLine {
  /** Resolves once the delivery is durably accepted. */
  leave(delivery: Forwarded): Promise<boolean>;
  /** Resolves with the desk's own answer; undefined when there was none. */
  call(delivery: Forwarded): Promise<ForwardedReply | undefined>;
}

/** Verifies a delivery and hands it on. Slack waits for forms and option lists, so these are called; everything else is left. */
export function frontDoor(options: {
  signingSecret: string;
  clock: Clock;
  desk: DeskLine;
}): (request: UrlRequest) => Promise<UrlReply> {
  return async (request) => {
    const body = rawBody(request);
    if (body === undefined) return { statusCode: 413 };
    const header = headerReader(request.headers ?? {});
    const statusCode = verifyRequest({ body, header }, options);
    if (statusCode !== 200) return { statusCode };
    const opened = open(body, header);
    if ('statusCode' in opened) return opened;
    const { forwarded, waits } = opened;
    if (!waits) return { statusCode: (await options.desk.leave(forwarded)) ? 200 : 503 };
    const reply = await options.desk.call(forwarded);
    if (!reply) return { statusCode: 502 };
    return {
      statusCode: reply.status,
      body: reply.body,
      ...(reply.body === '' ? {} : { headers: { 'content-type': 'application/json' } }),
    };
  };
}

/** Undefined when the text alone is already longer than any body may be. */
function rawBody(request: UrlRequest): Buffer | string | undefined {
  const text = request.body ?? '';
  if (text.length > MAX_BODY_BYTES * 2) return undefined;
  // Half a surrogate pair has no bytes that could have been signed: what is verified is what is read afterwards.
  return request.isBase64Encoded ? Buffer.from(text, 'base64') : text.toWellFormed();
}

function headerReader(headers: Readonly<Record<string, string | undefined>>): (name: string) => string | undefined {
  const lower = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return (name) => lower.get(name);
}

/** What the desk is to have, and whether Slack waits for its answer. */
interface Delivery {
  readonly forwarded: Forwarded;
  readonly waits: boolean;
}

const UNREADABLE: UrlReply = { statusCode: 400 };

function open(body: Buffer | string, header: (name: string) => string | undefined): Delivery | UrlReply {
  const text = body.toString();
  const type = header('content-type')?.split(';', 1)[0]?.trim().toLowerCase();
  // Nobody signs this header: what is no small count is none.
  const retry = Number(/^\d$/.exec(header('x-slack-retry-num') ?? ''));
  try {
    if (type === 'application/json') return openJson(text, retry);
    if (type === 'application/x-www-form-urlencoded') return openForm(text, retry);
    return UNREADABLE;
  } catch {
    return UNREADABLE;
  }
}

function openJson(text: string, retry: number): Delivery | UrlReply {
  const parsed = JSON.parse(text) as unknown;
  if (typeof parsed !== 'object' || parsed === null) return UNREADABLE;
  const { type, challenge } = parsed as { type?: unknown; challenge?: unknown };
  if (type === 'url_verification' && typeof challenge === 'string')
    return { statusCode: 200, headers: { 'content-type': 'text/plain' }, body: challenge };
  return { forwarded: { body: text, encoding: 'json', retry }, waits: false };
}

const WAITS: readonly unknown[] = ['view_submission', 'block_suggestion'];

function openForm(text: string, retry: number): Delivery | UrlReply {
  const form = new URLSearchParams(text);
  const payload = JSON.parse(form.get('payload') ?? 'null') as { type?: unknown } | null;
  if (form.get('ssl_check') === '1') return { statusCode: 200 };
  return { forwarded: { body: text, encoding: 'form', retry }, waits: WAITS.includes(payload?.type) };
}
