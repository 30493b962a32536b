import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import type { Forwarded, ForwardedReply } from './forwarded.ts';

/**
 * Bolt's receiver for deliveries that the front door has verified. Bolt's own Lambda receiver decodes base64 as ASCII, parses before it
 * verifies and accepts timestamps from the future (@slack/bolt 5.1.0), so Rung brings its own.
 */
export class ForwardedReceiver implements Receiver {
  #app: App | undefined;

  init(app: App): void {
    this.#app = app;
  }

  start(): Promise<void> {
    return Promise.resolve();
  }

  stop(): Promise<void> {
    return Promise.resolve();
  }

  /** Runs the listeners to their end and answers what they acknowledged with; a delivery that nobody listens to is answered 404. */
  async receive(delivery: Forwarded, body: Record<string, unknown>): Promise<ForwardedReply> {
    let acknowledged: unknown;
    let answered = false;
    const event: ReceiverEvent = {
      body,
      retryNum: delivery.retry,
      ack: (response) => {
        answered = true;
        acknowledged = response;
        return Promise.resolve();
      },
    };
    await this.#app?.processEvent(event);
    if (!answered) return { status: 404, body: '' };
    return {
      status: 200,
      body:
        acknowledged === undefined || acknowledged === ''
          ? ''
          : typeof acknowledged === 'string'
            ? acknowledged
            : JSON.stringify(acknowledged),
    };
  }
}

/** The body of a delivery as Bolt takes it: an interaction's payload, a command's fields, an event's envelope. */
export function parseBody(delivery: Forwarded): Record<string, unknown> {
  if (delivery.encoding === 'json') return JSON.parse(delivery.body) as Record<string, unknown>;
  const form = Object.fromEntries(new URLSearchParams(delivery.body));
  const { payload } = form;
  return payload === undefined ? form : (JSON.parse(payload) as Record<string, unknown>);
}
