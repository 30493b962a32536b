import type { DescribeEndpointOutput } from '@aws-sdk/client-sagemaker';
import type { Endpoint, EndpointVariant, InferenceComponent } from '@rung/core/hosting/hosting.ts';
import type { AwsClients } from '../clients.ts';
import type { Shelf } from './shelf.ts';

interface Place {
  readonly clients: Pick<AwsClients, 'bedrock' | 'sageMaker'>;
  readonly region: string;
}

/** Endpoints of SageMaker, and among them those that Bedrock Marketplace put there. */
export function endpoints(place: Place): Shelf {
  const { clients } = place;
  return {
    kinds: ['sagemaker-endpoint', 'marketplace-endpoint'],
    async list() {
      const [names, ...seen] = await Promise.all([endpointNames(clients), aside(clients)]);
      const found: Endpoint[] = [];
      for (const name of names) {
        const endpoint = await describe(place, name, seen[0]);
        if (endpoint) found.push(endpoint);
      }
      return found;
    },
    async find({ name }) {
      return (await describe(place, name, await aside(clients, name))) ?? 'gone';
    },
    async tags({ arn }) {
      const { paginateListTags } = await import('@aws-sdk/client-sagemaker');
      const tags = new Map<string, string>();
      for await (const page of paginateListTags({ client: await clients.sageMaker() }, { ResourceArn: arn }))
        for (const { Key = '', Value = '' } of page.Tags ?? []) tags.set(Key, Value);
      return tags;
    },
    async remove({ kind, arn, name }) {
      if (kind === 'marketplace-endpoint') {
        const { DeleteMarketplaceModelEndpointCommand } = await import('@aws-sdk/client-bedrock');
        await (await clients.bedrock()).send(new DeleteMarketplaceModelEndpointCommand({ endpointArn: arn }));
        return 'deleted';
      }
      const { DeleteEndpointCommand } = await import('@aws-sdk/client-sagemaker');
      const client = await clients.sageMaker();
      const deleted = client.send(new DeleteEndpointCommand({ EndpointName: name }));
      return (await deleted.catch(missing)) ? 'deleted' : 'gone';
    },
  };
}

/** SageMaker says with a ValidationException that something is not there (seen in its own answers; its API model names no other error). */
function missing(error: unknown): undefined {
  const { name, message } = error as Error;
  if (name === 'ValidationException' && message.startsWith('Could not find')) return undefined;
  throw error;
}

async function endpointNames(clients: Place['clients']): Promise<readonly string[]> {
  const { paginateListEndpoints } = await import('@aws-sdk/client-sagemaker');
  const names: string[] = [];
  for await (const page of paginateListEndpoints({ client: await clients.sageMaker(), pageSize: 100 }, {}))
    names.push(...(page.Endpoints ?? []).flatMap(({ EndpointName }) => EndpointName ?? []));
  return names;
}

async function marketplaceArns(clients: Place['clients']): Promise<ReadonlySet<string>> {
  const { paginateListMarketplaceModelEndpoints } = await import('@aws-sdk/client-bedrock');
  const arns = new Set<string>();
  const pages = paginateListMarketplaceModelEndpoints({ client: await clients.bedrock(), pageSize: 1000 }, {});
  for await (const { marketplaceModelEndpoints = [] } of pages)
    for (const { endpointArn } of marketplaceModelEndpoints) if (endpointArn) arns.add(endpointArn);
  return arns;
}

/** What other lists say of endpoints: which of them Marketplace made, and what shares their instances. */
interface Aside {
  readonly fromMarketplace: ReadonlySet<string>;
  readonly components: ReadonlyMap<string, readonly string[]>;
}

async function aside(clients: Place['clients'], EndpointNameEquals?: string): Promise<Aside> {
  const { paginateListInferenceComponents } = await import('@aws-sdk/client-sagemaker');
  const components = new Map<string, string[]>();
  const of = EndpointNameEquals === undefined ? {} : { EndpointNameEquals };
  const pages = paginateListInferenceComponents({ client: await clients.sageMaker(), pageSize: 100 }, of);
  for await (const { InferenceComponents = [] } of pages)
    for (const { EndpointName = '', InferenceComponentName = '' } of InferenceComponents)
      components.set(EndpointName, [...(components.get(EndpointName) ?? []), InferenceComponentName]);
  return { fromMarketplace: await marketplaceArns(clients), components };
}

/**
 * How many run now stands in the endpoint, on which instances only in its configuration, which may be deleted or denied while the endpoint
 * stands. Undefined when the endpoint itself is gone.
 */
async function describe(
  { clients, region }: Place,
  name: string,
  { fromMarketplace, components }: Aside,
): Promise<Endpoint | undefined> {
  const { DescribeEndpointCommand, DescribeEndpointConfigCommand } = await import('@aws-sdk/client-sagemaker');
  const client = await clients.sageMaker();
  const one = await client.send(new DescribeEndpointCommand({ EndpointName: name })).catch(missing);
  const { EndpointArn: arn, CreationTime: createdAt, EndpointConfigName } = one ?? {};
  if (!one || !arn || !createdAt || one.EndpointStatus === 'Deleting') return undefined;
  const asked = new DescribeEndpointConfigCommand({ EndpointConfigName });
  const config = await client.send(asked).catch(() => ({ ProductionVariants: [] }));
  const types = new Map(config.ProductionVariants?.map(({ VariantName, InstanceType }) => [VariantName, InstanceType]));
  return {
    kind: fromMarketplace.has(arn) ? 'marketplace-endpoint' : 'sagemaker-endpoint',
    ...{ arn, name, region, createdAtMs: createdAt.getTime() },
    variants: variantsOf(one, types),
    components: await componentsOf(clients, components.get(name) ?? []),
  };
}

/** How many copies of each model run stands in no list. */
async function componentsOf(clients: Place['clients'], names: readonly string[]): Promise<InferenceComponent[]> {
  const { DescribeInferenceComponentCommand } = await import('@aws-sdk/client-sagemaker');
  const client = await clients.sageMaker();
  const found: InferenceComponent[] = [];
  for (const name of names) {
    const asked = new DescribeInferenceComponentCommand({ InferenceComponentName: name });
    // One that will not be shown closely is still one that shares the instances.
    const { RuntimeConfig } = await client.send(asked).catch(() => ({ RuntimeConfig: undefined }));
    const { CurrentCopyCount: current, DesiredCopyCount: desired } = RuntimeConfig ?? {};
    found.push({ name, copies: current === undefined || desired === undefined ? undefined : { current, desired } });
  }
  return found;
}

function variantsOf(
  { ProductionVariants = [] }: DescribeEndpointOutput,
  types: ReadonlyMap<string | undefined, string | undefined>,
): EndpointVariant[] {
  return ProductionVariants.map(({ VariantName = '', CurrentInstanceCount = 0 }) => ({
    name: VariantName,
    instanceType: types.get(VariantName),
    instances: CurrentInstanceCount,
  }));
}
