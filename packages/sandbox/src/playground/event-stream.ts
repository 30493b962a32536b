import type { Outgoing } from '../kit/http.ts';
import type { PageEvent } from './protocol.ts';

/** How often an open page hears the time, which also tells it that the server lives. Real milliseconds. */
const BEAT_MS = 5_000;

/** The pages that listen, by server-sent events. */
export interface EventStream {
  join(reply: Outgoing): void;
  send(event: PageEvent): void;
  close(): void;
}

export function createEventStream(beat: () => PageEvent): EventStream {
  const pages = new Set<Outgoing>();
  const send = (event: PageEvent) => {
    for (const page of pages) page.write(`data: ${JSON.stringify(event)}\n\n`);
  };
  const timer = setInterval(() => send(beat()), BEAT_MS);
  timer.unref();
  return {
    send,
    join(reply) {
      reply.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      // A dropped connection is tried again after half a second (https://html.spec.whatwg.org/#server-sent-events).
      reply.write(`retry: 500\ndata: ${JSON.stringify(beat())}\n\n`);
      pages.add(reply);
      reply.on('close', () => pages.delete(reply));
    },
    close() {
      clearInterval(timer);
      for (const page of pages) page.end();
    },
  };
}
