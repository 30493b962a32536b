import type { UserGroupId, UserId } from '../ids.ts';

/** Who somebody is in this workspace. Only full members act on money; the rest are told why they cannot. */
export interface Person {
  readonly id: UserId;
  readonly standing: 'member' | 'guest' | 'stranger' | 'bot' | 'gone';
  /** IANA zone that the person set in Slack. */
  readonly timeZone?: string;
}

/** Somebody who is called to a message by name, and notified. Only settings and records name them: text of people calls nobody. */
export type Called =
  | { readonly kind: 'person'; readonly id: UserId }
  | { readonly kind: 'group'; readonly id: UserGroupId };

/** A place in Slack where a card stands; `threadTs` when it stands in a thread. */
export interface Place {
  readonly channel: string;
  readonly threadTs?: string;
}

/** One posted message, to be edited or answered in its thread. */
export interface MessageRef {
  readonly channel: string;
  readonly ts: string;
}
