import { compareSets, type SetToCompare } from '../alike/compare-sets.ts';
import type { BaseModel } from '../base-models.ts';
import { checkDataset } from '../check-dataset.ts';
import type { DatasetFinding, DatasetReport, TuningMethod } from '../dataset-report.ts';
import { createFindingLog } from '../finding-log.ts';
import { mirror } from '../hygiene/mirror.ts';
import { thousands } from '../judge.ts';
import { rulesFor } from '../method-rules.ts';
import type { RuleId } from '../rules.ts';
import { checkEvaluationSet } from './check-evaluation-set.ts';
import type { JobFile } from './job-file.ts';

export interface WantedJob {
  readonly model: BaseModel;
  readonly method: TuningMethod;
  readonly training: JobFile;
  readonly validation?: JobFile | undefined;
  readonly evaluation?: JobFile | undefined;
  /** Prompts that production sent, as logged or in any other layout: the training prompts should be like them. */
  readonly logged?: JobFile | undefined;
  /** Looks for records that are nearly the same. */
  readonly nearDuplicates?: boolean;
  /** Whether the files' names are checked; what a frozen copy replaces needs no name. */
  readonly checksNames: boolean;
  readonly maxShownPerRule: number;
  readonly onProgress?: (file: JobFile, progress: { bytes: number; records: number }) => void;
}

/** What was found in one file, what it has in common with the others included. */
export interface CheckedSet {
  readonly set: SetToCompare['set'];
  readonly file: JobFile;
  readonly records: number;
  readonly findings: readonly DatasetFinding[];
  readonly countsByRule: Readonly<Partial<Record<RuleId, number>>>;
  readonly hasError: boolean;
  readonly truncated: boolean;
}

export interface CheckedJob {
  /** False exactly when an error stands in one of the files. */
  readonly ready: boolean;
  /** Of the training file by itself. */
  readonly training: DatasetReport;
  /** The training set first. */
  readonly sets: readonly CheckedSet[];
  /** What could not be looked at, in sentences. */
  readonly gaps: readonly string[];
}

type Part = Pick<CheckedSet, 'findings' | 'countsByRule' | 'hasError' | 'truncated'>;

/** Larger training files are compared with themselves only when somebody asks: it takes a second reading. */
const COMPARED_UNASKED_BYTES = 64 * 1024 * 1024;

/** The doctor over a job's files, and what they have in common that they should not. */
export async function checkJob(wanted: WantedJob): Promise<CheckedJob> {
  const { training: file, validation, evaluation } = wanted;
  const training = await runDoctor(wanted, file, 'training');
  const sets: CheckedSet[] = [{ set: 'training', file, records: training.records, ...partOf(training) }];
  if (validation) {
    const report = await runDoctor(wanted, validation, 'validation');
    sets.push({ set: 'validation', file: validation, records: report.records, ...partOf(report) });
  }
  if (evaluation) {
    const { records, findings, countsByRule, worst, truncated } = await checkEvaluationSet(
      evaluation.open(),
      wanted.maxShownPerRule,
    );
    const part = { findings, countsByRule, hasError: worst === 'error', truncated };
    sets.push({ set: 'evaluation', file: evaluation, records, ...part });
  }
  const { compared, gaps } = isCompared(wanted) ? await compareAll(wanted, sets) : { compared: sets, gaps: [] };
  if (wanted.logged) {
    const { part, gap } = await mirrorPart(wanted, wanted.logged);
    const [first] = compared;
    if (first) compared[0] = { ...first, ...both(first, part) };
    if (gap !== undefined) gaps.push(gap);
  }
  return { ready: !compared.some(({ hasError }) => hasError), training, sets: compared, gaps };
}

function runDoctor(wanted: WantedJob, file: JobFile, set: 'training' | 'validation'): Promise<DatasetReport> {
  const { model, method, maxShownPerRule, onProgress } = wanted;
  return checkDataset(file.open(), {
    model,
    method,
    set,
    fileBytes: file.bytes,
    maxShownPerRule,
    ...(wanted.checksNames ? { fileName: file.name.replace(/^.*[\\/]/, '') } : {}),
    ...(onProgress ? { onProgress: (progress) => onProgress(file, progress) } : {}),
  });
}

function partOf({ findings, countsByRule, ready, truncated }: DatasetReport): Part {
  return { findings, countsByRule, hasError: !ready, truncated };
}

async function mirrorPart(
  { training, maxShownPerRule }: WantedJob,
  logged: JobFile,
): Promise<{ part: Part; gap: string | undefined }> {
  const log = createFindingLog(maxShownPerRule);
  const calls = await mirror(training.open(), logged.open(), log);
  const gap =
    calls === 0 ? `${logged.name} holds no logged prompt that could be read: nothing was compared.` : undefined;
  const part = { findings: log.shown(), countsByRule: log.countsByRule(), hasError: false, truncated: log.hidSome() };
  return { part, gap };
}

function isCompared({ training, validation, evaluation, nearDuplicates }: WantedJob): boolean {
  if (validation ?? evaluation ?? nearDuplicates) return true;
  return training.isRereadable && training.bytes <= COMPARED_UNASKED_BYTES;
}

async function compareAll(
  wanted: WantedJob,
  sets: readonly CheckedSet[],
): Promise<{ compared: CheckedSet[]; gaps: string[] }> {
  const { model, method, maxShownPerRule, nearDuplicates } = wanted;
  const comparison = await compareSets(
    sets.map(({ set, file }) => ({ set, source: file.open() })),
    { model: rulesFor(model, method).model, maxShownPerRule, nearly: nearDuplicates === true },
  );
  const compared = sets.map((one, index) => {
    const other = comparison.sets[index];
    return other ? { ...one, ...both(one, { ...other, hasError: other.worst === 'error' }) } : one;
  });
  const gaps =
    comparison.turnedAway > 0
      ? [
          `${thousands(comparison.turnedAway)} records were compared with those before them only: the memory for what is nearly the same is full.`,
        ]
      : [];
  return { compared, gaps };
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
