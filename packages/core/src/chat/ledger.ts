import type { FactName } from '../diagnosis/fact-names.ts';
import type { UserId } from '../ids.ts';
import type { EpochMs } from '../time.ts';
import type { MessageRef } from './person.ts';

/** Something a person said or pressed in a thread that bears on its diagnosis. */
export type LedgerEntry =
  | { readonly kind: 'said'; readonly by: UserId; readonly text: string; readonly atMs: EpochMs }
  | {
      readonly kind: 'answered';
      readonly by: UserId;
      readonly questionId: string;
      readonly answerIndex: number;
      readonly atMs: EpochMs;
    }
  /** Facts that somebody struck out: misread, or not so. */
  | { readonly kind: 'corrected'; readonly by: UserId; readonly facts: readonly FactName[]; readonly atMs: EpochMs };

/** A thread's recorded evidence: everything the verdict is computed from, in the order it came. */
export interface Ledger {
  /** `channel:rootTs`. */
  readonly threadKey: string;
  readonly entries: readonly LedgerEntry[];
  /** The verdict's card, edited as evidence comes in. */
  readonly card: MessageRef | undefined;
  /** Rule set that the last verdict came from. */
  readonly rulesVersion: string;
  readonly version: number;
}

export function threadKeyOf(place: { channel: string; rootTs: string }): string {
  return `${place.channel}:${place.rootTs}`;
}
