/** Sandbox time: starts at the real time, can run faster and can jump ahead; everything in the sandbox that waits, waits on it. */
export interface SandboxClock {
  /** Sandbox time in epoch milliseconds. */
  nowMs(): number;
  /** Sandbox seconds per real second. */
  speed(): number;
  setSpeed(speed: number): void;
  /** Jumps ahead; sleepers whose time has come wake in the order of their times. */
  skip(durationMs: number): void;
  /** Time as work sees it: real milliseconds plus what was skipped. A function runs in real time, so a fast clock must not end it early. */
  workMs(): number;
  /** Resolves when sandbox time has advanced by `durationMs`; rejects with the signal's reason when aborted. */
  sleep(durationMs: number, signal?: AbortSignal): Promise<void>;
}

interface Sleeper {
  readonly wakeAtMs: number;
  readonly wake: () => void;
}

/** Longest real wait that one Node timer takes. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** A clock whose zero point is `startMs` (the real time when absent). */
export function createClock(options: { speed?: number; startMs?: number } = {}): SandboxClock {
  return new ScaledClock(options.speed ?? 1, options.startMs ?? Date.now());
}

class ScaledClock implements SandboxClock {
  #speed: number;
  #anchorMs: number;
  #anchorReal = performance.now();
  #timer: NodeJS.Timeout | undefined;
  #skippedMs = 0;
  readonly #sleepers = new Set<Sleeper>();

  constructor(speed: number, startMs: number) {
    this.#speed = speed;
    this.#anchorMs = startMs;
  }

  nowMs(): number {
    return Math.floor(this.#anchorMs + (performance.now() - this.#anchorReal) * this.#speed);
  }

  workMs(): number {
    return performance.now() + this.#skippedMs;
  }

  speed(): number {
    return this.#speed;
  }

  setSpeed(speed: number): void {
    if (!(speed > 0)) throw new RangeError(`speed must be above 0, was ${speed}`);
    this.#anchorMs = this.nowMs();
    this.#anchorReal = performance.now();
    this.#speed = speed;
    this.#schedule();
  }

  skip(durationMs: number): void {
    if (!(durationMs >= 0)) throw new RangeError(`cannot skip ${durationMs} ms`);
    this.#anchorMs += durationMs;
    this.#skippedMs += durationMs;
    this.#ring();
  }

  sleep(durationMs: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const abort = () => {
        this.#sleepers.delete(sleeper);
        reject(signal?.reason);
      };
      const wake = () => {
        signal?.removeEventListener('abort', abort);
        resolve();
      };
      const sleeper: Sleeper = { wakeAtMs: this.nowMs() + Math.max(0, durationMs), wake };
      signal?.addEventListener('abort', abort, { once: true });
      this.#sleepers.add(sleeper);
      this.#schedule();
    });
  }

  #due(): Sleeper[] {
    return [...this.#sleepers].sort((a, b) => a.wakeAtMs - b.wakeAtMs);
  }

  #ring(): void {
    for (const sleeper of this.#due()) {
      if (sleeper.wakeAtMs > this.nowMs()) break;
      this.#sleepers.delete(sleeper);
      sleeper.wake();
    }
    this.#schedule();
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    const [next] = this.#due();
    if (!next) return;
    const realMs = Math.max(0, Math.ceil((next.wakeAtMs - this.nowMs()) / this.#speed));
    this.#timer = setTimeout(() => this.#ring(), Math.min(realMs, MAX_TIMER_MS));
  }
}
