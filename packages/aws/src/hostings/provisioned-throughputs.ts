import type { ProvisionedModelSummary } from '@aws-sdk/client-bedrock';
import type { ProvisionedThroughput } from '@rung/core/hosting/hosting.ts';
import type { AwsClients } from '../clients.ts';
import { bedrockTags } from './bedrock-tags.ts';
import type { Shelf } from './shelf.ts';

interface Place {
  readonly clients: Pick<AwsClients, 'bedrock'>;
  readonly region: string;
}

/** Provisioned Throughput of Bedrock. */
export function provisionedThroughputs(place: Place): Shelf {
  const { clients, region } = place;
  return {
    kinds: ['provisioned-throughput'],
    list: () => listThroughputs(place),
    async find({ arn }) {
      const { GetProvisionedModelThroughputCommand } = await import('@aws-sdk/client-bedrock');
      const client = await clients.bedrock();
      const one = await client.send(new GetProvisionedModelThroughputCommand({ provisionedModelId: arn }));
      return throughputOf(one, region)[0] ?? 'gone';
    },
    tags: (hosting) => bedrockTags(clients, hosting),
    async remove({ arn }) {
      const { DeleteProvisionedModelThroughputCommand } = await import('@aws-sdk/client-bedrock');
      const client = await clients.bedrock();
      await client.send(new DeleteProvisionedModelThroughputCommand({ provisionedModelId: arn }));
      return 'deleted';
    },
  };
}

/** All of the account in this region, page by page. */
export async function listThroughputs({ clients, region }: Place): Promise<ProvisionedThroughput[]> {
  const { paginateListProvisionedModelThroughputs } = await import('@aws-sdk/client-bedrock');
  const found: ProvisionedThroughput[] = [];
  const pages = paginateListProvisionedModelThroughputs({ client: await clients.bedrock(), pageSize: 1000 }, {});
  for await (const { provisionedModelSummaries = [] } of pages)
    found.push(...provisionedModelSummaries.flatMap((one) => throughputOf(one, region)));
  return found;
}

type Described = Pick<
  Partial<ProvisionedModelSummary>,
  | 'provisionedModelArn'
  | 'provisionedModelName'
  | 'creationTime'
  | 'modelUnits'
  | 'modelArn'
  | 'foundationModelArn'
  | 'commitmentExpirationTime'
  | 'commitmentDuration'
>;

function throughputOf(one: Described, region: string): ProvisionedThroughput[] {
  const { provisionedModelArn, provisionedModelName, creationTime, modelUnits, modelArn, foundationModelArn } = one;
  if (!provisionedModelArn || !provisionedModelName || !creationTime || !modelUnits || !modelArn || !foundationModelArn)
    return [];
  return [
    {
      kind: 'provisioned-throughput',
      arn: provisionedModelArn,
      name: provisionedModelName,
      createdAtMs: creationTime.getTime(),
      modelUnits,
      modelArn,
      foundationModelArn,
      committedUntilMs: one.commitmentExpirationTime?.getTime(),
      ...(one.commitmentDuration ? { termMonths: MONTHS[one.commitmentDuration] } : {}),
      region,
    },
  ];
}

const MONTHS = { OneMonth: 1, SixMonths: 6 } as const;
