import type { BaseModel } from '@rung/core/dataset/base-models.ts';
import { checkDataset } from '@rung/core/dataset/check-dataset.ts';
import { compareSets } from '@rung/core/dataset/compare-sets.ts';
import type { DatasetFinding, DatasetReport, TuningMethod } from '@rung/core/dataset/dataset-report.ts';
import { rulesFor } from '@rung/core/dataset/method-rules.ts';
import type { RuleId } from '@rung/core/dataset/rules.ts';
import { checkEvaluationSet, type EvaluationSetReport } from './check-evaluation-set.ts';
import type { FileToRead } from './open-file.ts';

export interface WantedSets {
  readonly model: BaseModel;
  readonly method: TuningMethod;
  readonly training: FileToRead;
  readonly validation: FileToRead | undefined;
  readonly evaluation: FileToRead | undefined;
  readonly maxShownPerRule: number;
  readonly onProgress: (file: FileToRead, progress: { bytes: number; records: number }) => void;
}

/** What was found in one file, its overlap with the training file included. */
export interface CheckedSet {
  readonly set: 'training' | 'validation' | 'evaluation';
  readonly file: FileToRead;
  readonly records: number;
  readonly findings: readonly DatasetFinding[];
  readonly countsByRule: Readonly<Partial<Record<RuleId, number>>>;
  readonly hasError: boolean;
  readonly truncated: boolean;
}

export interface CheckedSets {
  /** False exactly when an error stands in one of the files. */
  readonly ready: boolean;
  readonly training: DatasetReport;
  /** The training set first. */
  readonly sets: readonly CheckedSet[];
  /** What could not be looked at, in sentences. */
  readonly gaps: readonly string[];
}

type Part = Pick<CheckedSet, 'findings' | 'countsByRule' | 'hasError' | 'truncated'>;

/** The doctor over a job's files, and what two of them have in common that they should not. */
export async function checkSets(wanted: WantedSets): Promise<CheckedSets> {
  const { training: file, validation, evaluation } = wanted;
  const training = await runDoctor(wanted, file, 'training');
  const sets: CheckedSet[] = [{ set: 'training', file, records: training.records, ...partOf(training) }];
  const gaps: string[] = [];
  if (validation) {
    const report = await runDoctor(wanted, validation, 'validation');
    const shared = await overlap(wanted, validation, rulesFor(wanted.model, wanted.method).model);
    sets.push({ set: 'validation', file: validation, records: report.records, ...both(partOf(report), shared) });
  }
  if (evaluation) {
    const report = await checkEvaluationSet(evaluation.open(), wanted.maxShownPerRule);
    const shared = await overlap(wanted, evaluation, undefined);
    sets.push({ set: 'evaluation', file: evaluation, records: report.records, ...both(report, shared) });
    gaps.push(...evaluationGaps(report, training, evaluation));
  }
  return { ready: !sets.some(({ hasError }) => hasError), training, sets, gaps };
}

function runDoctor(wanted: WantedSets, file: FileToRead, set: 'training' | 'validation'): Promise<DatasetReport> {
  const { model, method, maxShownPerRule, onProgress } = wanted;
  return checkDataset(file.open(), {
    model,
    method,
    set,
    fileName: file.name.replace(/^.*[\\/]/, ''),
    maxShownPerRule,
    onProgress: (progress) => onProgress(file, progress),
  });
}

function partOf({ findings, countsByRule, ready, truncated }: DatasetReport): Part {
  return { findings, countsByRule, hasError: !ready, truncated };
}

/** Leakage from the training set; with a model, its limit on both files together. */
async function overlap(wanted: WantedSets, other: FileToRead, model: BaseModel | undefined): Promise<Part> {
  const { findings, shared, truncated } = await compareSets(wanted.training.open(), other.open(), {
    maxShownPerRule: wanted.maxShownPerRule,
    ...(model ? { model } : {}),
  });
  const tooMany = findings.filter(({ rule }) => rule === 'too-many-records').length;
  const countsByRule = {
    ...(shared > 0 ? { leakage: shared } : {}),
    ...(tooMany > 0 ? { 'too-many-records': tooMany } : {}),
  };
  return { findings, countsByRule, hasError: findings.some(({ severity }) => severity === 'error'), truncated };
}

function both(one: Part, other: Part): Part {
  const counts: Partial<Record<RuleId, number>> = { ...one.countsByRule };
  for (const [rule, count] of Object.entries(other.countsByRule) as [RuleId, number][])
    counts[rule] = (counts[rule] ?? 0) + count;
  return {
    findings: [...one.findings, ...other.findings].sort((a, b) => a.line - b.line),
    countsByRule: counts,
    hasError: one.hasError || other.hasError,
    truncated: one.truncated || other.truncated,
  };
}

/** Prompts are compared as they stand, so two layouts never meet. */
function evaluationGaps(report: EvaluationSetReport, training: DatasetReport, { name }: FileToRead): string[] {
  if (report.records === 0 || report.format === training.format) return [];
  const layout = report.format === 'unknown' ? 'no layout that Rung knows' : `the layout ${report.format}`;
  return [
    `${name} has ${layout} and the training file ${training.format}: whether they share prompts could not be found out.`,
  ];
}
