import type { SandboxClock } from '@rung/sandbox/kit/clock.ts';
import type {
  Channel,
  DeliveryOutcome,
  ElementState,
  Eyes,
  FormValues,
  Hands,
  Message,
  Person,
  SubmitOutcome,
  SuggestOutcome,
  UserGroup,
  View,
  WorkspaceEvent,
} from '@rung/sandbox/slack/workspace.ts';

/** What the app of a test does with a delivery; what it does not name is taken with 200 and nothing happens. */
export interface AppBehaviour {
  command?(command: Parameters<Hands['command']>[0]): DeliveryOutcome | Promise<DeliveryOutcome>;
  act?(act: {
    as: string;
    element: ElementState;
    ts?: string;
    values?: FormValues;
  }): DeliveryOutcome | Promise<DeliveryOutcome>;
  submit?(form: { as: string; viewId: string; values: FormValues }): SubmitOutcome | Promise<SubmitOutcome>;
  shortcut?(shortcut: { as: string; ts: string; callbackId: string }): DeliveryOutcome;
  suggest?(value: string): SuggestOutcome;
  opened?(tab: { as: string; tab: 'home' | 'messages'; channel: string }): void;
}

type Draft = Omit<Message, 'ts'> & { readonly ts?: string };

/** An app that takes every delivery and keeps a list of what it took. */
export function takingApp(kind: 'command' | 'act' | 'shortcut'): { app: AppBehaviour; taken: unknown[] } {
  const taken: unknown[] = [];
  const take = (delivery: unknown) => {
    taken.push(delivery);
    return OK;
  };
  return { app: { [kind]: take }, taken };
}

/** A workspace in memory at the contract of `workspace.ts`: it keeps what is said and tells who listens. It signs and delivers nothing. */
export interface MemorySlack extends Hands, Eyes {
  app: AppBehaviour;
  write(draft: Draft): Message;
  edit(ts: string, change: Partial<Message>): void;
  unsay(channel: string, ts: string): void;
  open(view: View): void;
  publishHome(view: View): void;
  emit(event: WorkspaceEvent): void;
}

const OK: DeliveryOutcome = { status: 200, body: '' };

export function createMemorySlack(options: {
  clock: SandboxClock;
  people: Person[];
  channels: Channel[];
  userGroups?: UserGroup[];
  appUserId: string;
}): MemorySlack {
  const { clock, people } = options;
  const channels = [...options.channels];
  let messages: Message[] = [];
  const stacks = new Map<string, View[]>();
  const homes = new Map<string, View>();
  const listeners = new Set<(event: WorkspaceEvent) => void>();
  let stamped = 0;
  const emit = (event: WorkspaceEvent) => {
    for (const listener of listeners) listener(event);
  };
  const stamp = () => {
    stamped += 1;
    return `${(clock.nowMs() / 1000).toFixed(3)}${String(stamped % 1000).padStart(3, '0')}`;
  };
  const stackOf = (person: string) => stacks.get(person) ?? [];
  const appChannel = (person: string): Channel => {
    const known = channels.find(({ kind, members }) => kind === 'app' && members.includes(person));
    if (known) return known;
    const made: Channel = {
      id: `D${person.slice(1)}`,
      name: 'Rung',
      kind: 'app',
      members: [person, options.appUserId],
    };
    channels.push(made);
    return made;
  };
  const closeTop = (viewId: string) => {
    for (const [person, stack] of stacks) {
      const view = stack.find(({ id }) => id === viewId);
      if (!view) continue;
      stacks.set(
        person,
        stack.filter(({ id }) => id !== viewId),
      );
      emit({ type: 'view-closed', view });
    }
  };
  const slack: MemorySlack = {
    app: {},
    emit,
    people: () => people,
    userGroups: () => options.userGroups ?? [],
    channels: () => channels,
    messages: (channel, as) =>
      messages.filter((message) => message.channel === channel && (message.onlyFor ?? as) === as),
    views: stackOf,
    home: (as) => homes.get(as),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    write(draft) {
      const message = { ...draft, ts: draft.ts ?? stamp() };
      messages = [...messages, message].sort((a, b) => Number(a.ts) - Number(b.ts));
      emit({ type: 'message', message });
      return message;
    },
    edit(ts, change) {
      messages = messages.map((message) =>
        message.ts === ts ? { ...message, ...change, editedAt: stamp() } : message,
      );
      const message = messages.find((candidate) => candidate.ts === ts);
      if (message) emit({ type: 'message-changed', message });
    },
    unsay(channel, ts) {
      messages = messages.filter((message) => message.ts !== ts);
      emit({ type: 'message-deleted', channel, ts });
    },
    open(view) {
      stacks.set(view.user, [...stackOf(view.user), view]);
      emit({ type: 'view-opened', view });
    },
    publishHome(view) {
      homes.set(view.user, view);
      emit({ type: 'home-published', view });
    },
    say: async ({ as, ...rest }) => slack.write({ ...rest, user: as }),
    command: async (command) => (await slack.app.command?.(command)) ?? OK,
    act: async ({ as, ts, element }) => (await slack.app.act?.({ as, ts, element })) ?? OK,
    actInView: async ({ as, element, values }) =>
      (await slack.app.act?.({ as, element, ...(values && { values }) })) ?? OK,
    async submit(form) {
      const outcome = (await slack.app.submit?.(form)) ?? { kind: 'closed' };
      if (outcome.kind === 'closed') closeTop(form.viewId);
      return outcome;
    },
    closeView: async ({ viewId }) => closeTop(viewId),
    shortcut: async (shortcut) => slack.app.shortcut?.(shortcut) ?? OK,
    async openApp({ as, tab }) {
      slack.app.opened?.({ as, tab, channel: appChannel(as).id });
    },
    suggest: async ({ value }) => slack.app.suggest?.(value) ?? { kind: 'options', options: [] },
    async remove() {
      throw new Error('nobody leaves here');
    },
    async invite({ channel, user }) {
      const at = channels.findIndex(({ id }) => id === channel);
      const known = channels[at];
      if (known) channels[at] = { ...known, members: [...known.members, user] };
    },
  };
  return slack;
}
