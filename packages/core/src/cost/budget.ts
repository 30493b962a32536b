import { formatUsd, type MicroUsd } from '../money.ts';
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
  readonly counters: readonly Counter[];
  /** Added to each, in micro-dollars; negative gives back. */
  readonly by: number;
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
    by: amount,
    counters: [
      { key: monthOf(atMs), words: 'this month', cap: caps.monthly },
      { key: day, words: 'today', cap: caps.daily },
      { key: `${channel}#${monthOf(atMs)}`, words: 'this channel’s month', cap: caps.channelMonthly },
    ],
  };
}

/** Turns a reservation into what was really spent, in the counters that it was made in: all of it back when nothing was. */
export function settle(
  reserved: { amount: MicroUsd; keys: readonly string[] },
  spent: MicroUsd | undefined,
): BudgetChange {
  return {
    by: (spent ?? 0) - reserved.amount,
    counters: reserved.keys.map((key) => ({ key, words: key, cap: undefined })),
  };
}

/** What a counter may hold for the change to fit; undefined when it fits whatever stands, negative when it never does. */
export function roomBefore({ cap }: Counter, by: number): number | undefined {
  return cap === undefined || by <= 0 ? undefined : cap - by;
}

/** The change done to all counters or to none, as the store does it in one write. */
export function applyBudget(
  committed: ReadonlyMap<string, number>,
  change: BudgetChange,
): ReadonlyMap<string, number> | 'over-cap' {
  const fits = change.counters.every((counter) => {
    const room = roomBefore(counter, change.by);
    return room === undefined || (committed.get(counter.key) ?? 0) <= room;
  });
  if (!fits) return 'over-cap';
  const changed = change.counters.map(({ key }): [string, number] => [key, (committed.get(key) ?? 0) + change.by]);
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
