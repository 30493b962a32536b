import { createClock, type SandboxClock } from './clock.ts';
import { openMap } from './durable-map.ts';

/** How often the time is written down, in real milliseconds. */
const SAVE_EVERY_MS = 1000;

/** A clock that goes on after a restart where it stood, when that is ahead of the real time: what was skipped stays skipped. */
export function openClock(file: string, speed: number): { clock: SandboxClock; stop(): void } {
  const kept = openMap<number>(file);
  const clock = createClock({ speed, startMs: Math.max(Date.now(), kept.get('nowMs') ?? 0) });
  const save = () => kept.set('nowMs', clock.nowMs());
  const timer = setInterval(save, SAVE_EVERY_MS);
  return {
    clock,
    stop() {
      clearInterval(timer);
      save();
    },
  };
}
