import type { Clock } from '@rung/core/ports.ts';
import { type EpochMs, MINUTE_MS } from '@rung/core/time.ts';
import type { AwsClients } from '../clients.ts';

type Clients = Pick<AwsClients, 'cloudWatch'>;

/** AWS bills a copy in windows of five minutes, and a copy that nobody asks ends after as long. */
const WINDOW_S = 300;
/** CloudWatch has a point some minutes after what it counts; three windows back is now, as far as anybody can tell. */
const OF_LATE_MS = 15 * MINUTE_MS;
/** GetMetricData takes at most this many queries in a call (CloudWatch API reference, read 2026-11-20). */
const QUERIES_PER_CALL = 500;

/** Copies of each imported model that ran of late; one that CloudWatch has no count of is not in it. */
export async function runningCopies(
  place: { clients: Clients; clock: Clock },
  arns: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const nowMs = place.clock.nowMs();
  const counts = new Map<string, number>();
  for (let from = 0; from < arns.length; from += QUERIES_PER_CALL) {
    const batch = arns.slice(from, from + QUERIES_PER_CALL);
    const points = await copyPoints(place.clients, batch, { fromMs: nowMs - OF_LATE_MS, toMs: nowMs + MINUTE_MS });
    for (const [arn, [latest]] of points) if (latest !== undefined) counts.set(arn, latest);
  }
  return counts;
}

/** Windows of five minutes in which copies ran, one for each copy. */
export async function copyWindows(
  clients: Clients,
  arn: string,
  between: { fromMs: EpochMs; toMs: EpochMs },
): Promise<number> {
  const points = await copyPoints(clients, [arn], between);
  return (points.get(arn) ?? []).reduce((sum, copies) => sum + copies, 0);
}

/** The most copies in each window that has a count, the latest first (`ModelCopy`; user guide, import-model-calculate-cost, read 2026-11). */
async function copyPoints(
  clients: Clients,
  arns: readonly string[],
  between: { fromMs: EpochMs; toMs: EpochMs },
): Promise<ReadonlyMap<string, readonly number[]>> {
  const { paginateGetMetricData } = await import('@aws-sdk/client-cloudwatch');
  const client = await clients.cloudWatch();
  const MetricDataQueries = arns.map((Value, index) => {
    const Metric = { Namespace: 'AWS/Bedrock', MetricName: 'ModelCopy', Dimensions: [{ Name: 'ModelId', Value }] };
    return { Id: `q${index}`, MetricStat: { Metric, Period: WINDOW_S, Stat: 'Maximum' } };
  });
  const window = { StartTime: new Date(between.fromMs), EndTime: new Date(between.toMs) };
  const found = new Map<string, number[]>();
  const wanted = { ...window, MetricDataQueries, ScanBy: 'TimestampDescending' } as const;
  for await (const { MetricDataResults = [] } of paginateGetMetricData({ client }, wanted))
    for (const { Id, Values = [] } of MetricDataResults) {
      const arn = arns[Number(Id?.slice(1))] ?? '';
      found.set(arn, [...(found.get(arn) ?? []), ...Values]);
    }
  return found;
}
