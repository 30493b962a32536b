import type { Ledger } from '@rung/core/chat/ledger.ts';
import type { Clock, Ledgers } from '@rung/core/ports.ts';
import { insertRow, listDocuments, type RecordTable, readDocument, replaceRow } from './record-table.ts';

/** Ledgers of threads in DynamoDB. */
export function ledgerStore(table: RecordTable, clock: Clock): Ledgers {
  return {
    find: (threadKey) => readDocument<Ledger>(table, `thread#${threadKey}`),
    recent: (limit) => listDocuments<Ledger>(table, 'thread', limit),
    async save(ledger) {
      const row = {
        key: `thread#${ledger.threadKey}`,
        kind: 'thread',
        atMs: clock.nowMs(),
        version: ledger.version,
        document: ledger,
      };
      const result = ledger.version === 1 ? await insertRow(table, row) : await replaceRow(table, row);
      return result === 'written' ? 'saved' : 'lost';
    },
  };
}
