import { useEffect, useMemo, useReducer, useRef } from 'preact/hooks';
import type { PageEvent } from '../../protocol.ts';
import { PATHS } from '../../protocol.ts';
import { post } from './ask.ts';
import { type Dispatch, listen, lookAs, rememberMe } from './connect.ts';
import type { Model, Place, ThreadRef } from './model.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { reduce } from './reduce.ts';

/** The model, and what moves the page about. */
export interface Playground extends Model {
  become(person: string): void;
  go(place: Place): void;
  openThread(thread: ThreadRef | undefined): void;
  dispatch: Dispatch;
}

export function usePlayground(first: Model): Playground {
  const [model, dispatch] = useReducer(reduce, first);
  const current = useRef(model);
  current.current = model;
  const recorder = useMemo(createRecorder, []);
  // A question that finds no server is asked again when the connection is back.
  const look = () => void lookAs(current.current.me, dispatch, recorder).catch(() => undefined);
  useEffect(() => follow({ current, dispatch, recorder, look }), []);
  useEffect(() => {
    rememberMe(model.me);
    look();
  }, [model.me]);
  useOpenedApp(model, look);
  return useMemo(
    () => ({
      ...model,
      dispatch,
      become: (me) => dispatch({ type: 'became', me }),
      go: (place) => dispatch({ type: 'went', place }),
      openThread: (thread) => dispatch({ type: 'thread', thread }),
    }),
    [model],
  );
}

/** Opening a tab of the app tells the app so, as Slack's `app_home_opened` does; it may make the channel. */
function useOpenedApp({ me, place }: Model, look: () => void): void {
  const tab = place.kind === 'app' ? place.tab : undefined;
  useEffect(() => {
    if (tab !== undefined) void post(PATHS.openApp, { as: me, tab }).then(look, () => undefined);
  }, [me, tab]);
}

interface Following {
  readonly current: { readonly current: Model };
  readonly dispatch: Dispatch;
  readonly recorder: Recorder;
  readonly look: () => void;
}

function follow({ current, dispatch, recorder, look }: Following): () => void {
  return listen({
    opened: () => {
      dispatch({ type: 'connected', isConnected: true });
      look();
    },
    lost: () => dispatch({ type: 'connected', isConnected: false }),
    heard: (event) => {
      recorder.hear(event);
      dispatch({ type: 'event', event });
      if (isFromNewChannel(event, current.current)) look();
    },
  });
}

const isFromNewChannel = (event: PageEvent, { state }: Model): boolean =>
  event.type === 'message' && !state.channels.some(({ id }) => id === event.message.channel);
