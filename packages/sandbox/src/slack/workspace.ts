/** The local Slack as its users see it. Block Kit values stay as Slack's JSON; ids look like Slack's (T…, U…, C…, D…, B…, V…). */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type Block = { readonly type: string; readonly block_id?: string; readonly [key: string]: Json | undefined };

export interface Person {
  readonly id: string;
  /** The handle, without the at sign ("ana"). */
  readonly name: string;
  readonly realName: string;
  readonly isBot?: boolean;
  /** Guests and people of another workspace, for the refusals that Slack apps owe them. */
  readonly isGuest?: boolean;
  readonly isStranger?: boolean;
  /** A guest of one channel only (`is_ultra_restricted`); such a person is also a guest. */
  readonly isSingleChannelGuest?: boolean;
  /** Deactivated: can do nothing, but old messages and approvals still name them. */
  readonly isDeleted?: boolean;
  /** IANA zone; users.info carries it. */
  readonly timeZone?: string;
}

export interface Channel {
  readonly id: string;
  /** "ml-platform", without the hash; for a direct message the other person's name. */
  readonly name: string;
  /** `app` is the app's Messages tab with one person. */
  readonly kind: 'channel' | 'app';
  readonly members: readonly string[];
  readonly isExternallyShared?: boolean;
}

/** People who are called together ("@ml-owners"). */
export interface UserGroup {
  readonly id: string;
  readonly name: string;
  /** Without the at sign. */
  readonly handle: string;
  readonly users: readonly string[];
}

/** A message as conversations.history would carry it. */
export interface Message {
  readonly ts: string;
  readonly channel: string;
  /** User id of the author (for the app: its bot user). */
  readonly user: string;
  readonly text: string;
  readonly blocks?: readonly Block[];
  readonly threadTs?: string;
  readonly editedAt?: string;
  /** Seen by this person only (chat.postEphemeral, response_url); never in history. */
  readonly onlyFor?: string;
  readonly metadata?: Json;
  /** A thread reply that is shown in the channel too. */
  readonly isBroadcast?: boolean;
  readonly reactions?: readonly Reaction[];
  /** Uploaded files; `blocks` has a `file` block for each, whose `url` opens it. */
  readonly files?: readonly SharedFile[];
}

interface Reaction {
  /** Emoji name without colons. */
  readonly name: string;
  readonly users: readonly string[];
}

export interface SharedFile {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly mimetype: string;
  readonly bytes: number;
  readonly url: string;
}

/** A modal, or the app's Home tab, of one person. */
export interface View {
  readonly id: string;
  readonly type: 'modal' | 'home';
  readonly callbackId: string;
  readonly title: string;
  readonly submit?: string;
  readonly close?: string;
  readonly blocks: readonly Block[];
  readonly privateMetadata: string;
  readonly hash: string;
  readonly user: string;
}

/**
 * What a person did to an interactive element. `value` is a button's value, typed text, a date ("2026-11-20"), a time ("14:30"), epoch
 * seconds of a datetimepicker, or the id of a chosen user, channel or conversation; `selectedValues` the ids chosen in their multi-selects.
 */
export interface ElementState {
  readonly actionId: string;
  readonly blockId: string;
  readonly type: string;
  readonly value?: string;
  readonly selectedOption?: { readonly text: Json; readonly value: string };
  readonly selectedOptions?: readonly { readonly text: Json; readonly value: string }[];
  readonly selectedValues?: readonly string[];
}

/** Answer of the app to a submitted form. */
export type SubmitOutcome =
  | { readonly kind: 'closed' }
  | { readonly kind: 'errors'; readonly errors: Readonly<Record<string, string>> }
  | { readonly kind: 'view'; readonly view: View }
  | { readonly kind: 'failed'; readonly reason: string };

/** What the app did with a delivery: the HTTP status it answered (0 when it could not be reached), or `timeout` after Slack's three seconds. */
export type DeliveryOutcome = { readonly status: number; readonly body: string } | { readonly status: 'timeout' };

/**
 * Everything that a person can do in Slack. Each call signs a request and delivers it to the app, as Slack does. Events (`say`, `openApp`,
 * `invite`) are on their way when the call resolves; commands, clicks and forms have been answered. Rejects, with a sentence, what a
 * person could not do.
 */
export interface Hands {
  say(message: { as: string; channel: string; text: string; threadTs?: string }): Promise<Message>;
  command(command: { as: string; channel: string; command: string; text: string }): Promise<DeliveryOutcome>;
  /** A click or choice in a message. */
  act(act: { as: string; channel: string; ts: string; element: ElementState }): Promise<DeliveryOutcome>;
  /** A click or choice in a modal or in Home. `values` is the state of the whole form, block id → action id → state. */
  actInView(act: { as: string; viewId: string; element: ElementState; values?: FormValues }): Promise<DeliveryOutcome>;
  submit(form: { as: string; viewId: string; values: FormValues }): Promise<SubmitOutcome>;
  closeView(view: { as: string; viewId: string }): Promise<void>;
  /** The message shortcut "…" menu. */
  shortcut(shortcut: { as: string; channel: string; ts: string; callbackId: string }): Promise<DeliveryOutcome>;
  openApp(tab: { as: string; tab: 'home' | 'messages' }): Promise<void>;
  /** Typing in a menu whose options the app supplies (external_select), in a view or in a message. */
  suggest(typing: Typing): Promise<SuggestOutcome>;
  /** Adds a person or the app (by its bot user) to a channel. */
  invite(invitation: { as: string; channel: string; user: string }): Promise<void>;
  /** Takes a person or the app (by its bot user) out of a channel. */
  remove(removal: { as: string; channel: string; user: string }): Promise<void>;
}

type Typing = { as: string; blockId: string; actionId: string; value: string } & (
  | { viewId: string }
  | { channel: string; ts: string }
);

/** Options as Slack's JSON; groups are `{label, options}`. */
export type SuggestOutcome =
  | { readonly kind: 'options'; readonly options: readonly Json[] }
  | { readonly kind: 'groups'; readonly groups: readonly Json[] }
  | { readonly kind: 'failed'; readonly reason: string };

export type FormValues = Readonly<Record<string, Readonly<Record<string, ElementState>>>>;

/** What changed, for the page and for tests that wait. */
export type WorkspaceEvent =
  | { readonly type: 'message'; readonly message: Message }
  | { readonly type: 'message-changed'; readonly message: Message }
  | { readonly type: 'message-deleted'; readonly channel: string; readonly ts: string }
  | { readonly type: 'view-opened' | 'view-updated' | 'view-closed'; readonly view: View }
  | { readonly type: 'home-published'; readonly view: View }
  | { readonly type: 'status'; readonly channel: string; readonly threadTs?: string; readonly text: string }
  | {
      readonly type: 'prompts';
      readonly channel: string;
      readonly prompts: readonly { readonly title: string; readonly message: string }[];
    };

/** What can be seen of the workspace. */
export interface Eyes {
  people(): readonly Person[];
  userGroups(): readonly UserGroup[];
  channels(): readonly Channel[];
  /** Messages of a channel as `as` sees them, oldest first, thread replies included. */
  messages(channel: string, as?: string): readonly Message[];
  /** Modal stack of a person, topmost last. */
  views(as: string): readonly View[];
  home(as: string): View | undefined;
  subscribe(listener: (event: WorkspaceEvent) => void): () => void;
}
