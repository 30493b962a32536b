import { formatValue, type PlottedData } from './chart-data.ts';
import { HEIGHT, type PlotArea } from './plot-area.ts';

/** Characters of eleven units' type that fit in a unit of width, about. */
const CHARACTERS_PER_UNIT = 1 / 6;

/** Grid lines with their numbers, categories as far as they fit, and the names of both axes. */
export function Axes({ data, area }: { data: PlottedData; area: PlotArea }) {
  // Names stand in the middle of their bands, so it is neighbours that must fit beside each other.
  const lengths = data.categories.map(({ length }) => length);
  const widest = Math.max(1, ...lengths.map((length, index) => (length + (lengths[index + 1] ?? 0)) / 2));
  const every = Math.max(1, Math.ceil((widest + 1) / (area.band * CHARACTERS_PER_UNIT)));
  const middle = (area.left + area.right) / 2;
  const height = (area.top + area.bottom) / 2;
  return (
    <g class="axes">
      {area.scale.ticks.map((tick) => (
        <g key={tick}>
          <line
            class={tick === 0 ? 'zero' : 'grid'}
            x1={area.left}
            x2={area.right}
            y1={area.y(tick)}
            y2={area.y(tick)}
          />
          <text class="tick" x={area.left - 8} y={area.y(tick)} text-anchor="end" dominant-baseline="middle">
            {formatValue(tick)}
          </text>
        </g>
      ))}
      {data.categories.map((category, index) =>
        index % every === 0 ? (
          <text key={index} class="tick" x={area.x(index)} y={area.bottom + 17} text-anchor="middle">
            {category}
          </text>
        ) : null,
      )}
      <text class="axis-label" x={middle} y={HEIGHT - 8} text-anchor="middle">
        {data.xLabel}
      </text>
      <text class="axis-label" x={13} y={height} text-anchor="middle" transform={`rotate(-90 13 ${height})`}>
        {data.yLabel}
      </text>
    </g>
  );
}
