import type { CheckOptions, DatasetFormat, DatasetReport } from './dataset-report.ts';
import { howEstimated } from './estimate-tokens.ts';
import { judgementOf, outlookOf } from './judge.ts';
import { rulesFor } from './method-rules.ts';
import { noteWhole } from './note-whole.ts';
import { createQuickReader, type QuickReader } from './quick/quick-reader.ts';
import { type LineReader, type ReadThrough, readLines } from './read-lines.ts';
import { peekTable, readTable, type TableReader } from './read-table.ts';
import { MAX_LINE_BYTES } from './split-lines.ts';
import { createLineTaker, type LineTaker } from './take-line.ts';
import { createTallies, type Tallies } from './tallies.ts';

const PROGRESS_BYTES = 1024 * 1024;

/**
 * Reads a dataset once, in memory that does not grow with the file but for about 30 bytes a record, and says of every line
 * what AWS would refuse and what it would accept and one would regret. Throws only what `source` throws.
 */
export async function checkDataset(source: AsyncIterable<Uint8Array>, options: CheckOptions): Promise<DatasetReport> {
  const rules = rulesFor(options.model, options.method);
  const tallies = await createTallies({ ...options, model: rules.model });
  const quick = quickReaderFor(tallies.options);
  try {
    const taker = createLineTaker(tallies, quick);
    const progress = progressOf(tallies);
    // What JumpStart trains on may be a table; nothing that Bedrock trains on is one.
    const peeked = rules.model.formats.includes('instruction') ? await peekTable(source) : { isTable: false, source };
    const read = peeked.isTable
      ? await readTable(peeked.source, rowReader(tallies, taker, progress))
      : await readLines(peeked.source, lineReader(tallies, taker, progress));
    noteWhole(tallies, read, rules);
    const report = reportOf(tallies, read);
    return peeked.isTable ? { ...report, format: 'csv' } : report;
  } finally {
    quick.close();
  }
}

function lineReader(tallies: Tallies, taker: LineTaker, progress: (bytes: number) => void): LineReader {
  return {
    line: taker.line,
    block: taker.block,
    tooLong(line) {
      tallies.lines.last = line;
      const message = `The line is longer than ${MAX_LINE_BYTES / 1024} KiB; it was not read.`;
      tallies.log.note({ rule: 'line-too-long', line, message });
    },
    container({ format, rule, message }) {
      tallies.container = format;
      tallies.log.note({ rule, line: 1, message });
    },
    progress,
  };
}

function progressOf(tallies: Tallies): (bytes: number) => void {
  let next = PROGRESS_BYTES;
  return (bytes) => {
    if (bytes < next) return;
    const { fileBytes } = tallies.options;
    if (next === PROGRESS_BYTES && fileBytes) tallies.repeats.reserve((tallies.records * fileBytes) / bytes);
    next = bytes + PROGRESS_BYTES;
    tallies.options.onProgress?.({ bytes, records: tallies.records });
  };
}

const encoder = new TextEncoder();

/** Rows are read as the records that they stand for. */
function rowReader({ log }: Tallies, taker: LineTaker, progress: (bytes: number) => void): TableReader {
  return {
    row: (record, line) => taker.line(encoder.encode(JSON.stringify(record)), line),
    broken: (rule, { line, message }) => log.note({ rule, line, message }),
    progress,
  };
}

/** Only fine-tuning's own layouts are read without parsing; of any other nothing is learnt, so all of it is parsed. */
function quickReaderFor({ model, method, personalData }: CheckOptions): QuickReader {
  const reader = createQuickReader(model, personalData !== false);
  return method === 'fine-tuning' ? reader : { ...reader, learn: () => undefined };
}

function reportOf(tallies: Tallies, read: ReadThrough): DatasetReport {
  const { log, options, records, survey } = tallies;
  const { sampled, ...total } = tallies.tokens.total();
  const tokens = { estimate: Math.round(total.estimate), low: Math.round(total.low), high: Math.round(total.high) };
  const countsByRule = log.countsByRule();
  const completions = survey.kind();
  const labels = survey.labels();
  const judgement = judgementOf(log.worst());
  return {
    ready: judgement !== 'not-ready',
    judgement,
    format: formatOf(tallies, read),
    records,
    bytes: read.bytes,
    tokens: { ...tokens, how: howEstimated(sampled), ...(sampled ? { sampled } : {}) },
    findings: log.shown(),
    countsByRule,
    truncated: log.hidSome() || !read.wasWhole,
    shape: {
      duplicates: countsByRule.duplicate ?? 0,
      contradictions: countsByRule.contradiction ?? 0,
      completions,
      labels,
      promptTokens: tallies.promptLengths.quantiles(),
      completionTokens: tallies.completionLengths.quantiles(),
    },
    outlook:
      options.set === 'validation'
        ? undefined
        : outlookOf({ model: options.model, method: options.method, records, tokens, completions, labels }),
  };
}

/** The layout of most records. */
function formatOf({ container, formats }: Tallies, { bytes }: ReadThrough): DatasetFormat {
  if (container) return container;
  if (bytes === 0) return 'empty';
  const [most] = [...formats].sort(([, a], [, b]) => b - a);
  return most?.[0] ?? 'unknown';
}
