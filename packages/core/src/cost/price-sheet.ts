import { DAY_MS, type EpochMs, formatDuration, HOUR_MS, MINUTE_MS } from '../time.ts';
import { PRICED_WORDS, type Price, type PriceAnswer, type PriceBook } from './price.ts';
import { priceKey, shippedPrice } from './shipped-prices.ts';
import type { PriceQuestion } from './usage-types.ts';

/** A live price, and when it was read. */
export interface Quote {
  readonly of: string;
  readonly price: Price;
  readonly readAtMs: EpochMs;
}

/** A question that got no price, and why. */
export interface PriceFault {
  readonly usageType: string;
  readonly why: string;
}

/** What the Price List said last in a region. */
export interface PriceSheet {
  readonly region: string;
  readonly version: number;
  /** When AWS was last asked. */
  readonly readAtMs: EpochMs;
  readonly quotes: readonly Quote[];
  readonly faults: readonly PriceFault[];
}

/** Prices are read once a day: one that was not read anew on three of them is no price of today. */
export const FRESH_MS = 3 * DAY_MS;
/** Nobody has AWS asked more often than this. */
export const ASK_AGAIN_MS = 5 * MINUTE_MS;
/** The hourly watch asks anew after this. */
export const READ_DAILY_MS = 23 * HOUR_MS;

/** What one question came to: a price, a list that has none, or no answer at all. */
export type Asked =
  | { readonly question: PriceQuestion; readonly kind: 'answered'; readonly answer: PriceAnswer }
  | { readonly question: PriceQuestion; readonly kind: 'failed'; readonly why: string };

/** The sheet after a reading. Where AWS did not answer, the price of before stays until it is too old; what AWS no longer lists is gone at once. */
export function sheetAfter(
  before: PriceSheet | undefined,
  reading: { region: string; atMs: EpochMs; asked: readonly Asked[] },
): PriceSheet {
  const { region, atMs, asked } = reading;
  const quotes = asked.flatMap((one): Quote[] => {
    const { of, unit } = one.question;
    if (one.kind === 'answered')
      return one.answer.kind === 'known' ? [{ of, price: one.answer.price, readAtMs: atMs }] : [];
    return (before?.quotes ?? []).filter((quote) => quote.of === of && quote.price.unit === unit);
  });
  return { region, version: (before?.version ?? 0) + 1, readAtMs: atMs, quotes, faults: faultsIn(asked) };
}

/** What got no price, each with its usage type and the reason. */
export function faultsIn(asked: readonly Asked[]): PriceFault[] {
  return asked.flatMap((one): PriceFault[] => {
    const { usageType } = one.question;
    if (one.kind === 'failed') return [{ usageType, why: `${usageType} was not answered: ${one.why}.` }];
    return one.answer.kind === 'known' ? [] : [{ usageType, why: one.answer.why }];
  });
}

/** Prices as they are known now: read from AWS of late, else the dated ones that Rung ships, else unknown. */
export function bookOf(sheet: PriceSheet | undefined, nowMs: EpochMs): PriceBook {
  const live = new Map(sheet?.quotes.map((quote) => [keyOf({ ...quote.price, of: quote.of }), quote]));
  return (model, unit, region) => {
    const quote = live.get(keyOf({ of: priceKey(model), unit, region }));
    if (quote && nowMs - quote.readAtMs < FRESH_MS) return { kind: 'known', price: quote.price };
    const shipped = shippedPrice(model, unit, region);
    return quote && shipped.kind === 'unknown' ? tooOld(quote, nowMs) : shipped;
  };
}

function tooOld({ of, price, readAtMs }: Quote, nowMs: EpochMs): PriceAnswer {
  const age = formatDuration(nowMs - readAtMs);
  return {
    kind: 'unknown',
    why: `The price of ${PRICED_WORDS[price.unit]} (${of}) was read from AWS ${age} ago, which is too old.`,
  };
}

/** What a price is found by. */
export const keyOf = ({ of, unit, region }: Pick<PriceQuestion, 'of' | 'unit' | 'region'>) => `${of} ${unit} ${region}`;

/** Whether the daily reading is due. */
export function isDue(sheet: PriceSheet | undefined, nowMs: EpochMs): boolean {
  return sheet === undefined || nowMs - sheet.readAtMs >= READ_DAILY_MS;
}
