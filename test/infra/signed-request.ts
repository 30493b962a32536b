import { createHmac } from 'node:crypto';
import { CHANNEL } from '../journeys/journey.ts';

export const SIGNING_SECRET = 'local-signing-secret';

/** A delivery of Slack's, as a function URL hands it on. */
export function signed(body: string, type: string, secret = SIGNING_SECRET) {
  const at = String(Math.floor(Date.now() / 1000));
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')}`;
  return {
    version: '2.0',
    rawPath: '/',
    headers: { 'content-type': type, 'x-slack-request-timestamp': at, 'x-slack-signature': signature },
    body: Buffer.from(body).toString('base64'),
    isBase64Encoded: true,
  };
}

export const FORM = 'application/x-www-form-urlencoded';
/** `/rung` with these words, by Ana. */
export const command = (text: string) =>
  new URLSearchParams({
    command: '/rung',
    text,
    team_id: 'T0LOCAL',
    user_id: 'U0ANA',
    channel_id: CHANNEL,
    trigger_id: `1.${text}`,
  }).toString();
