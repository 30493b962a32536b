import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '@rung/core/ports.ts';

/** A request as it came in: its bytes, or the text whose UTF-8 they are, and lower-case headers. */
export interface RawRequest {
  readonly body: Buffer | string;
  header(name: string): string | undefined;
}

/** Slack signs at most five minutes ago; a time ahead of ours by more is no better than one behind (docs.slack.dev, read 2026-11-20). */
const MAX_SKEW_S = 300;
/** Slack's largest deliveries are a tenth of this. */
export const MAX_BODY_BYTES = 256 * 1024;

/**
 * 200 when Slack signed the request just now, else the status to refuse it with. Looks at the raw bytes before anything reads them:
 * strict header forms, both directions of time, constant-time compare. On a local clock that runs fast the minutes are those of the work.
 */
export function verifyRequest(request: RawRequest, by: { signingSecret: string; clock: Clock }): 200 | 401 | 413 {
  if (Buffer.byteLength(request.body) > MAX_BODY_BYTES) return 413;
  const signature = request.header('x-slack-signature') ?? '';
  const timestamp = request.header('x-slack-request-timestamp') ?? '';
  if (!/^v0=[0-9a-f]{64}$/.test(signature) || !/^\d{10}$/.test(timestamp)) return 401;
  if (Math.abs(by.clock.nowMs() / 1000 - Number(timestamp)) > MAX_SKEW_S * (by.clock.speed?.() ?? 1)) return 401;
  const mac = createHmac('sha256', by.signingSecret).update(`v0:${timestamp}:`).update(request.body).digest('hex');
  return timingSafeEqual(Buffer.from(`v0=${mac}`), Buffer.from(signature)) ? 200 : 401;
}
