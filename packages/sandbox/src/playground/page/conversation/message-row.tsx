import type { Message } from '../../protocol.ts';
import { Avatar } from '../avatar.tsx';
import { Blocks } from '../blocks/blocks.tsx';
import { SurfaceContext } from '../elements/surface.ts';
import { useDateReader, usePage, usePersonOf } from '../state/page-context.ts';
import { EMOJI } from '../text/emoji.ts';
import { Mrkdwn } from '../text/prose-view.tsx';
import { MessageActions } from './message-actions.tsx';
import { useMessageSurface } from './message-surface.ts';
import { clockTime, fullTime, shortTime, tsToMs } from './message-time.ts';
import { RepliesButton } from './replies-button.tsx';

interface RowProps {
  readonly message: Message;
  readonly isThread: boolean;
  /** Stands under the same name as the message before it. */
  readonly isFollowing: boolean;
}

export function MessageRow({ message, isThread, isFollowing }: RowProps) {
  const surface = useMessageSurface(message);
  const author = usePersonOf()(message.user);
  const isPrivate = message.onlyFor !== undefined;
  const className = ['message', isFollowing && 'message-following', isPrivate && 'message-private']
    .filter(Boolean)
    .join(' ');
  return (
    <article class={className} aria-label={`${author.realName}: ${message.text.slice(0, 80)}`}>
      <div class="message-side">
        {isFollowing ? <Time message={message} isShort /> : <Avatar id={message.user} size="large" />}
      </div>
      <div class="message-body">
        {isPrivate && (
          <p class="only-you">
            <span aria-hidden="true">◉</span> Only visible to you
          </p>
        )}
        {!isFollowing && (
          <header class="message-head">
            <strong>{author.realName}</strong>
            {author.isApp && <span class="badge">APP</span>}
            {author.isGuest && <span class="tag">guest</span>}
            {author.isStranger && <span class="tag">external</span>}
            <Time message={message} isShort={false} />
          </header>
        )}
        <SurfaceContext.Provider value={surface}>
          <Content message={message} />
        </SurfaceContext.Provider>
        <Reactions message={message} />
        {!isThread && <RepliesButton message={message} />}
      </div>
      <MessageActions message={message} isThread={isThread} />
    </article>
  );
}

/** Blocks stand for the text when there are any; a file's block stands under it. */
function Content({ message: { text, blocks = [], editedAt } }: { message: Message }) {
  const hasOnlyFiles = blocks.every(({ type }) => type === 'file');
  return (
    <div class="message-content">
      {hasOnlyFiles && text !== '' && <Mrkdwn source={text} />}
      {blocks.length > 0 && <Blocks blocks={blocks} />}
      {editedAt !== undefined && <span class="edited">(edited)</span>}
    </div>
  );
}

function Time({ message, isShort }: { message: Message; isShort: boolean }) {
  const reader = useDateReader();
  const atMs = tsToMs(message.ts);
  return (
    <time class="time" dateTime={new Date(atMs).toISOString()} title={fullTime(atMs, reader)}>
      {isShort ? clockTime(atMs, reader) : shortTime(atMs, reader)}
    </time>
  );
}

function Reactions({ message: { reactions = [] } }: { message: Message }) {
  const { me } = usePage();
  if (reactions.length === 0) return null;
  return (
    <p class="reactions">
      {reactions.map(({ name, users }) => (
        <span key={name} class={users.includes(me) ? 'reaction reaction-mine' : 'reaction'} title={`:${name}:`}>
          {EMOJI[name] ?? `:${name}:`} {users.length}
        </span>
      ))}
    </p>
  );
}
