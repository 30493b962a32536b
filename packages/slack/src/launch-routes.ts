import { parseLaunchId } from '@rung/core/ids.ts';
import type { FilledLaunch } from '@rung/core/launch/launch-again.ts';
import type { App, BlockAction, ViewSubmitAction } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { ACTIONS, LAUNCH_FIELDS, LAUNCH_FORM } from './action-ids.ts';
import type { Desk, Where } from './desk.ts';
import { onButton, userOf } from './on-button.ts';
import type { FormChosen, FormState } from './view/launch-form.ts';

/** Loaded by the first launch: a cold start of the desk pays for what most deliveries need. */
const forms = () => import('./view/launch-form.ts');
const targets = () => import('./view/target-field.ts');

/** Fields whose choice changes what else the form asks. */
const ASKS_ANEW = new RegExp(`^(?:${LAUNCH_FIELDS.kind}|${LAUNCH_FIELDS.baseModelId}|${LAUNCH_FIELDS.family})$`);

/** The launch form: opened, drawn anew, submitted. */
export function launchRoutes(app: App, desk: Desk): void {
  onButton(app, ACTIONS.openLaunchForm, async ({ where, client, triggerId }) =>
    openLaunchForm(desk, client, { ...where, triggerId }),
  );
  onButton(app, ACTIONS.launchFromThread, async ({ where, rootTs, client, triggerId }) =>
    openLaunchForm(desk, client, { ...where, rootTs, triggerId }),
  );
  onButton(app, ACTIONS.launchAgain, async ({ where, value, client, triggerId }) => {
    const launchId = parseLaunchId(value);
    const again = launchId && (await desk.launchAgain(launchId));
    if (!again)
      return desk.notice(where, {
        headline: 'Rung has no record of this launch.',
        detail: 'Launch it anew by `/rung launch`.',
      });
    return openLaunchForm(desk, client, { ...where, triggerId, rootTs: again.rootTs, again });
  });
  app.action<BlockAction>({ type: 'block_actions', block_id: ASKS_ANEW }, async ({ ack, body, client }) => {
    await ack();
    const { view } = body;
    if (view?.callback_id !== LAUNCH_FORM) return;
    const { readChosen } = await forms();
    const chosen = readChosen(view.state.values as FormState);
    await client.views.update({
      view_id: view.id,
      hash: view.hash,
      view: await draw(desk, { ...metadataOf(view.private_metadata), chosen }),
    });
  });
  app.view<ViewSubmitAction>(LAUNCH_FORM, async ({ ack, body, view }) => {
    const { readLaunchForm } = await forms();
    const { channel, rootTs } = metadataOf(view.private_metadata);
    const submitted = readLaunchForm(view.state.values);
    const reply = await desk.requestLaunch({
      ...submitted,
      target: (await targets()).readTarget(view.state.values),
      ...{ rootTs, channel, by: userOf(body.user.id), formId: view.id },
    });
    if (reply.kind === 'accepted') return ack();
    const isReasonAsked = reply.kind === 'against-diagnosis' && LAUNCH_FIELDS.reason in view.state.values;
    const field = isReasonAsked ? LAUNCH_FIELDS.reason : LAUNCH_FIELDS.name;
    const errors = reply.kind === 'wrong' ? reply.errors : { [field]: reply.because };
    return ack({ response_action: 'errors', errors: { ...errors } });
  });
}

interface FormPlace {
  readonly channel: string;
  readonly rootTs: string | undefined;
}

const metadataOf = (text: string): FormPlace => {
  const { channel, rootTs } = JSON.parse(text) as { channel: string; rootTs?: string };
  return { channel, rootTs };
};

/** The form opens first thing: Slack's trigger lives three seconds. A launch asked for in private would hide its card from the approver. */
export async function openLaunchForm(
  desk: Desk,
  client: WebClient,
  at: Where & { triggerId: string; rootTs?: string | undefined; again?: FilledLaunch },
): Promise<void> {
  if (at.channel.startsWith('D')) {
    return desk.notice(at, {
      headline: 'Launch from a channel.',
      detail: 'A second person has to see the card and say yes, and nobody else reads this conversation.',
    });
  }
  const { channel, rootTs, again } = at;
  const view = await draw(desk, {
    channel,
    rootTs,
    ...(again ? filledWith(again) : { chosen: { kind: 'fine-tuning' } }),
  });
  await client.views.open({ trigger_id: at.triggerId, view });
}

const filledWith = ({ form, personalData, target }: FilledLaunch) => ({
  chosen: form,
  filled: { ...form, personalData, target },
});

async function draw(
  desk: Desk,
  at: FormPlace & { chosen: FormChosen; filled?: Readonly<Record<string, string | undefined>> },
) {
  const { channel, rootTs, chosen, filled = {} } = at;
  const [choices, veto, { launchForm }] = await Promise.all([
    desk.launchChoices(),
    rootTs === undefined ? undefined : desk.launchVeto({ channel, rootTs, kind: chosen.kind }),
    forms(),
  ]);
  return launchForm({ channel, rootTs, choices, chosen, veto, filled });
}
