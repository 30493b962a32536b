import { createHmac } from 'node:crypto';
import { createClock } from '@rung/sandbox/kit/clock.ts';
import { expect, test } from 'vitest';
import { ANA, ANA_DM, BEN, BOT, ELSEWHERE, GENERAL, SECRET, SHARED, STRANGER, startSetting, TEAM } from './setting.ts';

test('a mention reaches the app as app_mention, signed over the raw body with the sandbox time', async () => {
  const clock = createClock({ startMs: Date.UTC(2027, 0, 1) });
  const { slack, app } = await startSetting({ clock });

  const message = await slack.say({ as: ANA, channel: GENERAL, text: '@rung héllo 🚀' });
  await slack.idle();

  const [one] = app.received;
  const timestamp = String(one?.headers['x-slack-request-timestamp']);
  const digest = createHmac('sha256', SECRET).update(`v0:${timestamp}:${one?.raw}`).digest('hex');
  expect(one?.headers['x-slack-signature']).toBe(`v0=${digest}`);
  expect(Math.abs(Number(timestamp) * 1000 - clock.nowMs())).toBeLessThan(60_000);
  expect(one?.body).toMatchObject({
    type: 'event_callback',
    team_id: TEAM,
    api_app_id: 'A0RUNG',
    is_ext_shared_channel: false,
    authorizations: [{ team_id: TEAM, user_id: BOT, is_bot: true }],
    event: { type: 'app_mention', user: ANA, channel: GENERAL, ts: message.ts, text: `<@${BOT}> héllo 🚀` },
  });
  expect(String(one?.body['event_id'])).toMatch(/^Ev/);
});

test('a reply that mentions the app carries its thread', async () => {
  const { slack, app } = await startSetting();
  const root = await slack.say({ as: BEN, channel: GENERAL, text: 'our model forgets' });
  const first = await slack.say({ as: BEN, channel: GENERAL, text: 'contracts', threadTs: root.ts });

  await slack.say({ as: ANA, channel: GENERAL, text: `<@${BOT}> why?`, threadTs: first.ts });
  await slack.idle();

  expect(app.received.map(({ body }) => body['event'])).toMatchObject([{ type: 'app_mention', thread_ts: root.ts }]);
});

test.each([
  ['a message that mentions nobody', { as: ANA, channel: GENERAL, text: 'hello' }],
  ['a mention where the app is no member', { as: ANA, channel: ELSEWHERE, text: `<@${BOT}> hello` }],
])('%s does not reach the app', async (_, message) => {
  const { slack, app } = await startSetting();

  await slack.say(message);
  await slack.idle();

  expect(app.received).toEqual([]);
});

test('every message in the Messages tab reaches the app as message.im, mention or not', async () => {
  const { slack, app, client } = await startSetting();
  const asked = await slack.say({ as: ANA, channel: ANA_DM, text: 'hello' });
  await client.chat.postMessage({ channel: ANA_DM, thread_ts: asked.ts, text: 'yes?' });

  await slack.say({ as: ANA, channel: ANA_DM, text: `<@${BOT}> again`, threadTs: asked.ts });
  await slack.idle();

  expect(app.received.map(({ body }) => body['event'])).toMatchObject([
    { type: 'message', channel_type: 'im', channel: ANA_DM, user: ANA, text: 'hello' },
    { type: 'message', channel_type: 'im', thread_ts: asked.ts, parent_user_id: ANA },
  ]);
});

test('in a shared channel the envelope says so and the event names the team of the stranger', async () => {
  const { slack, app } = await startSetting();

  await slack.say({ as: STRANGER, channel: SHARED, text: '@rung delete everything' });
  await slack.idle();

  expect(app.received[0]?.body).toMatchObject({
    is_ext_shared_channel: true,
    event: { user: STRANGER, user_team: 'T0STRANGERS', source_team: 'T0STRANGERS' },
  });
});

test('opening the app says which tab, and brings the view when there is a Home', async () => {
  const { slack, app, client } = await startSetting();
  await client.views.publish({ user_id: ANA, view: { type: 'home', blocks: [{ type: 'divider' }] } });

  await slack.openApp({ as: ANA, tab: 'messages' });
  await slack.idle();
  await slack.openApp({ as: ANA, tab: 'home' });
  await slack.idle();

  expect(app.received.map(({ body }) => body['event'])).toMatchObject([
    { type: 'app_home_opened', tab: 'messages', user: ANA, channel: ANA_DM },
    { type: 'app_home_opened', tab: 'home', view: { type: 'home', blocks: [{ type: 'divider' }] } },
  ]);
});

test('the app hears that it has been invited, and may write from then on', async () => {
  const { slack, app, client } = await startSetting();

  await slack.invite({ as: ANA, channel: ELSEWHERE, user: BOT });
  await slack.idle();
  const posted = await client.chat.postMessage({ channel: ELSEWHERE, text: 'hello' });

  expect(app.received[0]?.body['event']).toMatchObject({ type: 'member_joined_channel', user: BOT, inviter: ANA });
  expect(posted.ok).toBe(true);
});

test('an event that the app does not take comes again at once, after a minute and after five, and then no more', async () => {
  const { slack, app, clock } = await startSetting();
  app.answerWith((_, reply) => void reply.writeHead(500).end());

  await slack.say({ as: ANA, channel: ANA_DM, text: 'hello' });
  await slack.idle();
  const counts = [app.received.length];
  for (const wait of [59_000, 1_500, 299_000, 1_500, 3_600_000]) {
    clock.skip(wait);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await slack.idle();
    counts.push(app.received.length);
  }

  expect(counts).toEqual([2, 2, 3, 3, 4, 4]);
  expect(app.received.map(({ headers }) => headers['x-slack-retry-num'])).toEqual([undefined, '1', '2', '3']);
  expect(app.received[1]?.headers['x-slack-retry-reason']).toBe('http_error');
  expect(new Set(app.received.map(({ body }) => body['event_id'])).size).toBe(1);
});

test('an app that asks for no retries gets none', async () => {
  const { slack, app } = await startSetting();
  app.answerWith((_, reply) => void reply.writeHead(500, { 'x-slack-no-retry': '1' }).end());

  await slack.say({ as: ANA, channel: ANA_DM, text: 'hello' });
  await slack.idle();

  expect(app.received.length).toBe(1);
});

test('an event that the app answers too late comes again with http_timeout', async () => {
  const { slack, app } = await startSetting();
  app.answerWith(async ({ headers }, reply) => {
    if (headers['x-slack-retry-num'] === undefined) await new Promise((resolve) => setTimeout(resolve, 3400));
    reply.writeHead(200).end();
  });

  await slack.say({ as: ANA, channel: ANA_DM, text: 'hello' });
  await slack.idle();

  expect(app.received.map(({ headers }) => headers['x-slack-retry-reason'])).toEqual([undefined, 'http_timeout']);
});

test.each([
  ['as plain text', (challenge: string) => challenge, true],
  ['as JSON', (challenge: string) => JSON.stringify({ challenge }), true],
  ['as a form', (challenge: string) => `challenge=${challenge}`, true],
  ['with another word', () => 'ok', false],
])('a request URL is verified when the app answers the challenge %s', async (_, print, verified) => {
  const { slack, app } = await startSetting();
  app.answerWith(({ body }, reply) => void reply.writeHead(200).end(print(String(body['challenge']))));

  expect(await slack.verifyUrl()).toBe(verified);
});
