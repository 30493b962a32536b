import type { SandboxClock } from '../kit/clock.ts';
import type { Handler } from '../kit/http.ts';
import type { WireLog } from '../kit/wire-log.ts';
import { serveModel } from '../models/serve-model.ts';
import { loadModel } from '../models/service-model.ts';
import { getMetricData } from './get-metric-data.ts';
import { getMetricStatistics } from './get-metric-statistics.ts';
import { listMetrics } from './list-metrics.ts';
import { type MetricName, openMetricStore } from './metric-store.ts';
import { putMetricData } from './put-metric-data.ts';
import { unzipped } from './unzipped.ts';

/** The sandbox's CloudWatch metrics; the signing name is "monitoring". */
export interface CloudWatch {
  readonly handler: Handler;
  /** Adds one value, for the services of the sandbox; unlike PutMetricData it may write under "AWS/". */
  record(point: {
    namespace: string;
    metric: string;
    dimensions: Record<string, string>;
    value: number;
    atMs: number;
    unit?: string;
  }): void;
  /** The sum of the values from the minute of `sinceMs` on; undefined when there is none, because no value is not zero. */
  sum(of: MetricName & { sinceMs: number }): number | undefined;
  /** Writes what is not yet on disk. */
  close(): void;
}

/** Points are kept per minute, in `file` when given (written a quarter of a second after they came), else in memory. */
export function createCloudWatch(options: { clock: SandboxClock; wireLog: WireLog; file?: string }): CloudWatch {
  const { clock, wireLog, file } = options;
  const now = () => clock.nowMs();
  const store = openMetricStore(now, file);
  const served = serveModel({
    model: loadModel('cloudwatch'),
    wireLog,
    operations: {
      PutMetricData: (input) => putMetricData(store, input, now()),
      ListMetrics: (input) => listMetrics(store, input, now()),
      GetMetricData: (input) => getMetricData(store, input, now()),
      GetMetricStatistics: (input) => getMetricStatistics(store, input, now()),
    },
  });
  return {
    handler: unzipped(served),
    record({ value, atMs, unit = 'None', ...name }) {
      store.add({ ...name, unit }, { atMs, count: 1, sum: value, min: value, max: value });
    },
    sum({ sinceMs, ...name }) {
      const points = store.of(name).flatMap((series) => [...series.points.values()]);
      const counted = points.filter(({ atMs }) => atMs + 60_000 > sinceMs);
      return counted.length === 0 ? undefined : counted.reduce((sum, point) => sum + point.sum, 0);
    },
    close: store.flush,
  };
}
