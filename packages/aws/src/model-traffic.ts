import type { TrafficMeter } from '@rung/core/cost/ports.ts';
import { priceKey } from '@rung/core/cost/shipped-prices.ts';
import type { TrafficHour } from '@rung/core/cost/traffic.ts';
import type { AwsClients } from './clients.ts';
import { copyWindows } from './hostings/model-copies.ts';

const NAMESPACE = 'AWS/Bedrock';
const HOUR_S = 3600;
const COUNTED = { Invocations: 'requests', InputTokenCount: 'inputTokens', OutputTokenCount: 'outputTokens' } as const;

type Count = (typeof COUNTED)[keyof typeof COUNTED];
type Clients = Pick<AwsClients, 'cloudWatch'>;

/** What a base model was asked, hour by hour, as CloudWatch counts it: under its own id and under its inference profiles. */
export function modelTraffic(clients: Clients): TrafficMeter {
  return {
    async hours(baseModelId, between) {
      const modelIds = await idsOf(clients, priceKey(baseModelId));
      return { modelIds, hours: await hoursOf(clients, modelIds, between) };
    },
    hoursOf: (arn, between) => hoursOf(clients, [arn], between),
    copyWindows: (arn, between) => copyWindows(clients, arn, between),
  };
}

async function hoursOf(
  clients: Clients,
  modelIds: readonly string[],
  between: { fromMs: number; toMs: number },
): Promise<TrafficHour[]> {
  const rows = new Map<number, TrafficHour>();
  for (const modelId of modelIds) await addHours(clients, rows, { modelId, ...between });
  return [...rows.values()].filter(({ requests }) => requests > 0);
}

/** ListMetrics names what had a point in the last two weeks (CloudWatch API reference, read 2026-11-20): longer ago than is asked for here. */
async function idsOf(clients: Clients, key: string): Promise<string[]> {
  const { paginateListMetrics } = await import('@aws-sdk/client-cloudwatch');
  const client = await clients.cloudWatch();
  const found = new Set<string>();
  // Other dimensions beside the model's split the same requests once more.
  for await (const page of paginateListMetrics({ client }, { Namespace: NAMESPACE, MetricName: 'Invocations' }))
    for (const { Dimensions = [] } of page.Metrics ?? [])
      for (const { Name, Value } of Dimensions)
        if (Name === 'ModelId' && Value && Dimensions.length === 1 && isThisBase(Value, key)) found.add(Value);
  return [...found].sort();
}

/** "us.amazon.nova-lite-v1:0" and the ARNs of a model or a profile are the model "amazon.nova-lite-v1:0"; a tuned model's ARN is not. */
function isThisBase(modelId: string, key: string): boolean {
  if (/:(?:custom-model|provisioned-model|custom-model-deployment|imported-model)/.test(modelId)) return false;
  return priceKey(modelId).replace(/^(?:global|[a-z]{2,4})\.(?=[a-z0-9-]+\.)/, '') === key;
}

async function addHours(
  clients: Clients,
  rows: Map<number, TrafficHour>,
  asked: { modelId: string; fromMs: number; toMs: number },
): Promise<void> {
  const { paginateGetMetricData } = await import('@aws-sdk/client-cloudwatch');
  const client = await clients.cloudWatch();
  const Dimensions = [{ Name: 'ModelId', Value: asked.modelId }];
  const queries = Object.entries(COUNTED).map(([MetricName, Id]) => ({
    Id,
    MetricStat: { Metric: { Namespace: NAMESPACE, MetricName, Dimensions }, Period: HOUR_S, Stat: 'Sum' },
  }));
  const window = { StartTime: new Date(asked.fromMs), EndTime: new Date(asked.toMs) };
  for await (const page of paginateGetMetricData({ client }, { ...window, MetricDataQueries: queries }))
    for (const { Id, Timestamps = [], Values = [] } of page.MetricDataResults ?? [])
      for (const [index, at] of Timestamps.entries())
        add(rows, { atMs: at.getTime(), count: Id as Count, value: Values[index] ?? 0 });
}

function add(rows: Map<number, TrafficHour>, point: { atMs: number; count: Count; value: number }): void {
  const { atMs, count, value } = point;
  const row = rows.get(atMs) ?? { atMs, requests: 0, inputTokens: 0, outputTokens: 0 };
  rows.set(atMs, { ...row, [count]: row[count] + value });
}
