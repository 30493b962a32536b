import { readBill } from '@rung/app/read-bill.ts';
import type { Clock } from '@rung/core/ports.ts';
import { processEnv, type RungEnv, rungEnv } from './env.ts';
import { type Invocation, invocation } from './invocation.ts';
import { systemClock, wire } from './wiring.ts';

type Read = { readonly read: boolean; readonly settled: number };

/** The bill: the daily look at what AWS charged. */
export function billFunction(env: RungEnv, clock: Clock): (event: unknown, context: Invocation) => Promise<Read> {
  const wired = wire(env, clock);
  const { log } = wired;
  return invocation({ name: 'bill', log }, async () => {
    const { unread, ...done } = await readBill(wired);
    if (unread !== undefined) log.info({ event: 'bill-not-read', name: unread });
    return done;
  });
}

let running: ReturnType<typeof billFunction> | undefined;

export const handler = (event: unknown, context: Invocation): Promise<Read> => {
  running ??= billFunction(rungEnv(processEnv()), systemClock);
  return running(event, context);
};
