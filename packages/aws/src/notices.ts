import type { Notices } from '@rung/core/launch/upkeep-ports.ts';
import type { Clock } from '@rung/core/ports.ts';
import { insertRow, type RecordTable, readDocument } from './record-table.ts';

const keyOf = (key: string) => `notice#${key}`;

/** What was told once, in DynamoDB. */
export function noticeStore(table: RecordTable, clock: Clock): Notices {
  return {
    wasGiven: async (key) => (await readDocument(table, keyOf(key))) !== undefined,
    async give(key) {
      const row = { key: keyOf(key), kind: 'notice', atMs: clock.nowMs(), version: 1, document: {} };
      await insertRow(table, row);
    },
  };
}
