import { repliesTo } from '../state/messages.ts';
import type { ThreadRef } from '../state/model.ts';
import { usePage } from '../state/page-context.ts';
import { Composer } from './composer.tsx';
import { MessageList } from './message-list.tsx';
import { StatusLine } from './status-line.tsx';

export function ThreadPane({ thread: { channel, ts } }: { thread: ThreadRef }) {
  const page = usePage();
  const all = page.messages[channel] ?? [];
  const root = all.find((message) => message.ts === ts && message.onlyFor === undefined);
  const replies = repliesTo(all, ts);
  const name = page.state.channels.find(({ id }) => id === channel);
  return (
    <aside
      class="thread"
      aria-label="Thread"
      onKeyDown={(event) => event.key === 'Escape' && page.openThread(undefined)}
    >
      <header class="pane-head">
        <h2>Thread</h2>
        <span class="pane-detail">{name?.kind === 'channel' ? `#${name.name}` : name?.name}</span>
        <button
          type="button"
          class="button button-icon"
          aria-label="Close thread"
          onClick={() => page.openThread(undefined)}
        >
          <span class="cross" aria-hidden="true" />
        </button>
      </header>
      <MessageList
        label="Messages in the thread"
        messages={root ? [root, ...replies] : replies}
        isThread
        head={!root && <p class="hint">The first message of this thread was deleted.</p>}
        foot={<StatusLine channel={channel} threadTs={ts} />}
      />
      <Composer channel={channel} threadTs={ts} title="thread" />
    </aside>
  );
}
