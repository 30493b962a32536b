import type { PriceBook } from '@rung/core/cost/price.ts';
import type { BaseModel } from '@rung/core/dataset/base-models.ts';
import type { Serving, ServingPrices } from '@rung/core/evaluation/judgement/serving-cost.ts';
import { withoutGeography } from '@rung/core/evaluation/rubric/judge-family.ts';

/** Whose answers are priced, and the judge model that looks at them; undefined where none does. */
interface Served {
  readonly base: BaseModel;
  readonly region: string;
  readonly judge: string | undefined;
}

/** What serving a base model and what was tuned from it costs in a region. */
export function servingPrices({ base, region, judge }: Served, book: PriceBook): ServingPrices {
  const judgeId = judge === undefined ? '' : withoutGeography(judge);
  return {
    baseInput: book(base.id, 'input-tokens-1k', region),
    baseOutput: book(base.id, 'output-tokens-1k', region),
    tunedInput: book(base.id, 'tuned-input-tokens-1k', region),
    tunedOutput: book(base.id, 'tuned-output-tokens-1k', region),
    storedMonth: book(base.id, 'stored-model-month', region),
    judgeInput: book(judgeId, 'input-tokens-1k', region),
    judgeOutput: book(judgeId, 'output-tokens-1k', region),
    unitHour: book(base.id, 'model-unit-hour', region),
  };
}

/** How a model tuned from this base is served in a region: on demand where AWS does so, by the hour elsewhere. */
export function servingOf(base: BaseModel, region: string): Serving {
  return base.onDemandRegions.includes(region) ? 'on-demand' : 'provisioned';
}
