import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Axes } from './axes.tsx';
import { formatValue, type PlottedData } from './chart-data.ts';
import { Legend } from './legend.tsx';
import { Marks } from './marks.tsx';
import { HEIGHT, plotArea } from './plot-area.ts';

/** A line, bar or area chart; the pointer reads its values, and so does a slider that takes the arrow keys. */
export function AxesChart({ data, label }: { data: PlottedData; label: string }) {
  const [at, lookAt] = useState<number>();
  const { plot, width } = useWidth();
  const area = plotArea(data, width);
  const last = data.categories.length - 1;
  const point = (event: PointerEvent & { currentTarget: SVGSVGElement }) => {
    const box = event.currentTarget.getBoundingClientRect();
    lookAt(Math.min(last, Math.max(0, Math.floor((event.clientX - box.left - area.left) / area.band))));
  };
  const leave = () => lookAt(undefined);
  return (
    <>
      <div class="plot" ref={plot}>
        <svg
          viewBox={`0 0 ${width} ${HEIGHT}`}
          role="img"
          aria-label={label}
          onPointerMove={point}
          onPointerLeave={leave}
        >
          {at !== undefined && <line class="cursor" x1={area.x(at)} x2={area.x(at)} y1={area.top} y2={area.bottom} />}
          <Axes data={data} area={area} />
          <Marks data={data} area={area} />
        </svg>
        <input
          class="visually-hidden"
          type="range"
          min={0}
          max={last}
          value={at ?? 0}
          aria-label="Read the values"
          aria-valuetext={valuesAt(data, at ?? 0)}
          onFocus={() => lookAt(0)}
          onInput={({ currentTarget }) => lookAt(Number(currentTarget.value))}
          onBlur={leave}
        />
        {at !== undefined && <Tooltip data={data} at={at} x={area.x(at) / width} />}
      </div>
      <Legend names={data.series.map(({ name }) => name)} />
    </>
  );
}

/** Width of the drawing before it has been measured, and least. */
const LEAST_WIDTH = 240;

/** The width that the drawing has, so that its type keeps its size. */
function useWidth() {
  const plot = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(LEAST_WIDTH);
  useLayoutEffect(() => {
    const element = plot.current;
    if (!element) return;
    const measure = () => setWidth(Math.max(LEAST_WIDTH, element.clientWidth));
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, []);
  return { plot, width };
}

const valuesAt = ({ categories, series }: PlottedData, at: number): string =>
  `${categories[at] ?? ''}: ${series.map(({ name, values }) => `${name} ${shown(values[at])}`).join(', ')}`;

const shown = (value: number | undefined): string => (value === undefined ? '–' : formatValue(value));

function Tooltip({ data, at, x }: { data: PlottedData; at: number; x: number }) {
  const side = x > 0.6 ? { right: `${100 - x * 100 + 2}%` } : { left: `${x * 100 + 2}%` };
  return (
    <div class="tooltip" aria-hidden="true" style={side}>
      <strong>{data.categories[at]}</strong>
      {data.series.map(({ name, values }, index) => (
        <span key={name}>
          <span class={`swatch swatch-${index}`} aria-hidden="true" />
          {name} <b>{shown(values[at])}</b>
        </span>
      ))}
    </div>
  );
}
