import type { MessageRef } from '../chat/person.ts';
import { sha256, type UserId } from '../ids.ts';
import type { MicroUsd } from '../money.ts';
import { DAY_MS, type EpochMs, MINUTE_MS } from '../time.ts';
import type { Hosting, Ownership, Traffic } from './hosting.ts';
import type { Ender } from './lease/lease.ts';

/** One idle stretch that was announced: made once per stretch by its key, edited until it is resolved. */
export interface Spell {
  /** ARN, creation time and start of the stretch: a recreated hosting of the same name is another. */
  readonly key: string;
  readonly arn: string;
  readonly hostingKind: Hosting['kind'];
  readonly name: string;
  readonly createdAtMs: EpochMs;
  readonly sinceMs: EpochMs;
  /** Whose it was when it was announced; looked at again before anything is deleted. */
  readonly ownership: Ownership;
  /** The alert; its `ts` is empty until it is posted. */
  readonly message: MessageRef;
  /** When somebody last set out to post it. */
  readonly announcedAtMs: EpochMs;
  /** When its owners were named in the thread; undefined until then. */
  readonly escalatedAtMs: EpochMs | undefined;
  /** What people were told of its end by policy; undefined where nobody was, or where somebody has answered since. */
  readonly announcedEnd: AnnouncedEnd | undefined;
  /** When somebody last set out to tell them; undefined once Slack has taken it. */
  readonly tellingSinceMs: EpochMs | undefined;
  /** What was in the way of its end by policy when that was tried last; undefined where nothing was. */
  readonly hindrance: Hindrance | undefined;
  readonly outcome: SpellOutcome;
  /** What a person's Keep said before a deletion was confirmed nevertheless: it holds again when that is called off. Absent where nobody had kept it. */
  readonly keptBefore?: KeptByPerson;
  /** When whoever keeps it was last asked whether the reason still holds; absent before the first time. */
  readonly keeperAskedAtMs?: EpochMs;
  /** When the watch last brought its card to what it found; absent before the first time. */
  readonly refreshedAtMs?: EpochMs;
  readonly version: number;
}

/** An end by policy, as it was announced. Only what Slack has taken is announced. */
export interface AnnouncedEnd {
  /** It comes no earlier. */
  readonly stopsAtMs: EpochMs;
  /** When it was announced the second time; undefined until then. */
  readonly againAtMs: EpochMs | undefined;
}

/** Why an end by policy did not come about. It is tried again at every look, and told once as long as it stays the same. */
export interface Hindrance {
  readonly because: string;
  readonly isTold: boolean;
}

/** What is in the way now, told already where it was told before; ids of requests in AWS's words make no other reason. */
export function hinderedBy(because: string, { hindrance }: Spell): Hindrance {
  const isTold = hindrance?.isTold === true && withoutIds(hindrance.because) === withoutIds(because);
  return { because, isTold };
}

const withoutIds = (words: string) => words.replace(/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, '');

/** Who ends a stretch: a person's click, or the team's own policy. */
export type Stopper = { readonly kind: 'person'; readonly id: UserId } | { readonly kind: 'policy' };

export type SpellOutcome =
  | { readonly kind: 'open' }
  | { readonly kind: 'snoozed'; readonly by: UserId; readonly atMs: EpochMs; readonly untilMs: EpochMs }
  /** Confirmed, and still to be cancelled until `dueMs`. */
  | { readonly kind: 'stopping'; readonly by: Stopper; readonly atMs: EpochMs; readonly dueMs: EpochMs }
  /** The minute is over and the deletion is claimed; only the claimer deletes. */
  | { readonly kind: 'deleting'; readonly by: Stopper; readonly atMs: EpochMs }
  | { readonly kind: 'deleted'; readonly by: Stopper; readonly atMs: EpochMs }
  | { readonly kind: 'kept'; readonly because: KeptBecause; readonly atMs: EpochMs };

export type KeptBecause =
  | { readonly kind: 'traffic-came-back'; readonly use: Extract<Traffic, { kind: 'recorded' | 'active' }> }
  | { readonly kind: 'committed'; readonly untilMs: EpochMs }
  /** `ended`: Rung deleted it as the hosting of a lease, by whom and when; absent where somebody deleted it elsewhere, as far as is known. */
  | { readonly kind: 'gone'; readonly ended?: { readonly by: Ender | Stopper; readonly atMs: EpochMs } }
  | { readonly kind: 'person'; readonly by: UserId; readonly reason: string };

/** A stretch that a person keeps, by name and for a reason. */
export type KeptByPerson = Extract<SpellOutcome, { kind: 'kept' }> & {
  readonly because: Extract<KeptBecause, { kind: 'person' }>;
};

export function isKeptByPerson(outcome: SpellOutcome): outcome is KeptByPerson {
  return outcome.kind === 'kept' && outcome.because.kind === 'person';
}

/** Without traffic nothing else would ever come back to what is kept. */
const KEEPER_ASKED_EVERY_MS = 7 * DAY_MS;

/** The keep whose keeper is to be asked now whether it still holds; undefined where none is. A question ends nothing. */
export function keepToAskAbout({ outcome, keeperAskedAtMs }: Spell, nowMs: EpochMs): KeptByPerson | undefined {
  if (!isKeptByPerson(outcome)) return undefined;
  const lastMs = Math.max(outcome.atMs, keeperAskedAtMs ?? 0);
  return nowMs - lastMs >= KEEPER_ASKED_EVERY_MS ? outcome : undefined;
}

/** What somebody is about to keep, and what an hour of it cost when it was last looked at; undefined where no price is known. */
export interface ToKeep {
  readonly name: string;
  readonly hourly: MicroUsd | undefined;
}

/** How long a confirmed deletion can still be cancelled. */
export const GRACE_MS = MINUTE_MS;

/** How long a claim holds: a deletion or a message takes seconds, so an older one was cut off and may be taken over. */
const CLAIM_MS = 10 * MINUTE_MS;

export function spellKey(hosting: Hosting, sinceMs: EpochMs): string {
  return `${hosting.arn}#${hosting.createdAtMs}#${sinceMs}`;
}

/** Short opaque id of a spell, fit for a button: 20 hexadecimal digits of its key's hash. */
export function spellIdOf(key: string): string {
  return sha256(key).slice(0, 20);
}

/** Whether its alert was never posted and whoever set out to do so is gone. */
export function isUnannounced(spell: Spell, nowMs: EpochMs): boolean {
  return spell.message.ts === '' && nowMs - spell.announcedAtMs > CLAIM_MS;
}

/** Whether somebody is announcing its end at this moment. */
export function isBeingTold({ tellingSinceMs }: Spell, nowMs: EpochMs): boolean {
  return tellingSinceMs !== undefined && nowMs - tellingSinceMs <= CLAIM_MS;
}

/** Whether a click may still act on a spell: it is open or put off, or whoever claimed it never came back. */
export function isActionable(spell: Spell, nowMs: EpochMs): boolean {
  const { outcome } = spell;
  if (outcome.kind === 'stopping') return nowMs - outcome.dueMs > CLAIM_MS;
  if (outcome.kind === 'deleting') return nowMs - outcome.atMs > CLAIM_MS;
  return outcome.kind === 'open' || outcome.kind === 'snoozed';
}

/** Whether its deletion may be asked for: also of what somebody keeps, whose reason may be over. */
export function mayAskToDelete(spell: Spell, nowMs: EpochMs): boolean {
  return isActionable(spell, nowMs) || isKeptByPerson(spell.outcome);
}

/** What a stretch is again when a confirmed deletion is called off: kept, where a person had kept it, else open. */
export function calledOff({ keptBefore }: Spell): SpellOutcome {
  return keptBefore ?? { kind: 'open' };
}

/** The workflow that waits and the function that deletes read different clocks: a wake-up this much early is on time. */
const CLOCKS_DIFFER_MS = 5000;

/** Whether the deletion of a spell may be claimed now: its minute is over, or a claimer never came back. */
export function isDue(spell: Spell, nowMs: EpochMs): boolean {
  const { outcome } = spell;
  if (outcome.kind === 'stopping') return nowMs >= outcome.dueMs - CLOCKS_DIFFER_MS;
  return outcome.kind === 'deleting' && nowMs - outcome.atMs > CLAIM_MS;
}

/** Whether nothing is left to do about it. */
export function isResolved({ outcome }: Spell): boolean {
  return outcome.kind === 'deleted' || outcome.kind === 'kept';
}

/** The next version of a spell, with another outcome. Whoever answers takes back what was announced of its end: it is announced anew. */
export function settle(spell: Spell, outcome: SpellOutcome): Spell {
  const isCancelled = spell.outcome.kind === 'stopping' && outcome.kind === 'open';
  const isAnswered = outcome.kind === 'snoozed' || isCancelled;
  const announced = isAnswered ? { announcedEnd: undefined, tellingSinceMs: undefined } : {};
  const kept = isKeptByPerson(spell.outcome) ? { keptBefore: spell.outcome } : {};
  return { ...spell, ...announced, ...kept, outcome, version: spell.version + 1 };
}
