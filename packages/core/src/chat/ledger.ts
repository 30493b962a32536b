import type { FactName } from '../diagnosis/fact-names.ts';
import type { Outcome } from '../diagnosis/methods.ts';
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
  /** What the last verdict said; undefined until there is one. */
  readonly method: Outcome | undefined;
  /** Rule set that the last verdict came from. */
  readonly rulesVersion: string;
  readonly version: number;
}

export function threadKeyOf(place: { channel: string; rootTs: string }): string {
  return `${place.channel}:${place.rootTs}`;
}

/** How many problems were answered, and how many of them at a rung that trains and hosts nothing. */
export interface Tally {
  readonly answered: number;
  readonly endedLight: number;
}

const LIGHT: readonly Outcome[] = ['prompt', 'rag', 'routing'];

/** Counts threads that ended in a method; what is still open counts as neither. */
export function tally(ledgers: readonly Pick<Ledger, 'method'>[]): Tally {
  const answered = ledgers.filter(({ method }) => method !== undefined && method !== 'not-enough-info');
  const light = answered.filter(({ method }) => method !== undefined && LIGHT.includes(method));
  return { answered: answered.length, endedLight: light.length };
}
