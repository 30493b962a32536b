import type { Hosting } from '@rung/core/hosting/hosting.ts';
import type { Tags } from '@rung/core/hosting/ownership.ts';
import type { AwsClients } from '../clients.ts';

/** Tags of anything that Bedrock lists. */
export async function bedrockTags(clients: Pick<AwsClients, 'bedrock'>, { arn }: Hosting): Promise<Tags> {
  const { ListTagsForResourceCommand } = await import('@aws-sdk/client-bedrock');
  const client = await clients.bedrock();
  const { tags = [] } = await client.send(new ListTagsForResourceCommand({ resourceARN: arn }));
  return new Map(tags.map(({ key = '', value = '' }) => [key, value]));
}
