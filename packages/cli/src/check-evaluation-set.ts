import type { DatasetFinding } from '@rung/core/dataset/dataset-report.ts';
import { createFindingLog } from '@rung/core/dataset/finding-log.ts';
import { readLines } from '@rung/core/dataset/read-lines.ts';
import { readRecord } from '@rung/core/dataset/read-record.ts';
import { type RecordFormat, recogniseRecord } from '@rung/core/dataset/recognise-record.ts';
import type { RuleId } from '@rung/core/dataset/rules.ts';

export interface EvaluationSetReport {
  readonly records: number;
  /** The layout of most records. */
  readonly format: RecordFormat;
  readonly findings: readonly DatasetFinding[];
  readonly countsByRule: Readonly<Partial<Record<RuleId, number>>>;
  readonly hasError: boolean;
  readonly truncated: boolean;
}

/** Can every line of a held-out set be read? What a model asks of training records does not bind it: it is never trained on. */
export async function checkEvaluationSet(
  source: AsyncIterable<Uint8Array>,
  maxShownPerRule: number,
): Promise<EvaluationSetReport> {
  const log = createFindingLog(maxShownPerRule);
  const formats = new Map<RecordFormat, number>();
  let records = 0;
  const read = await readLines(source, {
    line(bytes, line) {
      const { value, notes } = readRecord(bytes);
      for (const note of notes) log.note({ ...note, line });
      if (!value) return;
      records += 1;
      const { format } = recogniseRecord(value);
      formats.set(format, (formats.get(format) ?? 0) + 1);
    },
    tooLong: (line) => log.note({ rule: 'line-too-long', line, message: 'The line is too long; it was not read.' }),
    container: ({ rule, message }) => log.note({ rule, line: 1, message }),
  });
  if (read.bytes === 0) log.note({ rule: 'empty-file', line: 1, message: 'The file is empty.' });
  const [most] = [...formats].sort(([, one], [, other]) => other - one);
  return {
    records,
    format: most?.[0] ?? 'unknown',
    findings: log.shown(),
    countsByRule: log.countsByRule(),
    hasError: log.worst() === 'error',
    truncated: log.hidSome() || !read.wasWhole,
  };
}
