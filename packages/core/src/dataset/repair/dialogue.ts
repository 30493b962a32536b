import type { JsonObject } from '../read-record.ts';
import type { RuleId } from '../rules.ts';
import type { Change } from './mend-line.ts';

/** A part of a turn: text, or something that only Converse's layout can hold (an image, a video, reasoning). */
export type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'block'; readonly block: JsonObject };

export interface DialogueTurn {
  readonly role: 'user' | 'assistant';
  readonly parts: readonly Part[];
}

/** A record without its layout. */
export interface Dialogue {
  readonly system: readonly string[];
  readonly turns: readonly DialogueTurn[];
  /** Fields that belong to no layout; they stay where the layout stays. */
  readonly extras: JsonObject;
  /** What reading it made right. */
  readonly changes: readonly Change[];
}

/** Why a record cannot be had in the layout that is wanted. */
export interface Unconvertible {
  readonly kind: 'unconvertible';
  readonly rule: RuleId;
  readonly message: string;
}

export function unconvertible(rule: RuleId, message: string): Unconvertible {
  return { kind: 'unconvertible', rule, message };
}

export function isUnconvertible(value: object): value is Unconvertible {
  return 'kind' in value && value.kind === 'unconvertible';
}
