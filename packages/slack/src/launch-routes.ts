import { parseLaunchId } from '@rung/core/ids.ts';
import type { FilledLaunch } from '@rung/core/launch/launch-again.ts';
import { parseS3Uri } from '@rung/core/s3-uri.ts';
import type { App, BlockAction, ViewSubmitAction } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { ACTIONS, LAUNCH_FIELDS, LAUNCH_FORM, LAUNCH_SHORTCUT } from './action-ids.ts';
import type { Desk, Where } from './desk.ts';
import { onButton, userOf } from './on-button.ts';
import { refusedView } from './refused-view.ts';
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
  filledForms(app, desk);
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
    if (reply.kind === 'not-allowed')
      return ack({ response_action: 'update', view: await launchRefused(reply.because) });
    const isReasonAsked = reply.kind === 'against-diagnosis' && LAUNCH_FIELDS.reason in view.state.values;
    const field = isReasonAsked ? LAUNCH_FIELDS.reason : LAUNCH_FIELDS.name;
    const errors = reply.kind === 'wrong' ? reply.errors : { [field]: reply.because };
    return ack({ response_action: 'errors', errors: { ...errors } });
  });
}

/** The form opened filled in: from a card that ended, or from a message that names files. */
function filledForms(app: App, desk: Desk): void {
  onButton(app, ACTIONS.launchAgain, async ({ where, value, client, triggerId }) => {
    const launchId = parseLaunchId(value);
    const again = launchId && (await desk.launchAgain(launchId));
    if (!again)
      return desk.notice(where, {
        headline: 'Rung has no record of this launch.',
        detail: 'Launch it anew by `/rung launch`.',
      });
    return openLaunchForm(desk, client, { ...where, triggerId, rootTs: again.rootTs, filled: filledWith(again) });
  });
  app.shortcut(LAUNCH_SHORTCUT, async ({ ack, shortcut, client }) => {
    await ack();
    if (shortcut.type !== 'message_action') return;
    const { message, channel, user, trigger_id: triggerId } = shortcut;
    const rootTs = (message['thread_ts'] as string | undefined) ?? message.ts;
    const at = { by: userOf(user.id), channel: channel.id, triggerId, rootTs };
    return openLaunchForm(desk, client, { ...at, filled: filledFrom(message.text ?? '') });
  });
}

/** Files that a message names: the first one is the training data, a second one its validation. Slack may put an address into brackets. */
function filledFrom(text: string): Filled {
  const uris = [...text.matchAll(/s3:\/\/[^\s<>|`"'“”]+/g)].flatMap(
    ([uri]) => parseS3Uri(uri.replace(/[.,;:!?)]+$/, '')) ?? [],
  );
  const [dataset, validation] = [...new Set(uris)];
  return { chosen: { kind: 'fine-tuning' }, filled: { dataset, validation } };
}

interface FormPlace {
  readonly channel: string;
  readonly rootTs: string | undefined;
}

const metadataOf = (text: string): FormPlace => {
  const { channel, rootTs } = JSON.parse(text) as { channel: string; rootTs?: string };
  return { channel, rootTs };
};

const launchRefused = (because: string) => refusedView({ title: 'Launch', headline: 'Nothing was launched.', because });

/** The form opens first thing: Slack's trigger lives three seconds. What keeps it from opening is said in its place, which works in every channel. */
export async function openLaunchForm(
  desk: Desk,
  client: WebClient,
  at: Where & { triggerId: string; rootTs?: string | undefined; filled?: Filled },
): Promise<void> {
  const { channel, rootTs, filled } = at;
  const [refusal, view] = await Promise.all([
    desk.launchRefusal(at),
    draw(desk, { channel, rootTs, ...(filled ?? { chosen: { kind: 'fine-tuning' } }) }),
  ]);
  const refused = () => launchRefused(refusal ?? '');
  await client.views.open({ trigger_id: at.triggerId, view: refusal === undefined ? view : await refused() });
}

/** What a form is filled in with before it is shown. */
interface Filled {
  readonly chosen: FormChosen;
  readonly filled: Readonly<Record<string, string | undefined>>;
}

const filledWith = ({ form, personalData, target }: FilledLaunch): Filled => ({
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
