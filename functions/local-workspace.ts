import type { MessageShortcut, SlashCommand } from '@rung/sandbox/playground/protocol.ts';
import type { SlackOptions } from '@rung/sandbox/slack/slack-options.ts';
import { DIAGNOSE_SHORTCUT, LAUNCH_SHORTCUT } from '@rung/slack/action-ids.ts';
import { COMMAND_WORDS } from '@rung/slack/errand.ts';
import { APP, manifest, NO_URL_YET } from '@rung/slack/manifest.ts';

/** The people and channels of the local Slack. Ana brings problems, Bo trains models, Fay pays for what stands. */
export const LOCAL_PEOPLE: SlackOptions['people'] = [
  { id: 'U0ANA', name: 'ana', realName: 'Ana Brandt', timeZone: 'Europe/Berlin' },
  { id: 'U0BO', name: 'bo', realName: 'Bo Okafor', timeZone: 'America/New_York' },
  { id: 'U0FAY', name: 'fay', realName: 'Fay Lindqvist', timeZone: 'Europe/Stockholm' },
];

const everybody = LOCAL_PEOPLE.map((person) => person.id);

/** Who is called to what idles; in Slack a workspace names its own. */
const LOCAL_GROUPS: NonNullable<SlackOptions['userGroups']> = [
  { id: 'S0OWNERS', name: 'ML owners', handle: 'ml-owners', users: ['U0BO', 'U0FAY'] },
];

export const WATCH_CHANNEL = 'C0MLPLATFORM';

export const LOCAL_CHANNELS: SlackOptions['channels'] = [
  { id: WATCH_CHANNEL, name: 'ml-platform', kind: 'channel', members: everybody },
  { id: 'C0SUPPORT', name: 'support-tools', kind: 'channel', members: everybody },
];

export const LOCAL_APP = {
  id: 'A0RUNG',
  name: APP.name,
  description: APP.description,
  botUserId: 'U0RUNG',
  botId: 'B0RUNG',
  scopes: manifest(NO_URL_YET).oauth_config.scopes.bot,
  invitedTo: LOCAL_CHANNELS.map((channel) => channel.id),
};

export const LOCAL_COMMANDS: readonly SlashCommand[] = [
  {
    command: APP.command,
    description: APP.commandSays,
    usageHint: APP.usageHint,
    completions: COMMAND_WORDS.map(({ word, takes, does }) => ({
      text: takes === '' ? word : `${word} `,
      description: takes === '' ? does : `${does} (${takes})`,
    })),
  },
];

export const LOCAL_SHORTCUTS: readonly MessageShortcut[] = [
  { callbackId: DIAGNOSE_SHORTCUT, name: APP.shortcut },
  { callbackId: LAUNCH_SHORTCUT, name: APP.launchShortcut },
];

/** What a test's workspace has beside the local one. */
export type MoreWorkspace = Partial<Pick<SlackOptions, 'people' | 'channels' | 'rolloutOff'>> & {
  /** Channels that Rung was not invited to. */
  readonly unjoined?: SlackOptions['channels'];
};

export function localWorkspace({ people = [], channels = [], unjoined = [], rolloutOff = false }: MoreWorkspace = {}) {
  return {
    people: [...LOCAL_PEOPLE, ...people],
    channels: [...LOCAL_CHANNELS, ...channels, ...unjoined],
    invitedTo: [...LOCAL_APP.invitedTo, ...channels.map(({ id }) => id)],
    userGroups: LOCAL_GROUPS,
    rolloutOff,
  };
}
