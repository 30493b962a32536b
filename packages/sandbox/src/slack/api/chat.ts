import { lengthOf } from '../block-kit/check-rule.ts';
import { SlackError } from '../slack-error.ts';
import { TEAM_DOMAIN } from '../slack-options.ts';
import type { StoredMessage } from '../state/conversations.ts';
import type { Office } from '../state/office.ts';
import { toWire } from '../state/wire-message.ts';
import type { Args } from './args.ts';
import { type Content, readContent, readParts } from './message-content.ts';
import { demandChannel, demandJoined, demandMessage, demandThread, type Method } from './method.ts';

/** "The text field cannot exceed 4,000 characters" (docs.slack.dev/reference/methods/chat.update, `msg_too_long`). */
const UPDATED_TEXT = 4000;

/** What the app writes, from which every message of it is made. */
export function postAsApp(
  office: Office,
  place: { channel: string; threadTs?: string | undefined; onlyFor?: string; isBroadcast?: boolean },
  content: Content & Pick<StoredMessage, 'files' | 'subtype'>,
): StoredMessage {
  const { botUserId: user, botId } = office.options.app;
  const { threadTs, ...rest } = place;
  const message = office.conversations.post({ ...rest, ...(threadTs && { threadTs }), user, botId, ...content });
  office.assistant.clear({ channel: place.channel, ...(threadTs && { threadTs }) });
  return message;
}

function threadOf(args: Args, channel: string, office: Office): string | undefined {
  const ts = args.text('thread_ts');
  return ts === undefined ? undefined : demandThread(channel, ts, office);
}

const postMessage: Method = (args, office) => {
  const channel = demandJoined(args.required('channel'), office);
  const content = readContent(args, office.options);
  const threadTs = threadOf(args, channel.id, office);
  const isBroadcast = threadTs !== undefined && args.flag('reply_broadcast') === true;
  const message = postAsApp(
    office,
    { channel: channel.id, threadTs, ...(isBroadcast && { isBroadcast }) },
    { ...content, ...(isBroadcast && { subtype: 'thread_broadcast' }) },
  );
  return { channel: channel.id, ts: message.ts, message: toWire(message, office.options) };
};

const postEphemeral: Method = (args, office) => {
  const channel = demandJoined(args.required('channel'), office);
  const onlyFor = args.required('user');
  if (!channel.members.includes(onlyFor)) throw new SlackError('user_not_in_channel');
  const content = readContent(args, office.options);
  const threadTs = threadOf(args, channel.id, office);
  return { message_ts: postAsApp(office, { channel: channel.id, threadTs, onlyFor }, content).ts };
};

function demandOwn(args: Args, office: Office, refusal: string): StoredMessage {
  const channel = demandChannel(args.required('channel'), office);
  const message = demandMessage({ channel: channel.id, ts: args.required('ts') }, office);
  if (message.user !== office.options.app.botUserId) throw new SlackError(refusal);
  return message;
}

/** Members that are not given stay as they are, blocks too ("retained", docs.slack.dev/reference/methods/chat.update). */
const update: Method = (args, office) => {
  const message = demandOwn(args, office, 'cant_update_message');
  const content = readParts(args, office.options);
  if (lengthOf(content.text) > UPDATED_TEXT && !args.has('markdown_text')) throw new SlackError('msg_too_long');
  const given = ['text', 'blocks', 'attachments', 'markdown_text', 'metadata'].some((name) => args.has(name));
  const { text, ...rest } = content;
  const next = { ...message, ...rest, text: text === '' && content.blocks === undefined ? message.text : text };
  if (!given || (next.text === '' && !next.blocks?.length)) throw new SlackError('no_text');
  const edited = office.conversations.replace({ ...next, editedAt: office.conversations.stamp() });
  const { channel, ts } = message;
  return { channel, ts, text: edited.text, message: toWire(edited, office.options) };
};

const remove: Method = (args, office) => {
  const { channel, ts } = demandOwn(args, office, 'cant_delete_message');
  office.conversations.remove({ channel, ts });
  return { channel, ts };
};

const getPermalink: Method = (args, office) => {
  const channel = demandChannel(args.required('channel'), office);
  const { ts, threadTs } = demandMessage({ channel: channel.id, ts: args.required('message_ts') }, office);
  const thread = threadTs === undefined ? '' : `?thread_ts=${threadTs}&cid=${channel.id}`;
  const address = `https://${TEAM_DOMAIN}.slack.com/archives/${channel.id}/p${ts.replace('.', '')}`;
  return { channel: channel.id, permalink: address + thread };
};

export const CHAT: Readonly<Record<string, Method>> = {
  'chat.postMessage': postMessage,
  'chat.postEphemeral': postEphemeral,
  'chat.update': update,
  'chat.delete': remove,
  'chat.getPermalink': getPermalink,
};
