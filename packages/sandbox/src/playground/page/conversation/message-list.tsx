import { type ComponentChildren, Fragment } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Message } from '../../protocol.ts';
import { useDateReader } from '../state/page-context.ts';
import { MessageRow } from './message-row.tsx';
import { dayName, isSameDay, tsToMs } from './message-time.ts';

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
  const scroll = useStickyScroll(messages.at(-1)?.ts, foot);
  return (
    <section class="messages" ref={scroll} aria-label={label}>
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
    </section>
  );
}

function follows(before: Message | undefined, message: Message): boolean {
  if (!before || before.user !== message.user || before.onlyFor !== message.onlyFor) return false;
  return tsToMs(message.ts) - tsToMs(before.ts) < TOGETHER_MS;
}

/** Stays at the newest message unless the reader has scrolled up. */
function useStickyScroll(newest: string | undefined, foot: unknown) {
  const list = useRef<HTMLElement>(null);
  const isAtEnd = useRef(true);
  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    const note = () => {
      isAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < 80;
    };
    const stick = () => {
      if (isAtEnd.current) element.scrollTop = element.scrollHeight;
    };
    const observer = new ResizeObserver(stick);
    observer.observe(element);
    if (element.firstElementChild) observer.observe(element.firstElementChild);
    element.addEventListener('scroll', note, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', note);
    };
  }, []);
  useLayoutEffect(() => {
    if (isAtEnd.current && list.current) list.current.scrollTop = list.current.scrollHeight;
  }, [newest, foot]);
  return list;
}
