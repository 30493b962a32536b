import type { HostingRecord } from '@rung/core/hosting/ownership.ts';
import type { HostingRecords } from '@rung/core/hosting/ports.ts';
import { sha256 } from '@rung/core/ids.ts';
import { insertRow, type RecordTable, readDocument } from './record-table.ts';

const keyOf = ({ arn, createdAtMs }: { arn: string; createdAtMs: number }) =>
  `hosting#${sha256(`${arn}#${createdAtMs}`).slice(0, 20)}`;

/** Which hostings Rung made and which were adopted, in DynamoDB. */
export function hostingRecords(table: RecordTable): HostingRecords {
  return {
    find: (hosting) => readDocument<HostingRecord>(table, keyOf(hosting)),
    async add(record) {
      const row = { key: keyOf(record), kind: 'hosting', atMs: record.atMs, version: 1, document: record };
      return (await insertRow(table, row)) === 'written' ? 'added' : 'exists';
    },
  };
}
