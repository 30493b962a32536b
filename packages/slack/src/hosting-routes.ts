import { parseSnooze } from '@rung/core/hosting/snooze.ts';
import type { App, BlockAction, StaticSelectAction, ViewSubmitAction } from '@slack/bolt';
import { ACTIONS, KEEP_FORM } from './action-ids.ts';
import type { Desk } from './desk.ts';
import { onButton, type Press, userOf } from './on-button.ts';
import { publishHome } from './publish-home.ts';
import { keepForm, readKeepForm } from './view/keep-form.ts';

/** The buttons, the list and the form of an idle alert. */
export function listenToAlerts(app: App, desk: Desk): void {
  const onAlert = (actionId: string, act: (press: Press) => Promise<void>) =>
    onButton(app, actionId, async (press) => {
      await act(press);
      if (press.isInHome) await publishHome(desk, press.client, press.where.by);
    });
  onAlert(ACTIONS.stopHosting, ({ where, value }) => desk.stopHosting({ ...where, spellId: value }));
  onAlert(ACTIONS.cancelStop, ({ where, value }) => desk.cancelStop({ ...where, spellId: value }));
  onAlert(ACTIONS.adoptHosting, ({ where, value }) => desk.adoptHosting({ ...where, spellId: value }));
  onButton(app, ACTIONS.keepHosting, async ({ where, value, client, triggerId }) =>
    client.views.open({
      trigger_id: triggerId,
      view: keepForm({ channel: where.channel, spellId: value }, await desk.aboutToKeep(value)),
    }),
  );
  listenToSnooze(app, desk);
  app.view<ViewSubmitAction>(KEEP_FORM, async ({ ack, body, view }) => {
    await ack();
    const alert = JSON.parse(view.private_metadata) as { channel: string; spellId: string };
    await desk.keepHosting({ ...alert, by: userOf(body.user.id), reason: readKeepForm(view.state.values) });
  });
}

/** A choice from the list on an idle alert; its value is `4h:<spell id>`. */
function listenToSnooze(app: App, desk: Desk): void {
  app.action<BlockAction<StaticSelectAction>>(
    { type: 'block_actions', action_id: ACTIONS.snoozeHosting },
    async ({ ack, action, body, client }) => {
      await ack();
      const [word = '', spellId = ''] = action.selected_option.value.split(':');
      const snooze = parseSnooze(word);
      if (!snooze) throw new Error('a snooze carries no length');
      const by = userOf(body.user.id);
      await desk.snoozeAlert({ by, channel: body.channel?.id ?? by, spellId, snooze });
      if (body.view?.type === 'home') await publishHome(desk, client, by);
    },
  );
}
