import type { MicroUsd } from '../money.ts';

/** What a price buys. Training and inference are priced per 1,000 tokens, storage per model and month, Provisioned Throughput per model unit and hour, endpoints per instance and hour. */
export type PriceUnit =
  | 'training-tokens-1k'
  /** Of reinforcement fine-tuning. */
  | 'training-hour'
  | 'stored-model-month'
  | 'model-unit-hour'
  | 'input-tokens-1k'
  | 'output-tokens-1k'
  /** Of a customized model behind a custom model deployment. */
  | 'tuned-input-tokens-1k'
  | 'tuned-output-tokens-1k'
  /** Input that prompt caching reads back; per million, because per thousand it is no whole number of micro-dollars. */
  | 'cached-input-tokens-1m'
  | 'model-unit-hour-1-month'
  | 'model-unit-hour-6-months'
  /** One custom model unit of one copy of an imported model, for a minute; the model is `IMPORTED_MODEL`. */
  | 'import-unit-minute'
  | 'import-unit-month'
  /** One endpoint instance for an hour; the model is the instance type. */
  | 'instance-hour';

/** What a price is for, in few words. */
export const UNIT_WORDS: Readonly<Record<PriceUnit, string>> = {
  'training-tokens-1k': 'training',
  'training-hour': 'training an hour',
  'stored-model-month': 'storing a month',
  'tuned-input-tokens-1k': 'tuned, in',
  'tuned-output-tokens-1k': 'tuned, out',
  'input-tokens-1k': 'base, in',
  'output-tokens-1k': 'base, out',
  'cached-input-tokens-1m': 'base, in from the cache',
  'model-unit-hour': 'provisioned an hour',
  'model-unit-hour-1-month': 'with 1 month',
  'model-unit-hour-6-months': 'with 6 months',
  'instance-hour': 'endpoint an hour',
  'import-unit-minute': 'import a minute',
  'import-unit-month': 'import storing a month',
};

/** The same after "the price of", where nothing stands beside it. */
export const PRICED_WORDS: Readonly<Record<PriceUnit, string>> = {
  'training-tokens-1k': 'training tokens',
  'training-hour': 'an hour of training',
  'stored-model-month': 'storing a tuned model for a month',
  'tuned-input-tokens-1k': 'input tokens of a tuned model',
  'tuned-output-tokens-1k': 'output tokens of a tuned model',
  'input-tokens-1k': 'input tokens',
  'output-tokens-1k': 'output tokens',
  'cached-input-tokens-1m': 'input tokens from the cache',
  'model-unit-hour': 'a model unit by the hour without a term',
  'model-unit-hour-1-month': 'a model unit for a term of one month',
  'model-unit-hour-6-months': 'a model unit for a term of six months',
  'instance-hour': 'an endpoint instance by the hour',
  'import-unit-minute': 'a copy of an imported model by the minute',
  'import-unit-month': 'storing an imported model for a month',
};

/** Stands for the model in prices of Custom Model Import, which are the same for every model. */
export const IMPORTED_MODEL = 'custom-model-import';

/** What embeds a corpus where nobody names another model; priced by its input alone. */
export const EMBEDDING_MODEL = 'amazon.titan-embed-text-v2:0';

/** One published price. `live` came from the Price List API, `shipped` from the table in this repository. */
export interface Price {
  readonly amount: MicroUsd;
  readonly unit: PriceUnit;
  readonly currency: 'USD';
  readonly region: string;
  readonly kind: 'live' | 'shipped';
  /** Where it was read; of a live one with its usage type, rate code and the day that AWS published it. */
  readonly source: string;
  /** ISO date of the reading. */
  readonly asOf: string;
}

/** A price, or the reason why there is none. A missing price is never zero. */
export type PriceAnswer =
  | { readonly kind: 'known'; readonly price: Price }
  | { readonly kind: 'unknown'; readonly why: string };

/** Finds the price of a model (or instance type) in a region. */
export type PriceBook = (modelId: string, unit: PriceUnit, region: string) => PriceAnswer;
