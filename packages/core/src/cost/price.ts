import type { MicroUsd } from '../money.ts';

/** What a price buys. Training and inference are priced per 1,000 tokens, storage per model and month, Provisioned Throughput per model unit and hour. */
export type PriceUnit =
  | 'training-tokens-1k'
  | 'stored-model-month'
  | 'model-unit-hour'
  | 'input-tokens-1k'
  | 'output-tokens-1k'
  /** Of a customized model behind a custom model deployment. */
  | 'tuned-input-tokens-1k'
  | 'tuned-output-tokens-1k';

/** One published price. `live` came from the Price List API, `shipped` from the table in this repository. */
export interface Price {
  readonly amount: MicroUsd;
  readonly unit: PriceUnit;
  readonly region: string;
  readonly kind: 'live' | 'shipped';
  /** Where it was read. */
  readonly source: string;
  /** ISO date of the reading. */
  readonly asOf: string;
}

/** A price, or the reason why there is none. A missing price is never zero. */
export type PriceAnswer =
  | { readonly kind: 'known'; readonly price: Price }
  | { readonly kind: 'unknown'; readonly why: string };
