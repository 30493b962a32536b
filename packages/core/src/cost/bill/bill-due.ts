import type { PaidEvaluation } from '../../evaluation/evaluation-job/evaluation.ts';
import { waitsForBill } from '../../evaluation/evaluation-job/evaluation-cost.ts';
import type { Launch } from '../../launch/launch.ts';
import { DAY_MS, type EpochMs } from '../../time.ts';
import { BILL_LAG_MS, type Bill, isBilledBy } from './bill.ts';
import { type CreditPool, heldBy } from './credits.ts';
import type { HostingMeter } from './hosting-meter.ts';

/** What decides whether AWS's bill is worth the cents that a look at it costs. */
export interface BillNeeds {
  readonly nowMs: EpochMs;
  /** As it was read before; undefined when it never was. */
  readonly before: Bill | undefined;
  readonly launches: readonly Launch[];
  readonly evaluations: readonly PaidEvaluation[];
  /** Of the months that may still be settled. */
  readonly meters: readonly HostingMeter[];
  readonly pools: readonly CreditPool[];
}

/** A launch whose line is missing for this long ran before its tag was active, and will never have one. */
const LINE_COMES_WITHIN_MS = 7 * DAY_MS;
/** How old the account's spending may be where only a forecast, or the storage of a model, rests on it. */
const FORECAST_KEEPS_MS = 7 * DAY_MS;

/**
 * Whether to ask Cost Explorer today: a finished launch, an evaluation or a hosting waits for what it really cost, or a week went by and there are
 * credits to forecast or models to store.
 */
export function isBillDue({ nowMs, before, launches, evaluations, meters, pools }: BillNeeds): boolean {
  if (launches.some((launch) => waitsForItsLine(launch, nowMs))) return true;
  if (evaluations.some((one) => nowMs - one.endedAtMs >= BILL_LAG_MS && waitsForBill(one, nowMs))) return true;
  const hostings = meters.flatMap((meter) => meter.hostings);
  if (hostings.some(({ seenAtMs }) => before === undefined || !isBilledBy(before, seenAtMs))) return true;
  if (before !== undefined && nowMs - before.readAtMs < FORECAST_KEEPS_MS) return false;
  return heldBy(pools, nowMs) > 0 || launches.some((launch) => madeAModel(launch, nowMs - BILL_LAG_MS));
}

const madeAModel = (launch: Launch, untilMs: EpochMs): boolean =>
  (launch.state === 'done' || launch.state === 'made') && launch.endedAtMs <= untilMs;

function waitsForItsLine(launch: Launch, nowMs: EpochMs): boolean {
  if (launch.state !== 'done' || launch.billed !== undefined) return false;
  const onBillSinceMs = nowMs - launch.endedAtMs - BILL_LAG_MS;
  return onBillSinceMs >= 0 && onBillSinceMs < LINE_COMES_WITHIN_MS;
}
