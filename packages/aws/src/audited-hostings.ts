import { type HostingAuditLine, hostingAuditOf, recordAuditOf } from '@rung/core/hosting/hosting-audit.ts';
import type { HostingRecords, SpellStore } from '@rung/core/hosting/ports.ts';
import { spellIdOf } from '@rung/core/hosting/spell.ts';
import { sha256 } from '@rung/core/ids.ts';
import { insertRow, type RecordTable } from './record-table.ts';

/** A line that cannot be written does not undo what was done, and the record of the stretch holds the same names and times. */
async function note(table: RecordTable, key: string, line: HostingAuditLine): Promise<void> {
  const row = { key: `audit#${key}`, kind: 'audit', atMs: line.atMs, version: 1, document: line };
  await insertRow(table, row).catch(() => 'lost');
}

/** Idle stretches, with a line for each act on them, however often the record is written after it. */
export function auditedSpells(store: SpellStore, table: RecordTable): SpellStore {
  return {
    ...store,
    async move(to) {
      const moved = await store.move(to);
      const line = hostingAuditOf(to);
      if (moved === 'moved' && line) await note(table, `${spellIdOf(to.key)}#${line.act}#${line.atMs}`, line);
      return moved;
    },
  };
}

/** Records of what Rung made and what it was given, with a line for each. */
export function auditedHostingRecords(store: HostingRecords, table: RecordTable): HostingRecords {
  return {
    ...store,
    async add(record) {
      const added = await store.add(record);
      const id = sha256(`${record.arn}#${record.createdAtMs}`).slice(0, 20);
      if (added === 'added') await note(table, `${id}#${record.kind}`, recordAuditOf(record));
      return added;
    },
  };
}
