import { FEWEST_PAIRS } from '../judgement/verdict.ts';
import { type Comparison, compareArms } from '../statistics/compare-arms.ts';
import { meanMeasure } from '../statistics/paired-measure.ts';
import { type EvaluationMetric, METRICS } from './evaluator.ts';

/** What Bedrock's evaluator said of one answer; a metric that did not apply has no score. */
export interface ScoredLine {
  /** Prompt, reference and nothing else: what the two arms' lines are matched by. */
  readonly key: string;
  readonly scores: ReadonlyMap<EvaluationMetric, number>;
}

/** Reads the lines that a job wrote; undefined where one is none of Bedrock's. */
export function readScores(text: string): ScoredLine[] | undefined {
  const lines = text.split('\n').filter(Boolean).map(readLine);
  return lines.every((line) => line !== undefined) ? lines : undefined;
}

interface Written {
  readonly automatedEvaluationResult?: {
    readonly scores?: readonly { readonly metricName?: string; readonly result?: unknown }[];
  };
  readonly inputRecord?: { readonly prompt?: unknown; readonly referenceResponse?: unknown };
}

function readLine(text: string): ScoredLine | undefined {
  const { automatedEvaluationResult, inputRecord } = parsed(text) ?? {};
  const { prompt, referenceResponse } = inputRecord ?? {};
  const scores = automatedEvaluationResult?.scores;
  if (typeof prompt !== 'string' || !Array.isArray(scores)) return undefined;
  const known = METRICS.flatMap((metric): [EvaluationMetric, number][] => {
    const result: unknown = scores.find(({ metricName }) => metricName === metric)?.result;
    return typeof result === 'number' && result >= 0 && result <= 1 ? [[metric, result]] : [];
  });
  return { key: JSON.stringify([prompt, referenceResponse]), scores: new Map(known) };
}

function parsed(text: string): Written | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

export function meanOf(lines: readonly ScoredLine[], metric: EvaluationMetric): number | undefined {
  const scores = lines.flatMap((line) => line.scores.get(metric) ?? []);
  return scores.length === 0 ? undefined : scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

/** Lines that lack a score in some metric. */
export const lackScore = (lines: readonly ScoredLine[]): number =>
  lines.filter(({ scores }) => scores.size < METRICS.length).length;

/** The two arms by Bedrock's correctness over the prompts that both were scored for; undefined where those settle nothing. */
export function compareScores(
  arms: { readonly rival: readonly ScoredLine[]; readonly tuned: readonly ScoredLine[] },
  seed: string,
): Comparison | undefined {
  const tuned = queues(arms.tuned);
  const pairs = arms.rival.flatMap(({ key, scores }) => {
    const [before, after] = [
      scores.get('Builtin.Correctness'),
      tuned.get(key)?.shift()?.scores.get('Builtin.Correctness'),
    ];
    return before === undefined || after === undefined ? [] : [{ before, after }];
  });
  if (pairs.length < FEWEST_PAIRS) return undefined;
  const measure = meanMeasure(
    Float64Array.from(pairs, ({ before }) => before),
    Float64Array.from(pairs, ({ after }) => after),
  );
  return compareArms(measure, seed);
}

/** Bedrock promises no order, and the same prompt may stand in a set twice. */
function queues(lines: readonly ScoredLine[]): Map<string, ScoredLine[]> {
  const byKey = new Map<string, ScoredLine[]>();
  for (const line of lines) byKey.set(line.key, [...(byKey.get(line.key) ?? []), line]);
  return byKey;
}
