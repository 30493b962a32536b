import type { PlottedData } from './chart-data.ts';
import { createScale, type Scale } from './scale.ts';

/** CSS pixels, as all of the drawing; its width is the width that there is. */
export const HEIGHT = 250;
const INSET = { right: 12, top: 12, tick: 28, axisLabel: 20, numbers: 42 };

export interface PlotArea {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly scale: Scale;
  /** Width of one category. */
  readonly band: number;
  /** Middle of a category. */
  x(index: number): number;
  y(value: number): number;
}

export function plotArea({ kind, categories, series, xLabel, yLabel }: PlottedData, width: number): PlotArea {
  const values = series.flatMap((entry) => entry.values.filter((value) => value !== undefined));
  const scale = createScale(values, kind !== 'line');
  const [left, right] = [INSET.numbers + (yLabel === '' ? 0 : INSET.axisLabel), width - INSET.right];
  const [top, bottom] = [INSET.top, HEIGHT - INSET.tick - (xLabel === '' ? 0 : INSET.axisLabel)];
  const band = (right - left) / Math.max(1, categories.length);
  return {
    left,
    right,
    top,
    bottom,
    scale,
    band,
    x: (index) => left + band * (index + 0.5),
    y: (value) => bottom - (bottom - top) * scale.position(value),
  };
}
