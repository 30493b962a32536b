import type { Members } from '../block-kit/rules.ts';
import { SlackError } from '../slack-error.ts';
import { type SlackOptions, TEAM_DOMAIN, TEAM_NAME } from '../slack-options.ts';
import type { Office } from '../state/office.ts';
import { teamOf } from '../state/wire-message.ts';
import type { Person, UserGroup } from '../workspace.ts';
import { type Method, page } from './method.ts';

/** The app's bot user as users.info has it. */
const botUser = ({ app }: Pick<SlackOptions, 'app'>): Person => ({
  id: app.botUserId,
  name: app.name.toLowerCase().replaceAll(/\s+/g, '-'),
  realName: app.name,
  isBot: true,
});

/** Seconds east of UTC in that zone at that time. */
function zoneOffset(timeZone: string, atMs: number): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(atMs);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  const seconds = Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60;
  return sign === '-' ? -seconds : seconds;
}

function toWireUser(person: Person, { options }: Office): Members {
  const timeZone = person.timeZone ?? 'Etc/UTC';
  const nowMs = options.clock.nowMs();
  return {
    id: person.id,
    team_id: teamOf(person.id, options),
    name: person.name,
    deleted: person.isDeleted === true,
    real_name: person.realName,
    tz: timeZone,
    tz_label: timeZone,
    tz_offset: zoneOffset(timeZone, nowMs),
    profile: {
      real_name: person.realName,
      display_name: person.name,
      team: teamOf(person.id, options),
      ...(person.id === options.app.botUserId && { bot_id: options.app.botId, api_app_id: options.app.id }),
    },
    is_admin: false,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: person.isGuest === true || person.isSingleChannelGuest === true,
    is_ultra_restricted: person.isSingleChannelGuest === true,
    is_bot: person.isBot === true,
    is_app_user: false,
    ...(person.isStranger && { is_stranger: true }),
    updated: Math.floor(nowMs / 1000),
  };
}

const everyone = ({ options }: Office): Person[] => [...options.people, botUser(options)];

const info: Method = (args, office) => {
  const id = args.required('user');
  const person = everyone(office).find((one) => one.id === id);
  if (!person) throw new SlackError('user_not_found');
  return { user: toWireUser(person, office) };
};

const list: Method = (args, office) => {
  const { items, metadata } = page(everyone(office), args, { otherwise: 200, most: 1000 });
  return {
    members: items.map((person) => toWireUser(person, office)),
    cache_ts: Math.floor(office.options.clock.nowMs() / 1000),
    response_metadata: metadata,
  };
};

const toWireGroup = (group: UserGroup, { options }: Office, withUsers: boolean): Members => ({
  id: group.id,
  team_id: options.teamId,
  is_usergroup: true,
  name: group.name,
  handle: group.handle,
  user_count: group.users.length,
  date_delete: 0,
  ...(withUsers && { users: group.users }),
});

const groups: Method = (args, office) => {
  const withUsers = args.flag('include_users') === true;
  return { usergroups: (office.options.userGroups ?? []).map((group) => toWireGroup(group, office, withUsers)) };
};

const groupUsers: Method = (args, office) => {
  const id = args.required('usergroup');
  const group = office.options.userGroups?.find((one) => one.id === id);
  if (!group) throw new SlackError('no_such_subteam');
  return { users: group.users };
};

const botInfo: Method = (args, { options: { app } }) => {
  if ((args.text('bot') ?? app.botId) !== app.botId) throw new SlackError('bot_not_found');
  return { bot: { id: app.botId, deleted: false, name: app.name, app_id: app.id, user_id: app.botUserId } };
};

const teamInfo: Method = (args, { options }) => {
  if ((args.text('team') ?? options.teamId) !== options.teamId) throw new SlackError('team_not_found');
  return { team: { id: options.teamId, name: TEAM_NAME, domain: TEAM_DOMAIN, email_domain: '' } };
};

const authTest: Method = (_, { options: { app, teamId } }) => ({
  url: `https://${TEAM_DOMAIN}.slack.com/`,
  team: TEAM_NAME,
  user: botUser({ app }).name,
  team_id: teamId,
  user_id: app.botUserId,
  bot_id: app.botId,
  is_enterprise_install: false,
});

export const USERS: Readonly<Record<string, Method>> = {
  'auth.test': authTest,
  'bots.info': botInfo,
  'team.info': teamInfo,
  'users.info': info,
  'users.list': list,
  'usergroups.list': groups,
  'usergroups.users.list': groupUsers,
};
