import type { SandboxClock } from '../../kit/clock.ts';
import type { Bulletin } from './bulletin.ts';

/** A status vanishes after two minutes without a message (docs.slack.dev/reference/methods/assistant.threads.setStatus). */
const STATUS_LIFE_MS = 120_000;

interface Thread {
  readonly channel: string;
  readonly threadTs?: string;
}

/** What the app says that it is doing, per thread. */
export class Assistant {
  readonly #clock: SandboxClock;
  readonly #bulletin: Bulletin;
  readonly #closing: AbortSignal;
  readonly #shown = new Map<string, symbol>();

  constructor(clock: SandboxClock, parts: { bulletin: Bulletin; closing: AbortSignal }) {
    this.#clock = clock;
    this.#bulletin = parts.bulletin;
    this.#closing = parts.closing;
  }

  /** Shows a status until it is changed, the app writes in the thread, or two minutes have passed. */
  show(thread: Thread, text: string): void {
    const key = keyOf(thread);
    if (text === '') {
      this.clear(thread);
      return;
    }
    const turn = Symbol(key);
    this.#shown.set(key, turn);
    this.#bulletin.emit({ type: 'status', ...thread, text });
    this.#clock.sleep(STATUS_LIFE_MS, this.#closing).then(
      () => {
        if (this.#shown.get(key) === turn) this.clear(thread);
      },
      () => this.#shown.delete(key),
    );
  }

  clear(thread: Thread): void {
    if (this.#shown.delete(keyOf(thread))) this.#bulletin.emit({ type: 'status', ...thread, text: '' });
  }
}

const keyOf = ({ channel, threadTs }: Thread) => `${channel} ${threadTs ?? ''}`;
