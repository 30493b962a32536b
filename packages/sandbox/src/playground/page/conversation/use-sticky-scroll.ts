import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Message } from '../../protocol.ts';

/** So far above the newest message the reader still counts as being at it. CSS pixels. */
const NEAR = 80;
const MARGIN = 8;

/**
 * Follows the newest message unless the reader has scrolled up: to its end, or to its beginning when it is taller than the pane. What
 * the reader said, and what only the reader sees, is always shown.
 */
export function useStickyScroll(newest: Message | undefined, me: string) {
  const list = useRef<HTMLElement>(null);
  const isFollowing = useRef(true);
  const [isBehind, setBehind] = useState(false);
  const follow = () => {
    isFollowing.current = true;
    setBehind(false);
    if (list.current) list.current.scrollTop = newestAt(list.current);
  };
  useLayoutEffect(() => {
    const element = list.current;
    return element ? watch(element, isFollowing, () => setBehind(false)) : undefined;
  }, []);
  useLayoutEffect(() => {
    const isOurs = newest !== undefined && (newest.user === me || newest.onlyFor === me);
    if (isFollowing.current || isOurs) follow();
    else setBehind(newest !== undefined);
  }, [newest?.ts, newest?.editedAt]);
  return { list, isBehind, follow };
}

/** Where the newest message is read from. */
function newestAt(element: HTMLElement): number {
  const end = element.scrollHeight - element.clientHeight;
  const last = [...element.querySelectorAll('article')].at(-1);
  if (!last) return end;
  const top = last.getBoundingClientRect().top - element.getBoundingClientRect().top + element.scrollTop - MARGIN;
  return Math.min(end, top);
}

function watch(element: HTMLElement, isFollowing: { current: boolean }, onCaughtUp: () => void): () => void {
  let height = element.scrollHeight;
  const note = () => {
    // The browser scrolls by itself when a column changes its width; only the reader's own scrolling counts.
    if (element.scrollHeight !== height) return;
    isFollowing.current = element.scrollTop > newestAt(element) - NEAR;
    if (isFollowing.current) onCaughtUp();
  };
  // What grows, a chart or a status, must not push the newest message out; who reads further down stays there.
  const observer = new ResizeObserver(() => {
    height = element.scrollHeight;
    if (isFollowing.current) element.scrollTop = Math.max(element.scrollTop, newestAt(element));
  });
  observer.observe(element);
  if (element.firstElementChild) observer.observe(element.firstElementChild);
  element.addEventListener('scroll', note, { passive: true });
  return () => {
    observer.disconnect();
    element.removeEventListener('scroll', note);
  };
}
