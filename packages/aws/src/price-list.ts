import type { PriceList } from '@rung/core/cost/ports.ts';
import type { AwsClients } from './clients.ts';
import { type FailureKind, failureKind } from './failure.ts';

/** More than one product is a fault already, so no second page is asked for. */
const MOST_PRODUCTS = 10;

const WHY: Readonly<Record<FailureKind, string>> = {
  retryable: 'AWS had too many requests',
  denied: 'the role may not ask (pricing:GetProducts)',
  missing: 'AWS knows no such service',
  conflict: 'AWS did not answer',
  unknown: 'AWS did not answer',
  broken: 'AWS did not take the question',
};

/** AWS's Price List, by GetProducts. */
export function priceList(clients: Pick<AwsClients, 'pricing'>): PriceList {
  return {
    async ask({ service, usageType, region }) {
      const { GetProductsCommand } = await import('@aws-sdk/client-pricing');
      const client = await clients.pricing();
      const is = (Field: string, Value: string) => ({ Type: 'TERM_MATCH', Field, Value }) as const;
      const command = new GetProductsCommand({
        ServiceCode: service,
        FormatVersion: 'aws_v1',
        Filters: [is('usagetype', usageType), is('regionCode', region)],
        MaxResults: MOST_PRODUCTS,
      });
      return client.send(command).then(
        ({ PriceList = [] }) => PriceList.map(String),
        (error: unknown) => ({ failed: lacksKeys(error) ? 'there are no AWS credentials' : WHY[failureKind(error)] }),
      );
    },
  };
}

const lacksKeys = (error: unknown) => error instanceof Error && error.name === 'CredentialsProviderError';

/** The Price List answers in three regions only (docs.aws.amazon.com/general/latest/gr/billing.html, read 2026-11-20): the nearest of them. */
export function priceListRegion(region: string): string {
  if (region.startsWith('eu-')) return 'eu-central-1';
  return region.startsWith('ap-') ? 'ap-south-1' : 'us-east-1';
}
