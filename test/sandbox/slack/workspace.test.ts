import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createClock } from '@rung/sandbox/kit/clock.ts';
import { openSlack } from '@rung/sandbox/slack/open-slack.ts';
import type { WorkspaceEvent } from '@rung/sandbox/slack/workspace.ts';
import { expect, test } from 'vitest';
import {
  ANA,
  ANA_DM,
  BEN,
  BOT,
  clientOf,
  ELSEWHERE,
  GENERAL,
  GUEST,
  options,
  refusalOf,
  STRANGER,
  startSetting,
} from './setting.ts';

test('a person is told with what refusals turn on', async () => {
  const { client } = await startSetting();
  const info = async (user: string) => (await client.users.info({ user })).user;

  expect(await info(ANA)).toMatchObject({ name: 'ana', tz: 'Europe/Madrid', is_restricted: false, team_id: 'T0TEAM' });
  expect(await info(GUEST)).toMatchObject({ is_restricted: true, is_ultra_restricted: false });
  expect(await info(STRANGER)).toMatchObject({ is_stranger: true, team_id: 'T0STRANGERS' });
  expect(await info(BOT)).toMatchObject({ is_bot: true, profile: { bot_id: 'B0RUNG' } });
  expect(await refusalOf(info('U0NO'))).toBe('user_not_found');
});

test('channels say who is in them and whether they are shared', async () => {
  const { client } = await startSetting();

  const listed = await client.conversations.list({ types: 'public_channel', limit: 2 });
  const rest = await client.conversations.list({ limit: 2, cursor: String(listed.response_metadata?.next_cursor) });
  const members = await client.conversations.members({ channel: ELSEWHERE });

  expect(listed.channels?.map(({ name, is_member }) => [name, is_member])).toEqual([
    ['general', true],
    ['elsewhere', false],
  ]);
  expect(rest.channels).toMatchObject([{ name: 'shared', is_ext_shared: true }]);
  expect(members.members).toEqual([ANA, BEN]);
});

test('user groups have their members', async () => {
  const { client } = await startSetting();

  const groups = await client.usergroups.list({ include_users: true });
  const users = await client.usergroups.users.list({ usergroup: 'S0APPROVERS' });

  expect(groups.usergroups).toMatchObject([{ handle: 'approvers', users: [BEN] }]);
  expect(users.users).toEqual([BEN]);
  expect(await refusalOf(client.usergroups.users.list({ usergroup: 'S0NO' }))).toBe('no_such_subteam');
});

test('a reaction is put once and taken away', async () => {
  const { client, slack } = await startSetting();
  const { ts } = await slack.say({ as: ANA, channel: GENERAL, text: 'x' });
  const at = { channel: GENERAL, timestamp: ts, name: 'eyes' };

  await client.reactions.add(at);
  const twice = await refusalOf(client.reactions.add(at));
  const put = slack.messages(GENERAL)[0]?.reactions;
  await client.reactions.remove(at);
  const missing = await refusalOf(client.reactions.remove(at));

  expect([twice, missing]).toEqual(['already_reacted', 'no_reaction']);
  expect(put).toEqual([{ name: 'eyes', users: [BOT] }]);
  expect(slack.messages(GENERAL)[0]?.reactions).toEqual([]);
});

test('a status is shown until the app answers, and no longer than two minutes', async () => {
  const { client, slack, clock } = await startSetting();
  const { ts } = await slack.say({ as: ANA, channel: ANA_DM, text: 'x' });
  const texts: string[] = [];
  slack.subscribe((event) => {
    if (event.type === 'status') texts.push(event.text);
  });
  const thread = { channel_id: ANA_DM, thread_ts: ts };

  await client.assistant.threads.setStatus({ ...thread, status: 'is reading' });
  await client.chat.postMessage({ channel: ANA_DM, thread_ts: ts, text: 'read' });
  await client.assistant.threads.setStatus({ ...thread, status: 'is thinking' });
  clock.skip(121_000);
  await new Promise((resolve) => setImmediate(resolve));

  expect(texts).toEqual(['is reading', '', 'is thinking', '']);
});

test('prompts are suggested in the Messages tab, four at most', async () => {
  const { client, slack } = await startSetting();
  await client.conversations.open({ users: ANA });
  const heard: WorkspaceEvent[] = [];
  slack.subscribe((event) => heard.push(event));
  const prompt = { title: 'Check', message: 'Check my file' };
  const suggest = (count: number) =>
    refusalOf(client.assistant.threads.setSuggestedPrompts({ channel_id: ANA_DM, prompts: Array(count).fill(prompt) }));

  expect([await suggest(4), await suggest(5)]).toEqual([undefined, 'invalid_arguments']);
  expect(heard).toMatchObject([{ type: 'prompts', channel: ANA_DM, prompts: [prompt, prompt, prompt, prompt] }]);
});

test('an agent session is one of four states', async () => {
  const { client, slack } = await startSetting();
  const { ts } = await slack.say({ as: ANA, channel: ANA_DM, text: 'x' });
  const set = (status: string) =>
    refusalOf(client.agents.sessions.setStatus({ channel_id: ANA_DM, thread_ts: ts, status }));

  expect([await set('processing'), await set('suspended'), await set('done')]).toEqual([
    undefined,
    undefined,
    'invalid_arguments',
  ]);
});

test('an uploaded file becomes a message whose file can be opened', async () => {
  const { client, slack } = await startSetting();
  const contents = Buffer.from('{"line": 1}\n{"line": 2}\n');

  await client.filesUploadV2({
    channel_id: GENERAL,
    file: contents,
    filename: 'bad lines.jsonl',
    initial_comment: 'Two',
  });

  const message = slack.messages(GENERAL)[0];
  const opened = await fetch(String(message?.files?.[0]?.url));
  expect(message).toMatchObject({ text: 'Two', user: BOT, blocks: [{ type: 'file', name: 'bad lines.jsonl' }] });
  expect(Buffer.from(await opened.arrayBuffer())).toEqual(contents);
  const history = await client.conversations.history({ channel: GENERAL });
  expect(history.messages?.[0]?.files).toMatchObject([{ name: 'bad lines.jsonl', size: contents.length }]);
});

test('blocks can be checked without a token and without posting', async () => {
  const { slack } = await startSetting();
  const client = clientOf(slack, '');
  const long = [{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }] as const;

  const passed = await client.blocks.validate({ blocks: [{ type: 'divider' }] });
  const refused = client.blocks.validate({ blocks: [...long] });

  expect(passed.ok).toBe(true);
  await expect(refused).rejects.toMatchObject({
    data: {
      error: 'invalid_blocks',
      errors: [
        {
          pointer: '/0/text/text',
          code: 'failed_constraint',
          message: 'must be less than 151 characters',
          constraint: { type: 'max_length', expected: 150, got: 151 },
        },
      ],
    },
  });
});

test('blocks.validate takes one payload: blocks, a message or a view', async () => {
  const { client } = await startSetting();
  const validate = (payload: object) => refusalOf(client.apiCall('blocks.validate', payload as never));

  expect(await validate({})).toBe('invalid_arguments');
  expect(await validate({ message: { blocks: [{ type: 'nonsense' }] } })).toBe('invalid_message');
  expect(await validate({ message: { text: 'x' } })).toBe('invalid_message');
  expect(await validate({ view: { type: 'home', blocks: [] } })).toBeUndefined();
  expect(await validate({ view: { type: 'modal', blocks: [] } })).toBe('invalid_view');
});

test('a workspace without charts refuses them and takes the message without', async () => {
  const { client } = await startSetting({ rolloutOff: true });
  const chart = {
    type: 'data_visualization',
    title: 'Loss',
    chart: { type: 'pie', segments: [{ label: 'a', value: 1 }] },
  };
  const post = (blocks: object[]) =>
    refusalOf(client.chat.postMessage({ channel: GENERAL, text: 'Loss fell', blocks: blocks as never }));

  expect([await post([chart]), await post([])]).toEqual(['invalid_blocks', undefined]);
});

test('channels, messages and files outlive the process', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'slack-'));
  const settings = {
    ...options(createClock(), () => 'http://127.0.0.1:1'),
    stateFile: path.join(folder, 'slack.json'),
  };
  const before = await openSlack(settings);
  await clientOf(before).chat.postMessage({ channel: ANA, text: 'kept' });
  const { ts } = await clientOf(before).chat.postMessage({ channel: ANA, text: 'deleted' });
  await clientOf(before).chat.delete({ channel: ANA_DM, ts: String(ts) });
  await clientOf(before).chat.postEphemeral({ channel: ANA_DM, user: ANA, text: 'for now' });
  await clientOf(before).filesUploadV2({ channel_id: ANA_DM, file: Buffer.from('abc'), filename: 'a.txt' });
  const kept = before.messages(ANA_DM);
  await before.close();

  const after = await openSlack(settings);

  const { pathname } = new URL(String(after.messages(ANA_DM).at(-1)?.files?.[0]?.url));
  const file = await fetch(new URL(pathname, after.apiUrl));
  const next = await clientOf(after).chat.postMessage({ channel: ANA_DM, text: 'next' });
  expect(after.messages(ANA_DM, ANA).map(({ text }) => text)).toEqual(['kept', '', 'next']);
  expect(await file.text()).toBe('abc');
  expect(Number(next.ts)).toBeGreaterThan(Number(kept.at(-1)?.ts));
  await after.close();
  fs.rmSync(folder, { recursive: true });
});
