import { AwsError, notInSandbox } from '../kit/aws-error.ts';
import { parseMetric } from './list-metrics.ts';
import type { MetricStore } from './metric-store.ts';
import { aggregates, parseRange, STATISTICS } from './statistics.ts';

/** CloudWatch API Reference, GetMetricStatistics, read 2026-11. */
const MAX_DATAPOINTS = 1440;

/** GetMetricStatistics: the points of each unit by themselves, in no order that a caller may rely on. */
export function getMetricStatistics(store: MetricStore, input: Record<string, unknown>, nowMs: number): object {
  const { StartTime, EndTime, Period, Unit } = input;
  if (input['ExtendedStatistics'] !== undefined)
    throw notInSandbox('cloudwatch', 'GetMetricStatistics with ExtendedStatistics');
  const statistics = input['Statistics'] as readonly (keyof typeof STATISTICS)[] | undefined;
  if (!statistics)
    throw new AwsError(
      'MissingRequiredParameterException',
      'At least one of the parameters Statistics and ExtendedStatistics must be specified.',
    );
  const name = parseMetric(input);
  const range = parseRange({ start: StartTime, end: EndTime, periodSeconds: Number(Period) });
  const asked = Math.ceil((range.endMs - range.startMs) / range.periodMs);
  if (asked > MAX_DATAPOINTS)
    throw new AwsError(
      'InvalidParameterCombinationException',
      `You have requested up to ${asked} datapoints, which exceeds the limit of ${MAX_DATAPOINTS}. You may reduce the datapoints requested by increasing Period, or decreasing the time range.`,
    );
  const series = store.of(name).filter(({ unit }) => Unit === undefined || unit === Unit);
  const datapoints = series.flatMap((one) =>
    aggregates([one], range, nowMs).map((aggregate) => ({
      Timestamp: aggregate.atMs / 1000,
      ...Object.fromEntries(statistics.map((statistic) => [statistic, STATISTICS[statistic](aggregate)])),
      Unit: one.unit,
    })),
  );
  return { Label: name.metric, Datapoints: datapoints };
}
