import type { Trial, Trials } from '@rung/core/evaluation/judgement/ports.ts';
import type { Serving } from '@rung/core/evaluation/judgement/serving-cost.ts';
import type { AwsClients } from './clients.ts';
import { unlessMissing } from './failure.ts';

type Clients = Pick<AwsClients, 'bedrock'>;
type Named = Parameters<Trials['find']>[0];

/** What serves a tuned model while it is judged: a custom model deployment, or a Provisioned Throughput where the base has none. */
export function trials(clients: Clients): Trials {
  return {
    find: (trial) => (trial.serving === 'on-demand' ? findDeployment(clients, trial) : findThroughput(clients, trial)),
    standing: async (prefix) => [...(await deployments(clients, prefix)), ...(await throughputs(clients, prefix))],
    remove: (trial) => remove(clients, trial),
  };
}

async function findDeployment(clients: Clients, { name }: Named): Promise<Trial | undefined> {
  const { GetCustomModelDeploymentCommand } = await import('@aws-sdk/client-bedrock');
  const client = await clients.bedrock();
  const found = await unlessMissing(
    client.send(new GetCustomModelDeploymentCommand({ customModelDeploymentIdentifier: name })),
  );
  if (!found?.customModelDeploymentArn) return undefined;
  const status = { Active: 'active', Failed: 'failed', Creating: 'creating' } as const;
  return { arn: found.customModelDeploymentArn, status: status[found.status ?? 'Creating'] };
}

async function findThroughput(clients: Clients, { name }: Named): Promise<Trial | undefined> {
  const { GetProvisionedModelThroughputCommand } = await import('@aws-sdk/client-bedrock');
  const client = await clients.bedrock();
  const found = await unlessMissing(
    client.send(new GetProvisionedModelThroughputCommand({ provisionedModelId: name })),
  );
  if (!found?.provisionedModelArn) return undefined;
  const status = { InService: 'active', Updating: 'active', Failed: 'failed', Creating: 'creating' } as const;
  return { arn: found.provisionedModelArn, status: status[found.status ?? 'Creating'] };
}

type Standing = Awaited<ReturnType<Trials['standing']>>;

async function deployments(clients: Clients, prefix: string): Promise<Standing> {
  const { paginateListCustomModelDeployments } = await import('@aws-sdk/client-bedrock');
  const client = await clients.bedrock();
  const names: string[] = [];
  for await (const page of paginateListCustomModelDeployments({ client }, { nameContains: prefix }))
    names.push(...(page.modelDeploymentSummaries ?? []).flatMap((found) => found.customModelDeploymentName ?? []));
  return beginning(names, prefix, 'on-demand');
}

async function throughputs(clients: Clients, prefix: string): Promise<Standing> {
  const { paginateListProvisionedModelThroughputs } = await import('@aws-sdk/client-bedrock');
  const client = await clients.bedrock();
  const names: string[] = [];
  for await (const page of paginateListProvisionedModelThroughputs({ client }, { nameContains: prefix }))
    names.push(...(page.provisionedModelSummaries ?? []).flatMap((found) => found.provisionedModelName ?? []));
  return beginning(names, prefix, 'provisioned');
}

const beginning = (names: readonly string[], prefix: string, serving: Serving): Standing =>
  names.filter((name) => name.startsWith(prefix)).map((name) => ({ name, serving }));

async function remove(clients: Clients, { name, serving }: Named): Promise<void> {
  const { DeleteCustomModelDeploymentCommand, DeleteProvisionedModelThroughputCommand } = await import(
    '@aws-sdk/client-bedrock'
  );
  const client = await clients.bedrock();
  await unlessMissing<unknown>(
    serving === 'on-demand'
      ? client.send(new DeleteCustomModelDeploymentCommand({ customModelDeploymentIdentifier: name }))
      : client.send(new DeleteProvisionedModelThroughputCommand({ provisionedModelId: name })),
  );
}
