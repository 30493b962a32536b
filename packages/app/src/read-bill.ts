import { actualCost } from '@rung/core/cost/bill/actual-cost.ts';
import { type Bill, isBilledBy } from '@rung/core/cost/bill/bill.ts';
import { isBillDue } from '@rung/core/cost/bill/bill-due.ts';
import { differenceWords } from '@rung/core/cost/bill/difference-words.ts';
import { settle } from '@rung/core/cost/budget.ts';
import { monthOf } from '@rung/core/cost/month.ts';
import type { Done } from '@rung/core/launch/launch.ts';
import { DAY_MS, type EpochMs, HOUR_MS } from '@rung/core/time.ts';
import type { Deps } from './deps.ts';
import { countersOf } from './give-back.ts';
import { settleEvaluations, unbilledEvaluations } from './settle-evaluations.ts';
import { type TellNeeds, tellLaunch } from './tell-launch.ts';

type Needs = TellNeeds & Pick<Deps, 'bills' | 'book' | 'evaluations'>;

/** Newest launches that may still wait for their bill. */
const LOOKED_THROUGH = 200;
/** The schedule is no clock: a reading that is this much younger than a day counts as yesterday’s. */
const SLACK_MS = HOUR_MS;
/** Hostings of two months may be unsettled in the first days of the second. */
const SETTLED_AFTER_MS = 7 * DAY_MS;

/** "What did it really cost?": asks AWS's bill, at most once a day and only when something waits for it, and brings the cards of what is on it by now up to date. */
export async function readBill(deps: Needs): Promise<{ settled: number }> {
  const nowMs = deps.clock.nowMs();
  const before = await deps.book.bill();
  if (before && nowMs - before.readAtMs < DAY_MS - SLACK_MS) return { settled: 0 };
  const launches = await deps.launches.recent(LOOKED_THROUGH);
  const evaluations = await unbilledEvaluations(deps, nowMs);
  if (!isBillDue({ nowMs, before, launches, evaluations, ...(await moneyOf(deps, nowMs)) })) return { settled: 0 };
  const bill = await deps.bills.read(nowMs, { evaluations: evaluations.length > 0 });
  await deps.book.keepBill(bill);
  const waiting = launches.filter(
    (launch): launch is Done =>
      launch.state === 'done' && launch.billed === undefined && isBilledBy(bill, launch.endedAtMs),
  );
  let settled = 0;
  for (const launch of waiting) if (await settleWithBill(deps, launch, bill)) settled += 1;
  return { settled: settled + (await settleEvaluations(deps, evaluations, bill)) };
}

async function moneyOf({ book }: Needs, nowMs: EpochMs) {
  const months = [...new Set([monthOf(nowMs - SETTLED_AFTER_MS), monthOf(nowMs)])];
  const [reading, stated, ...meters] = await Promise.all([
    book.credits(),
    book.stated(),
    ...months.map((month) => book.meter(month)),
  ]);
  return { pools: [...(reading?.pools ?? []), ...stated], meters: meters.flatMap((meter) => meter ?? []) };
}

/**
 * The budget's counters held our own meter's amount, and hold AWS's from here on. Not tried again where somebody else wrote the launch
 * first: another reading may have settled it.
 */
async function settleWithBill(deps: Needs, launch: Done, bill: Bill): Promise<boolean> {
  const actual = actualCost(launch, bill);
  if (actual.kind === 'metered') return false;
  const { amount, readAtMs } = actual;
  const billed = { amount, readAtMs, difference: differenceWords(launch, actual) };
  const { approval, cost } = launch;
  const counted = { amount: cost ?? approval.amount, keys: countersOf(approval) };
  const to: Done = { ...launch, billed, version: launch.version + 1 };
  if ((await deps.launches.move(to, settle(counted, amount))) !== 'moved') return false;
  await tellLaunch(deps, launch);
  return true;
}
