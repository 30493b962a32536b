import type { SandboxClock } from '../kit/clock.ts';
import type { Handler } from '../kit/http.ts';
import type { WireLog } from '../kit/wire-log.ts';
import { serveModel } from '../models/serve-model.ts';
import { loadModel } from '../models/service-model.ts';
import { getProducts } from './get-products.ts';
import { OFFERS, type Offer } from './offers.ts';

/** The sandbox's Price List; the signing name is "pricing". */
export interface Pricing {
  readonly handler: Handler;
  /** Changes what a usage type costs; undefined takes its product off the list. */
  reprice(usageType: string, usd: string | undefined): void;
  /** Puts a product of Bedrock’s tokens on the list, which lacks it. */
  sell(usageType: string, usdPer1k: string): void;
  /** Puts a second product under the same usage type, as happens when AWS sells two under one name. */
  repeat(usageType: string): void;
}

export function openPricing({ clock, wireLog }: { clock: SandboxClock; wireLog: WireLog }): Pricing {
  let offers: readonly Offer[] = OFFERS;
  const operations = { GetProducts: (input: Record<string, unknown>) => getProducts(offers, input, clock.nowMs()) };
  return {
    handler: serveModel({ model: loadModel('pricing'), wireLog, operations }),
    reprice(usageType, usd) {
      const others = offers.filter((offer) => offer.usageType !== usageType);
      const [found] = offers.filter((offer) => offer.usageType === usageType);
      if (!found && usd !== undefined) throw new Error(`the local price list has no ${usageType}`);
      offers = found && usd !== undefined ? [...others, { ...found, usd }] : others;
    },
    sell(usageType, usd) {
      const place = {
        service: 'AmazonBedrock',
        regionCode: usageType.startsWith('USW2') ? 'us-west-2' : 'us-east-1',
      } as const;
      offers = [...offers, { ...place, usageType, unit: '1K tokens', usd, attributes: {} }];
    },
    repeat(usageType) {
      offers = [...offers, ...offers.filter((offer) => offer.usageType === usageType)];
    },
  };
}
