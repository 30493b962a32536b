import { expect, test } from 'vitest';
import { ANA, ANA_DM, GENERAL, refusalOf, type Setting, startSetting } from './setting.ts';

async function ask({ slack }: Setting): Promise<string> {
  return (await slack.say({ as: ANA, channel: ANA_DM, text: 'why?' })).ts;
}

const shown = ({ slack }: Setting) => slack.messages(ANA_DM).at(-1);

test('an answer that is streamed grows, and its last form stays', async () => {
  const setting = await startSetting();
  const streamer = setting.client.chatStream({ channel: ANA_DM, thread_ts: await ask(setting), buffer_size: 1 });

  await streamer.append({ markdown_text: 'Because **it' });
  const early = shown(setting)?.text;
  await streamer.append({ markdown_text: ' forgets**.' });
  await streamer.stop();

  expect(early).toBe('Because **it');
  expect(shown(setting)).toMatchObject({
    text: 'Because **it forgets**.',
    blocks: [{ type: 'markdown', text: 'Because **it forgets**.' }],
  });
});

test('tasks of a stream are renewed by their id', async () => {
  const setting = await startSetting();
  const task = (status: 'in_progress' | 'complete') => ({
    type: 'task_update' as const,
    id: 'read',
    title: 'Read the file',
    status,
  });
  const started = await setting.client.chat.startStream({
    channel: ANA_DM,
    thread_ts: await ask(setting),
    chunks: [task('in_progress')],
  });
  const at = { channel: ANA_DM, ts: String(started.ts) };

  await setting.client.chat.appendStream({ ...at, chunks: [task('complete')] });
  await setting.client.chat.stopStream({ ...at, blocks: [{ type: 'divider' }] });

  expect(shown(setting)?.blocks).toMatchObject([
    { type: 'task_card', task_id: 'read', status: 'complete' },
    { type: 'divider' },
  ]);
});

test('a stream dies after five minutes, and a stopped one takes nothing more', async () => {
  const setting = await startSetting();
  const start = async () => {
    const { ts } = await setting.client.chat.startStream({
      channel: ANA_DM,
      thread_ts: await ask(setting),
      markdown_text: 'x',
    });
    return { channel: ANA_DM, ts: String(ts), markdown_text: 'y' };
  };
  const stopped = await start();
  await setting.client.chat.stopStream(stopped);
  const forgotten = await start();
  setting.clock.skip(301_000);

  const refusals = [
    await refusalOf(setting.client.chat.appendStream(stopped)),
    await refusalOf(setting.client.chat.appendStream(forgotten)),
  ];

  expect(refusals).toEqual(['message_not_in_streaming_state', 'message_not_in_streaming_state']);
});

test('in a channel a stream must say whom it answers', async () => {
  const { client, slack } = await startSetting();
  const { ts } = await slack.say({ as: ANA, channel: GENERAL, text: 'why?' });
  const start = (more: object) =>
    refusalOf(client.chat.startStream({ channel: GENERAL, thread_ts: ts, markdown_text: 'x', ...more }));

  expect(await start({})).toBe('missing_recipient_team_id');
  expect(await start({ recipient_team_id: 'T0TEAM' })).toBe('missing_recipient_user_id');
  expect(await start({ recipient_team_id: 'T0TEAM', recipient_user_id: ANA })).toBeUndefined();
});
