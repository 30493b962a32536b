import { createHmac, timingSafeEqual } from 'node:crypto';

/** A request as it came in: raw bytes and lower-case headers. */
export interface RawRequest {
  readonly body: Buffer;
  header(name: string): string | undefined;
}

export type Verified = { readonly kind: 'authentic' } | { readonly kind: 'refused'; readonly status: 401 | 413 };

/** Slack signs at most five minutes ago; a time ahead of ours by more is no better than one behind (docs.slack.dev, read 2026-11-20). */
const MAX_SKEW_S = 300;
/** Slack's largest deliveries are a tenth of this. */
export const MAX_BODY_BYTES = 256 * 1024;

/** Verifies Slack's signature on the raw bytes, before anything reads them: strict header forms, both directions of time, constant-time compare. */
export function verifyRequest(request: RawRequest, secret: { signingSecret: string; nowMs: number }): Verified {
  if (request.body.length > MAX_BODY_BYTES) return { kind: 'refused', status: 413 };
  const signature = request.header('x-slack-signature') ?? '';
  const timestamp = request.header('x-slack-request-timestamp') ?? '';
  if (!/^v0=[0-9a-f]{64}$/.test(signature) || !/^\d{10}$/.test(timestamp)) return { kind: 'refused', status: 401 };
  if (Math.abs(secret.nowMs / 1000 - Number(timestamp)) > MAX_SKEW_S) return { kind: 'refused', status: 401 };
  const expected = createHmac('sha256', secret.signingSecret).update(`v0:${timestamp}:`).update(request.body).digest();
  const given = Buffer.from(signature.slice('v0='.length), 'hex');
  return timingSafeEqual(expected, given) ? { kind: 'authentic' } : { kind: 'refused', status: 401 };
}
