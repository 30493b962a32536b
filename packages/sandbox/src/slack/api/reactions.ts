import { SlackError } from '../slack-error.ts';
import type { StoredMessage } from '../state/conversations.ts';
import type { Office } from '../state/office.ts';
import { toWire } from '../state/wire-message.ts';
import type { Args } from './args.ts';
import { demandJoined, demandMessage, type Method } from './method.ts';

/** An emoji name, with a skin tone or without. */
const NAME = /^[a-z0-9_+'-]+(?:::skin-tone-[2-6])?$/;

function target(args: Args, office: Office): { message: StoredMessage; name: string } {
  const name = args.required('name').replaceAll(/^:|:$/g, '');
  if (!NAME.test(name)) throw new SlackError('invalid_name');
  return { message: addressed(args, office), name };
}

function addressed(args: Args, office: Office): StoredMessage {
  const channel = demandJoined(args.required('channel'), office);
  return demandMessage({ channel: channel.id, ts: args.required('timestamp') }, office);
}

const add: Method = (args, office) => {
  const { message, name } = target(args, office);
  const { botUserId } = office.options.app;
  const before = message.reactions ?? [];
  const users = before.find((reaction) => reaction.name === name)?.users ?? [];
  if (users.includes(botUserId)) throw new SlackError('already_reacted');
  const others = before.filter((reaction) => reaction.name !== name);
  office.conversations.replace({ ...message, reactions: [...others, { name, users: [...users, botUserId] }] });
  return {};
};

const remove: Method = (args, office) => {
  const { message, name } = target(args, office);
  const { botUserId } = office.options.app;
  const before = message.reactions ?? [];
  const mine = before.find((reaction) => reaction.name === name && reaction.users.includes(botUserId));
  if (!mine) throw new SlackError('no_reaction');
  const users = mine.users.filter((user) => user !== botUserId);
  const others = before.filter((reaction) => reaction !== mine);
  office.conversations.replace({ ...message, reactions: users.length > 0 ? [...others, { name, users }] : others });
  return {};
};

const get: Method = (args, office) => {
  const message = addressed(args, office);
  return { type: 'message', channel: message.channel, message: toWire(message, office.options) };
};

export const REACTIONS: Readonly<Record<string, Method>> = {
  'reactions.add': add,
  'reactions.remove': remove,
  'reactions.get': get,
};
