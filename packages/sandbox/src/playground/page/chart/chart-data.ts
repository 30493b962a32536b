import { type JsonObject, list, number, object, string, strings } from '../read-json.ts';

export interface Series {
  readonly name: string;
  /** One for each category, in their order; undefined where the app gave none. */
  readonly values: readonly (number | undefined)[];
}

/** What a `data_visualization` block draws (https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block). */
export type ChartData =
  | {
      readonly kind: 'line' | 'bar' | 'area';
      readonly categories: readonly string[];
      readonly series: readonly Series[];
      readonly xLabel: string;
      readonly yLabel: string;
    }
  | { readonly kind: 'pie'; readonly segments: readonly { readonly label: string; readonly value: number }[] }
  | { readonly kind: 'unsupported'; readonly type: string };

export type PlottedData = Extract<ChartData, { kind: 'line' | 'bar' | 'area' }>;
export type PieData = Extract<ChartData, { kind: 'pie' }>;

export function readChart(chart: JsonObject): ChartData {
  const type = string(chart['type']);
  if (type === 'pie') return { kind: 'pie', segments: list(chart['segments']).map(readSegment) };
  if (type !== 'line' && type !== 'bar' && type !== 'area') return { kind: 'unsupported', type };
  const axis = object(chart['axis_config']);
  const categories = strings(axis['categories']);
  const series = list(chart['series']).map((entry) => readSeries(entry, categories));
  return { kind: type, categories, series, xLabel: string(axis['x_label']), yLabel: string(axis['y_label']) };
}

const readSegment = (segment: JsonObject) => ({
  label: string(segment['label']),
  value: Math.max(0, number(segment['value']) ?? 0),
});

function readSeries(series: JsonObject, categories: readonly string[]): Series {
  const points = new Map(list(series['data']).map((point) => [string(point['label']), number(point['value'])]));
  return { name: string(series['name']), values: categories.map((category) => points.get(category)) };
}

/** At most four significant figures, with thousands apart. */
export const formatValue = (value: number): string =>
  new Intl.NumberFormat(
    'en',
    Math.abs(value) >= 1000 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 4 },
  ).format(value);
