import { emptyMeter, meterHostings } from '@rung/core/cost/bill/hosting-meter.ts';
import { monthOf } from '@rung/core/cost/month.ts';
import type { HostingLook } from '@rung/core/hosting/hosting.ts';
import { HOUR_MS } from '@rung/core/time.ts';
import type { Deps } from './deps.ts';

/** The last hour of a month is metered in the first looks of the next. */
const LOOK_BACK_MS = 2 * HOUR_MS;

/** "What has it cost so far?": our own meter of everything that stands, until AWS's bill knows. */
export async function meterStanding(deps: Pick<Deps, 'clock' | 'book'>, looks: readonly HostingLook[]): Promise<void> {
  const nowMs = deps.clock.nowMs();
  for (const month of new Set([monthOf(nowMs - LOOK_BACK_MS), monthOf(nowMs)])) {
    const before = (await deps.book.meter(month)) ?? emptyMeter(month);
    const after = meterHostings(before, looks, nowMs);
    if (after.hostings.length > 0) await deps.book.keepMeter(after);
  }
}
