import { LEASE_TAG } from '@rung/core/hosting/lease/lease.ts';
import type { MadeHosting, MadeHostings } from '@rung/core/hosting/lease/ports.ts';
import type { LeaseId } from '@rung/core/ids.ts';
import type { AwsClients } from './clients.ts';
import { unlessMissing } from './failure.ts';
import { listThroughputs } from './hostings/provisioned-throughputs.ts';

type Clients = Pick<AwsClients, 'bedrock'>;
type Place = { readonly clients: Clients; readonly region: string };

/** Hostings that Rung makes, looked up by their names; the workflow alone makes them. */
export function madeHostings(place: Place): MadeHostings {
  const { clients } = place;
  return {
    find({ name, way, lease }) {
      if (way === 'import') return findImported(clients, name, lease);
      return way === 'on-demand' ? findDeployment(clients, name) : findThroughput(clients, name);
    },
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

/** It was there before its lease: what is made of it is the tag, without which nobody may ever delete it. */
async function findImported(clients: Clients, name: string, lease: LeaseId): Promise<MadeHosting | undefined> {
  const { GetImportedModelCommand, ListTagsForResourceCommand } = await import('@aws-sdk/client-bedrock');
  const client = await clients.bedrock();
  const found = await unlessMissing(client.send(new GetImportedModelCommand({ modelIdentifier: name })));
  const { modelArn: arn, creationTime } = found ?? {};
  if (!arn || !creationTime) return undefined;
  // Tags that will not be read are looked at again in a minute: it stands no worse than before.
  const { tags = [] } = await client
    .send(new ListTagsForResourceCommand({ resourceARN: arn }))
    .catch(() => ({ tags: [] }));
  const isTagged = tags.some(({ key, value }) => key === LEASE_TAG && value === lease);
  const status = isTagged ? 'active' : 'creating';
  return { arn, modelArn: arn, createdAtMs: creationTime.getTime(), status, committedUntilMs: undefined };
}

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
