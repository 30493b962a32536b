import { createClock, type SandboxClock } from '@rung/sandbox/kit/clock.ts';
import { type Incoming, listen, type Outgoing, readBody } from '@rung/sandbox/kit/http.ts';
import { openSlack } from '@rung/sandbox/slack/open-slack.ts';
import type { Slack, SlackOptions } from '@rung/sandbox/slack/slack-options.ts';
import { LogLevel, WebClient } from '@slack/web-api';
import { afterEach } from 'vitest';

export const SECRET = 'a signing secret';
export const TOKEN = 'xoxb-local';
export const TEAM = 'T0TEAM';
export const BOT = 'U0RUNG';
export const ANA = 'U0ANA';
export const BEN = 'U0BEN';
export const GUEST = 'U0GUEST';
export const STRANGER = 'U0STRANGER';
/** The app is a member here; Ana, Ben and the others too. */
export const GENERAL = 'C0GENERAL';
/** Ana and Ben only. */
export const ELSEWHERE = 'C0ELSEWHERE';
/** Shared with another workspace; the app is a member. */
export const SHARED = 'C0SHARED';
export const ANA_DM = 'D0ANA';

const started: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of started.splice(0).reverse()) await close();
});

/** What reached the app. */
export interface Received {
  readonly headers: Incoming['headers'];
  readonly raw: string;
  /** A JSON body, the `payload` of an interaction, or the form of a command. */
  readonly body: Record<string, unknown>;
}

export type Answering = (received: Received, reply: Outgoing) => void | Promise<void>;

/** A tiny app that records what it is sent and answers as told; 200 with no body by default. */
export async function startApp(answering: Answering = (_, reply) => void reply.writeHead(200).end()) {
  const received: Received[] = [];
  let answer = answering;
  const listening = await listen(async (request, reply) => {
    const raw = (await readBody(request)).toString('utf8');
    const one = { headers: request.headers, raw, body: parse(String(request.headers['content-type']), raw) };
    received.push(one);
    await answer(one, reply);
  });
  started.push(() => listening.close());
  return {
    received,
    url: listening.url,
    answerWith(next: Answering) {
      answer = next;
    },
  };
}

function parse(type: string, raw: string): Record<string, unknown> {
  if (type.startsWith('application/json')) return JSON.parse(raw) as Record<string, unknown>;
  const form = Object.fromEntries(new URLSearchParams(raw));
  return form['payload'] ? (JSON.parse(form['payload']) as Record<string, unknown>) : form;
}

export interface Setting {
  readonly slack: Slack;
  readonly client: WebClient;
  readonly clock: SandboxClock;
  readonly app: Awaited<ReturnType<typeof startApp>>;
}

/** A workspace with Ana, Ben, a guest and a stranger, and the tiny app as its app. */
export async function startSetting(overrides: Partial<SlackOptions> = {}): Promise<Setting> {
  const app = await startApp();
  const clock = overrides.clock ?? createClock();
  const slack = await openSlack({ ...options(clock, () => app.url), ...overrides });
  started.push(() => slack.close());
  return { slack, clock, app, client: clientOf(slack) };
}

export function options(clock: SandboxClock, requestUrl: () => string): SlackOptions {
  const person = (id: string, name: string) => ({ id, name, realName: name.toUpperCase() });
  const channel = (id: string, name: string, members: string[]) => ({ id, name, kind: 'channel' as const, members });
  return {
    clock,
    signingSecret: SECRET,
    botToken: TOKEN,
    teamId: TEAM,
    app: {
      id: 'A0RUNG',
      name: 'Rung',
      description: 'A desk',
      botUserId: BOT,
      botId: 'B0RUNG',
      invitedTo: [GENERAL, SHARED],
      requestUrl,
    },
    people: [
      { ...person(ANA, 'ana'), timeZone: 'Europe/Madrid' },
      person(BEN, 'ben'),
      { ...person(GUEST, 'gus'), isGuest: true },
      { ...person(STRANGER, 'eve'), isStranger: true },
    ],
    channels: [
      channel(GENERAL, 'general', [ANA, BEN, GUEST]),
      channel(ELSEWHERE, 'elsewhere', [ANA, BEN]),
      { ...channel(SHARED, 'shared', [ANA, STRANGER]), isExternallyShared: true },
    ],
    commands: [{ command: '/rung' }],
    shortcuts: [{ callbackId: 'diagnose' }],
    userGroups: [{ id: 'S0APPROVERS', name: 'Approvers', handle: 'approvers', users: [BEN] }],
  };
}

const nothing = () => undefined;
/** The client logs every refusal; tests ask for many. */
const quiet = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  setName: nothing,
  getLevel: () => LogLevel.ERROR,
};

export const clientOf = (slack: Slack, token: string = TOKEN): WebClient =>
  new WebClient(token, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: quiet,
  });

/** The error code that a call is refused with; undefined when it is not. */
export async function refusalOf(call: Promise<unknown>): Promise<string | undefined> {
  try {
    await call;
    return undefined;
  } catch (error) {
    return (error as { data?: { error?: string } }).data?.error ?? String(error);
  }
}

export const button = (actionId: string, value: string) => ({
  type: 'button' as const,
  action_id: actionId,
  text: { type: 'plain_text' as const, text: 'Press' },
  value,
});

export const plain = (text: string) => ({ type: 'plain_text' as const, text });

/** A modal with one required text input. */
export const form = (more: object = {}) => ({
  type: 'modal' as const,
  callback_id: 'form',
  title: plain('Form'),
  submit: plain('Send'),
  blocks: [
    {
      type: 'input' as const,
      block_id: 'name',
      label: plain('Name'),
      element: { type: 'plain_text_input' as const, action_id: 'text' },
    },
  ],
  ...more,
});

export const typed = (value: string) => ({
  name: { text: { actionId: 'text', blockId: 'name', type: 'plain_text_input', value } },
});
