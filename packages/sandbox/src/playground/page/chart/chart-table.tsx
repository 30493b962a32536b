import { type ChartData, formatValue } from './chart-data.ts';
import { share } from './describe-chart.ts';

type Drawn = Exclude<ChartData, { kind: 'unsupported' }>;

/** The chart's numbers, row by row. */
export function ChartTable({ data, caption }: { data: Drawn; caption: string }) {
  const { head, rows } = data.kind === 'pie' ? pieRows(data) : plotRows(data);
  return (
    <div class="table-scroll">
      <table class="table table-numbers">
        <caption class="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {head.map((cell, index) => (
              <th key={index} scope="col">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([first, ...others], at) => (
            <tr key={at}>
              <th scope="row">{first}</th>
              {others.map((cell, index) => (
                <td key={index} class="align-right">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function pieRows({ segments }: Extract<Drawn, { kind: 'pie' }>) {
  const total = segments.reduce((sum, { value }) => sum + value, 0);
  return {
    head: ['Part', 'Value', 'Share'],
    rows: segments.map(({ label, value }) => [label, formatValue(value), share(value, total)]),
  };
}

function plotRows({ categories, series, xLabel }: Exclude<Drawn, { kind: 'pie' }>) {
  const cell = (value: number | undefined) => (value === undefined ? '–' : formatValue(value));
  return {
    head: [xLabel || 'Category', ...series.map(({ name }) => name)],
    rows: categories.map((category, at) => [category, ...series.map(({ values }) => cell(values[at]))]),
  };
}
