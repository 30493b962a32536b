import type { Message } from '../../protocol.ts';

const isSame = (a: Message, b: Message) => a.ts === b.ts && a.onlyFor === b.onlyFor;
const byTime = (a: Message, b: Message) => (a.ts < b.ts ? -1 : Number(a.ts > b.ts));

/** Adds a message, or puts it in the place of its former self. */
export function put(messages: readonly Message[], message: Message): readonly Message[] {
  const at = messages.findIndex((known) => isSame(known, message));
  return at < 0 ? [...messages, message].sort(byTime) : messages.with(at, message);
}

/** A reply is in the thread; it is in the channel too only when it was broadcast. */
export const isReply = ({ ts, threadTs }: Message): boolean => threadTs !== undefined && threadTs !== ts;
export const repliesTo = (messages: readonly Message[], ts: string): readonly Message[] =>
  messages.filter((message) => isReply(message) && message.threadTs === ts);
