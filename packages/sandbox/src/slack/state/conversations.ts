import type { DurableMap } from '../../kit/durable-map.ts';
import type { SlackOptions } from '../slack-options.ts';
import type { Block, Channel, Message } from '../workspace.ts';
import type { Bulletin } from './bulletin.ts';
import { createStamps } from './ids.ts';

/** A message with what only the API shows. */
export interface StoredMessage extends Message {
  readonly botId?: string;
  readonly subtype?: string;
  readonly attachments?: unknown;
  /** Blocks it had before it was edited: a person may still be looking at them. Not kept across restarts. */
  readonly formerBlocks?: readonly (readonly Block[])[];
}

export type Saved =
  | { readonly kind: 'message'; readonly message: StoredMessage }
  | { readonly kind: 'channel'; readonly channel: Channel };

/** Nobody looks at an older version; a streamed answer has hundreds. */
const FORMER_KEPT = 5;

type Draft = Omit<StoredMessage, 'ts'>;

/** Channels and their messages. */
export class Conversations {
  readonly #options: SlackOptions;
  readonly #bulletin: Bulletin;
  readonly #store: DurableMap<Saved>;
  readonly #channels = new Map<string, Channel>();
  readonly #messages = new Map<string, StoredMessage[]>();
  readonly #stamp: () => string;

  constructor(options: SlackOptions, parts: { bulletin: Bulletin; store: DurableMap<Saved> }) {
    this.#options = options;
    this.#bulletin = parts.bulletin;
    this.#store = parts.store;
    for (const channel of options.channels) this.#channels.set(channel.id, withApp(channel, options));
    for (const saved of parts.store.values()) this.#restore(saved);
    this.#stamp = createStamps(
      options.clock,
      [...this.#messages.values()].flat().map(({ ts }) => ts),
    );
  }

  #restore(saved: Saved): void {
    if (saved.kind === 'channel') return void this.#channels.set(saved.channel.id, saved.channel);
    this.#list(saved.message.channel).push(saved.message);
  }

  #list(channel: string): StoredMessage[] {
    const list = this.#messages.get(channel) ?? [];
    this.#messages.set(channel, list);
    return list;
  }

  channels(): Channel[] {
    return [...this.#channels.values()];
  }

  channel(id: string): Channel | undefined {
    return this.#channels.get(id);
  }

  /** The app's Messages tab with a person; made when first asked for. */
  appChannel(userId: string): Channel {
    const id = `D${userId.slice(1)}`;
    const known = this.#channels.get(id);
    if (known) return known;
    const members = [userId, this.#options.app.botUserId];
    return this.#saveChannel({ id, name: this.#options.app.name, kind: 'app', members });
  }

  join(channel: Channel, userId: string): Channel {
    return this.#saveChannel({ ...channel, members: [...channel.members, userId] });
  }

  leave(channel: Channel, userId: string): Channel {
    return this.#saveChannel({ ...channel, members: channel.members.filter((member) => member !== userId) });
  }

  #saveChannel(channel: Channel): Channel {
    this.#channels.set(channel.id, channel);
    this.#store.set(`channel ${channel.id}`, { kind: 'channel', channel });
    return channel;
  }

  /** A time for something in a conversation that is not a message, such as an action. */
  stamp(): string {
    return this.#stamp();
  }

  /** Everything in a channel, oldest first, thread replies and ephemeral messages included. */
  messages(channel: string): readonly StoredMessage[] {
    return this.#messages.get(channel) ?? [];
  }

  find(channel: string, ts: string): StoredMessage | undefined {
    return this.messages(channel).find((message) => message.ts === ts);
  }

  post(draft: Draft): StoredMessage {
    const message: StoredMessage = { ...draft, ts: this.#stamp() };
    this.#list(draft.channel).push(message);
    this.#save(message);
    this.#bulletin.emit({ type: 'message', message: visible(message) });
    return message;
  }

  /** Puts `next` in the place of the message with its `ts`. */
  replace(next: StoredMessage): StoredMessage {
    const list = this.#list(next.channel);
    const index = list.findIndex(({ ts }) => ts === next.ts);
    const before = list[index];
    if (!before) return next;
    const former = before.blocks && before.blocks !== next.blocks ? [before.blocks] : [];
    const message = { ...next, formerBlocks: [...former, ...(before.formerBlocks ?? [])].slice(0, FORMER_KEPT) };
    list[index] = message;
    this.#save(message);
    this.#bulletin.emit({ type: 'message-changed', message: visible(message) });
    return message;
  }

  remove({ channel, ts }: { channel: string; ts: string }): void {
    this.#messages.set(
      channel,
      this.#list(channel).filter((message) => message.ts !== ts),
    );
    this.#store.delete(`message ${channel} ${ts}`);
    this.#bulletin.emit({ type: 'message-deleted', channel, ts });
  }

  #save({ formerBlocks: _, ...message }: StoredMessage): void {
    if (message.onlyFor === undefined)
      this.#store.set(`message ${message.channel} ${message.ts}`, { kind: 'message', message });
  }
}

function withApp(channel: Channel, { app }: SlackOptions): Channel {
  return app.invitedTo.includes(channel.id) ? { ...channel, members: [...channel.members, app.botUserId] } : channel;
}

/** The message without what only the API shows. */
export function visible(message: StoredMessage): Message {
  const { botId: _bot, subtype: _subtype, attachments: _attachments, formerBlocks: _former, ...rest } = message;
  return rest;
}
