import type { Members } from '../block-kit/rules.ts';
import type { SlackOptions } from '../slack-options.ts';
import { STRANGER_TEAM_ID } from '../slack-options.ts';
import { composerBlocks } from './composer.ts';
import type { StoredMessage } from './conversations.ts';
import { filetypeOf } from './files.ts';

/** A message as history, events and interaction payloads show it. */
export function toWire(message: StoredMessage, options: SlackOptions): Members {
  const isApp = message.user === options.app.botUserId;
  return {
    type: 'message',
    ...(message.subtype !== undefined && { subtype: message.subtype }),
    user: message.user,
    ts: message.ts,
    text: message.text,
    team: teamOf(message.user, options),
    ...(isApp ? botMembers(options) : { client_msg_id: clientMessageId(message) }),
    ...blockMembers(message, isApp),
    ...(message.attachments !== undefined && { attachments: message.attachments }),
    ...(message.threadTs !== undefined && { thread_ts: message.threadTs }),
    ...(message.editedAt !== undefined && { edited: { user: message.user, ts: message.editedAt } }),
    ...(message.reactions?.length && {
      reactions: message.reactions.map(({ name, users }) => ({ name, users, count: users.length })),
    }),
    ...(message.files && { files: message.files.map((file) => toWireFile(file, message.user)) }),
  };
}

/** People of another workspace have its team id. */
export function teamOf(userId: string, { people, teamId }: SlackOptions): string {
  return people.find(({ id }) => id === userId)?.isStranger ? STRANGER_TEAM_ID : teamId;
}

const botMembers = ({ app, teamId }: SlackOptions): Members => ({
  bot_id: app.botId,
  app_id: app.id,
  bot_profile: { id: app.botId, app_id: app.id, name: app.name, deleted: false, team_id: teamId },
});

/** A file's block is for people's eyes; on the wire it is a member of `files`. */
function blockMembers({ blocks, text, ts, files }: StoredMessage, isApp: boolean): Members {
  const own = blocks?.filter(({ type }) => !files || type !== 'file') ?? [];
  if (own.length > 0) return { blocks: own };
  return isApp || text === '' ? {} : { blocks: composerBlocks(text, ts) };
}

const clientMessageId = ({ ts }: StoredMessage): string =>
  `00000000-0000-4000-8000-${ts.replace('.', '').slice(-12).padStart(12, '0')}`;

type File = NonNullable<StoredMessage['files']>[number];

export const toWireFile = (file: File, user: string): Members => ({
  id: file.id,
  name: file.name,
  title: file.title,
  mimetype: file.mimetype,
  filetype: filetypeOf(file.name),
  size: file.bytes,
  user,
  mode: 'hosted',
  is_external: false,
  url_private: file.url,
  url_private_download: file.url,
  permalink: file.url,
});
