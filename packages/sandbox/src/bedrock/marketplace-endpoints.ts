import type { OperationHandler } from '../models/serve-model.ts';
import { notFound } from './arns.ts';
import { listPage } from './listing.ts';
import { iso } from './state.ts';

/** An endpoint in SageMaker that Bedrock Marketplace put there. */
export interface MarketplaceEndpoint {
  readonly arn: string;
  readonly name: string;
  readonly createdAtMs: number;
  readonly modelSource?: string;
}

/** Where those endpoints stand: SageMaker's. */
export interface MarketplaceShelf {
  list(region: string): readonly MarketplaceEndpoint[];
  /** False when there is none of this ARN. */
  delete(arn: string): boolean;
}

/** The endpoints of Bedrock Marketplace: listed and deleted; a deployment from the catalogue is not done. */
export function marketplaceEndpoints(shelf: MarketplaceShelf): Record<string, OperationHandler> {
  return {
    ListMarketplaceModelEndpoints: (input, { region }) => {
      const { page, nextToken } = listPage(shelf.list(region), input, {
        describe: ({ name, createdAtMs }) => ({ name, createdAtMs, status: 'REGISTERED' }),
        names: { after: '', before: '', status: '' },
      });
      const marketplaceModelEndpoints = page.map(({ arn, createdAtMs, modelSource }) => ({
        ...{ endpointArn: arn, modelSourceIdentifier: modelSource, status: 'REGISTERED' },
        ...{ createdAt: iso(createdAtMs), updatedAt: iso(createdAtMs) },
      }));
      return { marketplaceModelEndpoints, ...(nextToken ? { nextToken } : {}) };
    },
    DeleteMarketplaceModelEndpoint: (input) => {
      const arn = String(input['endpointArn']);
      if (!shelf.delete(arn)) throw notFound(`Could not find the Marketplace model endpoint ${arn}.`);
      return {};
    },
  };
}
