import { useId } from 'preact/hooks';
import type { BlockProps } from '../blocks/block-props.ts';
import { object, string } from '../read-json.ts';
import { AxesChart } from './axes-chart.tsx';
import { type ChartData, readChart } from './chart-data.ts';
import { ChartTable } from './chart-table.tsx';
import { describeChart } from './describe-chart.ts';
import { PieChart } from './pie-chart.tsx';

/** A chart with its title, its legend, and the same numbers as a table. */
export function ChartBlock({ block }: BlockProps) {
  const titleId = useId();
  const data = readChart(object(block['chart']));
  if (data.kind === 'unsupported') return <p class="not-drawn">chart not drawn: {data.type || 'no type'}</p>;
  return (
    <figure class="chart" aria-labelledby={titleId}>
      <figcaption id={titleId}>{string(block['title'])}</figcaption>
      <Drawing data={data} label={`${string(block['title'])}. ${describeChart(data)}`} />
      <details class="chart-numbers">
        <summary>Numbers</summary>
        <ChartTable data={data} caption={string(block['title'])} />
      </details>
    </figure>
  );
}

function Drawing({ data, label }: { data: Exclude<ChartData, { kind: 'unsupported' }>; label: string }) {
  return data.kind === 'pie' ? <PieChart data={data} label={label} /> : <AxesChart data={data} label={label} />;
}
