import { DAY_MS, type EpochMs } from '../time.ts';
import type { Hosting, HostingState, IdlePolicy, Traffic } from './hosting.ts';

/**
 * What a hosting is now. Missing metrics are unknown, never idle; a young one is left alone; a committed one may be idle, which is worth
 * knowing, but cannot be stopped.
 */
export function stateOf(
  hosting: Hosting,
  traffic: Traffic,
  clock: { nowMs: EpochMs; policy: Pick<IdlePolicy, 'idleAfterMs'> },
): HostingState {
  if (traffic.kind === 'unknown') return { kind: 'unknown', why: traffic.why };
  const { nowMs, policy } = clock;
  if (nowMs - hosting.createdAtMs < policy.idleAfterMs)
    return { kind: 'tooYoung', untilMs: hosting.createdAtMs + policy.idleAfterMs };
  if (traffic.kind === 'active') return { kind: 'busy', use: traffic };
  const everUsed = traffic.kind === 'recorded';
  const sinceMs = everUsed ? traffic.lastRequestAtMs : hosting.createdAtMs;
  if (everUsed && nowMs - sinceMs < policy.idleAfterMs) return { kind: 'busy', use: traffic };
  const provenSinceMs = everUsed ? sinceMs : Math.max(sinceMs, nowMs - LOOK_BACK_MS);
  return { kind: 'idle', sinceMs, provenSinceMs, everUsed, committedUntilMs: termAt(hosting, nowMs) };
}

/** How far back traffic is read: CloudWatch lists a metric for two weeks after its last point. */
export const LOOK_BACK_MS = 14 * DAY_MS;

/** The end of the term that binds a hosting now; undefined when none does. */
export function termAt(hosting: Hosting, nowMs: EpochMs): EpochMs | undefined {
  if (hosting.kind !== 'provisioned-throughput') return undefined;
  const { committedUntilMs } = hosting;
  return committedUntilMs !== undefined && committedUntilMs > nowMs ? committedUntilMs : undefined;
}
