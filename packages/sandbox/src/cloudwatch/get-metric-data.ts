import { AwsError, notInSandbox } from '../kit/aws-error.ts';
import { parseMetric } from './list-metrics.ts';
import type { MetricName, MetricStore } from './metric-store.ts';
import { parseToken, printToken } from './page-token.ts';
import { aggregates, parseRange, type Range, statistic } from './statistics.ts';

/** CloudWatch API Reference, GetMetricData, read 2026-11. */
const MAX_QUERIES = 500;
const MAX_DATAPOINTS = 100_800;

interface Query {
  readonly id: string;
  readonly label: string;
  readonly name: MetricName;
  readonly unit?: string;
  readonly range: Range;
  readonly value: ReturnType<typeof statistic>;
}

interface Result {
  readonly id: string;
  readonly label: string;
  readonly points: readonly { readonly atMs: number; readonly value: number }[];
}

/** GetMetricData for metrics; a metric without values in the range has a result without points. */
export function getMetricData(store: MetricStore, input: Record<string, unknown>, nowMs: number): object {
  const wire = input['MetricDataQueries'] as readonly Record<string, unknown>[];
  if (wire.length > MAX_QUERIES)
    throw invalid(`The collection MetricDataQueries must not have a size greater than ${MAX_QUERIES}.`);
  const limit = Number(input['MaxDatapoints'] ?? MAX_DATAPOINTS);
  if (!(limit >= 1 && limit <= MAX_DATAPOINTS)) throw invalid(`MaxDatapoints must be between 1 and ${MAX_DATAPOINTS}.`);
  const offset = parseToken(input);
  if (offset === undefined) throw new AwsError('InvalidNextToken', 'The NextToken is not one of this request.');
  const queries = wire.map((query) => parseQuery(query, input));
  if (new Set(queries.map(({ id }) => id)).size < queries.length)
    throw invalid('The values for parameter Id in MetricDataQueries are not unique.');
  if (!wire.some((query) => query['ReturnData'] !== false))
    throw invalid('At least one query must have ReturnData set to true.');
  const ascending = input['ScanBy'] === 'TimestampAscending';
  const results = queries
    .filter((_query, index) => wire[index]?.['ReturnData'] !== false)
    .map((query) => answer(store, query, { nowMs, ascending }));
  const page = onePage(results, offset, limit);
  const total = results.reduce((sum, { points }) => sum + points.length, 0);
  return {
    MetricDataResults: page,
    Messages: [],
    ...(offset + limit < total && { NextToken: printToken(offset + limit, input) }),
  };
}

function parseQuery(query: Record<string, unknown>, input: Record<string, unknown>): Query {
  const { Id: id, MetricStat: stat, Label: label } = query;
  if (!/^[a-z][a-zA-Z0-9_]*$/.test(String(id)))
    throw invalid(
      `The value ${id} for parameter Id must start with a lower-case letter and hold letters, digits and _ only.`,
    );
  if (query['Expression'] !== undefined) throw notInSandbox('cloudwatch', 'GetMetricData with Expression');
  if (query['AccountId'] !== undefined) throw notInSandbox('cloudwatch', 'GetMetricData across accounts');
  if (typeof label === 'string' && label.includes('${')) throw notInSandbox('cloudwatch', 'dynamic labels');
  if (typeof stat !== 'object' || stat === null) throw invalid(`The query ${id} must have MetricStat or Expression.`);
  const { Metric, Period, Stat, Unit } = stat as Record<string, unknown>;
  const name = parseMetric(Metric as Record<string, unknown>);
  return {
    id: String(id),
    label: typeof label === 'string' ? label : name.metric,
    name,
    ...(Unit !== undefined && { unit: String(Unit) }),
    range: parseRange({ start: input['StartTime'], end: input['EndTime'], periodSeconds: Number(Period) }),
    value: statistic(String(Stat)),
  };
}

function answer(store: MetricStore, query: Query, order: { nowMs: number; ascending: boolean }): Result {
  const series = store.of(query.name).filter(({ unit }) => query.unit === undefined || unit === query.unit);
  const found = aggregates(series, query.range, order.nowMs);
  const points = found.map((aggregate) => ({ atMs: aggregate.atMs, value: query.value(aggregate) }));
  return { id: query.id, label: query.label, points: order.ascending ? points : points.reverse() };
}

/** The results whose points lie in this page, counted through all results; a result without points is on the page where it would start. */
function onePage(results: readonly Result[], offset: number, limit: number): object[] {
  let start = 0;
  return results.flatMap(({ id, label, points }) => {
    const own = points.slice(Math.max(0, offset - start), Math.max(0, offset + limit - start));
    const endsHere = start + points.length <= offset + limit;
    const startsHere = start >= offset && start < offset + limit;
    start += points.length;
    if (own.length === 0 && !(points.length === 0 && startsHere)) return [];
    return {
      Id: id,
      Label: label,
      Timestamps: own.map(({ atMs }) => atMs / 1000),
      Values: own.map(({ value }) => value),
      StatusCode: endsHere ? 'Complete' : 'PartialData',
    };
  });
}

const invalid = (message: string) => new AwsError('ValidationException', message);
