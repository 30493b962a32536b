import type { ConversationsHistoryResponse } from '@slack/web-api';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  ANA,
  ANA_DM,
  BEN,
  BOT,
  button,
  clientOf,
  ELSEWHERE,
  GENERAL,
  GUEST,
  plain,
  refusalOf,
  startSetting,
} from './setting.ts';

test('the client must show the token', async () => {
  const { slack } = await startSetting();

  const none = await fetch(`${slack.apiUrl}auth.test`, { method: 'POST' }).then((response) => response.json());
  const wrong = await refusalOf(clientOf(slack, 'xoxb-other').auth.test());
  const right = await clientOf(slack).auth.test();

  expect(none).toEqual({ ok: false, error: 'not_authed' });
  expect(wrong).toBe('invalid_auth');
  expect(right).toMatchObject({ team_id: 'T0TEAM', user_id: BOT, bot_id: 'B0RUNG' });
});

test('a method takes JSON as it takes forms', async () => {
  const { slack } = await startSetting();
  const body = JSON.stringify({ channel: GENERAL, text: 'héllo', blocks: [{ type: 'divider' }] });
  const headers = { authorization: 'Bearer xoxb-local', 'content-type': 'application/json; charset=utf-8' };

  const answer = await fetch(`${slack.apiUrl}chat.postMessage`, { method: 'POST', headers, body });

  expect(await answer.json()).toMatchObject({ ok: true, message: { text: 'héllo', blocks: [{ type: 'divider' }] } });
});

test('what cannot be read is refused, and the workspace goes on', async () => {
  const { slack, client } = await startSetting();
  const send = (path: string, type: string) =>
    fetch(new URL(path, slack.apiUrl), { method: 'POST', headers: { 'content-type': type }, body: 'nonsense' });

  const statuses = await Promise.all([
    send('/upload/v1/F1', 'multipart/form-data; boundary=x').then(({ status }) => status),
    send('/files-pri/T-F1/%E0%A4%A', 'text/plain').then(({ status }) => status),
    send('/elsewhere', 'text/plain').then(({ status }) => status),
  ]);

  expect(statuses).toEqual([500, 404, 404]);
  expect((await client.api.test()).ok).toBe(true);
});

test.each([
  ['nothing to say', { channel: GENERAL, text: '' }, 'no_text'],
  ['an unknown channel', { channel: 'C0NO', text: 'x' }, 'channel_not_found'],
  ['a channel without the app', { channel: ELSEWHERE, text: 'x' }, 'not_in_channel'],
  ['no channel', { text: 'x' }, 'invalid_arguments'],
  ['an unknown block', { channel: GENERAL, text: 'x', blocks: [{ type: 'nonsense' }] }, 'invalid_blocks'],
  ['blocks that are no list', { channel: GENERAL, text: 'x', blocks: { type: 'divider' } }, 'invalid_blocks_format'],
  ['blocks with too much text', { channel: GENERAL, text: 'x', blocks: sections(5, 2641) }, 'msg_blocks_too_long'],
  ['too much markdown', { channel: GENERAL, markdown_text: 'x'.repeat(12_001) }, 'msg_too_long'],
  ['markdown and text', { channel: GENERAL, markdown_text: 'x', text: 'x' }, 'markdown_text_conflict'],
  ['a thread that is not there', { channel: GENERAL, text: 'x', thread_ts: '1.000001' }, 'thread_not_found'],
  ['metadata of no event', { channel: GENERAL, text: 'x', metadata: { a: 1 } }, 'invalid_metadata_format'],
])('chat.postMessage refuses %s', async (_, sent, refusal) => {
  const { client, slack } = await startSetting();

  expect(await refusalOf(client.apiCall('chat.postMessage', sent))).toBe(refusal);
  expect(slack.messages(GENERAL)).toEqual([]);
});

function sections(count: number, length: number) {
  return Array.from({ length: count }, () => ({ type: 'section', text: plain('x'.repeat(length)) }));
}

test('a refusal of blocks says where, in both of the places that Slack says it', async () => {
  const { client } = await startSetting();
  const blocks = [{ type: 'section', text: plain('x'.repeat(3001)) }];

  const refused = client.chat.postMessage({ channel: GENERAL, text: 'x', blocks });

  const line = 'must be less than 3001 characters [json-pointer:/blocks/0/text/text]';
  await expect(refused).rejects.toMatchObject({
    data: { error: 'invalid_blocks', errors: [line], response_metadata: { messages: [`[ERROR] ${line}`] } },
  });
});

test('message times never repeat, also when all come at once', async () => {
  const { client } = await startSetting();

  const posted = await Promise.all(
    Array.from({ length: 20 }, () => client.chat.postMessage({ channel: GENERAL, text: 'x' })),
  );

  const times = posted.map(({ ts }) => Number(ts));
  expect(new Set(times).size).toBe(20);
  expect(posted.every(({ ts }) => /^\d{10}\.\d{6}$/.test(String(ts)))).toBe(true);
});

test('history has the roots, newest first, with their replies counted; the thread has all', async () => {
  const { client, slack } = await startSetting();
  const root = await client.chat.postMessage({ channel: GENERAL, text: 'job' });
  const thread_ts = String(root.ts);
  await client.chat.postMessage({ channel: GENERAL, thread_ts, text: 'quiet' });
  await client.chat.postMessage({ channel: GENERAL, thread_ts, text: 'loud', reply_broadcast: true });
  await slack.say({ as: BEN, channel: GENERAL, text: 'thanks', threadTs: thread_ts });
  await client.chat.postEphemeral({ channel: GENERAL, user: ANA, text: 'for Ana' });

  const history = await client.conversations.history({ channel: GENERAL });
  const replies = await client.conversations.replies({ channel: GENERAL, ts: thread_ts });

  expect(history.messages?.map(({ text, subtype }) => [text, subtype])).toEqual([
    ['loud', 'thread_broadcast'],
    ['job', undefined],
  ]);
  expect(history.messages?.[1]).toMatchObject({ reply_count: 3, reply_users: [BOT, BEN], thread_ts });
  expect(replies.messages?.map(({ text }) => text)).toEqual(['job', 'quiet', 'loud', 'thanks']);
  expect(slack.messages(GENERAL, ANA).at(-1)).toMatchObject({ text: 'for Ana', onlyFor: ANA });
});

test('the client can page through history', async () => {
  const { client } = await startSetting();
  for (const text of ['a', 'b', 'c', 'd', 'e']) await client.chat.postMessage({ channel: GENERAL, text });

  const texts: (string | undefined)[][] = [];
  for await (const page of client.paginate('conversations.history', { channel: GENERAL, limit: 2 }))
    texts.push(((page as ConversationsHistoryResponse).messages ?? []).map(({ text }) => text));

  expect(texts).toEqual([['e', 'd'], ['c', 'b'], ['a']]);
});

test('the app reads only where it is a member', async () => {
  const { client, slack } = await startSetting();
  const { ts } = await slack.say({ as: ANA, channel: ELSEWHERE, text: 'secret' });

  expect(await refusalOf(client.conversations.history({ channel: ELSEWHERE }))).toBe('not_in_channel');
  expect(await refusalOf(client.conversations.replies({ channel: ELSEWHERE, ts }))).toBe('not_in_channel');
});

test('an edit keeps what it does not name, and marks the message', async () => {
  const { client, slack } = await startSetting();
  const { ts } = await client.chat.postMessage({
    channel: GENERAL,
    text: 'running',
    blocks: [{ type: 'divider', block_id: 'd' }],
  });
  const at = { channel: GENERAL, ts: String(ts) };

  await client.chat.update({ ...at, text: 'done' });
  const kept = slack.messages(GENERAL)[0];
  await client.chat.update({ ...at, text: 'gone', blocks: [] });

  expect(kept).toMatchObject({ text: 'done', blocks: [{ type: 'divider' }] });
  expect(kept?.editedAt).toBeDefined();
  expect(slack.messages(GENERAL)).toMatchObject([{ text: 'gone', blocks: [] }]);
});

test('a text that is too long is cut off when it is posted and refused when it is an edit', async () => {
  const { client, slack } = await startSetting();
  const { ts } = await client.chat.postMessage({ channel: GENERAL, text: 'x'.repeat(40_001) });
  const edit = (length: number) =>
    refusalOf(client.chat.update({ channel: GENERAL, ts: String(ts), text: 'y'.repeat(length) }));

  expect(slack.messages(GENERAL)[0]?.text.length).toBe(40_000);
  expect([await edit(4000), await edit(4001)]).toEqual([undefined, 'msg_too_long']);
});

test('the app edits and deletes its own visible messages only', async () => {
  const { client, slack } = await startSetting();
  const { ts } = await slack.say({ as: ANA, channel: GENERAL, text: 'mine' });
  const hidden = await client.chat.postEphemeral({ channel: GENERAL, user: ANA, text: 'x' });
  const update = (at: string) => refusalOf(client.chat.update({ channel: GENERAL, ts: at, text: 'y' }));

  expect(await update(ts)).toBe('cant_update_message');
  expect(await update('1.000001')).toBe('message_not_found');
  expect(await update(String(hidden.message_ts))).toBe('message_not_found');
  expect(await refusalOf(client.chat.delete({ channel: GENERAL, ts }))).toBe('cant_delete_message');
});

test('a deleted message is gone, and the page hears of it', async () => {
  const { client, slack } = await startSetting();
  const { ts } = await client.chat.postMessage({ channel: GENERAL, text: 'x' });
  const heard: string[] = [];
  slack.subscribe((event) => heard.push(event.type));

  await client.chat.delete({ channel: GENERAL, ts: String(ts) });

  expect(slack.messages(GENERAL)).toEqual([]);
  expect(heard).toEqual(['message-deleted']);
});

test('only a member can be shown an ephemeral message', async () => {
  const { client } = await startSetting();

  expect(await refusalOf(client.chat.postEphemeral({ channel: GENERAL, user: GUEST, text: 'x' }))).toBeUndefined();
  expect(await refusalOf(client.chat.postEphemeral({ channel: GENERAL, user: 'U0NO', text: 'x' }))).toBe(
    'user_not_in_channel',
  );
});

test('a message to a person arrives in the tab of the app', async () => {
  const { client, slack } = await startSetting();
  const opened = await client.conversations.open({ users: ANA });

  const posted = await client.chat.postMessage({ channel: ANA, text: 'hello' });

  expect([opened.channel?.id, posted.channel]).toEqual([ANA_DM, ANA_DM]);
  expect(slack.channels().find(({ id }) => id === ANA_DM)).toMatchObject({ kind: 'app', members: [ANA, BOT] });
});

test('a method is throttled when a test asks for it, once, with the seconds to wait', async () => {
  const { client, slack } = await startSetting();
  slack.throttleNext({ method: 'chat.postMessage', retryAfterSeconds: 7 });
  const post = () => client.chat.postMessage({ channel: GENERAL, text: 'x' });

  await expect(post()).rejects.toMatchObject({ code: 'slack_webapi_rate_limited_error', retryAfter: 7 });
  expect((await post()).ok).toBe(true);
});

const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 75 });
const text = words.map((value) => ({ type: 'mrkdwn', text: value }));
const press = words.map((value) => ({ ...button('go', value), action_id: `go-${value.length}` }));
const block = fc.oneof(
  text.map((one) => ({ type: 'section', text: one })),
  fc.array(text, { minLength: 1, maxLength: 10 }).map((fields) => ({ type: 'section', fields })),
  press.map((one) => ({ type: 'actions', elements: [one] })),
  words.map((value) => ({ type: 'header', text: plain(value) })),
  words.map((value) => ({ type: 'markdown', text: value })),
  fc.constant({ type: 'divider' }),
);
const identified = fc
  .array(block, { minLength: 1, maxLength: 10 })
  .map((blocks) => blocks.map((one, at) => ({ ...one, block_id: `b${at}` })));

test('any message that is taken comes back from history as it was sent', async () => {
  const { client } = await startSetting();

  await fc.assert(
    fc.asyncProperty(words, identified, async (sentence, blocks) => {
      await client.chat.postMessage({ channel: GENERAL, text: sentence, blocks: blocks as never });

      const { messages } = await client.conversations.history({ channel: GENERAL, limit: 1 });

      expect(messages?.[0]?.text).toBe(sentence);
      expect(messages?.[0]?.blocks).toEqual(blocks);
    }),
    { numRuns: 60 },
  );
});
