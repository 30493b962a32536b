import type { ProvisionedModelSummary } from '@aws-sdk/client-bedrock';
import type { MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import type { Hosting, Traffic } from '@rung/core/hosting/hosting.ts';
import type { Clock, Hostings } from '@rung/core/ports.ts';
import { type EpochMs, MINUTE_MS } from '@rung/core/time.ts';
import type { AwsClients } from './clients.ts';
import { failureKind } from './failure.ts';

interface Place {
  readonly clients: Pick<AwsClients, 'bedrock' | 'cloudWatch'>;
  readonly clock: Clock;
  readonly region: string;
}

/** GetMetricData takes at most this many queries in a call (CloudWatch API reference, read 2026-11-20). */
const QUERIES_PER_CALL = 500;

/** Hostings in Bedrock, their traffic in CloudWatch. */
export function hostingInventory(place: Place): Hostings {
  return {
    list: () => list(place),
    traffic: (hostings, sinceMs) => traffic(place, hostings, sinceMs),
    delete: (arn) => remove(place, arn),
  };
}

async function list(place: Place): Promise<Hosting[]> {
  const { paginateListProvisionedModelThroughputs } = await import('@aws-sdk/client-bedrock');
  const client = await place.clients.bedrock();
  const found: Hosting[] = [];
  for await (const page of paginateListProvisionedModelThroughputs({ client }, {})) {
    found.push(...(page.provisionedModelSummaries ?? []).flatMap((summary) => hostingOf(summary, place.region)));
  }
  return found;
}

function hostingOf(summary: ProvisionedModelSummary, region: string): Hosting[] {
  const { provisionedModelArn, provisionedModelName, creationTime, modelUnits, modelArn, foundationModelArn } = summary;
  if (!provisionedModelArn || !provisionedModelName || !creationTime || !modelUnits || !modelArn || !foundationModelArn)
    return [];
  return [
    {
      kind: 'provisioned-throughput',
      arn: provisionedModelArn,
      name: provisionedModelName,
      createdAtMs: creationTime.getTime(),
      modelUnits,
      modelArn,
      foundationModelArn,
      committedUntilMs: summary.commitmentExpirationTime?.getTime(),
      region,
    },
  ];
}

/** A call that fails makes its hostings unknown; a hosting without a point in the window has no traffic recorded. */
async function traffic(
  place: Place,
  hostings: readonly Hosting[],
  sinceMs: EpochMs,
): Promise<ReadonlyMap<string, Traffic>> {
  const answers = new Map<string, Traffic>();
  for (let from = 0; from < hostings.length; from += QUERIES_PER_CALL) {
    const batch = hostings.slice(from, from + QUERIES_PER_CALL);
    const read = await readBatch(place, batch, sinceMs).catch((error: unknown) => String((error as Error).name));
    for (const [index, hosting] of batch.entries())
      answers.set(
        hosting.arn,
        typeof read === 'string'
          ? { kind: 'unknown', why: read }
          : (read[index] ?? { kind: 'unknown', why: 'no answer' }),
      );
  }
  return answers;
}

interface Points {
  times: Date[];
  values: number[];
}

async function readBatch(place: Place, batch: readonly Hosting[], sinceMs: EpochMs): Promise<Traffic[]> {
  const { paginateGetMetricData } = await import('@aws-sdk/client-cloudwatch');
  const client = await place.clients.cloudWatch();
  const window = { StartTime: new Date(sinceMs), EndTime: new Date(place.clock.nowMs() + MINUTE_MS) };
  const points = batch.map((): Points => ({ times: [], values: [] }));
  for await (const page of paginateGetMetricData(
    { client },
    { ...window, MetricDataQueries: batch.map(query), ScanBy: 'TimestampDescending' },
  )) {
    for (const result of page.MetricDataResults ?? []) {
      const bucket = points[Number(result.Id?.slice(1))];
      bucket?.times.push(...(result.Timestamps ?? []));
      bucket?.values.push(...(result.Values ?? []));
    }
  }
  return points.map(trafficOf);
}

const query = (hosting: Hosting, index: number): MetricDataQuery => ({
  Id: `q${index}`,
  MetricStat: {
    Metric: {
      Namespace: 'AWS/Bedrock',
      MetricName: 'Invocations',
      Dimensions: [{ Name: 'ModelId', Value: hosting.arn }],
    },
    Period: 300,
    Stat: 'Sum',
  },
});

/** A point covers the five minutes from its timestamp; the last request is taken as late as that allows. */
function trafficOf({ times, values }: Points): Traffic {
  const used = times.filter((_, index) => (values[index] ?? 0) > 0).map((time) => time.getTime());
  if (used.length === 0) return { kind: 'none-recorded' };
  const latestMs = Math.max(...used);
  const requests = values[times.findIndex((time) => time.getTime() === latestMs)] ?? 0;
  return { kind: 'recorded', lastRequestAtMs: latestMs, requests };
}

/** Rung's role deletes what carries this tag and nothing else (packages/infra/src/permissions.ts). */
const NOT_TAGGED =
  'Rung may delete only a throughput that carries the tag rung:may-delete = yes. Set it in AWS, then press again.';

async function remove(place: Place, provisionedModelId: string): Promise<'deleted' | 'gone' | { refused: string }> {
  const { DeleteProvisionedModelThroughputCommand } = await import('@aws-sdk/client-bedrock');
  const client = await place.clients.bedrock();
  return client.send(new DeleteProvisionedModelThroughputCommand({ provisionedModelId })).then(
    () => 'deleted' as const,
    (error: unknown) => {
      if (failureKind(error) === 'missing') return 'gone' as const;
      if (failureKind(error) === 'denied') return { refused: NOT_TAGGED };
      return { refused: (error as Error).message };
    },
  );
}
