import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { type HistoryLog, openHistory } from './history-log.ts';
import type { ExecutionRecord } from './record.ts';

/** Executions on disk: a record each, replaced whole by rename, and beside it the history, one line per event. */
export interface RecordFolder {
  save(record: ExecutionRecord): void;
  /** Everything kept, in the order of starting. */
  records(): ExecutionRecord[];
  history(record: ExecutionRecord): HistoryLog;
}

/** Opens the folder; without a directory nothing outlives the process. */
export function openRecords(directory?: string): RecordFolder {
  if (!directory) return { save: () => undefined, records: () => [], history: () => openHistory(0) };
  fs.mkdirSync(directory, { recursive: true });
  // Execution names may differ in case only, file names on some systems may not.
  const fileOf = ({ executionArn }: ExecutionRecord) =>
    path.join(directory, crypto.createHash('sha256').update(executionArn).digest('hex').slice(0, 32));
  return {
    save(record) {
      const file = `${fileOf(record)}.json`;
      fs.writeFileSync(`${file}.tmp`, JSON.stringify(record));
      fs.renameSync(`${file}.tmp`, file);
    },
    records: () =>
      fs
        .readdirSync(directory)
        .filter((name) => name.endsWith('.json'))
        .map((name) => JSON.parse(fs.readFileSync(path.join(directory, name), 'utf8')) as ExecutionRecord)
        .sort((a, b) => a.startMs - b.startMs),
    history: (record) => openHistory(record.eventCount, `${fileOf(record)}.history.jsonl`),
  };
}
