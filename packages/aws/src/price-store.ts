import type { PriceStore } from '@rung/core/cost/ports.ts';
import type { PriceSheet } from '@rung/core/cost/price-sheet.ts';
import { insertRow, type RecordTable, readDocument, replaceRow } from './record-table.ts';

const keyOf = (region: string) => `prices#${region}`;

/** What the Price List said last, in DynamoDB: one record for a region. */
export function priceStore(table: RecordTable): PriceStore {
  return {
    find: (region) => readDocument<PriceSheet>(table, keyOf(region)),
    async save(sheet) {
      const { region, version, readAtMs: atMs } = sheet;
      const row = { key: keyOf(region), kind: 'prices', atMs, version, document: sheet };
      const written = await (version === 1 ? insertRow(table, row) : replaceRow(table, row));
      return written === 'written' ? 'saved' : 'lost';
    },
  };
}
