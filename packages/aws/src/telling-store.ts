import type { Telling } from '@rung/core/launch/telling.ts';
import type { Tellings } from '@rung/core/launch/upkeep-ports.ts';
import { insertRow, listOldest, type RecordTable, type Row, readDocument, replaceRow } from './record-table.ts';

const keyOf = (launchId: string) => `telling#${launchId}`;

/** The index holds open tellings apart from closed ones, so that looking for what is owed costs what is owed. */
const row = (telling: Telling): Row => ({
  key: keyOf(telling.launchId),
  kind: telling.isClosed ? 'telling-closed' : 'telling-open',
  atMs: telling.openedAtMs,
  version: telling.version,
  document: telling,
});

/** What people are owed, in DynamoDB. */
export function tellingStore(table: RecordTable): Tellings {
  return {
    open: async (telling) => void (await insertRow(table, row(telling))),
    find: (id) => readDocument<Telling>(table, keyOf(id)),
    save: async (to) => ((await replaceRow(table, row(to))) === 'written' ? 'saved' : 'lost'),
    pending: (limit) => listOldest<Telling>(table, 'telling-open', limit),
  };
}
