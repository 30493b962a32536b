import { burnPerHour } from '../../hosting/burn.ts';
import type { HostingLook } from '../../hosting/hosting.ts';
import { costOf, type MicroUsd, microUsd, sumUsd, ZERO_USD } from '../../money.ts';
import { DAY_MS, type EpochMs, HOUR_MS } from '../../time.ts';
import { HOURS_A_MONTH } from '../traffic.ts';
import type { ServiceCost } from './bill.ts';

/** One pool of credits: as AWS tells of it, or as somebody stated it where AWS tells nothing. */
export interface CreditPool {
  readonly id: string;
  readonly name: string;
  readonly from: 'aws' | 'stated';
  readonly initial: MicroUsd | undefined;
  /** As of `asOfMs`. */
  readonly remaining: MicroUsd;
  readonly startsAtMs: EpochMs;
  /** Undefined where it never expires, or nobody said. */
  readonly endsAtMs: EpochMs | undefined;
  /** Services that it pays for, by AWS's names; every service when AWS names none. */
  readonly products: readonly string[];
  readonly isEnabled: boolean;
  readonly asOfMs: EpochMs;
}

/** What AWS said of the account's credits, or why it said nothing. */
export interface CreditsReading {
  readonly readAtMs: EpochMs;
  readonly pools: readonly CreditPool[];
  /** AWS's error, where it would not tell. */
  readonly unread: string | undefined;
}

/** How long credits last if every day goes on costing what the last days cost. A forecast of arithmetic, not a promise. */
export interface Runway {
  readonly pools: readonly PoolEnd[];
  /** First day on which something that credits pay today has to be paid in dollars; undefined beyond three years, or where they pay nothing. */
  readonly firstDollarMs: EpochMs | undefined;
  /** What credits pay a day now. */
  readonly paidDaily: MicroUsd;
  /** What is left every 30 days, until nothing is. */
  readonly burnDown: readonly { readonly atMs: EpochMs; readonly left: MicroUsd }[];
  /** Services that no pool pays now, by what a day of them costs. */
  readonly unpaid: readonly ServiceCost[];
}

export interface PoolEnd {
  readonly pool: CreditPool;
  readonly usedUpAtMs: EpochMs | undefined;
  /** Left when it expires; undefined where it is used up before, or does not expire. */
  readonly expiresWith: MicroUsd | undefined;
}

/** Days that are looked ahead. */
const HORIZON = 3 * 365;

/** Spends the pools day by day: what expires first pays first, as AWS applies credits (Billing User Guide, useconsolidatedbilling-credits, read 2026-11). */
export function runwayOf(
  pools: readonly CreditPool[],
  recent: { readonly days: number; readonly services: readonly ServiceCost[] },
  nowMs: EpochMs,
): Runway {
  const daily = recent.services
    .map(({ service, amount }) => ({ service, amount: microUsd(Math.round(amount / recent.days)) }))
    .filter(({ amount }) => amount > 0);
  const left = new Map(pools.map(({ id, remaining }) => [id, remaining as number]));
  const usedUp = new Map<string, EpochMs>();
  const expired = new Map<string, MicroUsd>();
  const burnDown: { atMs: EpochMs; left: MicroUsd }[] = [];
  const order = [...pools].sort((a, b) => (a.endsAtMs ?? Infinity) - (b.endsAtMs ?? Infinity));
  let firstDollarMs: EpochMs | undefined;
  let today: { paid: MicroUsd; unpaid: readonly ServiceCost[] } | undefined;
  const stated = Math.min(nowMs, ...pools.map(({ asOfMs }) => asOfMs));
  for (let day = -Math.floor((nowMs - stated) / DAY_MS); day < HORIZON; day += 1) {
    const atMs = nowMs + day * DAY_MS;
    note(order, { left, atMs, expired });
    if (day >= 0 && day % MONTH_DAYS === 0 && burnDown.at(-1)?.left !== 0)
      burnDown.push({ atMs, left: leftAt(pools, left, atMs) });
    const due = daily.map((cost) => ({ ...cost, amount: pay(cost, order, { left, usedUp, atMs }) }));
    if (day < 0) continue;
    const open = due.filter(({ amount }) => amount > 0);
    if (day === 0) today = { paid: microUsd(sum(daily) - sum(open)), unpaid: open };
    else firstDollarMs ??= isNew(open, today?.unpaid ?? []) ? atMs : undefined;
  }
  return {
    pools: pools.map((pool) => ({ pool, usedUpAtMs: usedUp.get(pool.id), expiresWith: expired.get(pool.id) })),
    firstDollarMs,
    burnDown,
    paidDaily: today?.paid ?? ZERO_USD,
    unpaid: today?.unpaid ?? [],
  };
}

const MONTH_DAYS = 30;

const leftAt = (pools: readonly CreditPool[], left: ReadonlyMap<string, number>, atMs: EpochMs): MicroUsd =>
  heldBy(
    pools.map((pool) => ({ ...pool, remaining: microUsd(left.get(pool.id) ?? 0) })),
    atMs,
  );

const sum = (costs: readonly ServiceCost[]) => costs.reduce((total, { amount }) => total + amount, 0);

/** Something is to be paid that was not to be paid today. */
function isNew(open: readonly ServiceCost[], before: readonly ServiceCost[]): boolean {
  return open.some(({ service, amount }) => amount > (before.find((one) => one.service === service)?.amount ?? 0));
}

interface Spending {
  readonly left: Map<string, number>;
  readonly atMs: EpochMs;
}

/** What is left of a cost after the pools have paid. */
function pay(
  { service, amount }: ServiceCost,
  pools: readonly CreditPool[],
  at: Spending & { readonly usedUp: Map<string, EpochMs> },
): MicroUsd {
  let due: number = amount;
  for (const pool of pools.filter((one) => pays(one, service, at.atMs))) {
    const before = at.left.get(pool.id) ?? 0;
    const taken = Math.min(due, before);
    if (taken <= 0) continue;
    due -= taken;
    at.left.set(pool.id, before - taken);
    if (before === taken) at.usedUp.set(pool.id, at.atMs);
  }
  return microUsd(due);
}

function pays(pool: CreditPool, service: string, atMs: EpochMs): boolean {
  const { isEnabled, startsAtMs, endsAtMs = Infinity, products, asOfMs } = pool;
  return isEnabled && atMs >= startsAtMs && atMs >= asOfMs && atMs < endsAtMs && covers({ products }, service);
}

/** Whether a pool pays for a service. */
export function covers({ products }: Pick<CreditPool, 'products'>, service: string): boolean {
  return products.length === 0 || products.includes(service);
}

function note(pools: readonly CreditPool[], at: Spending & { readonly expired: Map<string, MicroUsd> }): void {
  for (const { id, endsAtMs } of pools)
    if (endsAtMs !== undefined && at.atMs >= endsAtMs && !at.expired.has(id) && (at.left.get(id) ?? 0) > 0)
      at.expired.set(id, microUsd(at.left.get(id) ?? 0));
}

/** What stands beyond the credits. */
export interface Outliving {
  readonly name: string;
  /** End of a bought term; undefined for what has no end. */
  readonly untilMs: EpochMs | undefined;
  /** Owed after the credits: until the term's end, or each month where there is none. */
  readonly owed: MicroUsd | undefined;
}

/** Hostings that go on costing after the first real dollar, the dearest first. */
export function outliving(looks: readonly HostingLook[], firstDollarMs: EpochMs): Outliving[] {
  return looks
    .flatMap((look): Outliving[] => {
      const { hosting, hourly } = look;
      const untilMs = 'committedUntilMs' in hosting ? hosting.committedUntilMs : undefined;
      if (hourly.kind === 'by-use' || (untilMs !== undefined && untilMs <= firstDollarMs)) return [];
      const hours = untilMs === undefined ? HOURS_A_MONTH : (untilMs - firstDollarMs) / HOUR_MS;
      const rate = burnPerHour(look);
      return [{ name: hosting.name, untilMs, owed: rate === undefined ? undefined : costOf(rate, hours) }];
    })
    .sort((a, b) => (b.owed ?? 0) - (a.owed ?? 0));
}

/** What pools hold together; AWS may share some of it with other accounts. */
export const heldBy = (pools: readonly CreditPool[], nowMs: EpochMs): MicroUsd =>
  sumUsd(
    ZERO_USD,
    ...pools
      .filter(({ isEnabled, endsAtMs = Infinity }) => isEnabled && endsAtMs > nowMs)
      .map(({ remaining }) => remaining),
  );
