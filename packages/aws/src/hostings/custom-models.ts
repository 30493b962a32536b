import type { CustomDeployment } from '@rung/core/hosting/hosting.ts';
import type { AwsClients } from '../clients.ts';
import { bedrockTags } from './bedrock-tags.ts';
import type { Shelf } from './shelf.ts';

interface Place {
  readonly clients: Pick<AwsClients, 'bedrock'>;
  readonly region: string;
}

/** Custom models that are served on demand. */
export function customDeployments({ clients, region }: Place): Shelf {
  return {
    kinds: ['custom-deployment'],
    async list() {
      const { paginateListCustomModelDeployments } = await import('@aws-sdk/client-bedrock');
      const found: CustomDeployment[] = [];
      const pages = paginateListCustomModelDeployments({ client: await clients.bedrock(), pageSize: 1000 }, {});
      for await (const { modelDeploymentSummaries = [] } of pages)
        for (const {
          customModelDeploymentArn: arn,
          customModelDeploymentName: name,
          ...one
        } of modelDeploymentSummaries)
          found.push(...deploymentOf({ ...one, arn, name }, region));
      return found;
    },
    async find({ arn }) {
      const { GetCustomModelDeploymentCommand } = await import('@aws-sdk/client-bedrock');
      const client = await clients.bedrock();
      const one = await client.send(new GetCustomModelDeploymentCommand({ customModelDeploymentIdentifier: arn }));
      return (
        deploymentOf({ ...one, arn: one.customModelDeploymentArn, name: one.modelDeploymentName }, region)[0] ?? 'gone'
      );
    },
    tags: (hosting) => bedrockTags(clients, hosting),
    async remove({ arn }) {
      const { DeleteCustomModelDeploymentCommand } = await import('@aws-sdk/client-bedrock');
      const client = await clients.bedrock();
      await client.send(new DeleteCustomModelDeploymentCommand({ customModelDeploymentIdentifier: arn }));
      return 'deleted';
    },
  };
}

interface Deployment {
  readonly arn: string | undefined;
  readonly name: string | undefined;
  readonly modelArn?: string | undefined;
  readonly createdAt?: Date | undefined;
}

function deploymentOf({ arn, name, modelArn, createdAt }: Deployment, region: string): CustomDeployment[] {
  if (!arn || !name || !modelArn || !createdAt) return [];
  return [{ kind: 'custom-deployment', arn, name, modelArn, createdAtMs: createdAt.getTime(), region }];
}
