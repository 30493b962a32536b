import { SlackError } from '../slack-error.ts';
import type { StoredMessage } from '../state/conversations.ts';
import type { Office } from '../state/office.ts';
import type { Channel } from '../workspace.ts';
import type { Args } from './args.ts';

/** One Web API method: answers the members beside `ok`, or refuses by throwing `SlackError`. */
export type Method = (args: Args, office: Office) => object;

/** The channel that `ref` means: an id, "#name", or a person's id for the app's direct message. */
export function demandChannel(ref: string, { conversations, options }: Office): Channel {
  const person = options.people.find(({ id }) => id === ref);
  if (person) return conversations.appChannel(person.id);
  const known =
    conversations.channel(ref) ??
    conversations.channels().find(({ kind, name }) => kind === 'channel' && `#${name}` === ref);
  if (!known) throw new SlackError('channel_not_found');
  return known;
}

/** As `demandChannel`, refusing channels that the app has not been invited to. */
export function demandJoined(ref: string, office: Office): Channel {
  const channel = demandChannel(ref, office);
  if (!channel.members.includes(office.options.app.botUserId)) throw new SlackError('not_in_channel');
  return channel;
}

/** A message that others can see; ephemeral ones cannot be reached through the API. */
export function demandMessage(place: { channel: string; ts: string }, office: Office): StoredMessage {
  const message = office.conversations.find(place.channel, place.ts);
  if (!message || message.onlyFor !== undefined) throw new SlackError('message_not_found');
  return message;
}

/** The root of the thread that `ts` belongs to. */
export function demandThread(channel: string, ts: string, office: Office): string {
  const message = office.conversations.find(channel, ts);
  if (!message) throw new SlackError('thread_not_found');
  return message.threadTs ?? message.ts;
}

export function demandPerson(id: string, { options }: Office) {
  const person = options.people.find((one) => one.id === id);
  if (!person) throw new SlackError('user_not_found');
  return person;
}

/** A page of `items` from `cursor` on, and the cursor of the next; a cursor is the position in base64. */
export function page<T>(items: readonly T[], args: Args, limits: { otherwise: number; most: number }) {
  const limit = args.count('limit', limits.otherwise);
  if (limit < 1 || limit > limits.most) throw new SlackError('invalid_limit');
  const start = position(args.text('cursor'));
  const end = start + limit;
  const next = end < items.length ? Buffer.from(`next:${end}`).toString('base64') : '';
  return { items: items.slice(start, end), hasMore: next !== '', metadata: { next_cursor: next } };
}

function position(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const found = /^next:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString('utf8'))?.[1];
  if (found === undefined) throw new SlackError('invalid_cursor');
  return Number(found);
}
