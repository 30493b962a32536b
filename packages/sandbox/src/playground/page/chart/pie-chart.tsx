import { useState } from 'preact/hooks';
import { formatValue, type PieData } from './chart-data.ts';
import { share } from './describe-chart.ts';
import { Legend } from './legend.tsx';

const RADIUS = 90;
const HOLE = 52;
const SIZE = 200;

export function PieChart({ data: { segments }, label }: { data: PieData; label: string }) {
  const [at, lookAt] = useState<number>();
  const total = segments.reduce((sum, { value }) => sum + value, 0);
  const chosen = at === undefined ? undefined : segments[at];
  const startOf = (index: number) => segments.slice(0, index).reduce((sum, { value }) => sum + value, 0) / (total || 1);
  return (
    <div class="pie">
      <svg viewBox={`0 0 ${SIZE} ${SIZE}`} role="img" aria-label={label}>
        {segments.map((segment, index) => (
          <path
            key={segment.label}
            class={`slice slice-${index}`}
            d={slice(startOf(index), segment.value / (total || 1))}
            onPointerEnter={() => lookAt(index)}
            onPointerLeave={() => lookAt(undefined)}
          />
        ))}
        <g class="pie-middle">
          <text x={SIZE / 2} y={SIZE / 2 - 4}>
            {formatValue(chosen?.value ?? total)}
          </text>
          <text class="tick" x={SIZE / 2} y={SIZE / 2 + 14}>
            {chosen?.label ?? 'total'}
          </text>
        </g>
      </svg>
      <Legend names={segments.map((segment) => `${segment.label} ${share(segment.value, total)}`)} />
    </div>
  );
}

/** A ring's part from `start` on, clockwise from the top; both are shares of the whole. */
function slice(start: number, part: number): string {
  // A whole ring has the same first and last point, which an arc cannot draw.
  const end = start + Math.min(part, 0.9999);
  const isLarge = part > 0.5 ? 1 : 0;
  const [a, b, c, d] = [point(start, RADIUS), point(end, RADIUS), point(end, HOLE), point(start, HOLE)];
  return `M${a}A${RADIUS} ${RADIUS} 0 ${isLarge} 1 ${b}L${c}A${HOLE} ${HOLE} 0 ${isLarge} 0 ${d}Z`;
}

const point = (turn: number, radius: number): string => {
  const angle = 2 * Math.PI * (turn - 0.25);
  return `${(SIZE / 2 + radius * Math.cos(angle)).toFixed(3)} ${(SIZE / 2 + radius * Math.sin(angle)).toFixed(3)}`;
};
