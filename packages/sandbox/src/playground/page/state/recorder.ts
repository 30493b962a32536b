import type { PageEvent } from '../../protocol.ts';

/**
 * An answer of the server may be older than an event that was heard before it arrived. What is heard while a question is under way is
 * kept, and told again after the answer; events say what is, so telling one twice changes nothing.
 */
export interface Recorder {
  hear(event: PageEvent): void;
  /** Starts to record; what is returned stops and gives what was heard, in its order. */
  start(): () => readonly PageEvent[];
}

export function createRecorder(): Recorder {
  const tapes = new Set<PageEvent[]>();
  return {
    hear(event) {
      for (const tape of tapes) tape.push(event);
    },
    start() {
      const tape: PageEvent[] = [];
      tapes.add(tape);
      return () => {
        tapes.delete(tape);
        return tape;
      };
    },
  };
}
