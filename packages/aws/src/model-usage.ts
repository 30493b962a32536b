import type { ModelUsage } from '@rung/core/evaluation/judgement/ports.ts';
import type { EpochMs } from '@rung/core/time.ts';
import type { AwsClients } from './clients.ts';

type Clients = Pick<AwsClients, 'bedrock' | 'cloudWatch'>;

/** Requests to whatever serves a tuned model, as CloudWatch counted them. */
export function modelUsage(place: { clients: Clients }): ModelUsage {
  return {
    async requestsServed(modelArn, between) {
      const arns = [...(await deployments(place.clients, modelArn)), ...(await throughputs(place.clients, modelArn))];
      const counts = await Promise.all(arns.map((arn) => invocations(place.clients, arn, between)));
      const known = counts.filter((count) => count !== undefined);
      return known.length === 0 ? undefined : known.reduce((sum, count) => sum + count, 0);
    },
  };
}

async function deployments(clients: Clients, modelArnEquals: string): Promise<string[]> {
  const { paginateListCustomModelDeployments } = await import('@aws-sdk/client-bedrock');
  const client = await clients.bedrock();
  const arns: string[] = [];
  for await (const page of paginateListCustomModelDeployments({ client }, { modelArnEquals }))
    arns.push(...(page.modelDeploymentSummaries ?? []).flatMap((found) => found.customModelDeploymentArn ?? []));
  return arns;
}

async function throughputs(clients: Clients, modelArnEquals: string): Promise<string[]> {
  const { paginateListProvisionedModelThroughputs } = await import('@aws-sdk/client-bedrock');
  const client = await clients.bedrock();
  const arns: string[] = [];
  for await (const page of paginateListProvisionedModelThroughputs({ client }, { modelArnEquals }))
    arns.push(...(page.provisionedModelSummaries ?? []).flatMap((found) => found.provisionedModelArn ?? []));
  return arns;
}

const DAY_S = 86_400;

/** Undefined where AWS has no point: it writes none for a day without requests, and none when it could not count. */
async function invocations(
  clients: Clients,
  arn: string,
  between: { fromMs: EpochMs; toMs: EpochMs },
): Promise<number | undefined> {
  const { paginateGetMetricData } = await import('@aws-sdk/client-cloudwatch');
  const client = await clients.cloudWatch();
  const Metric = { Namespace: 'AWS/Bedrock', MetricName: 'Invocations', Dimensions: [{ Name: 'ModelId', Value: arn }] };
  const query = { Id: 'requests', MetricStat: { Metric, Period: DAY_S, Stat: 'Sum' } };
  const window = { StartTime: new Date(between.fromMs), EndTime: new Date(between.toMs) };
  const values: number[] = [];
  for await (const page of paginateGetMetricData({ client }, { ...window, MetricDataQueries: [query] }))
    values.push(...(page.MetricDataResults ?? []).flatMap((result) => result.Values ?? []));
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0);
}
