import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from '../time.ts';
import { type HostingLook, type IdlePolicy, isSameHosting } from './hosting.ts';
import { isDeletable } from './ownership.ts';
import {
  type AnnouncedEnd,
  isBeingTold,
  isDue,
  isResolved,
  isUnannounced,
  type KeptBecause,
  type Spell,
  type Stopper,
} from './spell.ts';

/** What the watch does about one stretch at one look. */
export type WatchStep =
  | { readonly kind: 'nothing' }
  /** The alert was never posted: whoever opened the stretch was cut off. */
  | { readonly kind: 'announce' }
  /** Nothing idles any more: the alert is closed. */
  | { readonly kind: 'close'; readonly because: KeptBecause }
  | { readonly kind: 'wake' }
  | { readonly kind: 'escalate' }
  /** Its card is hours old: it is brought to what was found, which notifies nobody. */
  | { readonly kind: 'refresh' }
  /** Its end by policy is told, for the first time or for the second. */
  | { readonly kind: 'announce-end' }
  /** The policy does not end it any more, and people were told that it would. */
  | { readonly kind: 'withdraw-end' }
  | { readonly kind: 'stop' }
  /** A confirmed deletion whose workflow never came back: it gets its minute and its workflow once more. */
  | { readonly kind: 'stop-anew'; readonly by: Stopper };

/** How long before the end by policy it is announced the second time. */
const LAST_WARNING_MS = HOUR_MS;

/** How long a stretch stands once its end by policy is told; undefined where policy never ends it: no policy, a term, no traffic ever, not ours. */
function stopAfterMs({ hosting, state }: HostingLook, spell: Spell, policy: IdlePolicy): number | undefined {
  if (state.kind !== 'idle' || state.committedUntilMs !== undefined || !state.everUsed) return undefined;
  // An imported model ends with its lease.
  if (hosting.kind === 'imported-model' || !isDeletable(spell.ownership)) return undefined;
  return policy.stopAfterMs;
}

/** The end by policy that is to be told now: for the first time with all the time that the policy leaves, for the second with an hour at least. */
export function endToTell(
  look: HostingLook,
  spell: Spell,
  at: { policy: IdlePolicy; nowMs: EpochMs },
): AnnouncedEnd | undefined {
  const afterMs = stopAfterMs(look, spell, at.policy);
  if (afterMs === undefined) return undefined;
  const { announcedEnd } = spell;
  if (!announcedEnd) return { stopsAtMs: at.nowMs + afterMs, againAtMs: undefined };
  if (announcedEnd.againAtMs !== undefined || at.nowMs < announcedEnd.stopsAtMs - LAST_WARNING_MS) return undefined;
  return { stopsAtMs: Math.max(announcedEnd.stopsAtMs, at.nowMs + LAST_WARNING_MS), againAtMs: at.nowMs };
}

/** When the policy ends a stretch, as it was told; undefined where it does not, or where nobody was told. */
export function stopsAt(look: HostingLook, spell: Spell, policy: IdlePolicy): EpochMs | undefined {
  return stopAfterMs(look, spell, policy) === undefined ? undefined : spell.announcedEnd?.stopsAtMs;
}

/** Whether the policy may end a stretch now: it was told twice, and the time that was promised is over. */
export function isEndDue({ announcedEnd }: Spell, nowMs: EpochMs): boolean {
  return announcedEnd?.againAtMs !== undefined && nowMs >= announcedEnd.stopsAtMs;
}

/** What a look found where a stretch's hosting should be. A kind that could not be listed says nothing about what is gone. */
export type Found = HostingLook | 'gone' | 'unread';

/** The next step for a stretch that was opened, on what its hosting is now. */
export function watchStep(spell: Spell, look: Found, policy: IdlePolicy): WatchStep {
  if (isResolved(spell) || look === 'unread') return { kind: 'nothing' };
  if (look === 'gone') return { kind: 'close', because: { kind: 'gone' } };
  const ended = endedBy(spell, look);
  if (ended) return { kind: 'close', because: ended };
  if (look.state.kind !== 'idle') return { kind: 'nothing' };
  const nowMs = look.lookedAtMs;
  if (isUnannounced(spell, nowMs)) return { kind: 'announce' };
  // The workflow ends a confirmed stop a minute later; one that is still there ten minutes on was cut off.
  const { outcome } = spell;
  switch (outcome.kind) {
    case 'stopping':
    case 'deleting':
      return isDue(spell, nowMs - 10 * MINUTE_MS) ? { kind: 'stop-anew', by: outcome.by } : { kind: 'nothing' };
    case 'snoozed':
      return nowMs >= outcome.untilMs ? { kind: 'wake' } : { kind: 'nothing' };
    case 'open':
      return openStep(spell, look, policy);
    case 'deleted':
    case 'kept':
      return { kind: 'nothing' };
    default:
      return outcome satisfies never;
  }
}

/** Whether a look shows a stretch that was announced: two weeks on, its last request is off the record and it looks like one that was never used. */
export function isAnnounced({ hosting, state }: HostingLook, known: readonly Spell[]): boolean {
  if (state.kind !== 'idle' || state.everUsed) return false;
  return known.some(
    (spell) => isSameHosting(spell, hosting) && spell.sinceMs > state.sinceMs && spell.message.ts !== '',
  );
}

/** Why a stretch is over although nobody ended it; a hosting that cannot be read says nothing. */
function endedBy(spell: Spell, { hosting, state }: HostingLook): KeptBecause | undefined {
  if (hosting.createdAtMs !== spell.createdAtMs) return { kind: 'gone' };
  if (state.kind === 'busy') return { kind: 'traffic-came-back', use: state.use };
  // A later stretch has its own alert.
  return state.kind === 'idle' && state.everUsed && state.sinceMs > spell.sinceMs
    ? { kind: 'traffic-came-back', use: { kind: 'active', sinceMs: state.sinceMs } }
    : undefined;
}

function openStep(spell: Spell, look: HostingLook, policy: IdlePolicy): WatchStep {
  const nowMs = look.lookedAtMs;
  const isEnded = stopAfterMs(look, spell, policy) !== undefined;
  if (isEnded && isEndDue(spell, nowMs)) return { kind: 'stop' };
  if (spell.announcedEnd && !isEnded) return { kind: 'withdraw-end' };
  if (!isBeingTold(spell, nowMs) && endToTell(look, spell, { policy, nowMs })) return { kind: 'announce-end' };
  if (isOverdue(spell, nowMs, policy)) return { kind: 'escalate' };
  const isStale = nowMs - shownAtMs(spell) >= REFRESHED_EVERY_MS && !isBeingTold(spell, nowMs);
  return isStale ? { kind: 'refresh' } : { kind: 'nothing' };
}

/** The owners are called again after each week without an answer; a call deletes nothing. */
const CALLED_AGAIN_AFTER_MS = 7 * DAY_MS;

function isOverdue({ announcedAtMs, escalatedAtMs }: Spell, nowMs: EpochMs, policy: IdlePolicy): boolean {
  return escalatedAtMs === undefined
    ? nowMs - announcedAtMs >= policy.escalateAfterMs
    : nowMs - escalatedAtMs >= CALLED_AGAIN_AFTER_MS;
}

/** Slack takes about fifty edits a minute, and what an alert has cost need not be known to the hour. */
const REFRESHED_EVERY_MS = 6 * HOUR_MS;
const MOST_REFRESHED = 30;

/** From when what its card says is. */
const shownAtMs = ({ announcedAtMs, escalatedAtMs, refreshedAtMs }: Spell): EpochMs =>
  Math.max(announcedAtMs, escalatedAtMs ?? 0, refreshedAtMs ?? 0);

/** The steps of one look with its refreshed cards bounded: the oldest first, the rest at the next look. */
export function boundRefreshes<One extends { readonly spell: Spell; readonly step: WatchStep }>(
  steps: readonly One[],
): readonly One[] {
  const stale = steps.filter(({ step }) => step.kind === 'refresh');
  const oldest = stale.toSorted((a, b) => shownAtMs(a.spell) - shownAtMs(b.spell)).slice(0, MOST_REFRESHED);
  return [...steps.filter(({ step }) => step.kind !== 'refresh'), ...oldest];
}

/** Whether what was found is still the stretch that an alert spoke of. */
export function isSameStretch(spell: Spell, look: Found): look is HostingLook {
  if (typeof look === 'string' || look.hosting.createdAtMs !== spell.createdAtMs) return false;
  return look.state.kind === 'idle' && !(look.state.everUsed && look.state.sinceMs > spell.sinceMs);
}

/** Most that one look may end without a click, of the hostings it saw. */
const MOST_STOPS = 3;
const MOST_STOPS_SHARE = 0.1;

/**
 * Whether the ends that policy asks for may happen in this look. More than three, or more than a tenth of everything, looks like a fault of
 * the metrics and not like idleness: then none happens, and people are told.
 */
export function mayStopSoMany(stops: number, hostings: number): boolean {
  return stops <= MOST_STOPS && stops <= Math.max(1, Math.floor(hostings * MOST_STOPS_SHARE));
}
