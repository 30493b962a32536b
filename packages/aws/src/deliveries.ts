import type { Clock, Deliveries } from '@rung/core/ports.ts';
import { DAY_MS } from '@rung/core/time.ts';
import { insertRow, type RecordTable, readDocument } from './record-table.ts';

/** Delivery keys in DynamoDB; the table's time to live clears them away, and never decides anything. */
export function deliveryStore(table: RecordTable, clock: Clock): Deliveries {
  return {
    async first(key, taker) {
      const atMs = clock.nowMs();
      const row = {
        key: `delivery#${key}`,
        kind: 'delivery',
        atMs,
        version: 1,
        document: { taker },
        expiresAtMs: atMs + DAY_MS,
      };
      if ((await insertRow(table, row)) === 'written') return true;
      return (await readDocument<{ taker: string }>(table, row.key))?.taker === taker;
    },
  };
}
