import { createHash } from 'node:crypto';
import type { RuleId } from '../rules.ts';
import type { FittedRecord } from './fit-record.ts';
import type { LeftOut } from './mend-line.ts';
import type { RepairedFile, RepairManifest, ShownChange, ShownLeftOut } from './repair-manifest.ts';
import { SETS, type SetName } from './repair-plan.ts';

/** Keeps the books while a copy is written. */
export interface RepairLog {
  blank(): void;
  leftOut(line: LeftOut): void;
  /** Books a record into its file; returns the bytes to write. */
  written(record: FittedRecord, set: SetName, label: string | undefined): Uint8Array;
  contradicts(line: number): void;
  entries(sets: readonly SetName[]): LogEntries;
}

export type LogEntries = Pick<RepairManifest, 'files' | 'read' | 'written' | 'blankLines' | 'leftOut' | 'changed'> & {
  readonly contradictionLines: readonly number[];
};

interface Books {
  readonly hash: ReturnType<typeof createHash>;
  readonly labels: Map<string, number>;
  records: number;
  bytes: number;
}

const encoder = new TextEncoder();

export function createRepairLog(maxShown: number): RepairLog {
  const books = new Map<SetName, Books>(
    SETS.map((set) => [set, { hash: createHash('sha256'), labels: new Map(), records: 0, bytes: 0 }]),
  );
  const leftOut = createTally<RuleId, ShownLeftOut>(maxShown);
  const changed = createTally<string, ShownChange>(maxShown);
  const contradictionLines: number[] = [];
  let blankLines = 0;
  const writtenInto = (set: SetName): Books => {
    const book = books.get(set);
    if (!book) throw new Error(`no file for ${set}`);
    return book;
  };

  return {
    blank() {
      blankLines += 1;
    },
    leftOut: ({ line, rule, message }) => leftOut.add([rule], { line, rule, message }),
    written(record, set, label) {
      const book = writtenInto(set);
      const bytes = encoder.encode(`${record.text}\n`);
      enter(book, bytes, label);
      const changes = [...new Set(record.changes)];
      if (changes.length > 0) changed.add(changes, { line: record.line, set, newLine: book.records, changes });
      return bytes;
    },
    contradicts(line) {
      if (contradictionLines.length < maxShown) contradictionLines.push(line);
    },
    entries(sets) {
      const written = [...books.values()].reduce((sum, { records }) => sum + records, 0);
      const { total, counts: byRule, shown } = leftOut.sums();
      const { counts: byChange, ...changes } = changed.sums();
      return {
        files: sets.map((set) => fileOf(set, writtenInto(set))),
        read: written + total,
        written,
        blankLines,
        leftOut: { total, byRule, shown },
        changed: { ...changes, byChange },
        contradictionLines,
      };
    },
  };
}

/** Counts by kind and keeps the first examples. */
function createTally<K extends string, T>(maxShown: number) {
  const counts = new Map<K, number>();
  const shown: T[] = [];
  let total = 0;
  return {
    add(kinds: readonly K[], example: T) {
      total += 1;
      for (const kind of kinds) count(counts, kind);
      if (shown.length < maxShown) shown.push(example);
    },
    sums: () => ({ total, counts: sorted(counts), shown }),
  };
}

function enter(book: Books, bytes: Uint8Array, label: string | undefined): void {
  book.hash.update(bytes);
  book.records += 1;
  book.bytes += bytes.length;
  if (label !== undefined) count(book.labels, label);
}

function fileOf(set: SetName, { hash, labels, records, bytes }: Books): RepairedFile {
  const byLabel = labels.size > 0 ? { labels: sorted(labels) } : {};
  return { set, records, bytes, sha256: hash.copy().digest('hex'), ...byLabel };
}

function count<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** The most frequent first. */
function sorted<K extends string>(counts: ReadonlyMap<K, number>): Record<K, number> {
  const entries = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return Object.fromEntries(entries) as Record<K, number>;
}
