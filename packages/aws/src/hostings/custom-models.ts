import type { CustomDeployment, ImportedModel } from '@rung/core/hosting/hosting.ts';
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

/** Weights of one's own in Bedrock. They are never deleted from here: with the model its weights would be gone from Bedrock. */
export function importedModels({ clients, region }: Place): Shelf {
  return {
    kinds: ['imported-model'],
    async list() {
      const { paginateListImportedModels } = await import('@aws-sdk/client-bedrock');
      const found: ImportedModel[] = [];
      const pages = paginateListImportedModels({ client: await clients.bedrock(), pageSize: 1000 }, {});
      for await (const { modelSummaries = [] } of pages)
        found.push(...modelSummaries.flatMap((one) => importOf(one, region)));
      return found;
    },
    async find({ arn }) {
      const { GetImportedModelCommand } = await import('@aws-sdk/client-bedrock');
      const client = await clients.bedrock();
      return importOf(await client.send(new GetImportedModelCommand({ modelIdentifier: arn })), region)[0] ?? 'gone';
    },
    tags: (hosting) => bedrockTags(clients, hosting),
  };
}

interface Imported {
  readonly modelArn?: string | undefined;
  readonly modelName?: string | undefined;
  readonly creationTime?: Date | undefined;
  readonly modelArchitecture?: string | undefined;
}

function importOf({ modelArn, modelName, creationTime, modelArchitecture }: Imported, region: string): ImportedModel[] {
  if (!modelArn || !modelName || !creationTime) return [];
  return [
    {
      kind: 'imported-model',
      arn: modelArn,
      name: modelName,
      createdAtMs: creationTime.getTime(),
      architecture: modelArchitecture ?? 'not named by AWS',
      region,
    },
  ];
}
