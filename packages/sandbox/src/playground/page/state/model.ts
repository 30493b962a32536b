import type { ClockState, Message, PageState, View } from '../../protocol.ts';

/** What the middle column shows. */
export type Place =
  | { readonly kind: 'channel'; readonly channel: string }
  | { readonly kind: 'app'; readonly tab: 'home' | 'messages' };

export interface ThreadRef {
  readonly channel: string;
  readonly ts: string;
}

export interface Prompt {
  readonly title: string;
  readonly message: string;
}

/** Sandbox time when it was last heard, and the page's own monotonic clock then. */
export interface HeardClock extends ClockState {
  readonly heardAt: number;
}

/** Everything that the page knows. */
export interface Model {
  readonly state: PageState;
  /** User id of the person whom the page acts as. */
  readonly me: string;
  readonly place: Place;
  readonly thread: ThreadRef | undefined;
  /** By channel, oldest first, as `me` sees them. */
  readonly messages: Readonly<Record<string, readonly Message[]>>;
  /** Modal stack of `me`, topmost last. */
  readonly views: readonly View[];
  readonly home: View | undefined;
  /** By `statusKey`. */
  readonly statuses: Readonly<Record<string, string>>;
  readonly prompts: Readonly<Record<string, readonly Prompt[]>>;
  /** By `unreadKey`: how many messages a person has not seen. */
  readonly unread: Readonly<Record<string, number>>;
  /** By `repliesKey`: how many replies in a thread a person has not seen. */
  readonly unreadReplies: Readonly<Record<string, number>>;
  readonly clock: HeardClock;
  readonly isConnected: boolean;
}

export const statusKey = (channel: string, threadTs?: string): string => `${channel} ${threadTs ?? ''}`;
export const repliesKey = (person: string, { channel, ts }: ThreadRef): string => `${person} ${channel} ${ts}`;
export const unreadKey = (person: string, channel: string): string => `${person} ${channel}`;

export const hear = (clock: ClockState): HeardClock => ({ ...clock, heardAt: performance.now() });

/** Sandbox time now, epoch milliseconds. */
export const nowMs = ({ nowMs: then, speed, heardAt }: HeardClock): number =>
  then + (performance.now() - heardAt) * speed;

/** The app's Messages tab with a person; it exists once the person has opened it or the app has written. */
export const appChannelOf = (state: PageState, person: string): string | undefined =>
  state.channels.find(({ kind, members }) => kind === 'app' && members.includes(person))?.id;

/** The channel that is open, when the place is one. */
export function openChannel({ state, me, place }: Pick<Model, 'state' | 'me' | 'place'>): string | undefined {
  if (place.kind === 'channel') return place.channel;
  return place.tab === 'messages' ? appChannelOf(state, me) : undefined;
}

/** People whom the page can act as. */
export const peopleToBe = (state: PageState) =>
  state.people.filter(({ id, isBot, isDeleted }) => !isBot && !isDeleted && id !== state.app.userId);
