import type { EpochMs } from '../../time.ts';
import type { Bill } from './bill.ts';
import type { HostingMeter } from './hosting-meter.ts';

/** AWS's bill. Each reading costs cents, so it is asked once a day and kept. */
export interface Bills {
  /** `unread` when AWS would not show it. */
  read(nowMs: EpochMs): Promise<Bill | { readonly unread: string }>;
}

/** What Rung keeps of the account's money. The last writer wins: one schedule writes each record. */
export interface AccountBook {
  bill(): Promise<Bill | undefined>;
  keepBill(bill: Bill): Promise<void>;
  /** The meter of a month ("2026-11"); undefined before the first look in it. */
  meter(month: string): Promise<HostingMeter | undefined>;
  keepMeter(meter: HostingMeter): Promise<void>;
}
