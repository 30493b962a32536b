import type { SandboxClock } from './kit/clock.ts';

/** Runs `work` every `everyMs` of sandbox time until stopped, as a scheduler's rate rule does; a run that fails is reported and the next one comes. */
export function every(clock: SandboxClock, everyMs: number, work: () => Promise<unknown>): { stop(): void } {
  const stopping = new AbortController();
  const loop = async () => {
    while (!stopping.signal.aborted) {
      await clock.sleep(everyMs, stopping.signal);
      await work().catch((error: unknown) => console.error('scheduled run failed', error));
    }
  };
  loop().catch((error: unknown) => {
    if (!stopping.signal.aborted) throw error;
  });
  return { stop: () => stopping.abort() };
}
