import type { AddressInfo } from 'node:net';
import { createClock } from '@rung/sandbox/kit/clock.ts';
import { openSlack } from '@rung/sandbox/slack/open-slack.ts';
import type { Slack } from '@rung/sandbox/slack/slack-options.ts';
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ANA, ANA_DM, BEN, BOT, button, form, GENERAL, options, plain, SECRET, TOKEN, typed } from './setting.ts';

/** A real Bolt app, as the one under test, behind Bolt's own HTTP receiver. */
let slack: Slack;
let app: App;
let boltUrl = '';

beforeEach(async () => {
  slack = await openSlack(options(createClock(), () => boltUrl));
  const receiver = new HTTPReceiver({ signingSecret: SECRET, logLevel: LogLevel.ERROR });
  app = new App({ receiver, token: TOKEN, logLevel: LogLevel.ERROR, clientOptions: { slackApiUrl: slack.apiUrl } });
  const server = await app.start(0);
  boltUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
});

afterEach(async () => {
  await app.stop();
  await slack.close();
});

/** Bolt acknowledges first and works on: waits until what the app does can be seen. */
async function until<T>(look: () => T | undefined): Promise<T> {
  for (let tries = 0; tries < 200; tries++) {
    const seen = look();
    if (seen !== undefined) return seen;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('the app did nothing that can be seen');
}

const said = (channel: string, text: string, as?: string) => () =>
  slack.messages(channel, as).find((message) => message.text === text);

test('Bolt answers a mention in its thread', async () => {
  app.event('app_mention', async ({ event, say }) => {
    await say({ text: `heard ${event.text}`, thread_ts: event.ts });
  });

  const asked = await slack.say({ as: ANA, channel: GENERAL, text: '@rung why?' });

  const answer = await until(said(GENERAL, `heard <@${BOT}> why?`));
  expect(answer.threadTs).toBe(asked.ts);
});

test('Bolt hears what people write in the Messages tab', async () => {
  app.message('why', async ({ message, say }) => {
    await say(`${message.channel_type} ${message.channel}`);
  });

  await slack.say({ as: ANA, channel: ANA_DM, text: 'why?' });

  await until(said(ANA_DM, `im ${ANA_DM}`));
});

test('Bolt opens a form on a command, refuses it, takes it, and tells the person', async () => {
  app.command('/rung', async ({ ack, body, client }) => {
    await ack('One moment');
    await client.views.open({ trigger_id: body.trigger_id, view: form({ private_metadata: body.channel_id }) });
  });
  app.view('form', async ({ ack, view, client, body }) => {
    const name = view.state.values['name']?.['text']?.value;
    if (name === 'taken') return ack({ response_action: 'errors', errors: { name: 'Taken.' } });
    await ack();
    await client.chat.postEphemeral({ channel: view.private_metadata, user: body.user.id, text: `Launched ${name}` });
    return undefined;
  });

  await slack.command({ as: ANA, channel: GENERAL, command: '/rung', text: 'launch' });
  const { id: viewId } = await until(() => slack.views(ANA)[0]);
  const refused = await slack.submit({ as: ANA, viewId, values: typed('taken') });
  const taken = await slack.submit({ as: ANA, viewId, values: typed('v3') });

  await until(said(GENERAL, 'Launched v3', ANA));
  expect(said(GENERAL, 'One moment', ANA)()).toBeDefined();
  expect(refused).toEqual({ kind: 'errors', errors: { name: 'Taken.' } });
  expect(taken).toEqual({ kind: 'closed' });
});

test('Bolt replaces a card through the response_url of a click', async () => {
  app.action('approve', async ({ ack, respond, body }) => {
    await ack();
    await respond({ replace_original: true, text: `Approved by ${body.user.id}`, blocks: [] });
  });
  const elements = [button('approve', '1')];
  const posted = await app.client.chat.postMessage({
    channel: GENERAL,
    text: 'Launch?',
    blocks: [{ type: 'actions', block_id: 'b', elements }],
  });

  const element = { actionId: 'approve', blockId: 'b', type: 'button' };
  await slack.act({ as: BEN, channel: GENERAL, ts: String(posted.ts), element });

  await until(said(GENERAL, `Approved by ${BEN}`));
  expect(slack.messages(GENERAL).length).toBe(1);
});

test('Bolt offers options, takes a message shortcut and publishes Home', async () => {
  app.options('model', ({ ack, payload }) => ack({ options: [{ text: plain(payload.value), value: 'v' }] }));
  app.shortcut('diagnose', async ({ ack, shortcut, client }) => {
    await ack();
    if (shortcut.type === 'message_action')
      await client.chat.postMessage({ channel: ANA, text: `of ${shortcut.message.text}` });
  });
  app.event('app_home_opened', async ({ event, client }) => {
    const element = { type: 'external_select' as const, action_id: 'model' };
    const blocks = [{ type: 'actions' as const, block_id: 'b', elements: [element] }];
    if (event.tab === 'home') await client.views.publish({ user_id: event.user, view: { type: 'home', blocks } });
  });
  const { ts } = await slack.say({ as: BEN, channel: GENERAL, text: 'it forgets' });

  await slack.openApp({ as: ANA, tab: 'home' });
  const home = await until(() => slack.home(ANA));
  const options = await slack.suggest({ as: ANA, viewId: home.id, blockId: 'b', actionId: 'model', value: 'nova' });
  await slack.shortcut({ as: ANA, channel: GENERAL, ts, callbackId: 'diagnose' });

  await until(said(ANA_DM, 'of it forgets'));
  expect(options).toEqual({ kind: 'options', options: [{ text: plain('nova'), value: 'v' }] });
});

test('Bolt refuses a delivery that is signed with another secret', async () => {
  const other = await openSlack({ ...options(createClock(), () => boltUrl), signingSecret: 'another secret' });

  const outcome = await other.command({ as: ANA, channel: GENERAL, command: '/rung', text: '' });

  expect(outcome.status).toBe(401);
  await other.close();
});
