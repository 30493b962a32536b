import type { HostingAuditLine } from '@rung/core/hosting/hosting-audit.ts';
import { type AuditLine, auditLineOf } from '@rung/core/launch/audit-line.ts';
import type { Launch } from '@rung/core/launch/launch.ts';
import type { Clock, LaunchStore } from '@rung/core/ports.ts';
import { insertRow, listDocuments, type RecordTable } from './record-table.ts';

/**
 * Launches, with a line for each act: rows of kind "audit", keyed by launch and state: a state is come into once, however often the record is
 * written in it. A line that cannot be written does not undo the move, which is the truth; the launch's own record holds the same names and times.
 */
export function auditedLaunches(store: LaunchStore, table: RecordTable, clock: Clock): LaunchStore {
  const note = async (launch: Launch) => {
    const line = auditLineOf(launch, clock.nowMs());
    if (!line) return;
    const row = {
      key: `audit#${launch.id}#${launch.state}`,
      kind: 'audit',
      atMs: line.atMs,
      version: 1,
      document: line,
    };
    await insertRow(table, row).catch(() => 'lost');
  };
  return {
    ...store,
    async create(launch) {
      const created = await store.create(launch);
      if (created === 'created') await note(launch);
      return created;
    },
    async move(to, budget) {
      const moved = await store.move(to, budget);
      if (moved === 'moved') await note(to);
      return moved;
    },
  };
}

/** The lines of the audit, newest first: acts on launches and on hostings. */
export function recentAudit(table: RecordTable, limit: number): Promise<(AuditLine | HostingAuditLine)[]> {
  return listDocuments<AuditLine | HostingAuditLine>(table, 'audit', limit);
}
