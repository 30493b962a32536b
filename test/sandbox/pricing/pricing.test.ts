import * as sdk from '@aws-sdk/client-pricing';
import { startAwsFront } from '@rung/sandbox/aws-front.ts';
import { createClock } from '@rung/sandbox/kit/clock.ts';
import { NOT_DONE } from '@rung/sandbox/pricing/coverage.ts';
import { openPricing } from '@rung/sandbox/pricing/open-pricing.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const NOW = Date.parse('2026-11-26T12:34:00Z');
const pricing = openPricing({ clock: createClock({ startMs: NOW }), wireLog: { write: () => undefined } });
let front: Awaited<ReturnType<typeof startAwsFront>>;
let client: sdk.PricingClient;

beforeAll(async () => {
  front = await startAwsFront({ pricing: pricing.handler });
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  client = new sdk.PricingClient({ region: 'us-east-1', endpoint: front.url, credentials, maxAttempts: 1 });
});
afterAll(() => front.close());

const TRAINING = 'USE1-Nova2.0Lite-Customization-Training';
const filter = (Type: sdk.FilterType, Value: string, Field = 'usagetype') => ({ Type, Field, Value });

async function usageTypes(...Filters: sdk.Filter[]): Promise<string[]> {
  const found = await client.send(new sdk.GetProductsCommand({ ServiceCode: 'AmazonBedrock', Filters }));
  return (found.PriceList ?? []).map((text: unknown) => JSON.parse(String(text)).product.attributes.usagetype);
}

describe('the local price list', () => {
  it('answers with products as AWS prints them: a JSON text each, the rate under its code', async () => {
    const asked = { ServiceCode: 'AmazonBedrock', Filters: [filter('TERM_MATCH', TRAINING)] };

    const { PriceList = [], FormatVersion } = await client.send(new sdk.GetProductsCommand(asked));

    expect(FormatVersion).toBe('aws_v1');
    expect(PriceList).toHaveLength(1);
    const { product, terms, publicationDate } = JSON.parse(String(PriceList[0]));
    expect(product.attributes).toMatchObject({ usagetype: TRAINING, regionCode: 'us-east-1' });
    expect(publicationDate).toBe('2026-11-26T12:00:00.000Z');
    const [term] = Object.values<{ priceDimensions: object; sku: string }>(terms.OnDemand);
    expect(term?.sku).toBe(product.sku);
    expect(Object.values(term?.priceDimensions ?? {})).toEqual([
      expect.objectContaining({ unit: '1K tokens', pricePerUnit: { USD: '0.0037800000' } }),
    ]);
  });

  it('filters by each of AWS’s kinds', async () => {
    const two = `${TRAINING},USE1-NovaMicro-Customization-Training`;

    expect(await usageTypes(filter('EQUALS', TRAINING))).toEqual([TRAINING]);
    expect(await usageTypes(filter('ANY_OF', two))).toHaveLength(2);
    expect(await usageTypes(filter('CONTAINS', 'NovaLite-input'))).toEqual([
      'USE1-NovaLite-input-tokens',
      'USE1-NovaLite-input-tokens-batch',
    ]);
    expect(await usageTypes(filter('NONE_OF', two), filter('CONTAINS', 'Customization-Training'))).toEqual([]);
    expect(await usageTypes(filter('EQUALS', TRAINING), filter('EQUALS', 'us-west-2', 'regionCode'))).toEqual([]);
    expect(await usageTypes(filter('EQUALS', 'x', 'noSuchField'))).toEqual([]);
  });

  it('hands out pages, and turns away a token of nobody', async () => {
    const pages: number[] = [];
    for await (const page of sdk.paginateGetProducts({ client, pageSize: 7 }, { ServiceCode: 'AmazonBedrock' }))
      pages.push((page.PriceList ?? []).length);

    expect(pages.slice(0, -1).every((size) => size === 7)).toBe(true);
    expect(pages.length).toBeGreaterThan(3);
    await expect(
      client.send(new sdk.GetProductsCommand({ ServiceCode: 'AmazonBedrock', NextToken: 'mine' })),
    ).rejects.toMatchObject({ name: 'InvalidNextTokenException' });
  });

  it('knows no service that it does not sell', async () => {
    await expect(client.send(new sdk.GetProductsCommand({ ServiceCode: 'AmazonMoon' }))).rejects.toMatchObject({
      name: 'NotFoundException',
    });
  });

  it('answers 501 to what its coverage leaves out', async () => {
    const others = Object.keys(sdk)
      .filter((name) => /^[A-Z]\w+Command$/.test(name) && name !== 'GetProductsCommand')
      .map((name) => name.slice(0, -'Command'.length));

    expect(others.sort()).toEqual([...NOT_DONE].sort());
    await expect(client.send(new sdk.DescribeServicesCommand({}))).rejects.toMatchObject({ name: 'NotImplemented' });
  });
});
