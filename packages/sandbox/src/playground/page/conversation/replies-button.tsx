import type { Message } from '../../protocol.ts';
import { Avatar } from '../avatar.tsx';
import { repliesTo } from '../state/messages.ts';
import { repliesKey, statusKey } from '../state/model.ts';
import { useDateReader, usePage } from '../state/page-context.ts';
import { shortTime, tsToMs } from './message-time.ts';

/** "3 replies", with who wrote them; opens the thread. */
export function RepliesButton({ message: { channel, ts } }: { message: Message }) {
  const { messages, statuses, state, me, unreadReplies, openThread } = usePage();
  const reader = useDateReader();
  const replies = repliesTo(messages[channel] ?? [], ts);
  const last = replies.at(-1);
  const status = statuses[statusKey(channel, ts)];
  if (!last && !status) return null;
  const unseen = unreadReplies[repliesKey(me, { channel, ts })] ?? 0;
  const mine = state.userGroups.filter(({ users }) => users.includes(me)).map(({ id }) => `<!subteam^${id}>`);
  const isMentioned = replies
    .slice(replies.length - unseen)
    .some(({ text }) => [`<@${me}>`, ...mine].some((called) => text.includes(called)));
  const people = [...new Set(replies.map(({ user }) => user))].slice(0, 4);
  return (
    <button type="button" class="replies" onClick={() => openThread({ channel, ts })}>
      {people.map((id) => (
        <Avatar key={id} id={id} size="small" />
      ))}
      {replies.length > 0 && <strong>{replies.length === 1 ? '1 reply' : `${replies.length} replies`}</strong>}
      {unseen > 0 && <span class="tag tag-new">{isMentioned ? 'mentions you' : `${unseen} new`}</span>}
      <span class="hint">
        {status ? `${state.app.name} ${status}` : last && `Last reply ${shortTime(tsToMs(last.ts), reader)}`}
      </span>
    </button>
  );
}
