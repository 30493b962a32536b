import { isOver, type Lease } from '@rung/core/hosting/lease/lease.ts';
import { auditLeaseOf } from '@rung/core/hosting/lease/lease-audit.ts';
import type { LeaseStore } from '@rung/core/hosting/lease/ports.ts';
import type { AuditLine } from '@rung/core/launch/audit-line.ts';
import type { Clock } from '@rung/core/ports.ts';
import {
  insertRow,
  listDocuments,
  type RecordTable,
  type Row,
  readDocument,
  replaceRow,
  replaceRowWithBudget,
} from './record-table.ts';

/** Leases that are over and shown are of another kind, so that the list of what is open stays short. */
const row = (lease: Lease): Row => ({
  key: `lease#${lease.id}`,
  kind: isOver(lease) && !lease.isOwed ? 'lease-over' : 'lease',
  atMs: lease.requestedAtMs,
  version: lease.version,
  document: lease,
});

/** Most leases that are followed in one look. */
const MOST_FOLLOWED = 1000;

/** Leases in DynamoDB, with a line of the audit for each act. */
export function leaseStore(table: RecordTable, clock: Clock): LeaseStore {
  const note = async (lease: Lease) => {
    const line = auditLeaseOf(lease, clock.nowMs());
    if (line) await insertRow(table, auditRow(lease, line)).catch(() => 'lost');
  };
  return {
    async create(lease) {
      if ((await insertRow(table, row(lease))) !== 'written') return 'exists';
      await note(lease);
      return 'created';
    },
    find: (id) => readDocument<Lease>(table, `lease#${id}`),
    async move(to, budget) {
      const result = budget ? await replaceRowWithBudget(table, row(to), budget) : await replaceRow(table, row(to));
      if (result !== 'written') return result;
      await note(to);
      return 'moved';
    },
    open: () => listDocuments<Lease>(table, 'lease', MOST_FOLLOWED),
    over: (many) => listDocuments<Lease>(table, 'lease-over', many),
  };
}

/** One line for each act: a state is come into once, and each extension is an act of its own. */
function auditRow(lease: Lease, line: AuditLine): Row {
  const nth = 'extensions' in lease ? `#${lease.extensions.length}` : '';
  return { key: `audit#${lease.id}#${lease.state}${nth}`, kind: 'audit', atMs: line.atMs, version: 1, document: line };
}
