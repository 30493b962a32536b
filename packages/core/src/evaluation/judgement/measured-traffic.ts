import { DAY_MS, type EpochMs } from '../../time.ts';

/** Requests that AWS counted for what serves a tuned model now, and since when it serves that model. */
export interface ServedTraffic {
  readonly requests: number;
  readonly sinceMs: EpochMs;
}

/** A month of 30 days at the pace that was measured; too short a time, or none, is not known rather than little. */
export type MeasuredTraffic =
  | { readonly kind: 'measured'; readonly requestsAMonth: number; readonly requests: number; readonly days: number }
  | { readonly kind: 'not-known'; readonly why: string };

const MONTH_DAYS = 30;
/** Weekdays and weekends differ: less than a whole week says nothing of a month. */
const FEWEST_DAYS = 7;

export function measureTraffic(served: ServedTraffic | undefined, nowMs: EpochMs): MeasuredTraffic {
  if (served === undefined) return { kind: 'not-known', why: 'no traffic of the last 30 days is on record' };
  const { requests } = served;
  const stoodDays = (nowMs - served.sinceMs) / DAY_MS;
  if (stoodDays < FEWEST_DAYS)
    return { kind: 'not-known', why: `it has served this model for less than ${FEWEST_DAYS} days` };
  const days = Math.round(stoodDays);
  return { kind: 'measured', requests, days, requestsAMonth: Math.round((requests * MONTH_DAYS) / stoodDays) };
}
