/** A vertical axis: round numbers at even steps, around the values. */
export interface Scale {
  readonly ticks: readonly number[];
  /** 0 at the lowest tick, 1 at the highest. */
  position(value: number): number;
}

const WANTED_STEPS = 4;

/** Bars and areas need the zero line; a line of losses does not, and is read more easily without it. */
export function createScale(values: readonly number[], needsZero: boolean): Scale {
  const bounds = needsZero ? [...values, 0] : values;
  const low = bounds.length === 0 ? 0 : Math.min(...bounds);
  const high = bounds.length === 0 ? 1 : Math.max(...bounds);
  const span = high - low || Math.abs(high) || 1;
  const step = roundStep(span / WANTED_STEPS);
  const first = Math.floor(low / step);
  const last = Math.max(first + 1, Math.ceil(high / step));
  const ticks = Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
  return { ticks, position: (value) => (value / step - first) / (last - first) };
}

/** The nearest of 1, 2, 2.5, 5 and 10 times a power of ten above `rough`. */
function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 2.5, 5, 10].find((candidate) => candidate * power >= rough * 0.999) ?? 10;
  return factor * power;
}
