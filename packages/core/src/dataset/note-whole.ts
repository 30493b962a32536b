import type { BaseModel } from './base-models.ts';
import { ENOUGH, IMBALANCE_TIMES, minimumRecords, thousands } from './judge.ts';
import { METHOD_NAMES, type MethodRules } from './method-rules.ts';
import type { ReadThrough } from './read-lines.ts';
import type { Tallies } from './tallies.ts';

/** A record this many times as long as the median one is worth a look. */
const OUTLIER_TIMES = 10;
/** AWS's validator wants .jsonl; the guide names the characters (fine-tune-prepare-data-understanding.html, read 2026-11-20). */
const FILE_NAME = /^[\w\-/.]+\.jsonl$/;
/** Logs are read as Bedrock writes them. */
const LOG_FILE_NAME = /^[\w\-/.]+\.jsonl?(?:\.gz)?$/;
/** JumpStart reads tables too. */
const JUMPSTART_FILE_NAME = /^[\w\-/.]+\.(?:jsonl?|csv)$/;

/** Notes what can be said only when the whole file is read. */
export function noteWhole(tallies: Tallies, read: ReadThrough, rules: MethodRules): void {
  noteFile(tallies, read);
  noteMethod(tallies, read, rules);
  if (tallies.container || read.bytes === 0) return;
  if (tallies.options.method === 'cpt') noteCorpus(tallies);
  else noteCount(tallies);
  noteMixedMedia(tallies);
  noteImbalance(tallies);
  noteFewPerClass(tallies);
  noteOddities(tallies);
  noteOutliers(tallies);
}

function noteFile({ options, log, lines }: Tallies, read: ReadThrough): void {
  const { model, fileName, set } = options;
  if (read.bytes === 0) log.note({ rule: 'empty-file', line: 1, message: 'The file is empty.' });
  const names = fileNames(model);
  if (fileName !== undefined && !names.test(fileName))
    log.note({ rule: 'file-name', line: 1, message: 'The file’s name is not one that AWS’s training jobs take.' });
  if (set === 'validation' && !model.validationSet)
    log.note({ rule: 'validation-not-allowed', line: 1, message: `${model.name} is tuned without a validation file.` });
  if (lines.crlf > 0)
    log.note({
      rule: 'crlf',
      line: lines.firstCrlf,
      message: `${thousands(lines.crlf)} of ${thousands(lines.last)} lines end in CRLF; the first is this one.`,
    });
}

function fileNames({ formats }: BaseModel): RegExp {
  if (formats.includes('instruction')) return JUMPSTART_FILE_NAME;
  return formats.includes('invocation-log') ? LOG_FILE_NAME : FILE_NAME;
}

function noteMethod({ log, options }: Tallies, read: ReadThrough, { refusal, maxBytes }: MethodRules): void {
  if (refusal !== undefined) log.note({ rule: 'method-not-offered', line: 1, message: refusal });
  if (maxBytes === undefined || read.bytes <= maxBytes) return;
  const message = `The file has ${thousands(read.bytes)} bytes; ${METHOD_NAMES[options.method]} takes ${thousands(maxBytes)}.`;
  log.note({ rule: 'too-many-bytes', line: 1, message });
}

/** AWS speaks of tens of billions of tokens (nova/latest/userguide/nova-cpt.html, read 2026-11-20); a thousandth of ten is the least that is worth a word. */
const SMALL_CORPUS_TOKENS = 10_000_000;

function noteCorpus({ log, records, lines, tokens }: Tallies): void {
  const line = Math.max(1, lines.last);
  if (records === 0) log.note({ rule: 'too-few-records', line, message: 'The file has no records.' });
  const { estimate } = tokens.total();
  if (records === 0 || estimate >= SMALL_CORPUS_TOKENS) return;
  const message = `The text has about ${thousands(estimate)} tokens; AWS speaks of tens of billions for continued pre-training.`;
  log.note({ rule: 'small-corpus', line, message });
}

function noteCount({ options, log, records, lines }: Tallies): void {
  const { model, set } = options;
  const { min, max, validationMax } = model.records;
  const most = set === 'validation' ? validationMax : max;
  const have = `The file has ${thousands(records)} records`;
  if (records > most)
    log.note({
      rule: 'too-many-records',
      line: lines.last,
      message: `${have}; ${model.name} takes ${thousands(most)}.`,
    });
  // What is enough is a question to the training set; a validation set only has to exist.
  if (set === 'validation') return;
  const rule = 'too-few-records';
  const line = Math.max(1, lines.last);
  // Where nothing could be read, what is in the way is said already.
  if (records === 0 && log.worst() === 'error') return;
  if (records < min) log.note({ rule, line, message: `${have}; ${model.name} takes jobs from ${min}.` });
  else if (records < minimumRecords(model))
    log.note({ rule, line, message: `${have}; AWS takes them, but under ${ENOUGH.floor} a tune is luck.` });
  else if (records < ENOUGH.workable)
    log.note({
      rule,
      line,
      severity: 'warning',
      message: `${have}; AWS recommends ${ENOUGH.workable} or more for each task.`,
    });
}

function noteMixedMedia({ log, media, options }: Tallies): void {
  const { firstImage, firstVideo } = media;
  if (firstImage === 0 || firstVideo === 0 || firstImage === firstVideo) return;
  const message = `Images stand on line ${firstImage} and videos on line ${firstVideo}; ${options.model.name} takes one kind.`;
  log.note({ rule: 'mixed-media', line: Math.max(firstImage, firstVideo), message });
}

function noteImbalance({ log, survey }: Tallies): void {
  if (survey.kind().kind === 'prose') return;
  for (const { field, counts } of survey.labels()) {
    const sizes = Object.values(counts);
    const [most, least] = [Math.max(...sizes), Math.min(...sizes)];
    if (most < least * IMBALANCE_TIMES) continue;
    const name = field === '' ? 'the answers' : field;
    const message = `Among the values of ${name} the most frequent stands ${most} times and the rarest ${least}.`;
    log.note({ rule: 'imbalance', line: 1, message });
  }
}

/** Where the whole answer is a class; how many have which value of a field stands among the facts. */
function noteFewPerClass({ log, survey, options, records }: Tallies): void {
  if (survey.kind().kind !== 'classes' || options.set === 'validation' || records < ENOUGH.workable) return;
  for (const { counts } of survey.labels()) {
    const sizes = Object.values(counts);
    const rare = sizes.filter((count) => count < ENOUGH.floor);
    if (rare.length === 0) continue;
    const message = `${rare.length} of ${sizes.length} answers have fewer than ${ENOUGH.floor} examples; the rarest has ${Math.min(...rare)}.`;
    log.note({ rule: 'few-per-class', line: 1, message });
  }
}

function noteOddities({ log, survey }: Tallies): void {
  const { count, lines } = survey.oddities();
  const shown = lines.slice(0, count);
  for (const { line, message } of shown) log.note({ rule: 'completion-shape', line, message });
  log.count('completion-shape', count - shown.length);
}

function noteOutliers({ log, lengths, maxShown }: Tallies): void {
  const { lines, count } = lengths.outliers(OUTLIER_TIMES);
  const message = `The record is more than ${OUTLIER_TIMES} times as long as the median one.`;
  for (const line of lines.slice(0, maxShown)) log.note({ rule: 'length-outlier', line, message });
  log.count('length-outlier', count - Math.min(lines.length, maxShown));
}
