import { expect, test } from 'vitest';
import { ANA, BEN, button, GENERAL, type Setting, startSetting } from './setting.ts';

const approve = { type: 'actions' as const, block_id: 'decide', elements: [button('approve', '1')] };

/** Posts a card, has Ana click in it, and answers with the response_url of that click. */
async function clicked(setting: Setting, onlyFor?: string): Promise<string> {
  const { client, slack, app } = setting;
  const sent = { channel: GENERAL, text: 'Card', blocks: [approve] };
  const ts = onlyFor
    ? String((await client.chat.postEphemeral({ ...sent, user: onlyFor })).message_ts)
    : String((await client.chat.postMessage(sent)).ts);
  await slack.act({
    as: ANA,
    channel: GENERAL,
    ts,
    element: { actionId: 'approve', blockId: 'decide', type: 'button' },
  });
  return String(app.received.at(-1)?.body['response_url']);
}

const answer = (url: string, body: object) =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const seen = ({ slack }: Setting, as: string) => slack.messages(GENERAL, as).map(({ text }) => text);

test('an answer is for the person alone, unless it is for the channel', async () => {
  const setting = await startSetting();
  const url = await clicked(setting);

  await answer(url, { text: 'for you' });
  await answer(url, { text: 'for all', response_type: 'in_channel' });

  expect(seen(setting, ANA)).toEqual(['Card', 'for you', 'for all']);
  expect(seen(setting, BEN)).toEqual(['Card', 'for all']);
});

test('an answer may replace or delete the message that was clicked in, an ephemeral one too', async () => {
  const setting = await startSetting();
  const url = await clicked(setting, ANA);

  await answer(url, { replace_original: true, text: 'Approved', blocks: [] });
  const replaced = seen(setting, ANA);
  await answer(url, { delete_original: true });

  expect(replaced).toEqual(['Approved']);
  expect(seen(setting, ANA)).toEqual([]);
});

test('the URL is worn out after five uses', async () => {
  const setting = await startSetting();
  const url = await clicked(setting);

  const statuses: number[] = [];
  for (let use = 0; use < 6; use++) statuses.push((await answer(url, { text: `${use}` })).status);
  const last = await answer(url, { text: 'x' });

  expect(statuses).toEqual([200, 200, 200, 200, 200, 404]);
  expect(await last.json()).toEqual({ ok: false, error: 'used_url' });
});

test('the URL is worn out after half an hour', async () => {
  const setting = await startSetting();
  const url = await clicked(setting);
  setting.clock.skip(29 * 60_000);
  const inTime = await answer(url, { text: 'x' });
  setting.clock.skip(2 * 60_000);

  const late = await answer(url, { text: 'x' });

  expect([inTime.status, late.status]).toEqual([200, 404]);
  expect(await late.json()).toEqual({ ok: false, error: 'expired_url' });
});

test('what Slack cannot post is refused with an error status', async () => {
  const setting = await startSetting();
  const url = await clicked(setting);

  const refused = await answer(url, { text: 'x', blocks: [{ type: 'nonsense' }] });

  expect(refused.status).toBe(500);
  expect(await refused.json()).toMatchObject({ ok: false, error: 'invalid_blocks' });
});
