import { shippedPrice } from '@rung/core/cost/shipped-prices.ts';
import type { BaseModel } from '@rung/core/dataset/base-models.ts';
import type { Serving, ServingPrices } from '@rung/core/evaluation/judgement/serving-cost.ts';

/** What serving a base model and what was tuned from it costs in a region. */
export function servingPrices(base: BaseModel, region: string): ServingPrices {
  return {
    baseInput: shippedPrice(base.id, 'input-tokens-1k', region),
    baseOutput: shippedPrice(base.id, 'output-tokens-1k', region),
    tunedInput: shippedPrice(base.id, 'tuned-input-tokens-1k', region),
    tunedOutput: shippedPrice(base.id, 'tuned-output-tokens-1k', region),
    storedMonth: shippedPrice(base.id, 'stored-model-month', region),
    unitHour: shippedPrice(base.id, 'model-unit-hour', region),
  };
}

/** How a model tuned from this base is served in a region: on demand where AWS does so, by the hour elsewhere. */
export function servingOf(base: BaseModel, region: string): Serving {
  return base.onDemandRegions.includes(region) ? 'on-demand' : 'provisioned';
}
