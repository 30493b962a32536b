import type { MadeHosting, MadeHostings } from '@rung/core/hosting/lease/ports.ts';
import type { AwsClients } from './clients.ts';
import { unlessMissing } from './failure.ts';
import { listThroughputs } from './hostings/provisioned-throughputs.ts';

type Clients = Pick<AwsClients, 'bedrock'>;
type Place = { readonly clients: Clients; readonly region: string };

/** Hostings that Rung makes, looked up by their names; the workflow alone makes them. */
export function madeHostings(place: Place): MadeHostings {
  const { clients } = place;
  return {
    find: ({ name, way }) => (way === 'on-demand' ? findDeployment(clients, name) : findThroughput(clients, name)),
    units: () => listThroughputs(place),
  };
}

async function findDeployment(clients: Clients, name: string): Promise<MadeHosting | undefined> {
  const { GetCustomModelDeploymentCommand } = await import('@aws-sdk/client-bedrock');
  const client = await clients.bedrock();
  const found = await unlessMissing(
    client.send(new GetCustomModelDeploymentCommand({ customModelDeploymentIdentifier: name })),
  );
  const { customModelDeploymentArn: arn, modelArn, createdAt } = found ?? {};
  if (!arn || !modelArn || !createdAt) return undefined;
  const isMoving = found?.updateDetails?.updateStatus === 'Updating';
  const status = isMoving ? 'creating' : DEPLOYED[found?.status ?? 'Creating'];
  return { arn, modelArn, createdAtMs: createdAt.getTime(), status, committedUntilMs: undefined };
}

const DEPLOYED = { Active: 'active', Failed: 'failed', Creating: 'creating' } as const;

async function findThroughput(clients: Clients, name: string): Promise<MadeHosting | undefined> {
  const { GetProvisionedModelThroughputCommand } = await import('@aws-sdk/client-bedrock');
  const client = await clients.bedrock();
  const found = await unlessMissing(
    client.send(new GetProvisionedModelThroughputCommand({ provisionedModelId: name })),
  );
  const { provisionedModelArn: arn, modelArn, creationTime } = found ?? {};
  if (!arn || !modelArn || !creationTime) return undefined;
  const words = { InService: 'active', Updating: 'active', Failed: 'failed', Creating: 'creating' } as const;
  const committedUntilMs = found?.commitmentExpirationTime?.getTime();
  const status = words[found?.status ?? 'Creating'];
  return { arn, modelArn, createdAtMs: creationTime.getTime(), status, committedUntilMs };
}
