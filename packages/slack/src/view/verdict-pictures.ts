import { ARM_WORDS, type ArmName } from '@rung/core/evaluation/judgement/arms.ts';
import type { JudgedJudgement } from '@rung/core/evaluation/judgement/judgement.ts';
import type { Duel } from '@rung/core/evaluation/judgement/verdict.ts';
import { metricWords } from '@rung/core/evaluation/metrics/target-metric.ts';
import { type CardBlock, code, section } from './blocks.ts';
import { LIMITS, shorten } from './limits.ts';

/** How good each arm is, and whether the difference that decides leaves out none. */
export function pictures(judgement: JudgedJudgement, { rival, comparison }: Duel): CardBlock[] {
  return [
    chart(judgement),
    section(
      `${code(intervalLine(comparison.difference))}\nTuned beside ${ARM_WORDS[rival]}, 95 % interval; 0 is no difference.`,
    ),
  ];
}

function chart({ model, request, results }: JudgedJudgement): CardBlock {
  // "retrieval" is too wide for a phone: every second name below the bars would be left out.
  const label = (arm: ArmName) => (arm === 'retrieval' ? 'RAG' : ARM_WORDS[arm]);
  const categories = results.map(({ arm }) => label(arm));
  const data = results.map(({ arm, value }) => ({ label: label(arm), value: Number((value * 100).toFixed(1)) }));
  return {
    type: 'data_visualization',
    title: shorten(`${model.name} beside the others`, LIMITS.chartTitle),
    chart: {
      type: 'bar',
      series: [{ name: 'Points of 100', data }],
      axis_config: { categories, x_label: 'Arm', y_label: shorten(metricWords(request.metric), LIMITS.chartTitle) },
    },
  };
}

/** Marks of the line; with the two words at its ends it fits a phone's width. */
const MARKS = 25;
/** Room at either end, so that an interval never seems to be cut. */
const MARGIN = 0.08;

/** An interval in characters: where it lies beside no difference, which is the question that it answers. */
export function intervalLine({ estimate, low, high }: { estimate: number; low: number; high: number }): string {
  const span = Math.max(0, high) - Math.min(0, low) || 1;
  const from = Math.min(0, low) - span * MARGIN;
  const at = (value: number) => Math.round(((value - from) / (span * (1 + 2 * MARGIN))) * (MARKS - 1));
  // An end that leaves out no difference stands beside it, however near it is.
  const lowAt = low > 0 ? Math.max(at(low), at(0) + 1) : at(low);
  const highAt = high < 0 ? Math.min(at(high), at(0) - 1) : at(high);
  const markOf = (mark: number) => {
    if (mark === at(0)) return '0';
    if (mark === Math.max(lowAt, Math.min(at(estimate), highAt))) return '●';
    if (mark === lowAt) return '├';
    if (mark === highAt) return '┤';
    return mark > lowAt && mark < highAt ? '─' : '·';
  };
  return `worse ${Array.from({ length: MARKS }, (_, mark) => markOf(mark)).join('')} better`;
}
