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
  nowMs: () => number;
  desk: DeskLine;
}): (request: UrlRequest) => Promise<UrlReply> {
  return async (request) => {
    const body = rawBody(request);
    if (!body) return { statusCode: 413 };
    const header = headerReader(request.headers ?? {});
    const verified = verifyRequest({ body, header }, { signingSecret: options.signingSecret, nowMs: options.nowMs() });
    if (verified.kind === 'refused') return { statusCode: verified.status };
    const delivery = open(body, header);
    if (!delivery) return { statusCode: 400 };
    if (delivery.challenge !== undefined)
      return { statusCode: 200, headers: { 'content-type': 'text/plain' }, body: delivery.challenge };
    if (delivery.sslCheck) return { statusCode: 200 };
    if (!delivery.waits) return { statusCode: (await options.desk.leave(delivery.forwarded)) ? 200 : 503 };
    const reply = await options.desk.call(delivery.forwarded);
    if (!reply) return { statusCode: 502 };
    return {
      statusCode: reply.status,
      body: reply.body,
      ...(reply.body === '' ? {} : { headers: { 'content-type': 'application/json' } }),
    };
  };
}

/** Undefined when the text alone is already longer than any body may be. */
function rawBody(request: UrlRequest): Buffer | undefined {
  const text = request.body ?? '';
  if (text.length > MAX_BODY_BYTES * 2) return undefined;
  return Buffer.from(text, request.isBase64Encoded ? 'base64' : 'utf8');
}

function headerReader(headers: Readonly<Record<string, string | undefined>>): (name: string) => string | undefined {
  const lower = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return (name) => lower.get(name);
}

interface Delivery {
  readonly forwarded: Forwarded;
  readonly waits: boolean;
  readonly challenge: string | undefined;
  readonly sslCheck: boolean;
}

function open(body: Buffer, header: (name: string) => string | undefined): Delivery | undefined {
  const text = body.toString('utf8');
  const type = header('content-type')?.split(';', 1)[0]?.trim().toLowerCase();
  // Nobody signs this header: what is no small count is none.
  const retry = Number(/^\d$/.exec(header('x-slack-retry-num') ?? ''));
  try {
    if (type === 'application/json') return openJson(text, retry);
    if (type === 'application/x-www-form-urlencoded') return openForm(text, retry);
    return undefined;
  } catch {
    return undefined;
  }
}

function openJson(text: string, retry: number): Delivery | undefined {
  const parsed = JSON.parse(text) as unknown;
  if (typeof parsed !== 'object' || parsed === null) return undefined;
  const { type, challenge } = parsed as { type?: unknown; challenge?: unknown };
  const asked = type === 'url_verification' && typeof challenge === 'string' ? challenge : undefined;
  return { forwarded: { body: text, encoding: 'json', retry }, waits: false, challenge: asked, sslCheck: false };
}

const WAITS = new Set(['view_submission', 'block_suggestion']);

function openForm(text: string, retry: number): Delivery | undefined {
  const form = new URLSearchParams(text);
  const payload = form.get('payload');
  const type = payload === null ? undefined : (JSON.parse(payload) as { type?: unknown } | null)?.type;
  return {
    forwarded: { body: text, encoding: 'form', retry },
    waits: typeof type === 'string' && WAITS.has(type),
    challenge: undefined,
    sslCheck: form.get('ssl_check') === '1',
  };
}
