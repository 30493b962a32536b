import { carryOutStop } from '@rung/app/carry-out-stop.ts';
import { endLease } from '@rung/app/end-lease.ts';
import { parseLeaseId } from '@rung/core/ids.ts';
import type { Clock } from '@rung/core/ports.ts';
import { processEnv, type RungEnv, rungEnv } from './env.ts';
import { type Invocation, invocation } from './invocation.ts';
import { systemClock, wire } from './wiring.ts';

/** What the stop workflow sends once the minute is over. */
export interface StopEvent {
  /** The stretch, or the lease, whose end it is. */
  readonly spellId: string;
}

/** The sweeper: the one function whose role may delete a hosting, and only what carries the tag. */
export function stopFunction(env: RungEnv, clock: Clock): (event: StopEvent, context: Invocation) => Promise<void> {
  const wired = wire(env, clock);
  return invocation({ name: 'stop', log: wired.log }, ({ spellId }: StopEvent) => {
    const lease = parseLeaseId(spellId);
    return lease ? endLease(wired, lease) : carryOutStop(wired, spellId);
  });
}

let running: ReturnType<typeof stopFunction> | undefined;

export const handler = (event: StopEvent, context: Invocation): Promise<void> => {
  running ??= stopFunction(rungEnv(processEnv()), systemClock);
  return running(event, context);
};
