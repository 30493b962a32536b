import { createClock } from '@rung/sandbox/kit/clock.ts';
import { expect, test } from 'vitest';
import { ANA, BEN, button, form, GENERAL, plain, refusalOf, type Setting, startSetting, typed } from './setting.ts';

/** A trigger from Ana's command. */
async function trigger({ slack, app }: Setting): Promise<string> {
  await slack.command({ as: ANA, channel: GENERAL, command: '/rung', text: 'launch' });
  return String(app.received.at(-1)?.body['trigger_id']);
}

async function openForm(setting: Setting, more: object = {}): Promise<string> {
  const opened = await setting.client.views.open({ trigger_id: await trigger(setting), view: form(more) });
  return String(opened.view?.id);
}

/** Answers with JSON from now on. */
const answerJson = ({ app }: Setting, body: object) =>
  app.answerWith(
    (_, reply) => void reply.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
  );

test('a modal opens for the person who gave the trigger, once', async () => {
  const setting = await startSetting();
  const trigger_id = await trigger(setting);

  const opened = await setting.client.views.open({ trigger_id, view: form({ private_metadata: 'm' }) });
  const again = await refusalOf(setting.client.views.open({ trigger_id, view: form() }));

  expect(setting.slack.views(ANA)).toMatchObject([
    { id: opened.view?.id, title: 'Form', submit: 'Send', callbackId: 'form', privateMetadata: 'm', user: ANA },
  ]);
  expect(setting.slack.views(BEN)).toEqual([]);
  expect(again).toBe('exchanged_trigger_id');
});

test('a trigger expires when three seconds have passed on the sandbox clock and for real', async () => {
  const setting = await startSetting();
  const fresh = await trigger(setting);
  setting.clock.skip(60_000);
  const afterSkip = await refusalOf(setting.client.views.open({ trigger_id: fresh, view: form() }));
  const old = await trigger(setting);
  await new Promise((resolve) => setTimeout(resolve, 3200));

  const afterWait = await refusalOf(setting.client.views.open({ trigger_id: old, view: form() }));
  const never = await refusalOf(setting.client.views.open({ trigger_id: '1.2.abc', view: form() }));

  expect([afterSkip, afterWait, never]).toEqual([undefined, 'expired_trigger_id', 'invalid_trigger_id']);
});

test('a form that Slack refuses says where', async () => {
  const setting = await startSetting();
  const view = form({ title: plain('x'.repeat(25)) });

  const refused = setting.client.views.open({ trigger_id: await trigger(setting), view });

  await expect(refused).rejects.toMatchObject({
    data: {
      error: 'invalid_arguments',
      response_metadata: { messages: ['[ERROR] must be less than 25 characters [json-pointer:/view/title/text]'] },
    },
  });
});

test('a sent form brings what was entered, and closes when the app answers nothing', async () => {
  const setting = await startSetting();
  const viewId = await openForm(setting, { private_metadata: 'launch 7' });

  const outcome = await setting.slack.submit({ as: ANA, viewId, values: typed('support-v3') });

  expect(outcome).toEqual({ kind: 'closed' });
  expect(setting.slack.views(ANA)).toEqual([]);
  expect(setting.app.received.at(-1)?.body).toMatchObject({
    type: 'view_submission',
    user: { id: ANA },
    view: {
      id: viewId,
      callback_id: 'form',
      private_metadata: 'launch 7',
      state: { values: { name: { text: { type: 'plain_text_input', value: 'support-v3' } } } },
    },
  });
});

test('a field that was emptied is told as null, and may be when it is optional', async () => {
  const setting = await startSetting();
  const [input] = form().blocks;
  const viewId = await openForm(setting, { blocks: [{ ...input, optional: true }] });

  const outcome = await setting.slack.submit({ as: ANA, viewId, values: typed('') });

  expect(outcome).toEqual({ kind: 'closed' });
  expect(setting.app.received.at(-1)?.body).toMatchObject({
    view: { state: { values: { name: { text: { value: null } } } } },
  });
});

test('a form with an empty required field never reaches the app', async () => {
  const setting = await startSetting();
  const viewId = await openForm(setting);

  const outcome = await setting.slack.submit({ as: ANA, viewId, values: {} });

  expect(outcome).toEqual({ kind: 'errors', errors: { name: 'Please complete this required field.' } });
  expect(setting.app.received.map(({ body }) => body['type'])).not.toContain('view_submission');
});

test.each([
  ['12', undefined],
  ['1.5', 'Enter a whole number.'],
  ['ten', 'Enter a number.'],
  ['11', undefined],
  ['9', 'Enter a number that is at least 10.'],
  ['13', 'Enter a number that is at most 12.'],
])('Slack itself checks the number %s', async (value, error) => {
  const setting = await startSetting();
  const element = {
    type: 'number_input',
    action_id: 'text',
    is_decimal_allowed: false,
    min_value: '10',
    max_value: '12',
  };
  const viewId = await openForm(setting, {
    blocks: [{ type: 'input', block_id: 'name', label: plain('Epochs'), element }],
  });

  const entered = { name: { text: { actionId: 'text', blockId: 'name', type: 'number_input', value } } };
  const outcome = await setting.slack.submit({ as: ANA, viewId, values: entered });

  expect(outcome).toEqual(error ? { kind: 'errors', errors: { name: error } } : { kind: 'closed' });
});

test('the app may answer a form with errors, with another form, on top of it, or by closing all', async () => {
  const setting = await startSetting();
  const viewId = await openForm(setting);
  const submit = (id: string) => setting.slack.submit({ as: ANA, viewId: id, values: typed('x') });

  answerJson(setting, { response_action: 'errors', errors: { name: 'Taken.' } });
  const refused = await submit(viewId);
  answerJson(setting, { response_action: 'update', view: form({ title: plain('Next') }) });
  const updated = await submit(viewId);
  answerJson(setting, { response_action: 'push', view: form({ title: plain('Top') }) });
  const pushed = await submit(viewId);
  const titles = setting.slack.views(ANA).map(({ title }) => title);
  const top = String(setting.slack.views(ANA).at(-1)?.id);
  answerJson(setting, { response_action: 'clear' });
  const cleared = await submit(top);

  expect(refused).toEqual({ kind: 'errors', errors: { name: 'Taken.' } });
  expect(updated).toMatchObject({ kind: 'view', view: { id: viewId, title: 'Next' } });
  expect(pushed).toMatchObject({ kind: 'view', view: { title: 'Top' } });
  expect(titles).toEqual(['Next', 'Top']);
  expect(cleared).toEqual({ kind: 'closed' });
  expect(setting.slack.views(ANA)).toEqual([]);
});

test.each([
  ['an error status', 500, ''],
  ['what is not JSON', 200, 'thanks'],
  ['an action that Slack does not know', 200, '{"response_action":"retry"}'],
  ['an error for a block that is no input', 200, '{"response_action":"errors","errors":{"other":"x"}}'],
  ['a form that Slack refuses', 200, '{"response_action":"update","view":{"type":"modal","blocks":[]}}'],
])('the person sees trouble when the app answers %s, and the form stays', async (_, status, body) => {
  const setting = await startSetting();
  const viewId = await openForm(setting);
  setting.app.answerWith((__, reply) => void reply.writeHead(status).end(body));

  const outcome = await setting.slack.submit({ as: ANA, viewId, values: typed('x') });

  expect(outcome).toMatchObject({ kind: 'failed', reason: expect.stringContaining('We had some trouble connecting') });
  expect(setting.slack.views(ANA).map(({ id }) => id)).toEqual([viewId]);
});

test('a modal holds three views, and pushing needs one that is open', async () => {
  const setting = await startSetting();
  const push = async () => setting.client.views.push({ trigger_id: await trigger(setting), view: form() });
  const alone = await refusalOf(push());
  await openForm(setting);

  const refusals = [await refusalOf(push()), await refusalOf(push()), await refusalOf(push())];

  expect(alone).toBe('not_found');
  expect(refusals).toEqual([undefined, undefined, 'push_limit_reached']);
});

test('an update with the hash of an older state is refused, as is one of a view that is closed', async () => {
  const setting = await startSetting();
  const viewId = await openForm(setting);
  const [opened] = setting.slack.views(ANA);
  const update = (hash?: string) =>
    setting.client.views.update({ view_id: viewId, view: form({ title: plain('New') }), ...(hash && { hash }) });

  const first = await refusalOf(update(opened?.hash));
  const second = await refusalOf(update(opened?.hash));
  await setting.slack.closeView({ as: ANA, viewId });
  const third = await refusalOf(update());

  expect([first, second, third]).toEqual([undefined, 'hash_conflict', 'not_found']);
});

test('the app is told of closing when it asked to be', async () => {
  const setting = await startSetting();
  const quiet = await openForm(setting);
  await setting.slack.closeView({ as: ANA, viewId: quiet });
  const told = await openForm(setting, { notify_on_close: true });

  await setting.slack.closeView({ as: ANA, viewId: told });

  const closings = setting.app.received.filter(({ body }) => body['type'] === 'view_closed');
  expect(closings.map(({ body }) => body)).toMatchObject([
    { view: { id: told }, is_cleared: false, user: { id: ANA } },
  ]);
});

test('a click in Home brings the view with what was chosen in it', async () => {
  const setting = await startSetting();
  const blocks = [
    { type: 'actions', block_id: 'a', elements: [button('refresh', '1'), { type: 'users_select', action_id: 'who' }] },
  ];
  await setting.client.views.publish({ user_id: ANA, view: { type: 'home', blocks } });
  const viewId = String(setting.slack.home(ANA)?.id);
  const element = { actionId: 'who', blockId: 'a', type: 'users_select', value: BEN };

  await setting.slack.actInView({ as: ANA, viewId, element });

  expect(setting.app.received.at(-1)?.body).toMatchObject({
    container: { type: 'view', view_id: viewId },
    actions: [{ type: 'users_select', selected_user: BEN }],
    view: { type: 'home', state: { values: { a: { who: { type: 'users_select', selected_user: BEN } } } } },
  });
});

test('a menu of the app is asked for its options with what was typed', async () => {
  const setting = await startSetting();
  const element = { type: 'external_select', action_id: 'model', min_query_length: 0 };
  const viewId = await openForm(setting, {
    blocks: [{ type: 'input', block_id: 'base', label: plain('Model'), element }],
  });
  const options = [{ text: plain('Nova Micro'), value: 'nova-micro' }];
  answerJson(setting, { options });

  const outcome = await setting.slack.suggest({ as: ANA, viewId, blockId: 'base', actionId: 'model', value: 'nov' });

  expect(outcome).toEqual({ kind: 'options', options });
  expect(setting.app.received.at(-1)?.body).toMatchObject({
    type: 'block_suggestion',
    block_id: 'base',
    action_id: 'model',
    value: 'nov',
    view: { id: viewId },
  });
});

test('Home is published for one person, and a stale hash does not overwrite it', async () => {
  const { client, slack } = await startSetting({ clock: createClock({ speed: 600 }) });
  const publish = (hash?: string) =>
    client.views.publish({
      user_id: ANA,
      view: { type: 'home', blocks: [{ type: 'divider' }] },
      ...(hash && { hash }),
    });
  const first = await publish();
  await publish(first.view?.hash);

  const stale = await refusalOf(publish(first.view?.hash));
  const nobody = await refusalOf(client.views.publish({ user_id: 'U0NO', view: { type: 'home', blocks: [] } }));

  expect([stale, nobody]).toEqual(['hash_conflict', 'user_not_found']);
  expect(slack.home(ANA)?.blocks).toMatchObject([{ type: 'divider' }]);
  expect(slack.home(BEN)).toBeUndefined();
});
