import { lookAgainAtVerdicts } from '@rung/app/look-again.ts';
import { sweepHostings } from '@rung/app/sweep-hostings.ts';
import { sweepTrials } from '@rung/app/sweep-trials.ts';
import type { Clock } from '@rung/core/ports.ts';
import { processEnv, type RungEnv, rungEnv } from './env.ts';
import { systemClock, wire } from './wiring.ts';

/** The watch: the hourly look at everything that costs while it stands. */
export function watchFunction(env: RungEnv, clock: Clock): () => Promise<{ looked: number; announced: number }> {
  const wired = wire(env, clock);
  return async () => {
    await sweepTrials(wired);
    await lookAgainAtVerdicts(wired);
    return sweepHostings(wired);
  };
}

let running: ReturnType<typeof watchFunction> | undefined;

export const handler = (): Promise<{ looked: number; announced: number }> => {
  running ??= watchFunction(rungEnv(processEnv()), systemClock);
  return running();
};
