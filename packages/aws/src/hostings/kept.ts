import type { Kept, KeptInventory, StoredModel, VectorStore } from '@rung/core/hosting/kept.ts';
import type { AwsClients } from '../clients.ts';

interface Place {
  readonly clients: Pick<AwsClients, 'bedrock' | 'bedrockAgent'>;
  readonly region: string;
}

/** Custom models and vector stores; each list is read for itself, so that one that AWS will not show leaves the other in sight. */
export async function readKept(place: Place): Promise<KeptInventory> {
  const read = async (what: KeptInventory['unread'][number]['what'], list: Promise<readonly Kept[]>) =>
    list.then(
      (kept): KeptInventory => ({ kept, unread: [] }),
      (error: unknown): KeptInventory => ({ kept: [], unread: [{ what, why: (error as Error).name }] }),
    );
  const lists = await Promise.all([
    read('custom models', storedModels(place)),
    read('Knowledge Bases', vectorStores(place)),
  ]);
  return { kept: lists.flatMap(({ kept }) => kept), unread: lists.flatMap(({ unread }) => unread) };
}

async function storedModels({ clients, region }: Place): Promise<StoredModel[]> {
  const { paginateListCustomModels } = await import('@aws-sdk/client-bedrock');
  const client = await clients.bedrock();
  const [served, ends] = await Promise.all([servedModels(clients), endsOfLife(clients)]);
  const found: StoredModel[] = [];
  for await (const { modelSummaries = [] } of paginateListCustomModels({ client, pageSize: 1000 }, { isOwned: true }))
    for (const { modelArn: arn, modelName: name, creationTime, baseModelArn: baseArn } of modelSummaries)
      if (arn && name && creationTime && baseArn)
        found.push({
          ...{ kind: 'stored-model', arn, name, region, baseArn, createdAtMs: creationTime.getTime() },
          ...{ baseEndsAtMs: ends.get(baseArn), isServed: served.has(arn) },
        });
  return found;
}

/** ARNs of the models that a deployment or a throughput serves. */
async function servedModels(clients: Place['clients']): Promise<ReadonlySet<string>> {
  const { paginateListCustomModelDeployments, paginateListProvisionedModelThroughputs } = await import(
    '@aws-sdk/client-bedrock'
  );
  const client = await clients.bedrock();
  const arns = new Set<string>();
  for await (const page of paginateListCustomModelDeployments({ client, pageSize: 1000 }, {}))
    for (const { modelArn } of page.modelDeploymentSummaries ?? []) if (modelArn) arns.add(modelArn);
  for await (const page of paginateListProvisionedModelThroughputs({ client, pageSize: 1000 }, {}))
    for (const { modelArn } of page.provisionedModelSummaries ?? []) if (modelArn) arns.add(modelArn);
  return arns;
}

/** When AWS retires each foundation model that it names a day for. */
async function endsOfLife(clients: Place['clients']): Promise<ReadonlyMap<string, number>> {
  const { ListFoundationModelsCommand } = await import('@aws-sdk/client-bedrock');
  const { modelSummaries = [] } = await (await clients.bedrock()).send(new ListFoundationModelsCommand({}));
  return new Map(
    modelSummaries.flatMap(({ modelArn, modelLifecycle }): [string, number][] =>
      modelArn && modelLifecycle?.endOfLifeTime ? [[modelArn, modelLifecycle.endOfLifeTime.getTime()]] : [],
    ),
  );
}

async function vectorStores({ clients, region }: Place): Promise<VectorStore[]> {
  const { GetKnowledgeBaseCommand, paginateListKnowledgeBases } = await import('@aws-sdk/client-bedrock-agent');
  const client = await clients.bedrockAgent();
  const found: VectorStore[] = [];
  for await (const { knowledgeBaseSummaries = [] } of paginateListKnowledgeBases({ client, pageSize: 100 }, {}))
    for (const { knowledgeBaseId } of knowledgeBaseSummaries) {
      const { knowledgeBase } = await client.send(new GetKnowledgeBaseCommand({ knowledgeBaseId }));
      const { knowledgeBaseArn: arn, name, createdAt, storageConfiguration } = knowledgeBase ?? {};
      if (arn && name && createdAt)
        found.push({
          ...{ kind: 'vector-store', arn, name, region, createdAtMs: createdAt.getTime() },
          store: storageConfiguration?.type ?? 'not named by AWS',
        });
    }
  return found;
}
