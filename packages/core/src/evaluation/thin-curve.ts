import type { LossPoint } from './loss-verdict.ts';

/** At most `most` points of a curve, evenly by step, first and last kept; each stands for the mean of the points it replaces. */
export function thinCurve(points: readonly LossPoint[], most: number): LossPoint[] {
  if (points.length <= most) return [...points];
  const width = points.length / most;
  return Array.from({ length: most }, (_, bin) => {
    const group = points.slice(Math.floor(bin * width), Math.floor((bin + 1) * width));
    const last = group.at(-1);
    if (!last) throw new RangeError(`cannot thin ${points.length} points to ${most}`);
    return { ...last, loss: group.reduce((sum, point) => sum + point.loss, 0) / group.length };
  });
}
