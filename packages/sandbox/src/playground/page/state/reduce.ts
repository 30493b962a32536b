import type { Message, PageEvent, PageState, View } from '../../protocol.ts';
import { isReply, put } from './messages.ts';
import {
  hear,
  type Model,
  openChannel,
  type Place,
  peopleToBe,
  repliesKey,
  statusKey,
  type ThreadRef,
  unreadKey,
} from './model.ts';

export type Change =
  | { readonly type: 'event'; readonly event: PageEvent }
  /** What had been heard before an answer that may not know of it. */
  | { readonly type: 'heard-before'; readonly events: readonly PageEvent[] }
  | { readonly type: 'connected'; readonly isConnected: boolean }
  | { readonly type: 'state'; readonly state: PageState }
  | { readonly type: 'messages'; readonly as: string; readonly channel: string; readonly messages: readonly Message[] }
  | { readonly type: 'views'; readonly as: string; readonly views: readonly View[]; readonly home?: View }
  | { readonly type: 'became'; readonly me: string }
  | { readonly type: 'went'; readonly place: Place }
  | { readonly type: 'thread'; readonly thread: ThreadRef | undefined };

/** The page after a change; the same value when nothing changed for it. */
export function reduce(model: Model, change: Change): Model {
  switch (change.type) {
    case 'event':
      return reduceEvent(model, change.event);
    case 'heard-before':
      return { ...change.events.reduce(reduceEvent, model), unread: model.unread, unreadReplies: model.unreadReplies };
    case 'connected':
      return { ...model, isConnected: change.isConnected };
    case 'state':
      return { ...model, state: change.state, clock: hear(change.state.clock) };
    case 'messages':
      return change.as === model.me ? withMessages(model, change.channel, () => change.messages) : model;
    case 'views':
      return change.as === model.me ? { ...model, views: change.views, home: change.home } : model;
    case 'became':
      return seen(become(model, change.me));
    case 'went':
      return seen({ ...model, place: change.place, thread: undefined });
    case 'thread':
      return openThread(model, change.thread);
  }
}

/** Another person sees other channels; the page stays where it is when that person may be there. */
function become(model: Model, me: string): Model {
  const { state, place } = model;
  const canSee = (channel: string) => state.channels.some(({ id, members }) => id === channel && members.includes(me));
  const stays = place.kind === 'app' || canSee(place.channel);
  const first = state.channels.find(({ id, kind }) => kind === 'channel' && canSee(id))?.id;
  const elsewhere: Place = first === undefined ? { kind: 'app', tab: 'messages' } : { kind: 'channel', channel: first };
  const thread = model.thread && canSee(model.thread.channel) ? model.thread : undefined;
  const there = openThread({ ...model, me }, thread);
  return { ...there, place: stays ? place : elsewhere, messages: {}, views: [], home: undefined };
}

function reduceEvent(model: Model, event: PageEvent): Model {
  switch (event.type) {
    case 'clock':
      return { ...model, clock: hear(event.clock) };
    case 'message':
      return arrived(model, event.message);
    case 'message-changed':
      return isFor(event.message, model.me)
        ? withMessages(model, event.message.channel, (known) => put(known, event.message))
        : model;
    case 'message-deleted':
      return withMessages(model, event.channel, (known) => known.filter(({ ts }) => ts !== event.ts));
    case 'status':
      return followAnswer(
        { ...model, statuses: { ...model.statuses, [statusKey(event.channel, event.threadTs)]: event.text } },
        event,
      );
    case 'prompts':
      return { ...model, prompts: { ...model.prompts, [event.channel]: event.prompts } };
    case 'home-published':
      return event.view.user === model.me ? { ...model, home: event.view } : model;
    case 'view-opened':
    case 'view-updated':
      return event.view.user === model.me ? { ...model, views: stack(model.views, event.view) } : model;
    case 'view-closed':
      return { ...model, views: model.views.filter(({ id }) => id !== event.view.id) };
  }
}

const isFor = ({ onlyFor }: Message, person: string) => onlyFor === undefined || onlyFor === person;

function withMessages(model: Model, channel: string, change: (known: readonly Message[]) => readonly Message[]): Model {
  return { ...model, messages: { ...model.messages, [channel]: change(model.messages[channel] ?? []) } };
}

/** Modals stack; what is published in Home does not. */
function stack(views: readonly View[], view: View): readonly View[] {
  if (view.type === 'home') return views;
  const at = views.findIndex(({ id }) => id === view.id);
  return at < 0 ? [...views, view] : views.with(at, view);
}

function arrived(model: Model, message: Message): Model {
  const counted = { ...model, unread: countUnread(model, message), unreadReplies: countReplies(model, message) };
  if (!isFor(message, model.me)) return counted;
  const shown = withMessages(counted, message.channel, (known) => put(known, message));
  return message.user === model.state.app.userId ? followAnswer(shown, message) : shown;
}

/** The app answers in the thread of what a person has just asked it: the thread opens, so that the answer is seen. */
function followAnswer(model: Model, { channel, threadTs }: { channel: string; threadTs?: string }): Model {
  if (model.thread || channel !== openChannel(model)) return model;
  const asked = model.messages[channel]?.findLast((message) => !isReply(message) && message.onlyFor === undefined);
  const isAnswer = asked !== undefined && asked.ts === threadTs && asked.user === model.me;
  return isAnswer ? openThread(model, { channel, ts: asked.ts }) : model;
}

/** What is in an open thread has been seen. */
function openThread(model: Model, thread: ThreadRef | undefined): Model {
  const key = thread && repliesKey(model.me, thread);
  return { ...model, thread, ...(key !== undefined && { unreadReplies: { ...model.unreadReplies, [key]: 0 } }) };
}

function countUnread(model: Model, message: Message): Model['unread'] {
  const channel = model.state.channels.find(({ id }) => id === message.channel);
  const readers = peopleToBe(model.state).filter(
    ({ id }) => id !== message.user && isFor(message, id) && (channel?.members.includes(id) ?? false),
  );
  const isOpen = openChannel(model) === message.channel;
  const missed = readers
    .filter(({ id }) => !(isOpen && id === model.me))
    .map(({ id }) => unreadKey(id, message.channel));
  return { ...model.unread, ...Object.fromEntries(missed.map((key) => [key, (model.unread[key] ?? 0) + 1])) };
}

/** Replies that people have not seen, each in their own view of a thread. */
function countReplies(model: Model, message: Message): Model['unreadReplies'] {
  const { channel, threadTs } = message;
  if (threadTs === undefined || !isReply(message)) return model.unreadReplies;
  const isOpen = model.thread?.channel === channel && model.thread.ts === threadTs;
  const keys = peopleToBe(model.state)
    .filter(({ id }) => id !== message.user && isFor(message, id) && !(isOpen && id === model.me))
    .map(({ id }) => repliesKey(id, { channel, ts: threadTs }));
  return {
    ...model.unreadReplies,
    ...Object.fromEntries(keys.map((key) => [key, (model.unreadReplies[key] ?? 0) + 1])),
  };
}

/** What is open has been seen. */
function seen(model: Model): Model {
  const channel = openChannel(model);
  return channel === undefined ? model : { ...model, unread: { ...model.unread, [unreadKey(model.me, channel)]: 0 } };
}
