import type { Price, PriceAnswer, PriceUnit } from './price.ts';
import { priceWords } from './price-table.ts';

const TOKENS = { per: 'a million tokens', times: 1000 } as const;
const PER: Readonly<Record<PriceUnit, { readonly per: string; readonly times: number }>> = {
  'training-tokens-1k': TOKENS,
  'input-tokens-1k': TOKENS,
  'output-tokens-1k': TOKENS,
  'tuned-input-tokens-1k': TOKENS,
  'tuned-output-tokens-1k': TOKENS,
  'cached-input-tokens-1m': { ...TOKENS, times: 1 },
  'training-hour': { per: 'an hour', times: 1 },
  'model-unit-hour': { per: 'a unit and hour', times: 1 },
  'model-unit-hour-1-month': { per: 'a unit and hour', times: 1 },
  'model-unit-hour-6-months': { per: 'a unit and hour', times: 1 },
  'instance-hour': { per: 'an instance and hour', times: 1 },
  'stored-model-month': { per: 'a month', times: 1 },
  'import-unit-minute': { per: 'a unit and minute', times: 1 },
  'import-unit-month': { per: 'a unit and month', times: 1 },
};

/**
 * How a price moved since a person was shown it, as a sentence; undefined while it is the same. A price that cannot be read now is bound by
 * the one that was shown: the reservation covers no more than that.
 */
export function priceChange(shown: Price, now: PriceAnswer, what = 'The price'): string | undefined {
  if (now.kind === 'unknown' || now.price.amount === shown.amount) return undefined;
  const { per, times } = PER[shown.unit];
  const words = (price: Price) => priceWords({ what: '', times, answer: { kind: 'known', price } });
  return changeWords({ what, from: words(shown), to: words(now.price), per });
}

/** "The price went from $1.00 to $2.00 a million tokens since this was asked, …" */
export function changeWords({ what, from, to, per }: { what: string; from: string; to: string; per: string }): string {
  return `${what} went from ${from} to ${to} ${per} since this was asked, and a yes binds the price that it was given for.`;
}
