import { AwsError, notInSandbox } from '../kit/aws-error.ts';
import { type Aggregate, combine, resolutionMs, type Series } from './metric-store.ts';

/** The statistics that the sandbox computes, from what it keeps per minute. */
export const STATISTICS = {
  SampleCount: ({ count }: Aggregate) => count,
  Average: ({ sum, count }: Aggregate) => sum / count,
  Sum: ({ sum }: Aggregate) => sum,
  Minimum: ({ min }: Aggregate) => min,
  Maximum: ({ max }: Aggregate) => max,
} as const;

/** Percentiles, trimmed means and the like: real, but they need every single value. */
const EXTENDED = /^(?:(?:p|tm|wm|tc|ts)\d{1,2}(?:\.\d+)?|(?:TM|WM|TC|TS|PR)\(.*\)|IQM)$/;

/** The function for a statistic's name. */
export function statistic(name: string): (aggregate: Aggregate) => number {
  if (name in STATISTICS) return STATISTICS[name as keyof typeof STATISTICS];
  if (EXTENDED.test(name)) throw notInSandbox('cloudwatch', `statistic ${name}`);
  throw new AwsError('ValidationException', `The value ${name} for parameter Stat is not a valid statistic.`);
}

/** A stretch of time in periods: from the start on, up to the end but without it. */
export interface Range {
  readonly startMs: number;
  readonly endMs: number;
  readonly periodMs: number;
}

/** Parses a request's time range; periods under a minute need single values, which the sandbox does not keep. */
export function parseRange(input: { start: unknown; end: unknown; periodSeconds: number }): Range {
  const [startMs, endMs] = [epochMs(input.start), epochMs(input.end)];
  if (startMs >= endMs)
    throw new AwsError('ValidationException', 'The parameter StartTime must be less than the parameter EndTime.');
  if ([1, 5, 10, 20, 30].includes(input.periodSeconds))
    throw notInSandbox('cloudwatch', `period of ${input.periodSeconds} s`);
  if (input.periodSeconds % 60 !== 0)
    throw new AwsError('ValidationException', 'Period must be 1, 5, 10, 20, 30 or a multiple of 60.');
  return { startMs, endMs, periodMs: input.periodSeconds * 1000 };
}

/** A timestamp as JSON 1.0 has it, epoch seconds, or as text. */
export const epochMs = (timestamp: unknown): number =>
  typeof timestamp === 'number' ? Math.round(timestamp * 1000) : Date.parse(String(timestamp));

/**
 * One aggregate per period that has values, in order of time, its time the start of the period. Periods are counted from the start
 * time, which is rounded down to the minute, to five minutes when it lies more than 15 days back, to the hour after 63. A period that
 * is no multiple of that step finds nothing (CloudWatch API Reference, GetMetricData, read 2026-11).
 */
export function aggregates(series: readonly Series[], range: Range, nowMs: number): Aggregate[] {
  const stepMs = resolutionMs(nowMs - range.startMs);
  if (range.periodMs % stepMs !== 0) return [];
  const startMs = Math.floor(range.startMs / stepMs) * stepMs;
  const periods = new Map<number, Aggregate>();
  for (const point of series.flatMap(({ points }) => [...points.values()])) {
    if (point.atMs < startMs || point.atMs >= range.endMs) continue;
    const atMs = startMs + Math.floor((point.atMs - startMs) / range.periodMs) * range.periodMs;
    const before = periods.get(atMs);
    periods.set(atMs, before ? combine(before, point) : { ...point, atMs });
  }
  return [...periods.values()].sort((a, b) => a.atMs - b.atMs);
}
