/** Work that goes on after its request was answered: one piece per ARN, called off when the process closes. */
export interface Background {
  start(arn: string, work: (signal: AbortSignal) => Promise<void>): void;
  stop(arn: string): void;
  /** Resolves when nothing is at work; sandbox time must pass for that. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

const STOP = new Error('stopped');

export function createBackground(): Background {
  const running = new Map<string, { abort: AbortController; done: Promise<void> }>();
  const idle = async () => {
    while (running.size > 0) await Promise.all([...running.values()].map(({ done }) => done));
  };
  return {
    start(arn, work) {
      if (running.has(arn)) return;
      const abort = new AbortController();
      const done = work(abort.signal)
        .catch((error: unknown) => {
          if (!abort.signal.aborted) console.error('sandbox bedrock', arn, error);
        })
        .finally(() => running.delete(arn));
      running.set(arn, { abort, done });
    },
    stop: (arn) => running.get(arn)?.abort.abort(STOP),
    idle,
    async close() {
      for (const { abort } of running.values()) abort.abort(STOP);
      await idle();
    },
  };
}
