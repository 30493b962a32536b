import { type EvaluationId, type JudgementId, parseEvaluationId, parseJudgementId } from '@rung/core/ids.ts';
import type { App, ViewSubmitAction } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { ACTIONS, EVALUATION_FIELDS, EVALUATION_FORM } from './action-ids.ts';
import type { Desk, Where } from './desk.ts';
import { onButton, userOf } from './on-button.ts';
import { refusedView } from './refused-view.ts';

/** Loaded by the first evaluation: a cold start of the desk pays for what most deliveries need. */
const forms = () => import('./view/evaluation-form.ts');

/** The form that asks for a Bedrock evaluation of a judgement's answers, and the buttons of its card. */
export function evaluationRoutes(app: App, desk: Desk): void {
  onButton(app, ACTIONS.evaluate, async ({ where, value, client, triggerId }) =>
    openEvaluationForm(desk, client, { ...where, triggerId, judgementId: judgementIdOf(value) }),
  );
  onButton(app, ACTIONS.confirmEvaluation, async ({ where, value }) =>
    desk.confirmEvaluation({ ...where, ...evaluationValue(value), decision: 'confirm' }),
  );
  onButton(app, ACTIONS.declineEvaluation, async ({ where, value }) =>
    desk.confirmEvaluation({ ...where, ...evaluationValue(value), decision: 'decline' }),
  );
  onButton(app, ACTIONS.stopEvaluation, async ({ where, value }) =>
    desk.stopEvaluation({ ...where, evaluationId: evaluationValue(value).evaluationId }),
  );
  app.view<ViewSubmitAction>(EVALUATION_FORM, async ({ ack, body, view }) => {
    const { channel, judgementId } = JSON.parse(view.private_metadata) as { channel: string; judgementId: string };
    const { readEvaluationForm } = await forms();
    const reply = await desk.requestEvaluation({
      ...{ by: userOf(body.user.id), channel, judgementId: judgementIdOf(judgementId) },
      ...{ budgetUsd: readEvaluationForm(view.state.values), formId: view.id },
    });
    if (reply.kind === 'accepted') return ack();
    if (reply.kind === 'wrong')
      return ack({ response_action: 'errors', errors: { [EVALUATION_FIELDS.budgetUsd]: reply.because } });
    const words = { title: 'Evaluate in Bedrock', headline: 'Nothing was evaluated.', because: reply.because };
    return ack({ response_action: 'update', view: await refusedView(words) });
  });
}

async function openEvaluationForm(
  desk: Desk,
  client: WebClient,
  at: Where & { triggerId: string; judgementId: JudgementId },
): Promise<void> {
  const start = await desk.evaluationChoices(at.judgementId);
  if (start.kind === 'cannot')
    return desk.notice(at, { headline: 'Bedrock cannot evaluate this here.', detail: start.because });
  const { channel, judgementId } = at;
  const { evaluationForm } = await forms();
  await client.views.open({ trigger_id: at.triggerId, view: evaluationForm({ ...start, channel, judgementId }) });
}

function judgementIdOf(value: string): JudgementId {
  const id = parseJudgementId(value);
  if (!id) throw new Error('a button carries no judgement id');
  return id;
}

/** `evaluationId:planHash`; the button that stops carries the id alone. */
function evaluationValue(value: string): { evaluationId: EvaluationId; shownHash: string } {
  const [id = '', shownHash = ''] = value.split(':');
  const evaluationId = parseEvaluationId(id);
  if (!evaluationId) throw new Error('a button carries no evaluation id');
  return { evaluationId, shownHash };
}
