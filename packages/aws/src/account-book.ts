import type { Bill } from '@rung/core/cost/bill/bill.ts';
import type { HostingMeter } from '@rung/core/cost/bill/hosting-meter.ts';
import type { AccountBook } from '@rung/core/cost/bill/ports.ts';
import { putDocument, type RecordTable, readDocument } from './record-table.ts';

/** The account's money, in DynamoDB: one record each. */
export function accountBook(table: RecordTable): AccountBook {
  return {
    bill: () => readDocument<Bill>(table, 'account#bill'),
    keepBill: (bill) => putDocument(table, 'account#bill', bill),
    meter: (month) => readDocument<HostingMeter>(table, `account#meter#${month}`),
    keepMeter: (meter) => putDocument(table, `account#meter#${meter.month}`, meter),
  };
}
