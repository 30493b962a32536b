import { type ChartData, formatValue, type PieData, type PlottedData } from './chart-data.ts';

/** The finding in words: what somebody who does not see the drawing hears first. */
export function describeChart(data: Exclude<ChartData, { kind: 'unsupported' }>): string {
  return data.kind === 'pie' ? describePie(data) : describePlot(data);
}

function describePie({ segments }: PieData): string {
  const total = segments.reduce((sum, { value }) => sum + value, 0);
  return `Pie chart. ${segments.map(({ label, value }) => `${label} ${share(value, total)}`).join(', ')}.`;
}

export const share = (value: number, total: number): string =>
  `${Number((total === 0 ? 0 : (100 * value) / total).toFixed(1))} %`;

function describePlot({ kind, series, categories }: PlottedData): string {
  const name = `${kind[0]?.toUpperCase()}${kind.slice(1)} chart`;
  const parts = series.map(({ name: seriesName, values }) => {
    const known = values.flatMap((value, index) =>
      value === undefined ? [] : [{ value, category: categories[index] ?? '' }],
    );
    const [first, last] = [known.at(0), known.at(-1)];
    if (!first || !last) return `${seriesName}: no values`;
    const all = known.map(({ value }) => value);
    const range = `lowest ${formatValue(Math.min(...all))}, highest ${formatValue(Math.max(...all))}`;
    return `${seriesName}: ${formatValue(first.value)} at ${first.category} to ${formatValue(last.value)} at ${last.category}, ${range}`;
  });
  return `${name} with ${categories.length} points. ${parts.join('. ')}.`;
}
