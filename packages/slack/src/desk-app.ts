import { App, LogLevel } from '@slack/bolt';
import { deliveryKey } from './delivery-key.ts';
import type { Desk } from './desk.ts';
import type { Forwarded, ForwardedReply } from './forwarded.ts';
import { ForwardedReceiver, parseBody } from './receiver.ts';
import { routes } from './routes.ts';
import type { SlackClient } from './slack-client.ts';
import { tellError } from './tell-error.ts';

export interface DeskOptions {
  readonly desk: Desk;
  readonly slack: SlackClient;
  readonly token: string;
  readonly apiUrl: string | undefined;
  /** True when this delivery is new, or the same taker tries it again. */
  isFirst(deliveryKey: string, taker: string): Promise<boolean>;
  /** For errors that nobody foresaw: what to log, never a body. */
  onBug(bug: { requestId: string; error: unknown }): void;
}

/** Bolt with Rung's listeners, fed with deliveries that the front door has verified. */
export function deskApp(options: DeskOptions): (delivery: Forwarded, requestId: string) => Promise<ForwardedReply> {
  const receiver = new ForwardedReceiver();
  const app = new App({
    receiver,
    authorize: async () => ({ botToken: options.token, ...(await options.slack.bot()) }),
    logLevel: LogLevel.ERROR,
    ...(options.apiUrl ? { clientOptions: { slackApiUrl: options.apiUrl } } : {}),
  });
  app.error((error) => Promise.reject(error));
  routes(app, options.desk);
  return async (delivery, requestId) => {
    const body = parseBody(delivery);
    if (!(await options.isFirst(deliveryKey(delivery, body), requestId))) return { status: 200, body: '' };
    return receiver.receive(delivery, body).catch(async (thrown: unknown) => {
      const error = (thrown as { original?: unknown }).original ?? thrown;
      options.onBug({ requestId, error });
      await tellError(options.desk, { body, error, requestId });
      return { status: 200, body: '' };
    });
  };
}
