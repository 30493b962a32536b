import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from '../../time.ts';
import type { HostingState, Ownership } from '../hosting.ts';
import type { Found } from '../watch-plan.ts';
import { type ImportAside, whyImportStays } from './import-end.ts';
import { type Ender, type HeldLease, isHeld, type Lease, soughtOf } from './lease.ts';

/** What the watch does about one lease at one look. */
export type LeaseStep =
  | { readonly kind: 'nothing' }
  /** Its card does not show its state yet. */
  | { readonly kind: 'tell' }
  | { readonly kind: 'announce' }
  | { readonly kind: 'stop' }
  /** Over, and not to be deleted by a machine: in use, or nobody can tell. */
  | { readonly kind: 'hold'; readonly because: string }
  /** AWS lists it no more. */
  | { readonly kind: 'gone' }
  /** A workflow was cut off: what it would have asked is asked now. */
  | { readonly kind: 'take-over' }
  | { readonly kind: 'stop-anew'; readonly by: Ender };

/** How long before its end a lease is announced. */
const ANNOUNCED_BEFORE_MS = DAY_MS;
/** Silence is heard for this long at least, however late the announcement was. */
const LEAST_SILENCE_MS = HOUR_MS;
const HELD_AGAIN_MS = DAY_MS;
/** A claim or a minute that is older was cut off. */
const CUT_OFF_MS = 10 * MINUTE_MS;
/** AWS's lists lag behind what was just made. */
const LISTED_AFTER_MS = HOUR_MS;
/** No making takes so long; a field log has eight minutes for a deployment (2026-08). */
const LONGEST_MAKING_MS = 3 * HOUR_MS;

/** The next step for a lease, on what its hosting is now. */
export function leaseStep(lease: Lease, look: Found, nowMs: EpochMs): LeaseStep {
  if (isHeld(lease)) return heldStep(lease, look, nowMs);
  const isCutOff =
    (lease.state === 'making' && nowMs - lease.startedAtMs > LONGEST_MAKING_MS) ||
    (lease.state === 'priced' && nowMs - lease.expiresAtMs > HOUR_MS);
  if (isCutOff) return { kind: 'take-over' };
  // Its workflow is about to ask: a card before that has buttons that wake nobody.
  if (lease.state === 'priced' && lease.taskToken === '') return { kind: 'nothing' };
  return lease.isOwed ? { kind: 'tell' } : { kind: 'nothing' };
}

function heldStep(lease: HeldLease, look: Found, nowMs: EpochMs): LeaseStep {
  const isGone = look === 'gone' || (look !== 'unread' && look.hosting.createdAtMs !== lease.createdAtMs);
  if (isGone && nowMs - lease.createdAtMs > LISTED_AFTER_MS) return { kind: 'gone' };
  const otherwise: LeaseStep = lease.isOwed ? { kind: 'tell' } : { kind: 'nothing' };
  if (lease.state === 'stopping')
    return nowMs - lease.dueMs > CUT_OFF_MS ? { kind: 'stop-anew', by: lease.by } : otherwise;
  if (lease.state === 'deleting')
    return nowMs - lease.atMs > CUT_OFF_MS ? { kind: 'stop-anew', by: lease.by } : otherwise;
  if (lease.announcedAtMs === undefined)
    return nowMs >= lease.endsAtMs - ANNOUNCED_BEFORE_MS ? { kind: 'announce' } : otherwise;
  const dueMs = Math.max(lease.endsAtMs, lease.announcedAtMs + LEAST_SILENCE_MS, lease.notBeforeMs ?? 0);
  if (nowMs < dueMs || typeof look === 'string') return otherwise;
  const doubt = whyNotByDate(look.state);
  if (doubt === undefined) return { kind: 'stop' };
  const isSaid = lease.heldAtMs !== undefined && nowMs - lease.heldAtMs < HELD_AGAIN_MS;
  return isSaid ? otherwise : { kind: 'hold', because: doubt };
}

/** Why a date alone does not delete it: what is in use, or may be, is a person's to stop. Undefined when the date does. */
function whyNotByDate(state: HostingState): string | undefined {
  switch (state.kind) {
    case 'busy':
      return 'It is in use, and no date ends what people are using.';
    case 'unknown':
      return `Whether it is in use could not be read: ${state.why}`;
    case 'tooYoung':
      return 'It was made so recently that its traffic says nothing yet.';
    case 'idle':
      return state.committedUntilMs === undefined ? undefined : 'Its term binds, and AWS deletes nothing before.';
    default:
      return state satisfies never;
  }
}

export type EndAnswer =
  | { readonly kind: 'delete' }
  | { readonly kind: 'gone' }
  /** It stays, and the lease with it. */
  | { readonly kind: 'stay'; readonly because: string };

/** What is known at the moment of an end. */
export interface EndSeen {
  readonly look: Found;
  readonly ownership: Ownership;
  /** Looked at for an imported model only. */
  readonly aside?: ImportAside | undefined;
}

/** Whether the hosting of a lease may be deleted, on a look and an owner of this very moment. */
export function judgeEnd(lease: HeldLease, by: Ender, seen: EndSeen): EndAnswer {
  const { look, ownership } = seen;
  if (look === 'gone') return { kind: 'gone' };
  if (look === 'unread') return stay('AWS did not say whether it still stands.');
  const { hosting, state } = look;
  const { hostingKind, name } = soughtOf(lease);
  if (hosting.arn !== lease.arn || hosting.createdAtMs !== lease.createdAtMs || hosting.kind !== hostingKind)
    return stay(`Another hosting stands where ${name} stood.`);
  if (ownership.kind === 'unknown') return stay(`Whose it is could not be read: ${ownership.why}`);
  if (ownership.kind !== 'ours') return stay('Its tag says no more that Rung may delete it.');
  const term = committedTo(lease, look);
  if (term !== undefined) return stay('Its term binds, and AWS deletes nothing before.');
  const kept = whyImportStays(lease, hosting, seen.aside);
  if (kept !== undefined) return stay(kept);
  const doubt = by.kind === 'date' ? whyNotByDate(state) : undefined;
  return doubt === undefined ? { kind: 'delete' } : stay(doubt);
}

/** The end of the term that binds it at the look. */
function committedTo(lease: HeldLease, { hosting, lookedAtMs }: Exclude<Found, string>): EpochMs | undefined {
  const said = hosting.kind === 'provisioned-throughput' ? hosting.committedUntilMs : undefined;
  const untilMs = said ?? lease.committedUntilMs;
  return untilMs !== undefined && untilMs > lookedAtMs ? untilMs : undefined;
}

const stay = (because: string): EndAnswer => ({ kind: 'stay', because });

/** Whether the deletion of a lease may be claimed now. Clocks of workflow and function differ by seconds. */
export function isEndDue(lease: Lease, nowMs: EpochMs): boolean {
  if (lease.state === 'stopping') return nowMs >= lease.dueMs - 5000;
  return lease.state === 'deleting' && nowMs - lease.atMs > CUT_OFF_MS;
}

/** Most leases that one look ends by their dates; the rest follow in the next. */
export const MOST_ENDS_A_LOOK = 10;
