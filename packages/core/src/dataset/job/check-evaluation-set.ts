import type { DatasetFinding, DatasetFormat } from '../dataset-report.ts';
import { createFindingLog, type FindingLog } from '../finding-log.ts';
import { thousands } from '../judge.ts';
import { readLines } from '../read-lines.ts';
import { type JsonObject, readRecord } from '../read-record.ts';
import { peekTable, readTable } from '../read-table.ts';
import { type RecordFormat, recogniseRecord } from '../recognise-record.ts';
import type { RuleId, Severity } from '../rules.ts';
import { isSuspect, noteSensitive } from '../sensitive/note-sensitive.ts';

export interface EvaluationSetReport {
  readonly records: number;
  /** The layout of most records. */
  readonly format: DatasetFormat;
  readonly findings: readonly DatasetFinding[];
  readonly countsByRule: Readonly<Partial<Record<RuleId, number>>>;
  readonly worst: Severity | undefined;
  readonly truncated: boolean;
}

/** Most prompts of an evaluation job (docs.aws.amazon.com/bedrock/latest/userguide/model-evaluation-prompt-datasets-judge.html, read 2026-11-26). */
const MOST_PROMPTS = 1_000;

/**
 * Can every line of a held-out set be read, does it ask something, and does it hold what nobody should see? What a model asks
 * of training records does not bind it: it is never trained on.
 */
export async function checkEvaluationSet(
  source: AsyncIterable<Uint8Array>,
  maxShownPerRule: number,
): Promise<EvaluationSetReport> {
  const log = createFindingLog(maxShownPerRule);
  const formats = new Map<RecordFormat, number>();
  const take = (record: JsonObject, line: number) => takeRecord({ log, formats }, record, line);
  const peeked = await peekTable(source);
  const read = peeked.isTable
    ? await readTable(peeked.source, {
        row: take,
        broken: (rule, { line, message }) => log.note({ rule, line, message }),
        progress: () => undefined,
      })
    : await readSetLines(peeked.source, log, take);
  const records = [...formats.values()].reduce((sum, count) => sum + count, 0);
  if (read.bytes === 0) log.note({ rule: 'empty-file', line: 1, message: 'The file is empty.' });
  if (records > MOST_PROMPTS) noteTooMany(log, records);
  const [most] = [...formats].sort(([, one], [, other]) => other - one);
  return {
    records,
    format: peeked.isTable ? 'csv' : (most?.[0] ?? 'unknown'),
    findings: log.shown(),
    countsByRule: log.countsByRule(),
    worst: log.worst(),
    truncated: log.hidSome() || !read.wasWhole,
  };
}

function takeRecord(
  { log, formats }: { log: FindingLog; formats: Map<RecordFormat, number> },
  record: JsonObject,
  line: number,
): void {
  const { format, asked } = recogniseRecord(record);
  formats.set(format, (formats.get(format) ?? 0) + 1);
  if (format === 'unknown')
    log.note({ rule: 'missing-field', line, message: 'The record asks nothing that Rung can find.' });
  else if (asked === '') log.note({ rule: 'empty-text', line, message: 'The prompt is empty.' });
  if (isSuspect(JSON.stringify(record), true))
    for (const note of noteSensitive(record, true)) log.note({ ...note, line });
}

function readSetLines(
  source: AsyncIterable<Uint8Array>,
  log: FindingLog,
  take: (record: JsonObject, line: number) => void,
) {
  return readLines(source, {
    line(bytes, line) {
      const { value, notes } = readRecord(bytes);
      for (const note of notes) log.note({ ...note, line });
      if (value) take(value, line);
    },
    tooLong: (line) => log.note({ rule: 'line-too-long', line, message: 'The line is too long; it was not read.' }),
    container: ({ rule, message }) => log.note({ rule, line: 1, message }),
  });
}

function noteTooMany(log: FindingLog, records: number): void {
  const message = `The set has ${thousands(records)} prompts; one evaluation job of Bedrock takes ${thousands(MOST_PROMPTS)}.`;
  log.note({
    rule: 'too-many-records',
    line: 1,
    message,
    severity: 'info',
    fix: 'Nothing needs doing for Rung’s own judging; for a job of Bedrock’s take a sample.',
  });
}
