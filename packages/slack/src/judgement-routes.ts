import { type JudgementId, type LaunchId, parseJudgementId, parseLaunchId } from '@rung/core/ids.ts';
import type { App, ViewSubmitAction } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { ACTIONS, JUDGEMENT_FORM } from './action-ids.ts';
import type { Desk, Where } from './desk.ts';
import { onButton, userOf } from './on-button.ts';
import { refusedView } from './refused-view.ts';

/** Loaded by the first judgement: a cold start of the desk pays for what most deliveries need. */
const forms = () => import('./view/judgement-form.ts');

/** The buttons and the form of a judgement. */
export function judgementRoutes(app: App, desk: Desk): void {
  onButton(app, ACTIONS.judge, async ({ where, value, client, triggerId }) =>
    openJudgementForm(desk, client, { ...where, triggerId, launchId: launchIdOf(value) }),
  );
  onButton(app, ACTIONS.confirmJudgement, async ({ where, value }) =>
    desk.confirmJudgement({ ...where, ...judgementValue(value), decision: 'confirm' }),
  );
  onButton(app, ACTIONS.declineJudgement, async ({ where, value }) =>
    desk.confirmJudgement({ ...where, ...judgementValue(value), decision: 'decline' }),
  );
  onButton(app, ACTIONS.showFlips, async ({ where, value }) =>
    desk.showFlips({ ...where, judgementId: judgementValue(value).judgementId }),
  );
  app.view<ViewSubmitAction>(JUDGEMENT_FORM, async ({ ack, body, view }) => {
    const { channel, launchId } = JSON.parse(view.private_metadata) as { channel: string; launchId: string };
    const { readJudgementForm } = await forms();
    const reply = await desk.requestJudgement({
      by: userOf(body.user.id),
      channel,
      launchId: launchIdOf(launchId),
      form: readJudgementForm(view.state.values),
      formId: view.id,
    });
    if (reply.kind === 'accepted') return ack();
    if (reply.kind === 'wrong') return ack({ response_action: 'errors', errors: { ...reply.errors } });
    const words = { title: 'Judge', headline: 'Nothing was judged.', because: reply.because };
    return ack({ response_action: 'update', view: await refusedView(words) });
  });
}

async function openJudgementForm(
  desk: Desk,
  client: WebClient,
  at: Where & { triggerId: string; launchId: LaunchId },
): Promise<void> {
  const choices = await desk.judgementChoices(at.launchId);
  if (!choices)
    return desk.notice(at, {
      headline: 'There is nothing to judge.',
      detail: 'This launch has no finished model; nothing was asked and nothing was spent.',
    });
  const { channel, launchId } = at;
  const { judgementForm } = await forms();
  await client.views.open({ trigger_id: at.triggerId, view: judgementForm({ channel, launchId, ...choices }) });
}

function launchIdOf(value: string): LaunchId {
  const id = parseLaunchId(value);
  if (!id) throw new Error('a judge button carries no launch id');
  return id;
}

/** `judgementId:planHash`. */
function judgementValue(value: string): { judgementId: JudgementId; shownHash: string } {
  const [id = '', shownHash = ''] = value.split(':');
  const judgementId = parseJudgementId(id);
  if (!judgementId) throw new Error('a button carries no judgement id');
  return { judgementId, shownHash };
}
