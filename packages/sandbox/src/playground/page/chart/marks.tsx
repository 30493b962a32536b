import type { PlottedData, Series } from './chart-data.ts';
import type { PlotArea } from './plot-area.ts';

interface MarksProps {
  readonly data: PlottedData;
  readonly area: PlotArea;
}

/** What stands for the values: bars side by side, or lines with a point at each value. */
export function Marks({ data, area }: MarksProps) {
  if (data.kind === 'bar') return <Bars data={data} area={area} />;
  return data.series.map((series, index) => (
    <g key={series.name} class={`series series-${index}`}>
      {data.kind === 'area' && <path class="area" d={areaPath(series, area)} />}
      <path class="line" d={linePath(series, area)} />
      {series.values.map((value, at) =>
        value === undefined ? null : <circle key={at} class="point" cx={area.x(at)} cy={area.y(value)} r={3} />,
      )}
    </g>
  ));
}

function Bars({ data, area }: MarksProps) {
  const width = Math.min(46, (area.band * 0.72) / data.series.length);
  const zero = area.y(0);
  return data.series.map((series, index) => (
    <g key={series.name} class={`series series-${index}`}>
      {series.values.map((value, at) => {
        if (value === undefined) return null;
        const x = area.x(at) + (index - data.series.length / 2) * width;
        const y = Math.min(zero, area.y(value));
        return (
          <rect key={at} class="bar" x={x + 1} y={y} width={width - 2} height={Math.abs(area.y(value) - zero)} rx={2} />
        );
      })}
    </g>
  ));
}

/** A gap in the values is a gap in the line. */
function linePath({ values }: Series, area: PlotArea): string {
  return values
    .map((value, at) => {
      if (value === undefined) return '';
      return `${at === 0 || values[at - 1] === undefined ? 'M' : 'L'}${area.x(at)} ${area.y(value)}`;
    })
    .join('');
}

function areaPath(series: Series, area: PlotArea): string {
  const known = series.values.flatMap((value, at) => (value === undefined ? [] : [at]));
  const [first, last] = [known.at(0), known.at(-1)];
  if (first === undefined || last === undefined) return '';
  return `${linePath(series, area).replace(/(?<!^)M/g, 'L')}L${area.x(last)} ${area.y(0)}L${area.x(first)} ${area.y(0)}Z`;
}
