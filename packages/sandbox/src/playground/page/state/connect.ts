import { type Message, PATHS, type PageEvent, type PageState, type View } from '../../protocol.ts';
import { ask } from './ask.ts';
import { hear, type Model, peopleToBe } from './model.ts';
import type { Recorder } from './recorder.ts';
import type { Change } from './reduce.ts';

export type Dispatch = (change: Change) => void;

const ME_KEY = 'rung-playground-me';

/** The page's first look at the workspace: as the person it was last, in the first channel. */
export async function firstLook(): Promise<Model> {
  const state = await ask<PageState>(PATHS.state);
  const people = peopleToBe(state);
  const remembered = sessionStorage.getItem(ME_KEY);
  const me = people.find(({ id }) => id === remembered)?.id ?? people[0]?.id ?? '';
  const channel = state.channels.find(({ kind, members }) => kind === 'channel' && members.includes(me))?.id;
  return {
    state,
    me,
    place: channel === undefined ? { kind: 'app', tab: 'messages' } : { kind: 'channel', channel },
    thread: undefined,
    messages: {},
    views: [],
    home: undefined,
    statuses: {},
    prompts: {},
    unread: {},
    unreadReplies: {},
    clock: hear(state.clock),
    isConnected: true,
  };
}

export const rememberMe = (me: string): void => sessionStorage.setItem(ME_KEY, me);

/** Everything that a person can see now. */
export async function lookAs(me: string, dispatch: Dispatch, recorder: Recorder): Promise<void> {
  const stop = recorder.start();
  try {
    const state = await ask<PageState>(PATHS.state);
    const channels = state.channels.filter(({ members }) => members.includes(me));
    const changes = await Promise.all([lookAtViews(me), ...channels.map(({ id }) => lookAt(id, me))]);
    dispatch({ type: 'state', state });
    for (const change of changes) dispatch(change);
    dispatch({ type: 'heard-before', events: stop() });
  } finally {
    stop();
  }
}

async function lookAtViews(me: string): Promise<Change> {
  const { views, home } = await ask<{ views: View[]; home?: View }>(PATHS.views, { as: me });
  return { type: 'views', as: me, views, ...(home && { home }) };
}

async function lookAt(channel: string, me: string): Promise<Change> {
  const { messages } = await ask<{ messages: Message[] }>(PATHS.messages, { channel, as: me });
  return { type: 'messages', as: me, channel, messages };
}

/** Listens for as long as the page is open; `opened` runs at every connection, so that what was missed is looked up. */
export function listen(hooks: { opened: () => void; lost: () => void; heard: (event: PageEvent) => void }): () => void {
  const source = new EventSource(PATHS.events);
  source.onopen = hooks.opened;
  source.onerror = hooks.lost;
  source.onmessage = ({ data }: MessageEvent<string>) => hooks.heard(JSON.parse(data) as PageEvent);
  return () => source.close();
}
