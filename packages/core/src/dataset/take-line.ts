import { canonicalText } from './canonical-text.ts';
import { checkRecord } from './check-record.ts';
import { estimateTokens, type TokenRange } from './estimate-tokens.ts';
import type { Note } from './finding-log.ts';
import type { QuickReader } from './quick/quick-reader.ts';
import type { QuickRecord } from './quick/record-view.ts';
import { BLANK_LINE, type JsonObject, readRecord } from './read-record.ts';
import { recogniseRecord } from './recognise-record.ts';
import { isRefusal } from './refusal-text.ts';
import { isSuspect, namesSecrets, noteSensitive } from './sensitive/note-sensitive.ts';
import { MAX_BLOCK_BYTES } from './split-lines.ts';
import type { Tallies } from './tallies.ts';
import type { Sizes } from './token-sample.ts';

/** Reads and counts lines: those that are built like a faultless one before without parsing them. */
export interface LineTaker {
  line(bytes: Uint8Array, number: number): void;
  /** Whole lines with their line feeds; returns how many. */
  block(bytes: Uint8Array, number: number): number;
}

export function createLineTaker(tallies: Tallies, quick: QuickReader): LineTaker {
  const takeBlank = blankTaker(tallies);
  const block = (bytes: Uint8Array, number: number) => {
    let line = number;
    quick.open(bytes);
    for (; quick.next(); line += 1) {
      if (quick.line.from === quick.line.to) {
        takeBlank(line);
        continue;
      }
      const record = quick.read();
      if (record) takeQuick(tallies, record, line);
      else takeLine(tallies, { bytes: bytes.subarray(quick.line.from, quick.line.to), line }, quick);
    }
    tallies.repeats.settle();
    return line - number;
  };
  return {
    block,
    line(bytes, number) {
      if (bytes.length < MAX_BLOCK_BYTES) block(withLineFeed(bytes), number);
      else takeLine(tallies, { bytes, line: number }, quick);
    },
  };
}

/** More than a report shows of one rule. */
const NOTED_BLANKS = 10_000;

/** Counts empty lines, of which a small file can unpack to a thousand million, without reading them as records. */
function blankTaker({ log, lines }: Tallies): (line: number) => void {
  let noted = 0;
  return (line) => {
    lines.last = line;
    noted += 1;
    if (noted <= NOTED_BLANKS) log.note({ ...BLANK_LINE, line });
    else log.count(BLANK_LINE.rule, 1);
  };
}

/** A line that stands between two chunks is a block of its own. */
function withLineFeed(bytes: Uint8Array): Uint8Array {
  const block = new Uint8Array(bytes.length + 1);
  block.set(bytes);
  block[bytes.length] = 10;
  return block;
}

function takeQuick(tallies: Tallies, record: QuickRecord, line: number): void {
  tallies.lines.last = line;
  tallies.records += 1;
  tallies.formats.set(record.format, (tallies.formats.get(record.format) ?? 0) + 1);
  takeLength(tallies, record, line);
  tallies.repeats.takeHashed(record.fingerprint, line);
  const isCounted = !record.mayBeJson() && tallies.survey.addProse(line);
  if (!isCounted) tallies.survey.add(record.completionText(), line);
  takeAnswers(tallies, record.suspectAnswers(), line);
}

function takeLine(tallies: Tallies, place: { bytes: Uint8Array; line: number }, quick: QuickReader): void {
  const { log, lines } = tallies;
  const { line } = place;
  const { value, text, notes, endsInCr } = readRecord(place.bytes);
  lines.last = line;
  if (endsInCr && lines.crlf === 0) lines.firstCrlf = line;
  if (endsInCr) lines.crlf += 1;
  for (const note of notes) log.note({ ...note, line });
  const withPii = tallies.options.personalData !== false;
  // What cannot be parsed is looked through as it stands: a broken line holds its secrets all the same.
  const mayBeSensitive = isSuspect(text, withPii);
  const sensitive = mayBeSensitive || namesSecrets(text) ? noteSensitive(value ?? text, withPii) : [];
  for (const note of sensitive) log.note({ ...note, line });
  const faults = value ? takeRecord(tallies, value, { line, text }) : 1;
  if (faults + notes.length + sensitive.length === 0 && !mayBeSensitive) quick.learn(text);
}

/** Returns how many faults the record itself has. */
function takeRecord(tallies: Tallies, record: JsonObject, place: { line: number; text: string }): number {
  const { log, options, formats, media } = tallies;
  const { line, text } = place;
  const exchange = recogniseRecord(record);
  tallies.records += 1;
  formats.set(exchange.format, (formats.get(exchange.format) ?? 0) + 1);
  if (exchange.media.image && media.firstImage === 0) media.firstImage = line;
  if (exchange.media.video && media.firstVideo === 0) media.firstVideo = line;
  let faults = 0;
  const note = (finding: Omit<Note, 'line'>) => {
    faults += 1;
    log.note({ ...finding, line });
  };
  checkRecord({ record, text, model: options.model, method: options.method, note }, exchange.format);
  const asked = canonicalText(exchange.asked);
  const completion = canonicalText(exchange.completion);
  const sizes = { prompt: asked.length, completion: completion.length };
  const measure = () => ({
    prompt: estimateTokens(exchange.prompt),
    completion: estimateTokens(exchange.completion),
  });
  takeLength(tallies, { sizes, measure }, line);
  const isPromptAlone = exchange.completion === '' && options.method !== 'fine-tuning';
  if (exchange.asked === '' || (exchange.completion === '' && !isPromptAlone)) return faults;
  tallies.repeats.take({ asked, completion }, line);
  if (isPromptAlone) return faults;
  tallies.survey.add(exchange.completion, line);
  takeAnswers(tallies, exchange.answers, line);
  return faults;
}

interface Measurable {
  readonly sizes: Sizes;
  readonly measure: () => { prompt: TokenRange; completion: TokenRange };
}

function takeLength(tallies: Tallies, record: Measurable, line: number): void {
  const { log, options, tokens } = tallies;
  const { prompt, completion, measured } = tokens.take(record.sizes, record.measure);
  tallies.promptLengths.add(prompt, line);
  tallies.completionLengths.add(completion, line);
  tallies.lengths.add(prompt + completion, line);
  const max = options.model.maxRecordTokens;
  if (max === undefined || !measured || measured.estimate <= max) return;
  const message = `The record has about ${Math.round(measured.estimate)} tokens (an estimate); ${options.model.name} takes ${max}.`;
  // Only what is too long by the lowest estimate is surely refused.
  log.note({ rule: 'too-long', line, message, severity: measured.low > max ? 'error' : 'warning' });
}

function takeAnswers({ log, repeats }: Tallies, answers: readonly string[], line: number): void {
  if (!answers.some(isRefusal)) return;
  repeats.settle();
  log.note({ rule: 'refusal-text', line, message: 'The answer declines instead of answering.' });
}
