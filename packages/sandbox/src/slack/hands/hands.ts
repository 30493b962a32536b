import { isMembers } from '../block-kit/check-rule.ts';
import type { Members } from '../block-kit/rules.ts';
import { isTaken, outcomeOf } from '../deliver/courier.ts';
import { deliverEvent } from '../deliver/events.ts';
import {
  actionInMessage,
  actionInView,
  blockSuggestion,
  type MessagePlace,
  messageShortcut,
} from '../deliver/payloads.ts';
import type { Office } from '../state/office.ts';
import { toViewPayload, type ViewRecord } from '../state/view-payload.ts';
import type { Channel, DeliveryOutcome, Hands, Json, SuggestOutcome } from '../workspace.ts';
import { runCommand } from './command.ts';
import { findElement } from './find-element.ts';
import { say } from './say.ts';
import { closeForm, enteredBy, interaction, submitForm } from './submit.ts';

/** What people do. Whatever a person could not do in Slack throws, with a sentence that says why. */
export function createHands(office: Office): Hands {
  return {
    say: async (spoken) => say({ ...spoken, channel: enter(spoken, office) }, office),
    command: async (typed) => runCommand({ ...typed, channel: enter(typed, office) }, office),
    act: async (click) => {
      const at = messageFor(click, office);
      const versions = [at.message.blocks ?? [], ...(at.message.formerBlocks ?? [])];
      const acted = findElement(click.as, click.element, versions);
      return deliver(actionInMessage(click.as, { ...at, acted }, office), office);
    },
    actInView: async ({ as, viewId, element, values }) => {
      const view = office.views.enter(viewFor({ as, viewId }, office), enteredBy(values ?? {}));
      const acted = findElement(as, element, [view.sent.blocks]);
      if (acted.block['type'] === 'input' && acted.block['dispatch_action'] !== true)
        throw new Error(`Block ${element.blockId} has no dispatch_action: Slack tells the app when the form is sent.`);
      const chosen = enteredBy({ [element.blockId]: { [element.actionId]: acted.state } });
      const current = office.views.enter(view, merged(view.entered, chosen));
      return deliver(actionInView(as, { view: current, acted }, office), office);
    },
    submit: async ({ as, viewId, values }) => submitForm(topViewFor({ as, viewId }, office), values, office),
    closeView: async (closing) => closeForm(topViewFor(closing, office), office),
    shortcut: async (menu) => {
      const { callbackId } = menu;
      if (!office.options.shortcuts.some((known) => known.callbackId === callbackId))
        throw new Error(`The app has no shortcut ${callbackId}.`);
      return deliver(messageShortcut(menu.as, { ...messageFor(menu, office), callbackId }, office), office);
    },
    openApp: async ({ as, tab }) => openApp(demandActive(as, office), tab, office),
    suggest: async (typing) => {
      const at =
        'viewId' in typing ? { view: viewFor(typing, office) } : messageFor({ ...typing, as: typing.as }, office);
      return suggested(blockSuggestion(typing.as, { ...typing, at }, office), office);
    },
    invite: async (invitation) => invite(invitation, office),
    remove: async ({ user, ...at }) => void office.conversations.leave(enter(at, office), user),
  };
}

const merged = (before: ViewRecord['entered'], more: ViewRecord['entered']): ViewRecord['entered'] =>
  Object.fromEntries(Object.entries(more).map(([blockId, cells]) => [blockId, { ...before[blockId], ...cells }]));

function demandActive(as: string, { options }: Office): string {
  const person = options.people.find(({ id }) => id === as);
  if (!person) throw new Error(`Nobody here is ${as}.`);
  if (person.isDeleted) throw new Error(`${person.realName} is deactivated and can do nothing.`);
  return as;
}

/** The channel, as a member of it. */
function enter({ as, channel: id }: { as: string; channel: string }, office: Office): Channel {
  demandActive(as, office);
  const own = office.conversations.appChannel(as);
  const channel = own.id === id ? own : office.conversations.channel(id);
  if (!channel) throw new Error(`There is no channel ${id}.`);
  if (!channel.members.includes(as)) throw new Error(`${as} is not in ${channel.name}.`);
  return channel;
}

function messageFor(at: { as: string; channel: string; ts: string }, office: Office): MessagePlace {
  const channel = enter(at, office);
  const message = office.conversations.find(channel.id, at.ts);
  if (!message || (message.onlyFor !== undefined && message.onlyFor !== at.as))
    throw new Error(`${at.as} sees no message ${at.ts} in ${channel.name}.`);
  return { channel, message };
}

function viewFor({ as, viewId }: { as: string; viewId: string }, office: Office): ViewRecord {
  demandActive(as, office);
  const view = office.views.find(viewId);
  if (!view || view.user !== as) throw new Error(`${as} has no view ${viewId} open.`);
  return view;
}

/** Only the topmost modal can be sent or closed. */
function topViewFor(at: { as: string; viewId: string }, office: Office): ViewRecord {
  const view = viewFor(at, office);
  if (office.views.stack(at.as).at(-1)?.id !== view.id) throw new Error(`View ${at.viewId} is not the topmost modal.`);
  return view;
}

const deliver = (payload: Members, { courier }: Office): Promise<DeliveryOutcome> =>
  courier.during(async () => outcomeOf(await courier.send(interaction(payload))));

function openApp(as: string, tab: 'home' | 'messages', office: Office): void {
  const channel = office.conversations.appChannel(as);
  const home = office.views.home(as);
  const event = {
    type: 'app_home_opened',
    user: as,
    channel: channel.id,
    tab,
    ...(tab === 'home' && home && { view: toViewPayload(home, office.options) }),
    event_ts: office.conversations.stamp(),
  };
  void deliverEvent(office.options, office.courier, { event, isExternallyShared: false });
}

async function suggested(payload: Members, office: Office): Promise<SuggestOutcome> {
  const answer = await deliver(payload, office);
  if (!isTaken(answer)) return { kind: 'failed', reason: `The app answered ${answer.status}.` };
  try {
    const said: unknown = JSON.parse(answer.body);
    if (isMembers(said) && Array.isArray(said['options']))
      return { kind: 'options', options: said['options'] as Json[] };
    if (isMembers(said) && Array.isArray(said['option_groups']))
      return { kind: 'groups', groups: said['option_groups'] as Json[] };
    return { kind: 'failed', reason: 'The app answered neither options nor option_groups.' };
  } catch {
    return { kind: 'failed', reason: 'The app answered what is not JSON.' };
  }
}

function invite({ as, channel: id, user }: { as: string; channel: string; user: string }, office: Office): void {
  const channel = enter({ as, channel: id }, office);
  const { people, app, teamId } = office.options;
  if (user !== app.botUserId && !people.some((person) => person.id === user))
    throw new Error(`Nobody here is ${user}.`);
  if (channel.members.includes(user)) throw new Error(`${user} is already in ${channel.name}.`);
  const joined = office.conversations.join(channel, user);
  if (!joined.members.includes(app.botUserId)) return;
  const event = {
    type: 'member_joined_channel',
    user,
    channel: channel.id,
    channel_type: 'C',
    team: teamId,
    inviter: as,
    event_ts: office.conversations.stamp(),
  };
  void deliverEvent(office.options, office.courier, { event, isExternallyShared: channel.isExternallyShared === true });
}
