import type { EpochMs } from '../../time.ts';
import type { Bill } from './bill.ts';
import type { CreditPool, CreditsReading } from './credits.ts';
import type { DigestOrder } from './digest.ts';
import type { HostingMeter } from './hosting-meter.ts';

/** AWS's bill. Each reading costs cents, so it is asked once a day at most, and kept. */
export interface Bills {
  /** Rejects with AWS's error when it would not show it. What evaluations cost is a question of its own, for another cent. */
  read(nowMs: EpochMs, ask: { readonly evaluations: boolean }): Promise<Bill>;
}

/** AWS's record of the account's credits. */
export interface Credits {
  read(nowMs: EpochMs): Promise<CreditsReading>;
}

/** What Rung keeps of the account's money. The last writer wins: one schedule writes each record. */
export interface AccountBook {
  bill(): Promise<Bill | undefined>;
  keepBill(bill: Bill): Promise<void>;
  /** The meter of a month ("2026-11"); undefined before the first look in it. */
  meter(month: string): Promise<HostingMeter | undefined>;
  keepMeter(meter: HostingMeter): Promise<void>;
  credits(): Promise<CreditsReading | undefined>;
  keepCredits(reading: CreditsReading): Promise<void>;
  /** Pools that people stated. */
  stated(): Promise<readonly CreditPool[]>;
  keepStated(pools: readonly CreditPool[]): Promise<void>;
  /** The weekly digest that a channel ordered. */
  digest(channel: string): Promise<DigestOrder | undefined>;
  digests(): Promise<readonly DigestOrder[]>;
  keepDigest(order: DigestOrder): Promise<void>;
  /** True for the first who wants to tell a channel on a day (UTC); a crash after it is made up for the next day. */
  claimDigest(channel: string, nowMs: EpochMs): Promise<boolean>;
  dropDigest(channel: string): Promise<void>;
}
