import { hang, plainText, wrapText } from '../../wrap-text.ts';
import type { BaseModel } from '../base-models.ts';
import type { TuningMethod } from '../dataset-report.ts';
import { thousands } from '../judge.ts';
import { METHOD_NAMES, rulesFor } from '../method-rules.ts';
import { repairPlanFor } from '../repair/repair-plan-for.ts';
import type { Severity } from '../rules.ts';
import type { CheckedJob } from './check-job.ts';
import { type FindingGroup, groupFindings } from './group-findings.ts';

/** What the files are checked for. */
export interface Job {
  readonly model: BaseModel;
  readonly method: TuningMethod;
}

/** What the page is written on. */
export interface Page {
  /** Columns that it may fill. */
  readonly width: number;
  readonly bold: (text: string) => string;
}

/** Places of a rule that are shown with their own message before the rest becomes a list of lines. */
const MOST_MESSAGES = 3;
const INDENT = '     ';

/** What the doctor says, for a person: the judgement, what to mend first, then warnings, then facts. */
export function jobPage(checked: CheckedJob, job: Job, page: Page): string {
  const groups = groupFindings(checked.sets);
  const severe = (severity: Severity) => groups.filter((group) => group.severity === severity);
  const isOneFile = checked.sets.length === 1;
  const part = (title: string, severity: Severity) => {
    const told = severe(severity).flatMap((group, index) => groupLines({ group, index, isOneFile }, page));
    return told.length === 0 ? [] : [page.bold(title), ...told];
  };
  return `${[
    wrapText(headline(checked, job, groups), page.width).map(page.bold),
    hiddenErrors(checked, groups, page),
    copyHint(checked, job, page),
    checked.gaps.flatMap((gap) => wrapText(plainText(gap), page.width)),
    part('Mend first, in this order', 'error'),
    part('Then look at', 'warning'),
    part('Worth knowing', 'info'),
    [page.bold('The set'), ...facts(checked, job).flatMap((fact) => hang('  • ', plainText(fact), page.width))],
  ]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function headline({ ready, training, sets }: CheckedJob, job: Job, groups: readonly FindingGroup[]): string {
  const count = (severity: Severity) => {
    const of = groups.filter((group) => group.severity === severity);
    return { rules: of.length, findings: of.reduce((sum, group) => sum + group.count, 0) };
  };
  const errors = count('error');
  const warnings = count('warning');
  if (!ready)
    return `Not ready for ${purpose(job)}: ${plural(errors.findings, 'error')} of ${plural(errors.rules, 'kind')}. AWS would refuse the job, or the result would not be what it seems.`;
  const size = `${plural(training.records, 'record')}${sets.length > 1 ? ` and ${sets.length - 1} more ${sets.length > 2 ? 'files' : 'file'}` : ''}`;
  if (warnings.findings === 0) return `Ready for ${purpose(job)}: ${size}, nothing to object to.`;
  return `Ready for ${purpose(job)}, with care: ${size}, ${plural(warnings.findings, 'warning')} of ${plural(warnings.rules, 'kind')}.`;
}

/** What a program can mend of it, and what only a person can. */
function copyHint({ ready, training, sets }: CheckedJob, { model, method }: Job, { width }: Page): string[] {
  if (ready || method !== 'fine-tuning') return [];
  const { steps, forPeople } = repairPlanFor(training, { model, seed: '' });
  if (steps.every(({ id }) => id === 'split')) return [];
  const errors = forPeople.filter((rule) =>
    sets[0]?.findings.some((one) => one.rule === rule && one.severity === 'error'),
  );
  const rest = errors.length > 0 ? ` For people: ${errors.join(', ')}.` : '';
  return wrapText(
    `rung check … --fix DIR writes a copy in which ${errors.length > 0 ? 'the rest' : 'all of it'} is mended or left out, each line with its reason.${rest}`,
    width,
  );
}

/** Plain fine-tuning goes without saying. */
function purpose({ model, method }: Job): string {
  return method === 'fine-tuning' ? model.name : `${METHOD_NAMES[method]} of ${model.name}`;
}

/** An error can hide behind the warnings of its own rule when few of each are shown. */
function hiddenErrors({ ready }: CheckedJob, groups: readonly FindingGroup[], { width }: Page): string[] {
  if (ready || groups.some(({ severity }) => severity === 'error')) return [];
  return wrapText(
    'The errors stand behind warnings of the same rule; --max-shown with a larger number shows them.',
    width,
  );
}

function groupLines(told: { group: FindingGroup; index: number; isOneFile: boolean }, { width, bold }: Page): string[] {
  const { group, index, isOneFile } = told;
  const where = isOneFile ? '' : ` in ${plainText(baseName(group.file))}`;
  const number = `${index + 1}.`.padStart(4);
  const head = `${number} ${bold(group.rule)}: ${plural(group.count, 'place')}${where}`;
  return [
    head,
    ...placeLines(group).flatMap((line) => hang(INDENT, plainText(line), width)),
    ...hang(`${INDENT}→ `, plainText(group.fix), width),
  ];
}

/** The name is enough to tell a job's files apart; their paths stand under "The set". */
const baseName = (file: string) => file.replace(/^.*[\\/]/, '');

function placeLines({ findings, count }: FindingGroup): string[] {
  const messages = new Set(findings.map(({ message }) => message));
  const [first] = findings;
  if (first === undefined) return [`${plural(count, 'place')}, not shown.`];
  if (messages.size === 1 && findings.length > 1) return [first.message, `Lines ${lineList(findings, count)}.`];
  const told = findings.slice(0, MOST_MESSAGES).map(({ line, column, message }) => {
    const place = column === undefined ? `Line ${line}` : `Line ${line}, column ${column}`;
    return `${place}: ${message}`;
  });
  const rest = findings.slice(MOST_MESSAGES);
  if (count === told.length) return told;
  if (rest.length === 0) return [...told, `And ${thousands(count - told.length)} more.`];
  return [...told, `Also lines ${lineList(rest, count - told.length)}.`];
}

function lineList(findings: FindingGroup['findings'], count: number): string {
  const lines = findings.map(({ line }) => line).join(', ');
  const hidden = count - findings.length;
  return hidden > 0 ? `${lines} and ${thousands(hidden)} more` : lines;
}

function facts({ training, sets }: CheckedJob, job: Job): string[] {
  const { model } = rulesFor(job.model, job.method);
  const { records, format, tokens, outlook } = training;
  return [
    `${sets[0]?.file.name ?? ''}: ${plural(records, 'record')}, layout ${format}, about ${thousands(tokens.estimate)} tokens (${thousands(tokens.low)} to ${thousands(tokens.high)}).`,
    ...sets.slice(1).map(({ set, file, records: many }) => `${file.name}: ${plural(many, 'record')} (${set}).`),
    ...(records > 0 ? [...(outlook?.facts ?? []), tokens.how] : []),
    `Limits of ${model.name} (${model.id}) as of ${model.source.asOf}: ${model.source.url}`,
    ...model.doubts,
  ];
}

function plural(count: number, noun: string): string {
  return `${thousands(count)} ${noun}${count === 1 ? '' : 's'}`;
}
