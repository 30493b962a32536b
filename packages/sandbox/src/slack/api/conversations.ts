import type { Members } from '../block-kit/rules.ts';
import { SlackError } from '../slack-error.ts';
import type { StoredMessage } from '../state/conversations.ts';
import type { Office } from '../state/office.ts';
import { toWire } from '../state/wire-message.ts';
import type { Channel } from '../workspace.ts';
import type { Args } from './args.ts';
import { demandChannel, demandJoined, demandPerson, type Method, page } from './method.ts';

function toWireChannel(channel: Channel, { options }: Office): Members {
  const isIm = channel.kind === 'app';
  const person = channel.members.find((id) => id !== options.app.botUserId);
  return {
    id: channel.id,
    ...(isIm ? { user: person, is_user_deleted: false } : { name: channel.name, name_normalized: channel.name }),
    is_channel: !isIm,
    is_group: false,
    is_im: isIm,
    is_mpim: false,
    is_private: isIm,
    is_archived: false,
    is_general: false,
    is_member: channel.members.includes(options.app.botUserId),
    is_shared: channel.isExternallyShared === true,
    is_ext_shared: channel.isExternallyShared === true,
    is_org_shared: false,
    context_team_id: options.teamId,
  };
}

const info: Method = (args, office) => {
  const channel = demandChannel(args.required('channel'), office);
  const count = args.flag('include_num_members') ? { num_members: channel.members.length } : {};
  return { channel: { ...toWireChannel(channel, office), ...count } };
};

/** Only the direct message with one person; Slack also opens group messages. */
const open: Method = (args, office) => {
  const known = args.text('channel');
  const users = (args.text('users') ?? '').split(',').filter((id) => id !== '');
  if (known === undefined && users.length === 0) throw new SlackError('users_list_not_supplied');
  if (users.length > 1) throw new SlackError('invalid_user_combination');
  const channel = known
    ? demandChannel(known, office)
    : office.conversations.appChannel(demandPerson(String(users[0]), office).id);
  return { no_op: true, already_open: true, channel: toWireChannel(channel, office) };
};

const list: Method = (args, office) => {
  const types = (args.text('types') ?? 'public_channel').split(',');
  const wanted = office.conversations
    .channels()
    .filter(({ kind }) => types.includes(kind === 'app' ? 'im' : 'public_channel'));
  const { items, metadata } = page(wanted, args, { otherwise: 100, most: 1000 });
  return { channels: items.map((channel) => toWireChannel(channel, office)), response_metadata: metadata };
};

const members: Method = (args, office) => {
  const channel = demandChannel(args.required('channel'), office);
  const { items, metadata } = page(channel.members, args, { otherwise: 100, most: 1000 });
  return { members: items, response_metadata: metadata };
};

const history: Method = (args, office) => {
  const channel = demandJoined(args.required('channel'), office);
  const roots = office.conversations
    .messages(channel.id)
    .filter(({ threadTs, isBroadcast }) => threadTs === undefined || isBroadcast);
  return paged(roots.toReversed(), args, office);
};

const replies: Method = (args, office) => {
  const channel = demandJoined(args.required('channel'), office);
  const ts = args.required('ts');
  const root = office.conversations.find(channel.id, ts);
  if (!root || root.onlyFor !== undefined) throw new SlackError('thread_not_found');
  const rootTs = root.threadTs ?? root.ts;
  const thread = office.conversations
    .messages(channel.id)
    .filter((message) => message.ts === rootTs || message.threadTs === rootTs);
  return paged(thread, args, office);
};

function paged(messages: readonly StoredMessage[], args: Args, office: Office): object {
  const oldest = Number(args.text('oldest') ?? 0);
  const latest = Number(args.text('latest') ?? Number.POSITIVE_INFINITY);
  const inclusive = args.flag('inclusive') === true;
  const within = messages.filter(({ ts, onlyFor }) => {
    const at = Number(ts);
    return onlyFor === undefined && (inclusive ? at >= oldest && at <= latest : at > oldest && at < latest);
  });
  const { items, hasMore, metadata } = page(within, args, { otherwise: 100, most: 999 });
  const shown = items.map((message) => withThread(message, args, office));
  return { messages: shown, has_more: hasMore, pin_count: 0, ...(hasMore && { response_metadata: metadata }) };
}

/** A root carries the count of its replies; metadata is told only when asked for. */
function withThread(message: StoredMessage, args: Args, office: Office): Members {
  const wire = toWire(message, office.options);
  const metadata = args.flag('include_all_metadata') && message.metadata ? { metadata: message.metadata } : {};
  const thread = office.conversations
    .messages(message.channel)
    .filter(({ threadTs, onlyFor }) => threadTs === message.ts && onlyFor === undefined);
  if (thread.length === 0) return { ...wire, ...metadata };
  const users = [...new Set(thread.map(({ user }) => user))];
  return {
    ...wire,
    ...metadata,
    thread_ts: message.ts,
    reply_count: thread.length,
    reply_users_count: users.length,
    reply_users: users,
    latest_reply: thread.at(-1)?.ts,
    is_locked: false,
    subscribed: false,
  };
}

export const CONVERSATIONS: Readonly<Record<string, Method>> = {
  'conversations.info': info,
  'conversations.open': open,
  'conversations.list': list,
  'conversations.members': members,
  'conversations.history': history,
  'conversations.replies': replies,
};
