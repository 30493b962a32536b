import { LIMITS } from './limits.ts';
import { list, type Members, number, object, type Shapes, shape, string, tagged } from './rules.ts';
import { failed, type Violation } from './violation.ts';

/** Charts (https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block, 2026-06-16). `@slack/types` 3.2.0 lacks them. */

const label = string({ min: 1, max: LIMITS.chartLabel });
const axisLabel = string({ max: LIMITS.chartAxisLabel });

const plotted = shape(
  {
    series: list(object({ name: label, data: list(object({ label, value: number() })) }), { max: LIMITS.chartSeries }),
    axis_config: object(
      { categories: list(label, { max: LIMITS.chartCategories }) },
      { x_label: axisLabel, y_label: axisLabel },
    ),
  },
  {},
  namesAndLabels,
);

const CHARTS: Shapes = {
  line: plotted,
  bar: plotted,
  area: plotted,
  pie: shape({
    segments: list(object({ label, value: number({ min: Number.MIN_VALUE }) }), { max: LIMITS.chartSegments }),
  }),
};

export const dataVisualization = shape(
  { title: string({ min: 1, max: LIMITS.chartTitle }), chart: tagged(() => CHARTS) },
  { block_id: string({ max: LIMITS.blockId }) },
);

interface Series {
  readonly name: string;
  readonly data: readonly { readonly label: string }[];
}

/** Series are told apart by their names, and each has one point per category. */
function namesAndLabels(chart: Members, pointer: string): Violation[] {
  const series = chart['series'] as readonly Series[];
  const { categories } = chart['axis_config'] as { categories: readonly string[] };
  const names = series.map(({ name }) => name);
  const twice =
    names.length === new Set(names).size ? [] : [failed(`${pointer}/series`, 'series names must be unique')];
  const wanted = JSON.stringify([...categories].sort());
  const astray = series.flatMap(({ data }, index) =>
    JSON.stringify(data.map((point) => point.label).sort()) === wanted
      ? []
      : [failed(`${pointer}/series/${index}/data`, 'labels must match the categories of axis_config')],
  );
  return [...twice, ...astray];
}
