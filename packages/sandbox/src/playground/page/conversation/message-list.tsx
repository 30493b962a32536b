import { type ComponentChildren, Fragment } from 'preact';
import type { Message } from '../../protocol.ts';
import { useDateReader, usePage } from '../state/page-context.ts';
import { MessageRow } from './message-row.tsx';
import { dayName, isSameDay, tsToMs } from './message-time.ts';
import { useStickyScroll } from './use-sticky-scroll.ts';

/** Messages of one person within this many milliseconds stand together under one name. */
const TOGETHER_MS = 5 * 60_000;

interface ListProps {
  readonly label: string;
  readonly messages: readonly Message[];
  readonly isThread: boolean;
  readonly foot: ComponentChildren;
  readonly head: ComponentChildren;
}

export function MessageList({ label, messages, isThread, head, foot }: ListProps) {
  const reader = useDateReader();
  const { me } = usePage();
  const { list, isBehind, follow } = useStickyScroll(messages.at(-1), me);
  return (
    <section class="messages" ref={list} aria-label={label}>
      <div class="messages-inner" role="log" aria-live="polite" aria-relevant="additions">
        {head}
        {messages.map((message, index) => {
          const before = messages[index - 1];
          const isNewDay = !before || !isSameDay(tsToMs(before.ts), tsToMs(message.ts), reader);
          return (
            <Fragment key={`${message.ts} ${message.onlyFor ?? ''}`}>
              {isNewDay && !isThread && (
                <div class="day">
                  <span>{dayName(tsToMs(message.ts), reader)}</span>
                </div>
              )}
              <MessageRow message={message} isThread={isThread} isFollowing={!isNewDay && follows(before, message)} />
            </Fragment>
          );
        })}
        {foot}
      </div>
      {isBehind && (
        <button type="button" class="button button-small newer" onClick={follow}>
          New messages <span aria-hidden="true">↓</span>
        </button>
      )}
    </section>
  );
}

/** A card stands by itself, under its own name and time. */
function follows(before: Message | undefined, message: Message): boolean {
  if (!before || before.blocks || message.blocks || before.user !== message.user || before.onlyFor !== message.onlyFor)
    return false;
  return tsToMs(message.ts) - tsToMs(before.ts) < TOGETHER_MS;
}
