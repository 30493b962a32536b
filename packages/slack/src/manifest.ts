import type { AppsManifestCreateArguments } from '@slack/web-api';
import { DIAGNOSE_SHORTCUT, LAUNCH_SHORTCUT } from './action-ids.ts';
import { COMMAND_WORDS } from './errand.ts';
import { SUGGESTED_PROMPTS } from './suggested-prompts.ts';

type Manifest = AppsManifestCreateArguments['manifest'];

/** What stands in `manifest.json` until a deployment has an address: no host can ever bear this name (RFC 2606). */
export const NO_URL_YET = 'https://rung.invalid/';

/** Who Rung is in Slack; the local workspace shows the same. */
export const APP = {
  name: 'Rung',
  description:
    'Finds out which way of customizing a model your problem needs, launches it with guardrails, and says what it costs.',
  command: '/rung',
  commandSays: 'Customize a model on AWS the lightest way that works',
  usageHint: COMMAND_WORDS.map(({ word }) => word).join(' | '),
  shortcut: 'Diagnose this',
  launchShortcut: 'Launch from this',
} as const;

/** Slack's type lacks this one (@slack/web-api 8.2.0), and `assistant.threads.setSuggestedPrompts` needs it (docs.slack.dev, read 2026-11-26). */
const UNTYPED_SCOPES = ['assistant:write'] as const;

const SHORTCUTS = [
  {
    name: APP.shortcut,
    type: 'message' as const,
    callback_id: DIAGNOSE_SHORTCUT,
    description: 'Which method does the problem in this message need?',
  },
  {
    name: APP.launchShortcut,
    type: 'message' as const,
    callback_id: LAUNCH_SHORTCUT,
    description: 'Open the launch form with the files that this message names',
  },
];

/** The Slack app as Slack takes it on "From a manifest", with one URL for everything that Slack sends. */
export function manifest(requestUrl: string) {
  const described = {
    display_information: {
      name: APP.name,
      description: APP.description,
      long_description: `${APP.description} Ask it in its messages, by @mention or by ${APP.command}. It answers with a method and the words of yours that decided it, checks datasets line by line, launches customization jobs after a second person’s yes, and tells what stands unused and what that costs. It runs in your own AWS account.`,
      background_color: '#1f3a5f',
    },
    features: {
      agent_view: { agent_description: APP.description, suggested_prompts: [...SUGGESTED_PROMPTS] },
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'rung', always_online: true },
      shortcuts: [...SHORTCUTS],
      slash_commands: [
        {
          command: APP.command,
          url: requestUrl,
          description: APP.commandSays,
          usage_hint: APP.usageHint,
          should_escape: false,
        },
      ],
    },
    oauth_config: {
      scopes: {
        bot: [
          'app_mentions:read',
          'channels:read',
          'chat:write',
          'commands',
          'files:write',
          'groups:read',
          'im:history',
          'users:read',
        ] as const,
      },
    },
    settings: {
      event_subscriptions: {
        request_url: requestUrl,
        bot_events: ['app_home_opened', 'app_mention', 'message.im'] as const,
      },
      interactivity: { is_enabled: true, request_url: requestUrl },
      org_deploy_enabled: false,
      socket_mode_enabled: false,
      token_rotation_enabled: false,
    },
  } satisfies Readonly<ReadonlyDeep<Manifest>>;
  const bot = [...described.oauth_config.scopes.bot, ...UNTYPED_SCOPES].sort();
  return { _metadata: { major_version: 1 }, ...described, oauth_config: { scopes: { bot } } };
}

type ReadonlyDeep<T> = T extends object ? { readonly [K in keyof T]: ReadonlyDeep<T[K]> } : T;
