import type { Json } from '@rung/sandbox/slack/workspace.ts';
import { expect, test } from 'vitest';
import { ANA, BEN, button, ELSEWHERE, GENERAL, plain, type Setting, STRANGER, startSetting, TEAM } from './setting.ts';

const approve = { type: 'actions' as const, block_id: 'decide', elements: [button('approve', 'lch_1')] };
const click = { actionId: 'approve', blockId: 'decide', type: 'button' };

async function postCard({ client }: Setting, blocks: object[] = [approve]): Promise<string> {
  const posted = await client.chat.postMessage({ channel: GENERAL, text: 'A launch', blocks: blocks as never });
  return String(posted.ts);
}

const seen = (setting: Setting, as: string, channel = GENERAL) =>
  setting.slack.messages(channel, as).map(({ text, onlyFor }) => [text, onlyFor]);

test('a command reaches the app as a form, and its answer in the body is seen by the person alone', async () => {
  const setting = await startSetting();
  setting.app.answerWith((_, reply) => void reply.writeHead(200).end('Working on it'));

  const outcome = await setting.slack.command({
    as: ANA,
    channel: ELSEWHERE,
    command: '/rung',
    text: 'check s3://a b',
  });

  expect(outcome).toEqual({ status: 200, body: 'Working on it' });
  expect(setting.app.received[0]?.body).toMatchObject({
    command: '/rung',
    text: 'check s3://a b',
    team_id: TEAM,
    channel_id: ELSEWHERE,
    channel_name: 'elsewhere',
    user_id: ANA,
    user_name: 'ana',
  });
  expect(seen(setting, ANA, ELSEWHERE)).toEqual([['Working on it', ANA]]);
  expect(seen(setting, BEN, ELSEWHERE)).toEqual([]);
});

test('a JSON answer to a command may be for the whole channel', async () => {
  const setting = await startSetting();
  const body = JSON.stringify({ response_type: 'in_channel', text: 'Hello all' });
  setting.app.answerWith((_, reply) => void reply.writeHead(200, { 'content-type': 'application/json' }).end(body));

  await setting.slack.command({ as: ANA, channel: GENERAL, command: '/rung', text: '' });

  expect(seen(setting, BEN)).toEqual([['Hello all', undefined]]);
});

test('a command that fails is told to the person and not sent again', async () => {
  const setting = await startSetting();
  setting.app.answerWith((_, reply) => void reply.writeHead(500).end());

  const outcome = await setting.slack.command({ as: ANA, channel: GENERAL, command: '/rung', text: '' });

  expect(outcome.status).toBe(500);
  expect(setting.app.received.length).toBe(1);
  expect(seen(setting, ANA)).toEqual([['/rung failed with the error "dispatch_failed"', ANA]]);
});

test('a command that is answered too late is told as operation_timeout', async () => {
  const setting = await startSetting();
  setting.app.answerWith(() => new Promise((resolve) => setTimeout(resolve, 3400)));

  const outcome = await setting.slack.command({ as: ANA, channel: GENERAL, command: '/rung', text: '' });

  expect(outcome).toEqual({ status: 'timeout' });
  expect(seen(setting, ANA)).toEqual([['/rung failed with the error "operation_timeout"', ANA]]);
});

test('a click brings the message, the action and ways to answer', async () => {
  const setting = await startSetting();
  const ts = await postCard(setting);

  const outcome = await setting.slack.act({ as: BEN, channel: GENERAL, ts, element: click });

  expect(outcome.status).toBe(200);
  expect(setting.app.received[0]?.body).toMatchObject({
    type: 'block_actions',
    user: { id: BEN, username: 'ben', team_id: TEAM },
    container: { type: 'message', message_ts: ts, channel_id: GENERAL, is_ephemeral: false },
    channel: { id: GENERAL, name: 'general' },
    message: { ts, text: 'A launch', blocks: [approve], bot_id: 'B0RUNG' },
    actions: [{ type: 'button', action_id: 'approve', block_id: 'decide', value: 'lch_1', text: plain('Press') }],
  });
  expect(String(setting.app.received[0]?.body['response_url'])).toContain('/actions/');
});

test('a late click on a button that an edit has taken away brings the message as it is now', async () => {
  const setting = await startSetting();
  const ts = await postCard(setting);
  await setting.client.chat.update({ channel: GENERAL, ts, text: 'Approved by Ana', blocks: [] });

  await setting.slack.act({ as: BEN, channel: GENERAL, ts, element: click });

  const [received] = setting.app.received;
  expect(received?.body).toMatchObject({ message: { text: 'Approved by Ana' }, actions: [{ value: 'lch_1' }] });
  expect(received?.body['message']).not.toHaveProperty('blocks');
});

const select = {
  type: 'static_select',
  action_id: 'pick',
  options: [
    { text: plain('One'), value: '1' },
    { text: plain('Two'), value: '2' },
  ],
};

test.each([
  ['an action id that is not there', { ...click, actionId: 'delete' }],
  ['a value that the button never had', { ...click, value: 'lch_2' }],
  ['a block that is not there', { ...click, blockId: 'other' }],
  [
    'an option that is not offered',
    {
      actionId: 'pick',
      blockId: 'menu',
      type: 'static_select',
      selectedOption: { text: plain('x') as Json, value: '3' },
    },
  ],
])('nobody can act on %s', async (_, element) => {
  const setting = await startSetting();
  const ts = await postCard(setting, [approve, { type: 'actions', block_id: 'menu', elements: [select] }]);

  await expect(setting.slack.act({ as: BEN, channel: GENERAL, ts, element })).rejects.toThrow(/There is no/);
  expect(setting.app.received).toEqual([]);
});

test('a choice in a menu brings the option, and the state of the message with it', async () => {
  const setting = await startSetting();
  const ts = await postCard(setting, [{ type: 'actions', block_id: 'menu', elements: [select] }]);
  const selectedOption = { text: plain('Two'), value: '2' };

  await setting.slack.act({
    as: ANA,
    channel: GENERAL,
    ts,
    element: { actionId: 'pick', blockId: 'menu', type: 'static_select', selectedOption },
  });

  expect(setting.app.received[0]?.body).toMatchObject({
    actions: [{ type: 'static_select', selected_option: selectedOption }],
    state: { values: { menu: { pick: { type: 'static_select', selected_option: selectedOption } } } },
  });
});

test('only those whom an icon button is shown to can press it', async () => {
  const setting = await startSetting();
  const icon = {
    type: 'icon_button',
    icon: 'trash',
    action_id: 'delete',
    text: plain('Delete'),
    visible_to_user_ids: [ANA],
  };
  const ts = await postCard(setting, [{ type: 'context_actions', block_id: 'tools', elements: [icon] }]);
  const element = { actionId: 'delete', blockId: 'tools', type: 'icon_button' };

  const outcome = await setting.slack.act({ as: ANA, channel: GENERAL, ts, element });

  expect(outcome.status).toBe(200);
  await expect(setting.slack.act({ as: BEN, channel: GENERAL, ts, element })).rejects.toThrow(
    /There is no icon_button/,
  );
});

test('feedback brings the button that was pressed, which the hand must name', async () => {
  const setting = await startSetting();
  const feedback = {
    type: 'feedback_buttons',
    action_id: 'rate',
    positive_button: { text: plain('Good'), value: 'good' },
    negative_button: { text: plain('Bad'), value: 'bad' },
  };
  const ts = await postCard(setting, [{ type: 'context_actions', block_id: 'rating', elements: [feedback] }]);
  const element = { actionId: 'rate', blockId: 'rating', type: 'feedback_buttons' };

  await setting.slack.act({ as: ANA, channel: GENERAL, ts, element: { ...element, value: 'bad' } });

  expect(setting.app.received[0]?.body).toMatchObject({
    actions: [{ type: 'feedback_buttons', value: 'bad', text: plain('Bad') }],
  });
  await expect(setting.slack.act({ as: ANA, channel: GENERAL, ts, element })).rejects.toThrow(/There is no feedback/);
});

test('an ephemeral message can be clicked by its reader only, and is not told in the payload', async () => {
  const setting = await startSetting();
  const sent = { channel: GENERAL, user: ANA, text: 'Only you', blocks: [approve] };
  const { message_ts } = await setting.client.chat.postEphemeral(sent);
  const at = { channel: GENERAL, ts: String(message_ts), element: click };

  await setting.slack.act({ as: ANA, ...at });

  expect(setting.app.received[0]?.body).toMatchObject({ container: { is_ephemeral: true } });
  expect(setting.app.received[0]?.body).not.toHaveProperty('message');
  await expect(setting.slack.act({ as: BEN, ...at })).rejects.toThrow(/sees no message/);
});

test('a message shortcut brings the message that it was used on', async () => {
  const setting = await startSetting();
  const { ts } = await setting.slack.say({ as: BEN, channel: ELSEWHERE, text: 'our model forgets' });

  await setting.slack.shortcut({ as: ANA, channel: ELSEWHERE, ts, callbackId: 'diagnose' });

  expect(setting.app.received[0]?.body).toMatchObject({
    type: 'message_action',
    callback_id: 'diagnose',
    message_ts: ts,
    channel: { id: ELSEWHERE },
    user: { id: ANA },
    message: { user: BEN, text: 'our model forgets', type: 'message' },
  });
});

test('people act only where they are', async () => {
  const { slack } = await startSetting();

  await expect(slack.say({ as: STRANGER, channel: ELSEWHERE, text: 'x' })).rejects.toThrow(/not in/);
  await expect(slack.say({ as: 'U0NOBODY', channel: GENERAL, text: 'x' })).rejects.toThrow('Nobody here is U0NOBODY.');
  await expect(slack.command({ as: ANA, channel: GENERAL, command: '/other', text: '' })).rejects.toThrow(
    /not a command/,
  );
});
