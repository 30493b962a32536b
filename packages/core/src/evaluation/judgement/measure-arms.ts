import { labelsOf } from '../metrics/confusion.ts';
import { isSameAnswer, labelIn, type Score, scoreAnswer } from '../metrics/score-answer.ts';
import type { TargetMetric } from '../metrics/target-metric.ts';
import { macroF1Measure, meanMeasure, type PairedMeasure } from '../statistics/paired-measure.ts';
import type { ArmAnswer, ArmResult, Flip } from './answer.ts';
import type { ArmName, HeldOutExample } from './arms.ts';

type Answered = Extract<ArmAnswer, { kind: 'answered' }>;

/** An arm's answers beside the examples they belong to. */
export interface AnsweredArm {
  readonly arm: ArmName;
  readonly answers: readonly ArmAnswer[];
}

/** The right answer of each line. */
export type RightAnswers = ReadonlyMap<number, string>;

export function rightAnswers(examples: readonly Pick<HeldOutExample, 'line' | 'right'>[]): RightAnswers {
  return new Map(examples.map(({ line, right }) => [line, right]));
}

/** What an arm's answers came to by themselves. */
export function measureArm({ arm, answers }: AnsweredArm, right: RightAnswers, metric: TargetMetric): ArmResult {
  const answered = answers.filter((answer) => answer.kind === 'answered');
  const scores = answered.map((answer) => scoreOf(answer, right, metric));
  const jsonValid = scores.flatMap(({ validJson }) => (validJson === undefined ? [] : [validJson ? 1 : 0]));
  const fields = scores.flatMap(({ fieldsRight }) => (fieldsRight === undefined ? [] : [fieldsRight]));
  const latencies = answered.map(({ latencyMs }) => latencyMs).sort((a, b) => a - b);
  return {
    arm,
    answered: answered.length,
    failed: answers.length - answered.length,
    value: setValue(answered, right, metric) ?? mean(scores.map(({ score }) => score)),
    exactMatch: mean(answered.map(({ line, text }) => (isSameAnswer(right.get(line) ?? '', text) ? 1 : 0))),
    validJson: jsonValid.length > 0 ? mean(jsonValid) : undefined,
    fieldsRight: fields.length > 0 ? mean(fields) : undefined,
    cutOff: answered.filter(({ cutOff }) => cutOff).length,
    meanCharacters: mean(answered.map(({ text }) => text.length)),
    inputTokens: sum(answered.map(({ inputTokens }) => inputTokens)),
    outputTokens: sum(answered.map(({ outputTokens }) => outputTokens)),
    latencyMs: { median: at(latencies, 0.5), p95: at(latencies, 0.95) },
  };
}

/** By the rubric the judge model's score, which stands beside the answer; by every other metric our own. */
function scoreOf(answer: Answered, right: RightAnswers, metric: TargetMetric): Score {
  const score = scoreAnswer(metric, right.get(answer.line) ?? '', answer.text);
  return metric.kind === 'rubric' ? { ...score, score: answer.judging?.score ?? 0 } : score;
}

/** Macro-F1 is no mean of scores; everything else is. */
function setValue(answered: readonly Answered[], right: RightAnswers, metric: TargetMetric): number | undefined {
  if (metric.kind !== 'macro-f1') return undefined;
  const measure = labelMeasure({ before: answered, after: answered, right, field: metric.field });
  const all = Int32Array.from({ length: measure.examples }, (_, index) => index);
  return measure.values(all).after;
}

/** Two arms over the examples that both answered, in the order of their lines. */
export interface Pairing {
  readonly lines: readonly number[];
  readonly measure: PairedMeasure;
}

export function pairArms(
  arms: { before: readonly ArmAnswer[]; after: readonly ArmAnswer[] },
  right: RightAnswers,
  metric: TargetMetric,
): Pairing {
  const before = byLine(arms.before);
  const after = byLine(arms.after);
  const lines = [...before.keys()].filter((line) => after.has(line) && right.has(line)).sort((a, b) => a - b);
  const pick = (side: ReadonlyMap<number, Answered>) => lines.flatMap((line) => side.get(line) ?? []);
  if (metric.kind === 'macro-f1')
    return { lines, measure: labelMeasure({ before: pick(before), after: pick(after), right, field: metric.field }) };
  const scores = (side: readonly Answered[]) =>
    Float64Array.from(side, (answer) => scoreOf(answer, right, metric).score);
  return { lines, measure: meanMeasure(scores(pick(before)), scores(pick(after))) };
}

const byLine = (answers: readonly ArmAnswer[]) =>
  new Map(answers.flatMap((answer) => (answer.kind === 'answered' ? [[answer.line, answer] as const] : [])));

function labelMeasure(sides: {
  before: readonly Answered[];
  after: readonly Answered[];
  right: RightAnswers;
  field: string;
}): PairedMeasure {
  const { before, after, right, field } = sides;
  const truths = before.map(({ line }) => labelIn(right.get(line) ?? '', field) ?? '');
  const places = new Map(labelsOf(truths).map((label, place) => [label, place]));
  const placesOf = (labels: readonly (string | undefined)[]) =>
    Int32Array.from(labels, (label) => (label === undefined ? -1 : (places.get(label) ?? -1)));
  return macroF1Measure({
    labels: places.size,
    right: placesOf(truths),
    before: placesOf(before.map(({ text }) => labelIn(text, field))),
    after: placesOf(after.map(({ text }) => labelIn(text, field))),
  });
}

/** Which examples went from wrong to right, and back. Partial credit counts by its direction. */
export function flipsOf(
  arms: { before: readonly ArmAnswer[]; after: readonly ArmAnswer[] },
  right: RightAnswers,
  metric: TargetMetric,
): Flip[] {
  const byScore: TargetMetric = metric.kind === 'macro-f1' ? { kind: 'accuracy', field: metric.field } : metric;
  const { lines, measure } = pairArms(arms, right, byScore);
  return lines.flatMap((line, index): Flip[] => {
    const delta = (measure.scores?.after[index] ?? 0) - (measure.scores?.before[index] ?? 0);
    return delta === 0 ? [] : [{ line, kind: delta > 0 ? 'gained' : 'lost' }];
  });
}

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
const mean = (values: readonly number[]) => (values.length === 0 ? 0 : sum(values) / values.length);
const at = (sorted: readonly number[], share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
