import { createHmac } from 'node:crypto';
import type { SlackOptions } from '../slack-options.ts';
import type { DeliveryOutcome } from '../workspace.ts';

/** Slack waits this long for an answer, in real time (docs.slack.dev/interactivity/handling-user-interaction, "acknowledgment response"). */
const PATIENCE_MS = 3000;

/** The verification token of old, which payloads still carry. */
export const VERIFICATION_TOKEN = 'rung-local-verification';

export type Answer = DeliveryOutcome & { readonly headers: Headers };

interface Parcel {
  readonly body: string;
  readonly contentType: 'application/json' | 'application/x-www-form-urlencoded';
  readonly headers?: Readonly<Record<string, string>>;
}

/** `v0=` and the HMAC of timestamp and raw body (docs.slack.dev/authentication/verifying-requests-from-slack). */
export function sign(secret: string, timestamp: string, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}

/** Carries signed requests to the app, and knows when none is on its way. */
export class Courier {
  readonly #options: SlackOptions;
  readonly #waiting = new Set<() => void>();
  readonly #closing = new AbortController();
  #busy = 0;

  constructor(options: SlackOptions) {
    this.#options = options;
  }

  /** One delivery. Never rejects: an app that cannot be reached has status 0. */
  async send(parcel: Parcel): Promise<Answer> {
    const timestamp = String(Math.floor(this.#options.clock.nowMs() / 1000));
    const patience = AbortSignal.timeout(PATIENCE_MS);
    try {
      const response = await fetch(this.#options.app.requestUrl(), {
        method: 'POST',
        body: parcel.body,
        redirect: 'manual',
        signal: AbortSignal.any([patience, this.#closing.signal]),
        headers: {
          'content-type': parcel.contentType,
          'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
          'x-slack-request-timestamp': timestamp,
          'x-slack-signature': sign(this.#options.signingSecret, timestamp, parcel.body),
          ...parcel.headers,
        },
      });
      return { status: response.status, body: await response.text(), headers: response.headers };
    } catch (error) {
      if (patience.aborted) return { status: 'timeout', headers: new Headers() };
      return { status: 0, body: String((error as Error).cause ?? error), headers: new Headers() };
    }
  }

  /** Runs `work` as something that `idle` waits for. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#busy += 1;
    try {
      return await work();
    } finally {
      this.#busy -= 1;
      if (this.#busy === 0) for (const wake of this.#waiting) wake();
    }
  }

  /** Waits on the sandbox clock without counting as under way; false when the workspace closes meanwhile. */
  async rest(durationMs: number): Promise<boolean> {
    this.#busy -= 1;
    if (this.#busy === 0) for (const wake of this.#waiting) wake();
    try {
      await this.#options.clock.sleep(durationMs, this.#closing.signal);
      return true;
    } catch {
      return false;
    } finally {
      this.#busy += 1;
    }
  }

  async idle(): Promise<void> {
    while (this.#busy > 0) {
      await new Promise<void>((resolve) => {
        const wake = () => {
          this.#waiting.delete(wake);
          resolve();
        };
        this.#waiting.add(wake);
      });
    }
  }

  /** Aborted when the workspace closes. */
  get closing(): AbortSignal {
    return this.#closing.signal;
  }

  close(): void {
    this.#closing.abort(new Error('the local Slack is closed'));
  }
}

/** An answer as the person's side learns of it. */
export const outcomeOf = (answer: Answer): DeliveryOutcome =>
  answer.status === 'timeout' ? { status: 'timeout' } : { status: answer.status, body: answer.body };

export const isTaken = (answer: DeliveryOutcome): answer is { status: number; body: string } =>
  answer.status !== 'timeout' && answer.status >= 200 && answer.status < 300;
