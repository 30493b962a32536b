import type { GetImportedModelCommandOutput } from '@aws-sdk/client-bedrock';
import type { ImportedModel } from '@rung/core/hosting/hosting.ts';
import type { Clock } from '@rung/core/ports.ts';
import type { AwsClients } from '../clients.ts';
import { bedrockTags } from './bedrock-tags.ts';
import { runningCopies } from './model-copies.ts';
import type { Shelf } from './shelf.ts';

interface Place {
  readonly clients: Pick<AwsClients, 'bedrock' | 'cloudWatch'>;
  readonly clock: Clock;
  readonly region: string;
}

/** Weights of one's own in Bedrock. What they are billed by stands in no list: each is looked at, and its copies are counted. */
export function importedModels(place: Place): Shelf {
  const { clients } = place;
  return {
    kinds: ['imported-model'],
    async list() {
      const { paginateListImportedModels } = await import('@aws-sdk/client-bedrock');
      const found: ImportedModel[] = [];
      const pages = paginateListImportedModels({ client: await clients.bedrock(), pageSize: 1000 }, {});
      for await (const { modelSummaries = [] } of pages)
        for (const listed of modelSummaries) {
          const { modelArn = '' } = listed;
          // One that will not be shown closely is still one that stands.
          const close = await look(clients, modelArn).catch(() => ({}));
          found.push(...importOf({ ...listed, ...close }, place.region));
        }
      return counted(place, found);
    },
    async find({ arn }) {
      const [found] = await counted(place, importOf(await look(clients, arn), place.region));
      return found ?? 'gone';
    },
    tags: (hosting) => bedrockTags(clients, hosting),
    async remove({ arn }) {
      const { DeleteImportedModelCommand } = await import('@aws-sdk/client-bedrock');
      const client = await clients.bedrock();
      await client.send(new DeleteImportedModelCommand({ modelIdentifier: arn }));
      return 'deleted';
    },
  };
}

async function look(clients: Place['clients'], modelIdentifier: string): Promise<Described> {
  const { GetImportedModelCommand } = await import('@aws-sdk/client-bedrock');
  return (await clients.bedrock()).send(new GetImportedModelCommand({ modelIdentifier }));
}

/** With the copies that run; a CloudWatch that does not answer leaves them unknown. */
async function counted(place: Place, models: readonly ImportedModel[]): Promise<ImportedModel[]> {
  const arns = models.map(({ arn }) => arn);
  const copies = await runningCopies(place, arns).catch(() => new Map<string, number>());
  return models.map((model) => ({ ...model, copies: copies.get(model.arn) }));
}

type Described = Partial<
  Pick<
    GetImportedModelCommandOutput,
    'modelArn' | 'modelName' | 'creationTime' | 'modelArchitecture' | 'jobArn' | 'modelDataSource' | 'customModelUnits'
  >
>;

function importOf(seen: Described, region: string): ImportedModel[] {
  const { modelArn: arn, modelName: name, creationTime, modelArchitecture, jobArn, modelDataSource } = seen;
  if (!arn || !name || !creationTime) return [];
  const { customModelUnitsPerModelCopy: perCopy, customModelUnitsVersion: version } = seen.customModelUnits ?? {};
  return [
    {
      ...{ kind: 'imported-model', arn, name, createdAtMs: creationTime.getTime(), region, jobArn, copies: undefined },
      architecture: modelArchitecture ?? 'not named by AWS',
      source: modelDataSource?.s3DataSource?.s3Uri,
      units: perCopy && version ? { perCopy, version } : undefined,
    },
  ];
}
