import type { ModelUsage } from '@rung/core/evaluation/judgement/ports.ts';
import type { EpochMs } from '@rung/core/time.ts';
import type { AwsClients } from './clients.ts';

type Clients = Pick<AwsClients, 'bedrock' | 'cloudWatch'>;

/** Something that serves the model, and since when: what it answered before it was changed was another model's. */
interface Server {
  readonly arn: string;
  readonly sinceMs: EpochMs;
}

/** Requests to whatever serves a tuned model, as CloudWatch counted them. */
export function modelUsage(place: { clients: Clients }): ModelUsage {
  return {
    async served(modelArn, { fromMs, toMs }) {
      const servers = [
        ...(await deployments(place.clients, modelArn)),
        ...(await throughputs(place.clients, modelArn)),
      ].map(({ arn, sinceMs }) => ({ arn, sinceMs: Math.max(fromMs, sinceMs) }));
      const counted = await Promise.all(
        servers.map(async ({ arn, sinceMs }) => ({
          sinceMs,
          requests: await invocations(place.clients, arn, { fromMs: sinceMs, toMs }),
        })),
      );
      const known = counted.flatMap(({ sinceMs, requests }) => (requests === undefined ? [] : [{ sinceMs, requests }]));
      if (known.length === 0) return undefined;
      return {
        requests: known.reduce((sum, { requests }) => sum + requests, 0),
        sinceMs: Math.min(...known.map(({ sinceMs }) => sinceMs)),
      };
    },
  };
}

async function deployments(clients: Clients, modelArnEquals: string): Promise<Server[]> {
  const { paginateListCustomModelDeployments } = await import('@aws-sdk/client-bedrock');
  const client = await clients.bedrock();
  const found: Server[] = [];
  for await (const page of paginateListCustomModelDeployments({ client }, { modelArnEquals }))
    found.push(
      ...(page.modelDeploymentSummaries ?? []).flatMap(({ customModelDeploymentArn: arn, createdAt, lastUpdatedAt }) =>
        serverOf(arn, lastUpdatedAt ?? createdAt),
      ),
    );
  return found;
}

async function throughputs(clients: Clients, modelArnEquals: string): Promise<Server[]> {
  const { paginateListProvisionedModelThroughputs } = await import('@aws-sdk/client-bedrock');
  const client = await clients.bedrock();
  const found: Server[] = [];
  for await (const page of paginateListProvisionedModelThroughputs({ client }, { modelArnEquals }))
    found.push(
      ...(page.provisionedModelSummaries ?? []).flatMap(
        ({ provisionedModelArn: arn, creationTime, lastModifiedTime }) =>
          serverOf(arn, lastModifiedTime ?? creationTime),
      ),
    );
  return found;
}

const serverOf = (arn: string | undefined, since: Date | undefined): Server[] =>
  arn && since ? [{ arn, sinceMs: since.getTime() }] : [];

/** By the hour: a day in which the model was changed is not counted for both. */
const HOUR_S = 3600;

/** Undefined where AWS has no point: it writes none for an hour without requests, and none when it could not count. */
async function invocations(
  clients: Clients,
  arn: string,
  between: { fromMs: EpochMs; toMs: EpochMs },
): Promise<number | undefined> {
  const { paginateGetMetricData } = await import('@aws-sdk/client-cloudwatch');
  const client = await clients.cloudWatch();
  const Metric = { Namespace: 'AWS/Bedrock', MetricName: 'Invocations', Dimensions: [{ Name: 'ModelId', Value: arn }] };
  const query = { Id: 'requests', MetricStat: { Metric, Period: HOUR_S, Stat: 'Sum' } };
  const window = { StartTime: new Date(between.fromMs), EndTime: new Date(between.toMs) };
  const values: number[] = [];
  for await (const page of paginateGetMetricData({ client }, { ...window, MetricDataQueries: [query] }))
    values.push(...(page.MetricDataResults ?? []).flatMap((result) => result.Values ?? []));
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0);
}
