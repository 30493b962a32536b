import { type LaunchId, type LeaseId, parseLaunchId, parseLeaseId } from '@rung/core/ids.ts';
import type { App, ViewSubmitAction } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { ACTIONS, HOST_FORM } from './action-ids.ts';
import type { Desk, Where } from './desk.ts';
import { onButton, userOf } from './on-button.ts';
import { refusedView } from './refused-view.ts';

/** Loaded by the first hosting: a cold start of the desk pays for what most deliveries need. */
const forms = () => import('./view/host-form.ts');

/** The form that hosts a model, and the buttons of what stands. */
export function hostRoutes(app: App, desk: Desk): void {
  onButton(app, ACTIONS.host, async ({ where, value, client, triggerId }) =>
    openHostForm(desk, client, { ...where, triggerId, launchId: launchIdOf(value) }),
  );
  onButton(app, ACTIONS.approveHosting, async ({ where, value }) =>
    desk.decideHosting({ ...where, ...leaseValue(value), decision: 'approve' }),
  );
  onButton(app, ACTIONS.denyHosting, async ({ where, value }) =>
    desk.decideHosting({ ...where, ...leaseValue(value), decision: 'deny' }),
  );
  onButton(app, ACTIONS.extendLease, async ({ where, value }) => desk.extendLease({ ...where, ...endValue(value) }));
  onButton(app, ACTIONS.stopLease, async ({ where, value }) => desk.stopLease({ ...where, ...endValue(value) }));
  onButton(app, ACTIONS.keepLease, async ({ where, value }) => desk.keepLease({ ...where, ...leaseValue(value) }));
  app.view<ViewSubmitAction>(HOST_FORM, async ({ ack, body, view }) => {
    const { channel, launchId } = JSON.parse(view.private_metadata) as { channel: string; launchId: string };
    const { readHostForm } = await forms();
    const reply = await desk.requestHosting({
      ...{ by: userOf(body.user.id), channel, launchId: launchIdOf(launchId) },
      ...{ form: readHostForm(view.state.values), formId: view.id },
    });
    if (reply.kind === 'accepted') return ack();
    if (reply.kind === 'wrong') return ack({ response_action: 'errors', errors: { ...reply.errors } });
    const words = { title: 'Host a model', headline: 'Nothing was hosted.', because: reply.because };
    return ack({ response_action: 'update', view: await refusedView(words) });
  });
}

async function openHostForm(
  desk: Desk,
  client: WebClient,
  at: Where & { triggerId: string; launchId: LaunchId },
): Promise<void> {
  const start = await desk.hostChoices(at.launchId);
  if ('because' in start) return desk.notice(at, { headline: 'There is nothing to host.', detail: start.because });
  const { channel, launchId } = at;
  const { hostForm } = await forms();
  await client.views.open({ trigger_id: at.triggerId, view: hostForm({ channel, launchId, ...start }) });
}

function launchIdOf(value: string): LaunchId {
  const id = parseLaunchId(value);
  if (!id) throw new Error('a host button carries no launch id');
  return id;
}

/** `leaseId:end`; a button of before carries the id alone. */
function endValue(value: string): { leaseId: LeaseId; shownEndMs: number | undefined } {
  const { leaseId, shownHash } = leaseValue(value);
  return { leaseId, shownEndMs: shownHash === '' ? undefined : Number(shownHash) };
}

/** `leaseId:planHash`; a stop is taken back by the id alone. */
function leaseValue(value: string): { leaseId: LeaseId; shownHash: string } {
  const [id = '', shownHash = ''] = value.split(':');
  const leaseId = parseLeaseId(id);
  if (!leaseId) throw new Error('a button carries no lease id');
  return { leaseId, shownHash };
}
