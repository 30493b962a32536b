import type { Pixels } from './png.ts';

export type Rgb = readonly [number, number, number];
/** Pixels from the left and from the top. */
export type Point = readonly [x: number, y: number];

export interface Pen {
  readonly colour: Rgb;
  /** Pixels. */
  readonly width: number;
}

/** A white sheet that lines are drawn on, with soft edges. */
export class Canvas implements Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.rgb = new Uint8Array(width * height * 3).fill(255);
  }

  /** A line through the points, round at its ends and corners. */
  line(points: readonly Point[], pen: Pen): void {
    for (const [index, from] of points.entries()) this.#segment(from, points[index + 1] ?? from, pen);
  }

  #segment(from: Point, to: Point, { colour, width }: Pen): void {
    const reach = width / 2 + 1;
    const [left, right] = [Math.min(from[0], to[0]) - reach, Math.max(from[0], to[0]) + reach];
    const [top, bottom] = [Math.min(from[1], to[1]) - reach, Math.max(from[1], to[1]) + reach];
    for (let y = Math.max(0, Math.floor(top)); y <= Math.min(this.height - 1, Math.ceil(bottom)); y++)
      for (let x = Math.max(0, Math.floor(left)); x <= Math.min(this.width - 1, Math.ceil(right)); x++)
        this.#blend([x, y], colour, width / 2 + 0.5 - distance([x, y], from, to));
  }

  /** `share` of the colour over what is there; below 0 is none, above 1 is all. */
  #blend([x, y]: Point, colour: Rgb, share: number): void {
    if (share <= 0) return;
    const at = (y * this.width + x) * 3;
    for (const [channel, value] of colour.entries()) {
      const before = this.rgb[at + channel] ?? 255;
      this.rgb[at + channel] = Math.round(before + (value - before) * Math.min(1, share));
    }
  }
}

/** From a point to the nearest one of a segment. */
function distance(point: Point, from: Point, to: Point): number {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((point[0] - from[0]) * dx + (point[1] - from[1]) * dy) / length;
  const nearest = Math.max(0, Math.min(1, along));
  return Math.hypot(point[0] - from[0] - nearest * dx, point[1] - from[1] - nearest * dy);
}
