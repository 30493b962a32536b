import type { ChartBlock, LineChart } from '../view/blocks.ts';
import { Canvas, type Pen, type Point, type Rgb } from './canvas.ts';
import { type Lettering, widthOf, write } from './numerals.ts';
import { encodePng } from './png.ts';

/** A chart that a workspace does not take as a block, for people to look at. */
export interface Picture {
  readonly name: string;
  readonly title: string;
  /** What the colours and the axes are: read out instead of the picture. */
  readonly alt: string;
  readonly png: Uint8Array;
}

/** Told apart by people who see no red or no green too (Okabe and Ito's blue, orange, green). */
const COLOURS: readonly { readonly name: string; readonly rgb: Rgb }[] = [
  { name: 'blue', rgb: [0, 114, 178] },
  { name: 'orange', rgb: [230, 120, 0] },
  { name: 'green', rgb: [0, 158, 115] },
];
const colourOf = (index: number) => COLOURS[index % COLOURS.length] ?? { name: 'black', rgb: [0, 0, 0] as const };

const SIZE = { width: 1200, height: 600 };
const BOX = { left: 130, right: 1170, top: 40, bottom: 520 };
const GRID: Pen = { colour: [222, 222, 222], width: 1.5 };
const AXIS: Pen = { colour: [120, 120, 120], width: 2 };
const LETTERS: Lettering = { pen: { colour: [70, 70, 70], width: 2.6 }, scale: 3.6 };
/** Of categories along the bottom. */
const MOST_LABELS = 7;

/** Draws a line chart as a PNG of 1200 by 600, the same points as the block has; undefined for bars, whose names are words. */
export function drawChart({ title, chart }: ChartBlock): Picture | undefined {
  if (chart.type !== 'line') return undefined;
  const canvas = new Canvas(SIZE.width, SIZE.height);
  const ticks = ticksOf(chart.series.flatMap(({ data }) => data.map(({ value }) => value)));
  const yOf = scaleOf([ticks[0] ?? 0, ticks.at(-1) ?? 1], [BOX.bottom, BOX.top]);
  const xOf = scaleOf([0, Math.max(1, chart.axis_config.categories.length - 1)], [BOX.left + 20, BOX.right - 20]);
  drawAxes(canvas, { ticks, yOf, xOf, categories: chart.axis_config.categories });
  for (const [index, { data }] of chart.series.entries()) {
    const points = data.map(({ value }, place): Point => [xOf(place), yOf(value)]);
    const colour = colourOf(index).rgb;
    canvas.line(points, { colour, width: 4 });
    for (const point of points) canvas.line([point], { colour, width: 11 });
  }
  return { name: 'chart.png', title, alt: legend(chart), png: encodePng(canvas) };
}

/** "blue: Training loss, orange: Validation loss; across: Step, up: Loss". */
function legend({ series, axis_config }: LineChart): string {
  const names = series.map(({ name }, index) => `${colourOf(index).name}: ${name}`).join(', ');
  return `${names}; across: ${axis_config.x_label}, up: ${axis_config.y_label}`;
}

type Scale = (value: number) => number;

function scaleOf([low, high]: readonly [number, number], [from, to]: readonly [number, number]): Scale {
  return (value) => from + ((value - low) / (high - low || 1)) * (to - from);
}

/** Values that differ by less than this share of themselves are drawn as one. */
const SAME = 1e-9;

/** Round numbers around the values: steps of 1, 2 or 5 times a power of ten, up to six of them. */
function ticksOf(values: readonly number[]): number[] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const spread = high - low > Math.abs(high) * SAME ? high - low : Math.abs(high);
  const rough = (spread || 1) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((times) => times * power).find((size) => size >= rough) ?? rough;
  const first = Math.floor(low / step);
  const count = Math.max(1, Math.ceil(high / step) - first);
  return Array.from({ length: count + 1 }, (_, index) => (first + index) * step);
}

function drawAxes(
  canvas: Canvas,
  { ticks, yOf, xOf, categories }: { ticks: readonly number[]; yOf: Scale; xOf: Scale; categories: readonly string[] },
): void {
  const step = (ticks[1] ?? 1) - (ticks[0] ?? 0);
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  for (const tick of ticks) {
    const [y, label] = [yOf(tick), tick.toFixed(digits)];
    canvas.line(horizontal(y), GRID);
    const at: Point = [BOX.left - 16 - widthOf(label) * LETTERS.scale, y - 3 * LETTERS.scale];
    write(canvas, { text: label, at }, LETTERS);
  }
  canvas.line(horizontal(BOX.bottom), AXIS);
  const every = Math.max(1, Math.ceil(categories.length / MOST_LABELS));
  for (const [index, text] of categories.entries()) {
    if (index % every !== 0) continue;
    const at: Point = [xOf(index) - (widthOf(text) * LETTERS.scale) / 2, BOX.bottom + 22];
    write(canvas, { text, at }, LETTERS);
  }
}

const horizontal = (y: number): Point[] => [
  [BOX.left, y],
  [BOX.right, y],
];
