import { formatUsd, type MicroUsd, ZERO_USD } from '../money.ts';
import type { EpochMs } from '../time.ts';
import { monthOf } from './month.ts';

/** The most that may be reserved and spent, from the settings. A cap that is undefined is not set. */
export interface Caps {
  readonly perLaunch: MicroUsd | undefined;
  /** Of the account in a calendar month (UTC). */
  readonly monthly: MicroUsd;
  readonly channelMonthly: MicroUsd | undefined;
  /** Of the account in a day (UTC). */
  readonly daily: MicroUsd | undefined;
}

/** A sum that is kept: what is reserved and not yet settled, and what was spent. */
export interface Counter {
  readonly key: string;
  /** "this month", "today", "this channel’s month". */
  readonly words: string;
  /** Undefined where nothing is refused: no cap is set, or money is given back. */
  readonly cap: MicroUsd | undefined;
}

/** A change of every counter that a move belongs to: the move and all of them happen, or nothing does. */
export interface BudgetChange {
  readonly counters: readonly CounterChange[];
}

export interface CounterChange extends Counter {
  /** Added to it, in micro-dollars; negative gives back. */
  readonly by: number;
}

/** What was reserved under one yes, and the counters that hold it. */
export interface Reservation {
  readonly amount: MicroUsd;
  readonly keys: readonly string[];
}

/** Where and when money is spent. */
export interface Spend {
  readonly amount: MicroUsd;
  readonly atMs: EpochMs;
  readonly channel: string;
}

/** The reservation of a spend: refused when any of its counters would exceed its cap. */
export function reserve({ amount, atMs, channel }: Spend, caps: Caps): BudgetChange {
  const day = new Date(atMs).toISOString().slice(0, 10);
  return {
    counters: [
      { key: monthOf(atMs), words: 'this month', cap: caps.monthly, by: amount },
      { key: day, words: 'today', cap: caps.daily, by: amount },
      { key: `${channel}#${monthOf(atMs)}`, words: 'this channel’s month', cap: caps.channelMonthly, by: amount },
    ],
  };
}

/** Turns a reservation into what was really spent, in the counters that it was made in: all of it back when nothing was. */
export function settle(reserved: Reservation, spent: MicroUsd | undefined): BudgetChange {
  return settleAll([reserved], spent ?? ZERO_USD);
}

/**
 * The same for several that paid for one thing one after the other: the oldest is used up first, and what was spent above all of them
 * counts with the newest.
 */
export function settleAll(reserved: readonly Reservation[], spent: MicroUsd): BudgetChange {
  const byKey = new Map<string, number>();
  let left: number = spent;
  for (const [index, { amount, keys }] of reserved.entries()) {
    const used = index === reserved.length - 1 ? left : Math.min(left, amount);
    left -= used;
    for (const key of keys) byKey.set(key, (byKey.get(key) ?? 0) + used - amount);
  }
  const moved = [...byKey].filter(([, by]) => by !== 0);
  return { counters: moved.map(([key, by]) => ({ key, words: key, cap: undefined, by })) };
}

/** What a counter may hold for the change to fit; undefined when it fits whatever stands, negative when it never does. */
export function roomBefore({ cap, by }: CounterChange): number | undefined {
  return cap === undefined || by <= 0 ? undefined : cap - by;
}

/** Whether it sets money aside. A settlement only writes down what was spent: no cap and no stopped spending refuses it. */
export function isReservation({ counters }: BudgetChange): boolean {
  return counters.some(({ cap, by }) => cap !== undefined && by > 0);
}

/** The change done to all counters or to none, as the store does it in one write. */
export function applyBudget(
  committed: ReadonlyMap<string, number>,
  change: BudgetChange,
): ReadonlyMap<string, number> | 'over-cap' {
  const fits = change.counters.every((counter) => {
    const room = roomBefore(counter);
    return room === undefined || (committed.get(counter.key) ?? 0) <= room;
  });
  if (!fits) return 'over-cap';
  const changed = change.counters.map(({ key, by }): [string, number] => [key, (committed.get(key) ?? 0) + by]);
  return new Map([...committed, ...changed]);
}

/** Why an amount does not fit under a counter's cap; undefined when it does. */
export function overCap(amount: MicroUsd, counter: Counter & { committed: MicroUsd }): string | undefined {
  const { cap, committed, words } = counter;
  if (cap === undefined || committed + amount <= cap) return undefined;
  return `It would take ${words} to ${formatUsd((committed + amount) as MicroUsd)}, above the cap of ${formatUsd(cap)}.`;
}

/** Why an amount is too much for one launch, whatever else was spent; undefined when it is not. */
export function overLaunchCap(amount: MicroUsd, { perLaunch }: Caps): string | undefined {
  if (perLaunch === undefined || amount <= perLaunch) return undefined;
  return `It may cost ${formatUsd(amount)}, above the cap of ${formatUsd(perLaunch)} for one launch.`;
}
