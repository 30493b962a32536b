import { type MicroUsd, microUsd } from '../money.ts';
import type { PriceAnswer, PriceUnit } from './price.ts';
import type { PriceQuestion } from './usage-types.ts';

/** A rate as the Price List writes it: dollars as a decimal text for one of `unit`. */
interface Rate {
  readonly unit: string;
  readonly usd: string | undefined;
  readonly code: string;
}

interface Product {
  readonly usageType: string;
  readonly published: string;
  readonly rates: readonly Rate[];
}

/**
 * The price in what the Price List answered to a question (each text one product, https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_pricing_GetProducts.html).
 * No product, several of them, several rates, another currency or unit, and nothing: each is unknown, with the usage type in the reason.
 * `asOf` is the ISO date of the reading.
 */
export function readProducts(question: PriceQuestion, texts: readonly string[], asOf: string): PriceAnswer {
  const { usageType, unit, region } = question;
  const no = (why: string) => ({ kind: 'unknown', why: `${usageType} ${why}` }) as const;
  const products = texts.map(parseProduct);
  const [product, another] = products;
  if (!product) return no('is not in AWS’s price list.');
  if (another)
    return no(`stands ${products.length} times in AWS’s price list: nobody can tell which of them is meant.`);
  if (product === 'unreadable' || product.usageType !== usageType) return no('was answered with another product.');
  const [rate, anotherRate] = product.rates;
  if (!rate || anotherRate) return no(`has ${product.rates.length} rates in AWS’s price list, not one.`);
  if (rate.usd === undefined) return no('has no rate in US dollars.');
  const amount = amountOf(rate.usd, rate.unit, unit);
  if (amount === 'other-unit') return no(`is sold by “${rate.unit.slice(0, 40)}”, which Rung does not know for it.`);
  if (amount === undefined || amount <= 0) return no(`is listed at “${rate.usd.slice(0, 40)}”, which is no price.`);
  const source = `AWS Price List, ${question.service}, ${usageType}, rate ${rate.code}, published ${product.published}`;
  return { kind: 'known', price: { amount, unit, currency: 'USD', region, kind: 'live', source, asOf } };
}

/** Units by the form in which the Price List names them, and how many of its units are one of ours, as a fraction. */
const SOLD_BY: readonly {
  readonly ours: RegExp;
  readonly theirs: RegExp;
  readonly times: bigint;
  readonly per: bigint;
}[] = [
  { ours: /tokens-1k$/, theirs: /^1k\b.*tokens?$/i, times: 1n, per: 1n },
  { ours: /tokens-1k$/, theirs: /^1m\b.*tokens?$/i, times: 1n, per: 1000n },
  { ours: /tokens-1m$/, theirs: /^1k\b.*tokens?$/i, times: 1000n, per: 1n },
  { ours: /tokens-1m$/, theirs: /^1m\b.*tokens?$/i, times: 1n, per: 1n },
  { ours: /-hour(?:$|-)/, theirs: /\bh(?:ou)?rs?$/i, times: 1n, per: 1n },
  { ours: /-minute$/, theirs: /\bmin(?:ute)?s?$/i, times: 1n, per: 1n },
  { ours: /-month$/, theirs: /\bmonths?$/i, times: 1n, per: 1n },
];

/** Exactly, then rounded up to the micro-dollar; undefined for a text that is no amount. */
function amountOf(usd: string, theirs: string, ours: PriceUnit): MicroUsd | 'other-unit' | undefined {
  const unit = SOLD_BY.find((known) => known.ours.test(ours) && known.theirs.test(theirs.trim()));
  if (!unit) return 'other-unit';
  const [, whole = '', decimals = ''] = /^(\d{1,9})(?:\.(\d{1,18}))?$/.exec(usd) ?? [];
  if (whole === '') return undefined;
  const scale = 10n ** BigInt(decimals.length) * unit.per;
  const exact = BigInt(whole + decimals) * 1_000_000n * unit.times;
  return microUsd(Number((exact + scale - 1n) / scale));
}

function parseProduct(text: string): Product | 'unreadable' {
  const parsed = parseJson(text);
  const usageType = at(parsed, 'product', 'attributes', 'usagetype');
  if (typeof usageType !== 'string') return 'unreadable';
  const terms = Object.values(object(at(parsed, 'terms', 'OnDemand')));
  const rates = terms.flatMap((term) => Object.values(object(at(term, 'priceDimensions')))).map(rateOf);
  return { usageType, published: textOf(at(parsed, 'publicationDate')).slice(0, 10), rates };
}

function rateOf(dimension: unknown): Rate {
  const usd = at(dimension, 'pricePerUnit', 'USD');
  return {
    unit: textOf(at(dimension, 'unit')),
    usd: typeof usd === 'string' ? usd : undefined,
    code: textOf(at(dimension, 'rateCode')),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const object = (value: unknown) =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
const at = (value: unknown, ...path: readonly string[]) => path.reduce((found, name) => object(found)[name], value);
const textOf = (value: unknown) => (typeof value === 'string' ? value : 'unknown');
