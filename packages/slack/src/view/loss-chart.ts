import type { LossPoint } from '@rung/core/evaluation/loss-verdict.ts';
import type { Done } from '@rung/core/launch/launch.ts';
import { type ChartBlock, context, type Drawn, drawn, safeUpTo, section } from './blocks.ts';
import { LIMITS, shorten } from './limits.ts';
import { verdictSentence } from './loss-words.ts';

/** The loss curve in the launch's thread: one sentence, the chart, and the same numbers as text. */
export function lossChart(launch: Done): Drawn {
  const { training, validation } = launch.curve;
  const sentence = safeUpTo(1000, verdictSentence(launch.verdict));
  if (training.length === 0) return drawn(sentence, []);
  const repeats = validation.length > 0 && validation.length < training.length ? [context(REPEATS)] : [];
  return drawn(`*Loss by step.* ${sentence}`, [
    chart(launch.recipe.name, { training, validation }),
    section(table({ training, validation })),
    ...repeats,
  ]);
}

/** The chart says more than was measured, so the card says what it repeats. */
const REPEATS =
  'Validation is measured at fewer steps; between them the chart repeats the last measurement, before the first one the first.';

function chart(name: string, curve: Done['curve']): ChartBlock {
  const categories = curve.training.map((point) => String(point.step));
  const series = [{ name: 'Training loss', data: label(curve.training, categories) }];
  const held =
    curve.validation.length > 0
      ? [
          {
            name: 'Validation loss',
            data: label(
              curve.training.map((point) => nearest(curve.validation, point)),
              categories,
            ),
          },
        ]
      : [];
  return {
    type: 'data_visualization',
    title: shorten(`Loss of ${name}`, LIMITS.chartTitle),
    chart: {
      type: 'line',
      series: [...series, ...held],
      axis_config: { categories, x_label: 'Step', y_label: 'Loss' },
    },
  };
}

/** Slack wants a value of each series at every category: the validation loss stands where it was last measured. */
function nearest(validation: readonly LossPoint[], at: LossPoint): LossPoint {
  const measured = validation.findLast((point) => point.step <= at.step) ?? validation[0];
  if (!measured) throw new RangeError('no validation points to draw');
  return measured;
}

function label(points: readonly LossPoint[], categories: readonly string[]): { label: string; value: number }[] {
  return points.map((point, index) => ({ label: categories[index] ?? '', value: Number(point.loss.toFixed(4)) }));
}

/** The same numbers as a table, in every workspace: a row for each step that was measured, empty where one of the two was not. */
function table({ training, validation }: Done['curve']): string {
  const steps = [...new Set([...training, ...validation].map(({ step }) => step))].sort((a, b) => a - b);
  const at = (points: readonly LossPoint[], step: number) =>
    points.find((point) => point.step === step)?.loss.toFixed(3) ?? '';
  const columns = [
    ['step', ...steps.map(String)],
    ['training', ...steps.map((step) => at(training, step))],
    ...(validation.length > 0 ? [['validation', ...steps.map((step) => at(validation, step))]] : []),
  ];
  const widths = columns.map((cells) => Math.max(...cells.map(({ length }) => length)));
  const rows = ['step', ...steps].map((_, row) =>
    columns.map((cells, column) => (cells[row] ?? '').padStart(widths[column] ?? 0)).join('  '),
  );
  return `\`\`\`\n${rows.join('\n')}\n\`\`\``;
}
