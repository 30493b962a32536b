import type { SandboxClock } from '../../kit/clock.ts';
import { SlackError } from '../slack-error.ts';

/** Streams die after about five minutes, which no page says: https://github.com/slackapi/python-slack-sdk/issues/1859. */
const LIFE_MS = 300_000;

interface Stream {
  readonly sandboxMs: number;
  readonly realMs: number;
}

/** Which messages are being streamed. */
export class Streams {
  readonly #clock: SandboxClock;
  readonly #open = new Map<string, Stream>();

  constructor(clock: SandboxClock) {
    this.#clock = clock;
  }

  start(ts: string): void {
    this.#open.set(ts, { sandboxMs: this.#clock.nowMs(), realMs: performance.now() });
  }

  /** Refuses when the stream was stopped or has died. A skip of the clock kills it; a fast clock alone gives the app real minutes. */
  demand(ts: string): void {
    const stream = this.#open.get(ts);
    if (!stream) throw new SlackError('message_not_in_streaming_state');
    const fast = this.#clock.speed() > 1;
    const age = fast ? performance.now() - stream.realMs : this.#clock.nowMs() - stream.sandboxMs;
    if (age <= LIFE_MS) return;
    this.#open.delete(ts);
    throw new SlackError('message_not_in_streaming_state');
  }

  stop(ts: string): void {
    this.#open.delete(ts);
  }
}
