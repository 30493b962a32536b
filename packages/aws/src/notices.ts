import type { Notice, Notices } from '@rung/core/chat/notice.ts';
import { insertRow, type RecordTable, type Row, readDocument, replaceRow } from './record-table.ts';

const keyOf = (key: string) => `notice#${key}`;

const row = (notice: Notice): Row => ({
  key: keyOf(notice.key),
  kind: 'notice',
  atMs: notice.claimedAtMs,
  version: notice.version,
  document: notice,
});

/** What is told once, in DynamoDB. */
export function noticeStore(table: RecordTable): Notices {
  return {
    async open(notice) {
      if ((await insertRow(table, row(notice))) === 'written') return 'created';
      return (await readDocument<Notice>(table, keyOf(notice.key))) ?? 'created';
    },
    move: async (to) => ((await replaceRow(table, row(to))) === 'written' ? 'moved' : 'lost'),
  };
}
