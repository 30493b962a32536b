import type { MessageRef } from '../chat/person.ts';
import type { PriceAnswer } from '../cost/price.ts';
import { sha256, type UserId } from '../ids.ts';
import { type EpochMs, MINUTE_MS } from '../time.ts';

/** A Provisioned Throughput as AWS lists it. Other shapes that cost while they stand join here as kinds of their own. */
export interface Hosting {
  readonly kind: 'provisioned-throughput';
  readonly arn: string;
  readonly name: string;
  readonly createdAtMs: EpochMs;
  readonly modelUnits: number;
  /** ARN of the model it serves. */
  readonly modelArn: string;
  /** ARN of the foundation model below it, which decides the price. */
  readonly foundationModelArn: string;
  /** End of a bought term; undefined without one. A throughput cannot be deleted inside its term. */
  readonly committedUntilMs: EpochMs | undefined;
  readonly region: string;
}

/** What the metrics say of a hosting. AWS publishes no point for an hour without traffic, so silence is told apart from a failed reading. */
export type Traffic =
  | { readonly kind: 'recorded'; readonly lastRequestAtMs: EpochMs; readonly requests: number }
  | { readonly kind: 'none-recorded' }
  | { readonly kind: 'unknown'; readonly why: string };

/** When a hosting counts as idle. */
export interface IdlePolicy {
  readonly idleAfterMs: number;
}

/** What a hosting is at one moment. */
export type HostingState =
  | { readonly kind: 'busy'; readonly lastRequestAtMs: EpochMs; readonly requests: number }
  | { readonly kind: 'tooYoung'; readonly untilMs: EpochMs }
  | { readonly kind: 'unknown'; readonly why: string }
  | {
      readonly kind: 'idle';
      /** Begin of the stretch: its last request, or its making when none is on record. */
      readonly sinceMs: EpochMs;
      /** From when on the metrics prove it: they reach back two weeks. */
      readonly provenSinceMs: EpochMs;
      readonly everUsed: boolean;
      readonly committedUntilMs: EpochMs | undefined;
    };

/** One look at a hosting: what it is, what it is worth an hour, when we looked. */
export interface HostingLook {
  readonly hosting: Hosting;
  readonly state: HostingState;
  readonly hourly: PriceAnswer;
  readonly lookedAtMs: EpochMs;
}

/** One idle stretch that was announced: made once per stretch by its key, edited until it is resolved. */
export interface Spell {
  /** ARN, creation time and start of the stretch: a recreated throughput of the same name is another. */
  readonly key: string;
  readonly arn: string;
  readonly name: string;
  readonly createdAtMs: EpochMs;
  readonly sinceMs: EpochMs;
  /** The alert; its `ts` is empty until it is posted. */
  readonly message: MessageRef;
  /** When somebody last set out to post it. */
  readonly announcedAtMs: EpochMs;
  readonly outcome: SpellOutcome;
  readonly version: number;
}

export type SpellOutcome =
  | { readonly kind: 'open' }
  /** A person's click claimed the deletion; only the claimer deletes. */
  | { readonly kind: 'deleting'; readonly by: UserId; readonly atMs: EpochMs }
  | { readonly kind: 'deleted'; readonly by: UserId; readonly atMs: EpochMs }
  | { readonly kind: 'kept'; readonly because: KeptBecause; readonly atMs: EpochMs };

export type KeptBecause =
  | { readonly kind: 'traffic-came-back'; readonly lastRequestAtMs: EpochMs; readonly requests: number }
  | { readonly kind: 'committed'; readonly untilMs: EpochMs }
  | { readonly kind: 'gone' }
  | { readonly kind: 'person'; readonly by: UserId };

export function spellKey(hosting: Hosting, sinceMs: EpochMs): string {
  return `${hosting.arn}#${hosting.createdAtMs}#${sinceMs}`;
}

/** How long a claim holds: a deletion or a message takes seconds, so an older one was cut off and may be taken over. */
const CLAIM_MS = 10 * MINUTE_MS;

/** Whether its alert was never posted and whoever set out to do so is gone. */
export function isUnannounced(spell: Spell, nowMs: EpochMs): boolean {
  return spell.message.ts === '' && nowMs - spell.announcedAtMs > CLAIM_MS;
}

/** Whether a click may still act on a spell: it is open, or its claimer never came back. */
export function isActionable(spell: Spell, nowMs: EpochMs): boolean {
  const { outcome } = spell;
  return outcome.kind === 'open' || (outcome.kind === 'deleting' && nowMs - outcome.atMs > CLAIM_MS);
}

/** Short opaque id of a spell, fit for a button: 20 hexadecimal digits of its key's hash. */
export function spellIdOf(key: string): string {
  return sha256(key).slice(0, 20);
}
