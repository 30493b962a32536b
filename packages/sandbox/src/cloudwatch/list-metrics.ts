import { AwsError, notInSandbox } from '../kit/aws-error.ts';
import { parseDimensions, printDimensions, type WireDimensions } from './dimensions.ts';
import type { MetricStore, Series } from './metric-store.ts';
import { parseToken, printToken } from './page-token.ts';

/** CloudWatch API Reference, ListMetrics, read 2026-11. */
const PAGE_SIZE = 500;
const LISTED_FOR_MS = 14 * 86_400_000;
const RECENT_MS = 3 * 3_600_000;

type DimensionFilter = { readonly Name: string; readonly Value?: string };

/** ListMetrics: the metrics with a point in the last two weeks, or the last three hours when `RecentlyActive` asks for those. */
export function listMetrics(store: MetricStore, input: Record<string, unknown>, nowMs: number): object {
  if (input['OwningAccount'] !== undefined || input['IncludeLinkedAccounts'] === true)
    throw notInSandbox('cloudwatch', 'ListMetrics across accounts');
  const offset = parseToken(input);
  if (offset === undefined) throw new AwsError('InvalidParameterValueException', 'Invalid nextToken');
  const sinceMs = nowMs - (input['RecentlyActive'] === 'PT3H' ? RECENT_MS : LISTED_FOR_MS);
  const page: Series[] = [];
  let seen = 0;
  for (const units of store.metrics()) {
    const [one] = units;
    if (!one || !matches(one, input) || !units.some((series) => isActive(series, sinceMs))) continue;
    seen += 1;
    if (seen > offset) page.push(one);
    // One beyond the page tells that there is another.
    if (page.length > PAGE_SIZE) break;
  }
  return {
    Metrics: page.slice(0, PAGE_SIZE).map(({ namespace, metric, dimensions }) => ({
      Namespace: namespace,
      MetricName: metric,
      Dimensions: printDimensions(dimensions),
    })),
    ...(page.length > PAGE_SIZE && { NextToken: printToken(offset + PAGE_SIZE, input) }),
  };
}

/** Points are kept by the minute they fall into, so a point counts until its minute has passed out of the window. */
function isActive({ points }: Series, sinceMs: number): boolean {
  return points.values().some(({ atMs }) => atMs + 60_000 > sinceMs);
}

function matches(series: Series, input: Record<string, unknown>): boolean {
  const { Namespace, MetricName } = input;
  const filters = (input['Dimensions'] ?? []) as readonly DimensionFilter[];
  return (
    (Namespace === undefined || Namespace === series.namespace) &&
    (MetricName === undefined || MetricName === series.metric) &&
    filters.every(({ Name, Value }) => {
      const own = series.dimensions[Name];
      return own !== undefined && (Value === undefined || Value === own);
    })
  );
}

/** The metric that a request names by its members. */
export function parseMetric(metric: Record<string, unknown>) {
  return {
    namespace: String(metric['Namespace']),
    metric: String(metric['MetricName']),
    dimensions: parseDimensions(metric['Dimensions'] as WireDimensions | undefined),
  };
}
