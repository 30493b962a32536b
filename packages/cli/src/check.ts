import { type BaseModel, findBaseModel } from '@rung/core/dataset/base-models.ts';
import type { TuningMethod } from '@rung/core/dataset/dataset-report.ts';
import { type CheckedJob, checkJob } from '@rung/core/dataset/job/check-job.ts';
import type { JobFile } from '@rung/core/dataset/job/job-file.ts';
import { jobPage } from '@rung/core/dataset/job/job-page.ts';
import { jumpStartModel } from '@rung/core/dataset/jumpstart-model.ts';
import { assumedModel, rulesFor, TUNING_METHODS } from '@rung/core/dataset/method-rules.ts';
import { LAYOUTS, type Layout } from '@rung/core/dataset/repair/repair-plan.ts';
import { VisibleError } from '@rung/core/errors.ts';
import { namesPage } from './names-page.ts';
import { findFile } from './open-file.ts';
import { readOptions, wrongUse } from './read-options.ts';
import type { Terminal } from './terminal.ts';
import { type WantedRepair, writeRepair } from './write-repair.ts';

export const CHECK_USAGE =
  'rung check FILE [--model ID] [--method METHOD] [--validation FILE] [--eval FILE] [--logs FILE] [--near-duplicates] [--names] [--json] [--max-shown N] [--fix DIR [--to LAYOUT] [--redact]]';

/** Smaller files are read before a line about it could be read. */
const BIG_FILE_BYTES = 32 * 1024 * 1024;

const OPTIONS = {
  model: { type: 'string' },
  method: { type: 'string' },
  validation: { type: 'string' },
  eval: { type: 'string' },
  logs: { type: 'string' },
  json: { type: 'boolean' },
  'max-shown': { type: 'string', default: '10' },
  'near-duplicates': { type: 'boolean' },
  names: { type: 'boolean' },
  fix: { type: 'string' },
  to: { type: 'string' },
  redact: { type: 'boolean' },
} as const;

/** `rung check`: 0 when the set is ready, 1 when findings block it; throws where there is nothing to judge. */
export async function check(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = readOptions(args, { usage: CHECK_USAGE, options: OPTIONS });
  const [file, ...more] = positionals;
  if (file === undefined) throw wrongUse('No file was named.', CHECK_USAGE);
  if (more.length > 0)
    throw wrongUse(`One training file at a time; there is also ${JSON.stringify(more[0])}.`, CHECK_USAGE);
  const method = findMethod(values.method ?? 'fine-tuning');
  const model = findModel(values.model ?? assumedModel(method));
  const layout = findLayout(values);
  const maxShownPerRule = readCount(values['max-shown']);
  const nearDuplicates = values['near-duplicates'] === true;
  const files = await findFiles({
    file,
    ...values,
    isReadTwice: nearDuplicates || values.names === true,
    isUnpacked: takesLogs(model, method),
  });
  if (values.model === undefined)
    terminal.tell(`rung: no --model was named, so ${model.name} is assumed; --model ID names another.`);
  const checked = await checkJob({
    model,
    method,
    ...files,
    nearDuplicates,
    checksNames: true,
    maxShownPerRule,
    onProgress: showProgress(terminal),
  });
  terminal.progress('');
  if (values.json) for (const gap of checked.gaps) terminal.tell(`rung: ${gap}`);
  await terminal.print(
    values.json
      ? `${JSON.stringify(checkJson(checked), undefined, 2)}\n`
      : jobPage(checked, { model, method }, terminal),
  );
  const asides = [
    ...(values.names ? [await namesPage(files.training, checked.training.records)] : []),
    ...(await repairPage(values, { file: files.training, report: checked.training, model, method, layout })),
  ];
  for (const aside of asides)
    if (values.json) terminal.tell(aside.trimEnd());
    else await terminal.print(`\n${aside}`);
  return checked.ready ? 0 : 1;
}

type Repaired = Pick<WantedRepair, 'file' | 'report' | 'model' | 'layout'> & { readonly method: TuningMethod };

/** What was written, where a copy was asked for. */
async function repairPage({ fix, redact }: CopyOptions, { model, method, ...repaired }: Repaired): Promise<string[]> {
  if (fix === undefined) return [];
  const written = { directory: fix, redacts: redact === true, model: rulesFor(model, method).model };
  return [await writeRepair({ ...repaired, ...written })];
}

interface CopyOptions {
  readonly fix?: string;
  readonly to?: string;
  readonly redact?: boolean;
  readonly method?: string;
}

/** The layout of the copy; throws where what was said of a copy does not go together. */
function findLayout({ fix, to, redact, method = 'fine-tuning' }: CopyOptions): Layout | undefined {
  if (fix === undefined && (to !== undefined || redact))
    throw wrongUse('--to and --redact say how the copy of --fix is written; there is no --fix.', CHECK_USAGE);
  if (fix !== undefined && method !== 'fine-tuning')
    throw wrongUse(`--fix mends sets for fine-tuning; prompts for ${method} are checked only.`, CHECK_USAGE);
  if (to === undefined) return undefined;
  const layout = LAYOUTS.find((known) => known === to);
  if (layout) return layout;
  throw wrongUse(`There is no layout ${JSON.stringify(to)} to write; there are ${LAYOUTS.join(', ')}.`, CHECK_USAGE);
}

function findMethod(name: string): TuningMethod {
  const method = TUNING_METHODS.find((known) => known === name);
  if (method) return method;
  throw wrongUse(`There is no method ${JSON.stringify(name)}; there are ${TUNING_METHODS.join(', ')}.`, CHECK_USAGE);
}

function findModel(id: string): BaseModel {
  const elsewhere = jumpStartModel(id);
  if (elsewhere) return elsewhere;
  const answer = findBaseModel(id);
  if (answer.kind === 'tunable') return answer.model;
  throw new VisibleError({
    kind: 'bad-input',
    code: 'model-not-tunable',
    message: `${answer.why} Nothing was checked.`,
    remedy: `Use --model with ${answer.instead.join(', ')}.`,
  });
}

function readCount(text: string): number {
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
  throw wrongUse(`--max-shown is ${JSON.stringify(text)}; give a whole number from 1 on.`, CHECK_USAGE);
}

const takesLogs = (model: BaseModel, method: TuningMethod) =>
  rulesFor(model, method).model.formats.includes('invocation-log');

interface NamedFiles {
  readonly file: string;
  readonly validation?: string;
  readonly eval?: string;
  readonly logs?: string;
  readonly isReadTwice: boolean;
  /** Logs of calls come as Bedrock writes them, packed. */
  readonly isUnpacked: boolean;
}

async function findFiles({ file, isReadTwice, isUnpacked, ...names }: NamedFiles) {
  const find = async (name: string | undefined) => (name === undefined ? undefined : await findFile(name));
  const training = await findFile(file, isUnpacked);
  const validation = await find(names.validation);
  const evaluation = await find(names.eval);
  const logged = names.logs === undefined ? undefined : await findFile(names.logs, true);
  const all = [training, validation, evaluation, logged].filter((found) => found !== undefined);
  if ((isReadTwice || all.length > 1) && all.some(({ isRereadable }) => !isRereadable))
    throw wrongUse(
      'Files that are compared are read twice, and a pipe can be read once. Save it to a file first.',
      CHECK_USAGE,
    );
  return { training, validation, evaluation, logged };
}

function showProgress(terminal: Terminal) {
  let shown = -1;
  return ({ name, bytes: whole }: JobFile, { bytes, records }: { bytes: number; records: number }) => {
    const percent = Math.floor((bytes / whole) * 100);
    if (whole < BIG_FILE_BYTES || percent === shown) return;
    shown = percent;
    terminal.progress(`${name}: ${percent} %, ${records.toLocaleString('en-US')} records`);
  };
}

/** The report for programs; `file` stands at findings that are not the training file's. */
function checkJson({ ready, training, sets }: CheckedJob) {
  const { format, records, tokens } = training;
  return {
    ready,
    format,
    records,
    tokens: { estimate: tokens.estimate, low: tokens.low, high: tokens.high },
    findings: sets.flatMap(({ set, file, findings }) =>
      findings.map(({ line, column, rule, severity, message, fix }) => ({
        line,
        ...(column === undefined ? {} : { column }),
        ...(set === 'training' ? {} : { file: file.name }),
        rule,
        severity,
        message,
        fix,
      })),
    ),
    truncated: sets.some(({ truncated }) => truncated),
  };
}
