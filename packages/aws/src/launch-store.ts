import type { Launch } from '@rung/core/launch/launch.ts';
import { microUsd } from '@rung/core/money.ts';
import type { LaunchStore } from '@rung/core/ports.ts';
import {
  insertRow,
  listDocuments,
  type RecordTable,
  type Row,
  readCommitted,
  readDocument,
  replaceRow,
  replaceRowWithBudget,
} from './record-table.ts';

const row = (launch: Launch): Row => ({
  key: `launch#${launch.id}`,
  kind: 'launch',
  atMs: launch.requestedAtMs,
  version: launch.version,
  document: launch,
});

/** Launches in DynamoDB. */
export function launchStore(table: RecordTable): LaunchStore {
  return {
    create: async (launch) => ((await insertRow(table, row(launch))) === 'written' ? 'created' : 'exists'),
    find: (id) => readDocument<Launch>(table, `launch#${id}`),
    async move(to, budget) {
      const result = budget ? await replaceRowWithBudget(table, row(to), budget) : await replaceRow(table, row(to));
      return result === 'written' ? 'moved' : result;
    },
    committed: async (counterKey) => microUsd(await readCommitted(table, counterKey)),
    recent: (limit) => listDocuments<Launch>(table, 'launch', limit),
  };
}
