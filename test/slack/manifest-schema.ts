/**
 * What Slack takes as an app's manifest of major version 1, as far as Rung's uses it, in JSON Schema: closed objects, so that a member that
 * Slack does not know fails. Bounds: slackapi/manifest-schema, schemas/manifest.schema.1.0.0.json (read 2026-11-27). That file does not know
 * `agent_view`, the only agent that a new app can have since 2026-06-30: its members and bounds are those of @slack/web-api 8.2.0,
 * types/request/manifest.d.ts (read 2026-11-27), whose type the manifest has to satisfy, too.
 */
const closed = (properties: object, required: readonly string[] = []) => ({
  ...{ type: 'object', additionalProperties: false, properties, required },
});
const text = (minLength: number, maxLength: number, pattern?: string) => ({
  ...{ type: 'string', minLength, maxLength },
  ...(pattern ? { pattern } : {}),
});
const list = (items: object, bounds: { minItems?: number; maxItems: number; uniqueItems?: boolean }) => ({
  ...{ type: 'array', items },
  ...bounds,
});
const flag = { type: 'boolean' };
const words = { type: 'string' };
const address = (maxLength: number) => text(1, maxLength, '^https?://');
const scopes = list(text(1, 50), { maxItems: 255 });
const events = list(text(1, 50), { maxItems: 100, uniqueItems: true });

const display_information = closed(
  {
    name: text(1, 35),
    description: text(1, 140),
    background_color: text(4, 7, '^#[0-9a-fA-F]{3}(?:[0-9a-fA-F]{3})?$'),
    long_description: text(175, 4000),
  },
  ['name'],
);
const features = closed({
  agent_view: closed({
    agent_description: text(1, 300),
    suggested_prompts: list(closed({ title: words, message: words }, ['title', 'message']), { maxItems: 4 }),
    actions: { type: 'array', items: closed({ name: words, description: words }, ['name', 'description']) },
  }),
  app_home: closed({ home_tab_enabled: flag, messages_tab_enabled: flag, messages_tab_read_only_enabled: flag }),
  bot_user: closed({ display_name: text(1, 80, '^[a-z0-9._-]+$'), always_online: flag }, ['display_name']),
  shortcuts: list(
    closed(
      {
        ...{ name: text(1, 24), type: { enum: ['message', 'global'] } },
        ...{ callback_id: text(1, 255), description: text(1, 150) },
      },
      ['name', 'type', 'callback_id', 'description'],
    ),
    { minItems: 1, maxItems: 10 },
  ),
  slash_commands: list(
    closed(
      {
        ...{ command: text(2, 32, '^/'), url: address(3000), description: text(1, 2000) },
        ...{ usage_hint: text(1, 1000), should_escape: flag },
      },
      ['command', 'description'],
    ),
    { minItems: 1, maxItems: 50 },
  ),
});
const settings = closed({
  event_subscriptions: closed({ request_url: address(3500), user_events: events, bot_events: events }),
  interactivity: closed({ is_enabled: flag, request_url: address(3500), message_menu_options_url: address(3500) }, [
    'is_enabled',
  ]),
  org_deploy_enabled: flag,
  socket_mode_enabled: flag,
  token_rotation_enabled: flag,
});

export const MANIFEST_SCHEMA = closed(
  {
    _metadata: closed({ major_version: { const: 1 }, minor_version: { type: 'integer' } }),
    display_information,
    features,
    oauth_config: closed({
      scopes: closed({ bot: scopes, user: scopes, bot_optional: scopes, user_optional: scopes }),
    }),
    settings,
  },
  ['display_information'],
);
