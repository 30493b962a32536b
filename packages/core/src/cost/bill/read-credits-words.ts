import type { MicroUsd } from '../../money.ts';
import { parseUsd } from '../../money.ts';
import type { EpochMs } from '../../time.ts';

/** What somebody wants of the credits, from the words after `/rung credits`. */
export type CreditsErrand =
  | { readonly kind: 'show' }
  | {
      readonly kind: 'state';
      readonly name: string;
      readonly remaining: MicroUsd;
      readonly endsAtMs: EpochMs | undefined;
    }
  | { readonly kind: 'forget'; readonly name: string }
  | { readonly kind: 'unclear'; readonly because: string };

const USAGE = 'Write `/rung credits set 25,000 until 2027-06-30 Activate`, or `/rung credits forget Activate`.';
const LONGEST_NAME = 60;

/** "set 25,000 until 2027-06-30 Activate", "forget Activate", nothing. */
export function readCreditsWords(words: string): CreditsErrand {
  const [verb = '', ...rest] = words.trim().split(/\s+/).filter(Boolean);
  if (verb === '') return { kind: 'show' };
  if (verb === 'forget' && rest.length > 0) return { kind: 'forget', name: rest.join(' ').slice(0, LONGEST_NAME) };
  if (verb !== 'set') return { kind: 'unclear', because: USAGE };
  const [amount = '', ...more] = rest;
  const remaining = parseUsd(amount);
  if (remaining === undefined) return { kind: 'unclear', because: `“${amount}” is no amount in US dollars. ${USAGE}` };
  const hasEnd = more[0] === 'until';
  const endsAtMs = hasEnd ? endOf(more[1] ?? '') : undefined;
  if (hasEnd && endsAtMs === undefined)
    return { kind: 'unclear', because: `“${more[1] ?? ''}” is no date like 2027-06-30. ${USAGE}` };
  const name = more
    .slice(hasEnd ? 2 : 0)
    .join(' ')
    .slice(0, LONGEST_NAME);
  return { kind: 'state', name: name || 'Credits', remaining, endsAtMs };
}

/** The end of a day in UTC. */
function endOf(date: string): EpochMs | undefined {
  const atMs = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T23:59:59Z`) : Number.NaN;
  return Number.isNaN(atMs) || new Date(atMs).toISOString().slice(0, 10) !== date ? undefined : atMs;
}
