import type { Retrier } from './definition.ts';
import type { Failure } from './failure.ts';

const TIMEOUTS = ['States.Timeout', 'States.HeartbeatTimeout'];
/** The two that no wildcard reaches (Developer Guide, "Handling errors in Step Functions workflows", read 2026-11-21). */
const TERMINAL = ['States.DataLimitExceeded', 'States.Runtime'];

/** Whether a retrier or catcher with these names takes `error`. */
export function takes(names: readonly string[], error: string): boolean {
  if (error === 'States.Runtime') return false;
  return names.some((name) => {
    if (name === 'States.ALL') return !TERMINAL.includes(error);
    if (name === 'States.TaskFailed') return ![...TERMINAL, ...TIMEOUTS].includes(error);
    if (name === 'States.Timeout') return TIMEOUTS.includes(error);
    return name === error;
  });
}

/**
 * The wait before the next attempt and the counts of retries after it; undefined when the error is not to be retried. The first
 * retrier that takes the error decides alone, as in the States Language specification.
 */
export function nextRetry(
  retriers: readonly Retrier[],
  failure: Failure,
  progress: { retries: readonly number[]; random: () => number },
): { afterMs: number; retries: number[] } | undefined {
  const index = retriers.findIndex(({ ErrorEquals }) => takes(ErrorEquals, failure.error));
  const retrier = retriers[index];
  const made = progress.retries[index] ?? 0;
  if (!retrier || made >= (retrier.MaxAttempts ?? 3)) return undefined;
  const grown = (retrier.IntervalSeconds ?? 1) * (retrier.BackoffRate ?? 2) ** made;
  const seconds = Math.min(grown, retrier.MaxDelaySeconds ?? Number.POSITIVE_INFINITY);
  const spread = retrier.JitterStrategy === 'FULL' ? progress.random() : 1;
  const retries = retriers.map((_, other) => (progress.retries[other] ?? 0) + (other === index ? 1 : 0));
  return { afterMs: Math.round(seconds * spread * 1000), retries };
}
