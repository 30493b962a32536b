import { checkRecord } from './check-record.ts';
import { type CompletionSurvey, createCompletionSurvey } from './completion-survey.ts';
import type { CheckOptions, DatasetFormat, DatasetReport } from './dataset-report.ts';
import { estimateTokens, HOW_ESTIMATED, type TokenRange } from './estimate-tokens.ts';
import { createFindingLog, type FindingLog, type Note } from './finding-log.ts';
import { createFirstSeen, type FirstSeen } from './first-seen.ts';
import { judgementOf, outlookOf } from './judge.ts';
import { createLengths, type Lengths } from './lengths.ts';
import { noteWhole } from './note-whole.ts';
import { type ReadThrough, readLines } from './read-lines.ts';
import { type JsonObject, readRecord } from './read-record.ts';
import { type Exchange, type RecordFormat, recogniseRecord } from './recognise-record.ts';
import { isRefusal } from './refusal-text.ts';
import { MAX_LINE_BYTES } from './split-lines.ts';

const DEFAULT_SHOWN_PER_RULE = 10;
const PROGRESS_BYTES = 1024 * 1024;

/** What is gathered while a file is read. */
export interface Tallies {
  readonly options: CheckOptions;
  readonly maxShown: number;
  readonly log: FindingLog;
  readonly seen: FirstSeen;
  readonly survey: CompletionSurvey;
  readonly promptLengths: Lengths;
  readonly completionLengths: Lengths;
  readonly lengths: Lengths;
  readonly formats: Map<RecordFormat, number>;
  /** Lines that end in CRLF, the first of them, and the last line read. */
  readonly lines: { crlf: number; firstCrlf: number; last: number };
  readonly media: { firstImage: number; firstVideo: number };
  /** What the file is where it is no JSON Lines. */
  container: DatasetFormat | undefined;
  records: number;
  tokens: TokenRange;
}

/**
 * Reads a dataset once, in memory that does not grow with the file but for 16 to 43 bytes a record, and says of every line
 * what AWS would refuse and what it would accept and one would regret. Throws only what `source` throws.
 */
export async function checkDataset(source: AsyncIterable<Uint8Array>, options: CheckOptions): Promise<DatasetReport> {
  const tallies = await createTallies(options);
  let nextProgress = PROGRESS_BYTES;
  const read = await readLines(source, {
    line: (bytes, number) => takeLine(tallies, bytes, number),
    tooLong(line) {
      tallies.lines.last = line;
      const message = `The line is longer than ${MAX_LINE_BYTES / 1024} KiB; it was not read.`;
      tallies.log.note({ rule: 'line-too-long', line, message });
    },
    container({ format, rule, message }) {
      tallies.container = format;
      tallies.log.note({ rule, line: 1, message });
    },
    progress(bytes) {
      if (bytes < nextProgress) return;
      nextProgress = bytes + PROGRESS_BYTES;
      options.onProgress?.({ bytes, records: tallies.records });
    },
  });
  noteWhole(tallies, read);
  return reportOf(tallies, read);
}

async function createTallies(options: CheckOptions): Promise<Tallies> {
  const maxShown = options.maxShownPerRule ?? DEFAULT_SHOWN_PER_RULE;
  return {
    options,
    maxShown,
    log: createFindingLog(maxShown),
    seen: await createFirstSeen(),
    survey: createCompletionSurvey(maxShown),
    promptLengths: createLengths(0),
    completionLengths: createLengths(0),
    lengths: createLengths(maxShown),
    formats: new Map(),
    lines: { crlf: 0, firstCrlf: 0, last: 0 },
    media: { firstImage: 0, firstVideo: 0 },
    container: undefined,
    records: 0,
    tokens: { estimate: 0, low: 0, high: 0 },
  };
}

function takeLine(tallies: Tallies, bytes: Uint8Array, line: number): void {
  const { log, lines } = tallies;
  const { value, text, notes, endsInCr } = readRecord(bytes);
  lines.last = line;
  if (endsInCr && lines.crlf === 0) lines.firstCrlf = line;
  if (endsInCr) lines.crlf += 1;
  for (const note of notes) log.note({ ...note, line });
  if (value) takeRecord(tallies, value, { line, text });
}

function takeRecord(tallies: Tallies, record: JsonObject, place: { line: number; text: string }): void {
  const { log, options, formats, media } = tallies;
  const { line, text } = place;
  const exchange = recogniseRecord(record);
  tallies.records += 1;
  formats.set(exchange.format, (formats.get(exchange.format) ?? 0) + 1);
  if (exchange.media.image && media.firstImage === 0) media.firstImage = line;
  if (exchange.media.video && media.firstVideo === 0) media.firstVideo = line;
  const note = (finding: Omit<Note, 'line'>) => log.note({ ...finding, line });
  checkRecord({ record, text, model: options.model, note }, exchange.format);
  takeLength(tallies, exchange, line);
  if (exchange.asked !== '' && exchange.completion !== '') takeExchange(tallies, exchange, line);
}

function takeLength(tallies: Tallies, exchange: Exchange, line: number): void {
  const { log, options, tokens } = tallies;
  const prompt = estimateTokens(exchange.prompt);
  const completion = estimateTokens(exchange.completion);
  const estimate = prompt.estimate + completion.estimate;
  const low = prompt.low + completion.low;
  tallies.promptLengths.add(prompt.estimate, line);
  tallies.completionLengths.add(completion.estimate, line);
  tallies.lengths.add(estimate, line);
  tallies.tokens = {
    estimate: tokens.estimate + estimate,
    low: tokens.low + low,
    high: tokens.high + prompt.high + completion.high,
  };
  const max = options.model.maxRecordTokens;
  if (max === undefined || estimate <= max) return;
  const message = `The record has about ${Math.round(estimate)} tokens (an estimate); ${options.model.name} takes ${max}.`;
  // Only what is too long by the lowest estimate is surely refused.
  log.note({ rule: 'too-long', line, message, severity: low > max ? 'error' : 'warning' });
}

function takeExchange(tallies: Tallies, exchange: Exchange, line: number): void {
  const { log, seen, survey } = tallies;
  const before = seen.add(exchange, line);
  if (before.kind === 'duplicate')
    log.note({ rule: 'duplicate', line, message: `The record repeats line ${before.line}.` });
  if (before.kind === 'contradiction')
    log.note({
      rule: 'contradiction',
      line,
      message: `The prompt is that of line ${before.line}; the completion is another.`,
    });
  survey.add(exchange.completion, line);
  if (exchange.answers.some(isRefusal))
    log.note({ rule: 'refusal-text', line, message: 'The answer declines instead of answering.' });
}

function reportOf(tallies: Tallies, read: ReadThrough): DatasetReport {
  const { log, options, records, survey } = tallies;
  const tokens = {
    estimate: Math.round(tallies.tokens.estimate),
    low: Math.round(tallies.tokens.low),
    high: Math.round(tallies.tokens.high),
  };
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
    tokens: { ...tokens, how: HOW_ESTIMATED },
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
        : outlookOf({ model: options.model, records, tokens, completions, labels }),
  };
}

/** The layout of most records. */
function formatOf({ container, formats }: Tallies, { bytes }: ReadThrough): DatasetFormat {
  if (container) return container;
  if (bytes === 0) return 'empty';
  const [most] = [...formats].sort(([, a], [, b]) => b - a);
  return most?.[0] ?? 'unknown';
}
