import { lookAgainAtVerdicts } from '@rung/app/look-again.ts';
import { refreshDuePrices } from '@rung/app/refresh-prices.ts';
import { sweepHostings } from '@rung/app/sweep-hostings.ts';
import { sweepTrials } from '@rung/app/sweep-trials.ts';
import type { Clock } from '@rung/core/ports.ts';
import { processEnv, type RungEnv, rungEnv } from './env.ts';
import { type Invocation, invocation } from './invocation.ts';
import { systemClock, type Wired, wire } from './wiring.ts';

type Swept = { readonly looked: number; readonly announced: number };

/** The watch: the hourly look at everything that costs while it stands. */
export function watchFunction(env: RungEnv, clock: Clock): (event: unknown, context: Invocation) => Promise<Swept> {
  const wired = wire(env, clock);
  return invocation({ name: 'watch', log: wired.log }, async () => {
    await readPrices(wired);
    await sweepTrials(wired);
    await lookAgainAtVerdicts(wired);
    return sweepHostings(wired);
  });
}

/** Once a day the look begins with today's prices; a failure keeps those of before, and nobody's watch waits for it. */
async function readPrices(wired: Wired): Promise<void> {
  await refreshDuePrices(wired).catch((error: unknown) => wired.log.error(error, { event: 'prices-not-read' }));
}

let running: ReturnType<typeof watchFunction> | undefined;

export const handler = (event: unknown, context: Invocation): Promise<Swept> => {
  running ??= watchFunction(rungEnv(processEnv()), systemClock);
  return running(event, context);
};
