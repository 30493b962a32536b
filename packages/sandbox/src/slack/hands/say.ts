import { deliverEvent } from '../deliver/events.ts';
import { STRANGER_TEAM_ID } from '../slack-options.ts';
import { withMentions } from '../state/composer.ts';
import { type StoredMessage, visible } from '../state/conversations.ts';
import type { Office } from '../state/office.ts';
import { teamOf, toWire } from '../state/wire-message.ts';
import type { Channel, Message } from '../workspace.ts';

interface Spoken {
  readonly as: string;
  readonly channel: Channel;
  readonly text: string;
  readonly threadTs?: string;
}

/** Posts a person's message, and tells the app of it when it is there to be told. */
export function say({ as: user, channel, text, threadTs }: Spoken, office: Office): Message {
  const root = threadTs === undefined ? undefined : office.conversations.find(channel.id, threadTs);
  if (threadTs !== undefined && !root) throw new Error(`There is no message ${threadTs} in ${channel.id} to reply to.`);
  const thread = root && { threadTs: root.threadTs ?? root.ts };
  const message = office.conversations.post({
    channel: channel.id,
    user,
    text: withMentions(text, handles(office)),
    ...thread,
  });
  announce(message, channel, office);
  return visible(message);
}

function handles({ options: { people, app } }: Office): Map<string, string> {
  const known = people.map(({ name, id }) => [name.toLowerCase(), id] as const);
  return new Map([...known, [app.name.toLowerCase(), app.botUserId]]);
}

/** In the app's own tab every message is for it; elsewhere it must be a member and be mentioned. */
function announce(message: StoredMessage, channel: Channel, office: Office): void {
  const { app } = office.options;
  const isMentioned = message.text.includes(`<@${app.botUserId}>`) && channel.members.includes(app.botUserId);
  if (channel.kind !== 'app' && !isMentioned) return;
  const { subtype: _, ...wire } = toWire(message, office.options);
  const place = { channel: channel.id, event_ts: message.ts };
  const parent = message.threadTs && office.conversations.find(channel.id, message.threadTs)?.user;
  const team = teamOf(message.user, office.options);
  const foreign = team === STRANGER_TEAM_ID ? { user_team: team, source_team: team } : {};
  const event =
    channel.kind === 'app'
      ? { ...wire, ...place, type: 'message', channel_type: 'im', ...(parent && { parent_user_id: parent }) }
      : { ...wire, ...place, ...foreign, type: 'app_mention' };
  void deliverEvent(office.options, office.courier, {
    event,
    isExternallyShared: channel.isExternallyShared === true,
  });
}
