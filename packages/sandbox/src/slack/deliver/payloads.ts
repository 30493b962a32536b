import type { Members } from '../block-kit/rules.ts';
import { TEAM_DOMAIN } from '../slack-options.ts';
import type { StoredMessage } from '../state/conversations.ts';
import { chosen, stateOfBlocks } from '../state/element-state.ts';
import type { Office } from '../state/office.ts';
import { toViewPayload, type ViewRecord } from '../state/view-payload.ts';
import { teamOf, toWire } from '../state/wire-message.ts';
import type { Channel, ElementState } from '../workspace.ts';
import { VERIFICATION_TOKEN } from './courier.ts';

/** Interaction payloads as @slack/bolt 5.1 types them (dist/types: actions, view, shortcuts, options, command). */

/** An element that was acted on, and where. */
export interface Acted {
  readonly element: Members;
  readonly blockId: string;
  readonly state: ElementState;
}

/** Where an interaction happens. */
export interface MessagePlace {
  readonly channel: Channel;
  readonly message: StoredMessage;
}

function person(userId: string, { options }: Office): Members {
  const name = options.people.find(({ id }) => id === userId)?.name ?? userId;
  return { id: userId, username: name, name, team_id: teamOf(userId, options) };
}

function common(userId: string, office: Office): Members {
  const { teamId, app } = office.options;
  return {
    user: person(userId, office),
    api_app_id: app.id,
    token: VERIFICATION_TOKEN,
    team: { id: teamId, domain: TEAM_DOMAIN },
    enterprise: null,
    is_enterprise_install: false,
  };
}

/** The channel as payloads name it. */
const channelName = ({ kind, name }: Channel): string => (kind === 'app' ? 'directmessage' : name);
const brief = (channel: Channel): Members => ({ id: channel.id, name: channelName(channel) });

/** The two buttons of `feedback_buttons`, or the one that the element is. */
export const buttonsOf = (element: Members): Members[] =>
  element['type'] === 'feedback_buttons'
    ? ['positive_button', 'negative_button'].map((name) => element[name] as Members)
    : [element];

function actions({ element, blockId, state }: Acted, office: Office): Members[] {
  const type = String(element['type']);
  const pressed = buttonsOf(element).find((button) => button['value'] === state.value) ?? element;
  const carried = ['text', 'url', 'style', 'confirm', 'placeholder', 'icon'].filter(
    (name) => pressed[name] !== undefined,
  );
  return [
    {
      ...Object.fromEntries(carried.map((name) => [name, pressed[name]])),
      type,
      action_id: element['action_id'],
      block_id: blockId,
      ...(state.value !== undefined && type.includes('button') && { value: state.value }),
      ...chosen(type, state),
      action_ts: office.conversations.stamp(),
    },
  ];
}

function messageContainer({ channel, message }: MessagePlace): Members {
  return {
    type: 'message',
    message_ts: message.ts,
    channel_id: channel.id,
    is_ephemeral: message.onlyFor !== undefined,
    ...(message.threadTs !== undefined && { thread_ts: message.threadTs }),
  };
}

const url = (office: Office, path: string) => office.origin() + path;

/** A click in a message. The message of an ephemeral one is not told. */
export function actionInMessage(as: string, at: MessagePlace & { acted: Acted }, office: Office): Members {
  const { channel, message, acted } = at;
  const answering = { channel: channel.id, user: as, ts: message.ts };
  return {
    type: 'block_actions',
    ...common(as, office),
    container: messageContainer(at),
    trigger_id: office.triggers.issue({ user: as }),
    channel: brief(channel),
    ...(message.onlyFor === undefined && { message: toWire(message, office.options) }),
    state: { values: stateWith(message, acted) },
    response_url: url(office, office.responseUrls.issue('actions', answering)),
    actions: actions(acted, office),
  };
}

function stateWith({ blocks = [] }: StoredMessage, { element, blockId, state }: Acted) {
  const value = { type: String(element['type']), ...chosen(String(element['type']), state) };
  return stateOfBlocks(blocks, { [blockId]: { [String(element['action_id'])]: value } });
}

/** A click in a modal or in Home. */
export function actionInView(as: string, at: { view: ViewRecord; acted: Acted }, office: Office): Members {
  return {
    type: 'block_actions',
    ...common(as, office),
    container: { type: 'view', view_id: at.view.id },
    trigger_id: office.triggers.issue({ user: as, viewId: at.view.id }),
    view: toViewPayload(at.view, office.options),
    actions: actions(at.acted, office),
  };
}

export function viewSubmission(view: ViewRecord, office: Office): Members {
  return {
    type: 'view_submission',
    ...common(view.user, office),
    trigger_id: office.triggers.issue({ user: view.user, viewId: view.id }),
    view: toViewPayload(view, office.options),
    response_urls: [],
  };
}

export function viewClosed(view: ViewRecord, { isCleared }: { isCleared: boolean }, office: Office): Members {
  return {
    type: 'view_closed',
    ...common(view.user, office),
    view: toViewPayload(view, office.options),
    is_cleared: isCleared,
  };
}

export function messageShortcut(as: string, at: MessagePlace & { callbackId: string }, office: Office): Members {
  const answering = { channel: at.channel.id, user: as, ts: at.message.ts };
  return {
    type: 'message_action',
    ...common(as, office),
    action_ts: office.conversations.stamp(),
    channel: brief(at.channel),
    callback_id: at.callbackId,
    trigger_id: office.triggers.issue({ user: as }),
    response_url: url(office, office.responseUrls.issue('actions', answering)),
    message_ts: at.message.ts,
    message: toWire(at.message, office.options),
  };
}

interface Suggesting {
  readonly blockId: string;
  readonly actionId: string;
  readonly value: string;
  readonly at: { readonly view: ViewRecord } | MessagePlace;
}

/** A person types in a menu whose options the app has. */
export function blockSuggestion(as: string, { blockId, actionId, value, at }: Suggesting, office: Office): Members {
  const place =
    'view' in at
      ? { container: { type: 'view', view_id: at.view.id }, view: toViewPayload(at.view, office.options) }
      : {
          container: messageContainer(at),
          channel: brief(at.channel),
          message: toWire(at.message, office.options),
        };
  return { type: 'block_suggestion', ...common(as, office), ...place, action_id: actionId, block_id: blockId, value };
}

/** A slash command's form. */
export function commandForm(
  as: string,
  typed: { channel: Channel; command: string; text: string; answerPath: string },
  office: Office,
): Record<string, string> {
  const { teamId, app } = office.options;
  return {
    token: VERIFICATION_TOKEN,
    team_id: teamId,
    team_domain: TEAM_DOMAIN,
    channel_id: typed.channel.id,
    channel_name: channelName(typed.channel),
    user_id: as,
    user_name: String(person(as, office)['name']),
    command: typed.command,
    text: typed.text,
    api_app_id: app.id,
    is_enterprise_install: 'false',
    response_url: url(office, typed.answerPath),
    trigger_id: office.triggers.issue({ user: as }),
  };
}
