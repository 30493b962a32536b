import { randomBytes, randomInt } from 'node:crypto';
import type { SandboxClock } from '../../kit/clock.ts';

const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789';

/** An id as Slack makes them: a letter for the kind and ten characters. */
export const newId = (kind: string): string =>
  kind + Array.from({ length: 10 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');

/** Five characters, as Slack gives blocks and elements that come without an id. */
export const shortId = (): string => randomBytes(4).toString('base64url').slice(0, 5);

export const newTriggerId = (): string =>
  `${randomInt(1e12, 9e12)}.${randomInt(1e9, 9e9)}.${randomBytes(16).toString('hex')}`;

/** Changes whenever the view does: seconds and eight characters. */
export const newHash = (clock: SandboxClock): string =>
  `${Math.floor(clock.nowMs() / 1000)}.${randomBytes(4).toString('hex')}`;

/** "1763625600.000100": seconds and six digits of microseconds. */
const printTs = (micros: number): string => `${Math.floor(micros / 1e6)}.${String(micros % 1e6).padStart(6, '0')}`;

const parseTs = (ts: string): number => Math.round(Number(ts) * 1e6);

/** Message times: from the clock, and above all that were given out before. */
export function createStamps(clock: SandboxClock, given: Iterable<string>): () => string {
  let last = 0;
  for (const ts of given) last = Math.max(last, parseTs(ts));
  return () => {
    last = Math.max(clock.nowMs() * 1000, last + 100);
    return printTs(last);
  };
}
