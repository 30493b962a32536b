import { usd } from '../money.ts';
import {
  EMBEDDING_MODEL,
  IMPORTED_MODEL,
  PRICED_WORDS,
  type Price,
  type PriceAnswer,
  type PriceUnit,
} from './price.ts';

interface Row {
  /** The base model's id without its context suffix. */
  readonly base: string;
  readonly unit: PriceUnit;
  readonly price: Price;
}

const PRICE_LIST_QUOTE = 'AWS Price List, service AmazonBedrock, as quoted by a public repository';
const PRICING_PAGE_QUOTE = 'aws.amazon.com/bedrock/pricing, as quoted by public articles';

/** Pay-as-you-go in the region that the page opens with (packages/convo-lang-bedrock/bedrock-pricing.md at 091db58, read 2026-11-27). */
const EVALUATOR_QUOTE = 'aws.amazon.com/bedrock/pricing, as quoted by github.com/convo-lang/convo-lang';

const row = (base: string, unit: PriceUnit, terms: { usd: string; source: string; asOf: string }): Row => ({
  base,
  unit,
  price: {
    ...{ amount: usd(terms.usd), unit, currency: 'USD', region: 'us-east-1' },
    ...{ kind: 'shipped', source: terms.source, asOf: terms.asOf },
  },
});

const SAGEMAKER_QUOTE = 'AWS Price List, service AmazonSageMaker, as quoted by a public repository';

/** Real-time inference on one instance. */
const instance = (type: string, price: string): Row =>
  row(type, 'instance-hour', { usd: price, source: SAGEMAKER_QUOTE, asOf: '2026-09-27' });

/** On-demand tokens of a base model, or of one that was tuned from it and stands behind a custom model deployment. */
function tokens(
  base: string,
  whose: 'base' | 'tuned',
  terms: { input: string; output: string; asOf: string; source?: string },
): Row[] {
  const source = terms.source ?? (whose === 'tuned' ? PRICE_LIST_QUOTE : PRICING_PAGE_QUOTE);
  const prefix = whose === 'tuned' ? 'tuned-' : '';
  return [
    row(base, `${prefix}input-tokens-1k`, { usd: terms.input, source, asOf: terms.asOf }),
    row(base, `${prefix}output-tokens-1k`, { usd: terms.output, source, asOf: terms.asOf }),
  ];
}

/**
 * The prices that Rung ships, each with source and date; shown as such wherever they are used. They are few on purpose: what could not
 * be traced to a dated quote is left out and answered as unknown.
 */
const SHIPPED: readonly Row[] = [
  row('amazon.nova-2-lite-v1:0', 'training-tokens-1k', {
    usd: '0.00378',
    source: PRICE_LIST_QUOTE,
    asOf: '2026-08-02',
  }),
  row('amazon.nova-2-lite-v1:0', 'stored-model-month', { usd: '1.95', source: PRICE_LIST_QUOTE, asOf: '2026-08-02' }),
  ...tokens('amazon.nova-2-lite-v1:0', 'tuned', { input: '0.0003', output: '0.0025', asOf: '2026-08-02' }),
  ...tokens('amazon.nova-2-lite-v1:0', 'base', { input: '0.00033', output: '0.00275', asOf: '2026-08-02' }),
  ...tokens('amazon.nova-micro-v1:0', 'base', { input: '0.000035', output: '0.00014', asOf: '2026-11-26' }),
  ...tokens('amazon.nova-lite-v1:0', 'base', { input: '0.00006', output: '0.00024', asOf: '2026-11-26' }),
  ...tokens('amazon.nova-pro-v1:0', 'base', { input: '0.0008', output: '0.0032', asOf: '2026-11-26' }),
  // Models that judge by a rubric and that evaluate in Bedrock, not of Nova's family.
  ...['meta.llama3-1-70b-instruct-v1:0', 'meta.llama3-3-70b-instruct-v1:0'].flatMap((base) =>
    tokens(base, 'base', { input: '0.00072', output: '0.00072', asOf: '2025-07-20', source: EVALUATOR_QUOTE }),
  ),
  row('amazon.nova-2-lite-v1:0', 'model-unit-hour', { usd: '60.50', source: PRICE_LIST_QUOTE, asOf: '2026-08-02' }),
  row('amazon.nova-2-lite-v1:0', 'model-unit-hour-1-month', {
    usd: '55.00',
    source: PRICE_LIST_QUOTE,
    asOf: '2026-08-02',
  }),
  row(IMPORTED_MODEL, 'import-unit-minute', { usd: '0.05718', source: PRICING_PAGE_QUOTE, asOf: '2026-11-20' }),
  row(IMPORTED_MODEL, 'import-unit-month', { usd: '1.95', source: PRICING_PAGE_QUOTE, asOf: '2026-11-20' }),
  row(EMBEDDING_MODEL, 'input-tokens-1k', { usd: '0.00002', source: PRICE_LIST_QUOTE, asOf: '2026-07-26' }),
  instance('ml.g5.2xlarge', '1.52'),
  instance('ml.g5.12xlarge', '7.09'),
  instance('ml.g5.48xlarge', '20.36'),
  instance('ml.g6e.xlarge', '2.61'),
  row('amazon.nova-micro-v1:0', 'training-tokens-1k', { usd: '0.001', source: PRICING_PAGE_QUOTE, asOf: '2026-11-20' }),
  row('amazon.nova-lite-v1:0', 'model-unit-hour', { usd: '108.15', source: PRICING_PAGE_QUOTE, asOf: '2025-07-16' }),
];

/** `amazon.nova-micro-v1:0:128k` → `amazon.nova-micro-v1:0`: prices hang on the model, not on its context variant. Takes ARNs too. */
export function priceKey(modelIdOrArn: string): string {
  const id = modelIdOrArn.slice(modelIdOrArn.lastIndexOf('/') + 1);
  return id.replace(/:\d+k$/, '');
}

/** The shipped price of a base model in a region. */
export function shippedPrice(modelIdOrArn: string, unit: PriceUnit, region: string): PriceAnswer {
  const base = priceKey(modelIdOrArn);
  const found = SHIPPED.find(
    (candidate) => candidate.base === base && candidate.unit === unit && candidate.price.region === region,
  );
  return found
    ? { kind: 'known', price: found.price }
    : { kind: 'unknown', why: `Rung knows no dated price of ${PRICED_WORDS[unit]} (${base}, ${region}).` };
}
