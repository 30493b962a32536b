import { burnOver } from '../cost/estimate-training.ts';
import type { MicroUsd } from '../money.ts';
import { DAY_MS, type EpochMs, HOUR_MS } from '../time.ts';
import type { Hosting, HostingLook, HostingState, IdlePolicy, Traffic } from './hosting.ts';

/**
 * What a hosting is now. Missing metrics are unknown, never idle; a young one is left alone; a committed one may be idle, which is worth
 * knowing, but cannot be stopped.
 */
export function stateOf(
  hosting: Hosting,
  traffic: Traffic,
  clock: { nowMs: EpochMs; policy: IdlePolicy },
): HostingState {
  if (traffic.kind === 'unknown') return { kind: 'unknown', why: traffic.why };
  const { idleAfterMs } = clock.policy;
  const everUsed = traffic.kind === 'recorded';
  const sinceMs = everUsed ? traffic.lastRequestAtMs : hosting.createdAtMs;
  if (clock.nowMs - hosting.createdAtMs < idleAfterMs)
    return { kind: 'tooYoung', untilMs: hosting.createdAtMs + idleAfterMs };
  if (everUsed && clock.nowMs - sinceMs < idleAfterMs)
    return { kind: 'busy', lastRequestAtMs: traffic.lastRequestAtMs, requests: traffic.requests };
  const provenSinceMs = everUsed ? sinceMs : Math.max(sinceMs, clock.nowMs - LOOK_BACK_MS);
  return { kind: 'idle', sinceMs, provenSinceMs, everUsed, committedUntilMs: termAt(hosting, clock.nowMs) };
}

/** How far back traffic is read: CloudWatch lists a metric for two weeks after its last point. */
export const LOOK_BACK_MS = 14 * DAY_MS;

/** The end of the term that binds a hosting now; undefined when none does. */
function termAt(hosting: Hosting, nowMs: EpochMs): EpochMs | undefined {
  return hosting.committedUntilMs !== undefined && hosting.committedUntilMs > nowMs
    ? hosting.committedUntilMs
    : undefined;
}

/** What an hour of it costs; undefined when no price is known. */
export function burnPerHour(look: HostingLook): MicroUsd | undefined {
  return look.hourly.kind === 'known'
    ? burnOver(look.hourly.price, { modelUnits: look.hosting.modelUnits, hours: 1 })
    : undefined;
}

/** What it has cost between two moments; undefined when no price is known. */
export function burnBetween(look: HostingLook, fromMs: EpochMs, toMs: EpochMs): MicroUsd | undefined {
  if (look.hourly.kind === 'unknown') return undefined;
  return burnOver(look.hourly.price, {
    modelUnits: look.hosting.modelUnits,
    hours: Math.max(0, toMs - fromMs) / HOUR_MS,
  });
}
