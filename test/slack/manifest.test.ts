import fs from 'node:fs';
import path from 'node:path';
import { manifest, NO_URL_YET } from '@rung/slack/manifest.ts';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { manifestText, requestUrl } from '../../functions/operate/manifest.ts';
import { MANIFEST_SCHEMA } from './manifest-schema.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const SLACK = path.join(ROOT, 'packages/slack/src');
const URL = 'https://abc.lambda-url.us-east-1.on.aws/';
const made = manifest(URL);

const check = new Ajv({ allErrors: true }).compile(MANIFEST_SCHEMA);
const faultsOf = (made: object) => (check(made) ? [] : (check.errors ?? []).map((error) => error.instancePath));

/** Which bot scope a call of the Web API needs (docs.slack.dev/reference/methods, read 2026-11-26); none where any token will do. */
const SCOPE_OF: Readonly<Record<string, string | readonly string[] | undefined>> = {
  'assistant.threads.setSuggestedPrompts': 'assistant:write',
  'auth.test': undefined,
  'chat.postEphemeral': 'chat:write',
  'chat.postMessage': 'chat:write',
  'chat.update': 'chat:write',
  filesUploadV2: 'files:write',
  'conversations.info': ['channels:read', 'groups:read'],
  'users.info': 'users:read',
  'views.open': undefined,
  'views.publish': undefined,
  'views.update': undefined,
};

/** Which subscription and scope a listener needs (docs.slack.dev/reference/events, read 2026-11-26). */
const NEEDED_BY_LISTENER: Readonly<Record<string, { event?: string; scope?: string }>> = {
  "event('app_home_opened'": { event: 'app_home_opened' },
  "event('app_mention'": { event: 'app_mention', scope: 'app_mentions:read' },
  'message(': { event: 'message.im', scope: 'im:history' },
  "command('/rung'": { scope: 'commands' },
  'shortcut(': { scope: 'commands' },
};

const sources = fs
  .readdirSync(SLACK, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => fs.readFileSync(path.join(SLACK, file), 'utf8').replace(/\s*\n\s*\./g, '.'));
const foundIn = (pattern: RegExp) =>
  [...new Set(sources.flatMap((source) => [...source.matchAll(pattern)].map((match) => match[1] ?? '')))].sort();

describe('the Slack app’s manifest', () => {
  it('stands in its file as it is made, with no address yet', () => {
    expect(fs.readFileSync(path.join(ROOT, 'packages/slack/manifest.json'), 'utf8')).toBe(manifestText(NO_URL_YET));
  });

  it('asks for the scopes that our calls and listeners need, and for no other', () => {
    const calls = foundIn(/\bclient\.((?:[a-z]+\.)+[a-zA-Z]+|filesUploadV2)\(/g);
    const listeners = foundIn(/\bapp\.((?:event|command)\('[^']+'|message\(|shortcut\()/g);

    const needed = [
      ...calls.map((call) => (call in SCOPE_OF ? SCOPE_OF[call] : `(nobody said what ${call} needs)`)),
      ...listeners.map((listener) =>
        listener in NEEDED_BY_LISTENER ? NEEDED_BY_LISTENER[listener]?.scope : `(nobody said what ${listener} needs)`,
      ),
    ];

    expect(calls).toEqual(Object.keys(SCOPE_OF).sort());
    expect(listeners).toEqual(Object.keys(NEEDED_BY_LISTENER).sort());
    expect([...new Set(needed.flat().filter((scope) => scope !== undefined))].sort()).toEqual(
      made.oauth_config.scopes.bot,
    );
  });

  it('subscribes to the events that somebody listens to, and to no other', () => {
    const heard = Object.values(NEEDED_BY_LISTENER).flatMap(({ event }) => event ?? []);

    expect(heard.sort()).toEqual([...made.settings.event_subscriptions.bot_events]);
  });

  it('sends everything to one URL', () => {
    expect(JSON.stringify(made).split(URL)).toHaveLength(1 + 3);
    expect(manifestText(URL)).not.toContain(NO_URL_YET);
  });

  it('is an agent of the kind that new apps can be', () => {
    expect(made.features).toHaveProperty('agent_view');
    expect(made.features).not.toHaveProperty('assistant_view');
  });

  it('is what Slack’s schema takes, printed with an address and as it stands in its file', () => {
    expect(faultsOf(made)).toEqual([]);
    expect(faultsOf(manifest(NO_URL_YET))).toEqual([]);
  });

  it.each<[string, (broken: ReturnType<typeof manifest>) => object]>([
    ['a member that Slack does not know', (broken) => ({ ...broken, features: { ...broken.features, agents: {} } })],
    ['a name that is too long', (broken) => ({ ...broken, display_information: { name: 'R'.repeat(36) } })],
    ['no name', (broken) => ({ ...broken, display_information: {} })],
    [
      'five suggested prompts',
      (broken) => {
        const prompts = [...broken.features.agent_view.suggested_prompts, { title: 'a', message: 'b' }];
        return { ...broken, features: { agent_view: { suggested_prompts: prompts } } };
      },
    ],
    ['an address without its scheme', () => manifest('rung.invalid/')],
  ])('with %s is not', (_, change) => {
    expect(faultsOf(change(manifest(URL))).length).toBeGreaterThan(0);
  });
});

describe('the address in the manifest', () => {
  it('is that of the last deployment unless one is given', () => {
    const outputs = JSON.stringify({ slackRequestUrl: URL });

    expect(requestUrl(undefined, outputs)).toBe(URL);
    expect(requestUrl('https://other.example', outputs)).toBe('https://other.example/');
  });

  it.each([
    [undefined, /Deploy first/],
    ['http://plain.example/', /no https address/],
    ['not an address', /no https address/],
  ])('%s is refused with a sentence', (given, sentence) => {
    expect(() => requestUrl(given, undefined)).toThrow(sentence);
  });
});
