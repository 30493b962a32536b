/** Longest stretch, in ms, that training or parsing may hold the event loop: the sandbox's web page and its HTTP servers share it. */
const HOLD_MS = 12;

/** Lets long synchronous work share the event loop: await it often, it yields only when the stretch is used up. */
export interface Pace {
  /** True when the work should `rest` before going on; cheap enough for an inner loop. */
  due(): boolean;
  /** Gives the event loop a turn; rejects with the signal's reason once the work was called off. */
  rest(): Promise<void>;
}

export function createPace(signal?: AbortSignal): Pace {
  let sinceMs = performance.now();
  return {
    due: () => performance.now() - sinceMs >= HOLD_MS,
    async rest() {
      await new Promise<void>((resolve) => setImmediate(resolve));
      signal?.throwIfAborted();
      sinceMs = performance.now();
    },
  };
}
