import { openMap } from '../kit/durable-map.ts';

/** A metric's identity. One metric can have points in several units. */
export interface MetricName {
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** What CloudWatch keeps of the values of one minute. */
export interface Aggregate {
  readonly atMs: number;
  readonly count: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
}

/** The points of one metric in one unit, a point per minute that had values. */
export interface Series extends MetricName {
  readonly unit: string;
  /** By the start of the minute, epoch milliseconds. */
  readonly points: Map<number, Aggregate>;
}

export interface MetricStore {
  add(name: MetricName & { unit: string }, values: Aggregate): void;
  /** The series of every metric, one per unit; the order is that of first use. */
  metrics(): Iterable<readonly Series[]>;
  /** The series of one metric: one per unit. */
  of(name: MetricName): Series[];
  /** Writes what is not yet on disk. */
  flush(): void;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Points that arrive within this real time go to the disk together. */
const WRITE_AFTER_MS = 250;

/** Points are kept in coarser steps as they age, and not longer than 455 days (CloudWatch User Guide, "Metrics retention", read 2026-11). */
export const RETENTION_MS = 455 * DAY_MS;
export function resolutionMs(ageMs: number): number {
  if (ageMs <= 15 * DAY_MS) return MINUTE_MS;
  return ageMs <= 63 * DAY_MS ? 5 * MINUTE_MS : 60 * MINUTE_MS;
}

type Stored = Omit<Series, 'points'> & { readonly points: readonly Aggregate[] };

/** Opens the points kept in `file`; without one they live in memory only. */
export function openMetricStore(nowMs: () => number, file?: string): MetricStore {
  const map = openMap<readonly Stored[]>(file);
  const metrics = new Map<string, Series[]>();
  const series = () => [...metrics.values()].flat();
  const of = (name: MetricName) => metrics.get(metricKey(name)) ?? [];
  const keep = (one: Series) => void metrics.set(metricKey(one), [...of(one), one]);
  for (const stored of map.get('series') ?? []) keep(revive(stored));
  let writing: NodeJS.Timeout | undefined;
  const flush = () => {
    if (!writing) return;
    clearTimeout(writing);
    writing = undefined;
    for (const { points } of series()) coarsen(points, nowMs());
    map.set(
      'series',
      series().map((one) => ({ ...one, points: [...one.points.values()] })),
    );
  };
  return {
    add({ namespace, metric, dimensions, unit }, values) {
      const name = { namespace, metric, dimensions };
      const known = of(name).find((one) => one.unit === unit);
      const one = known ?? { ...name, unit, points: new Map<number, Aggregate>() };
      if (!known) keep(one);
      merge(one.points, values, MINUTE_MS);
      if (file) writing ??= setTimeout(flush, WRITE_AFTER_MS);
    },
    metrics: () => metrics.values(),
    of,
    flush,
  };
}

/** One text for one metric, whatever the order of its dimensions. */
export function metricKey({ namespace, metric, dimensions }: MetricName): string {
  return JSON.stringify([namespace, metric, Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1))]);
}

const revive = (stored: Stored): Series => ({
  ...stored,
  points: new Map(stored.points.map((point) => [point.atMs, point])),
});

function merge(points: Map<number, Aggregate>, values: Aggregate, stepMs: number): void {
  const atMs = Math.floor(values.atMs / stepMs) * stepMs;
  const before = points.get(atMs);
  points.set(atMs, before ? { ...combine(before, values), atMs } : { ...values, atMs });
}

/** Both aggregates as one; the time is the first one's. */
export function combine(a: Aggregate, b: Aggregate): Aggregate {
  return {
    atMs: a.atMs,
    count: a.count + b.count,
    sum: a.sum + b.sum,
    min: Math.min(a.min, b.min),
    max: Math.max(a.max, b.max),
  };
}

function coarsen(points: Map<number, Aggregate>, nowMs: number): void {
  for (const point of [...points.values()]) {
    const ageMs = nowMs - point.atMs;
    const stepMs = resolutionMs(ageMs);
    if (ageMs > RETENTION_MS) points.delete(point.atMs);
    else if (point.atMs % stepMs !== 0) {
      points.delete(point.atMs);
      merge(points, point, stepMs);
    }
  }
}
