import type { SpendingStore } from '@rung/core/ports.ts';
import { type RecordTable, readSpending, writeSpending } from './record-table.ts';

/** The switch that stops all spending, in DynamoDB. */
export function spendingStore(table: RecordTable): SpendingStore {
  return { read: () => readSpending(table), write: (to) => writeSpending(table, to) };
}
