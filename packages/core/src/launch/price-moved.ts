import type { PriceBook } from '../cost/price.ts';
import { priceWords } from '../cost/price-table.ts';
import type { Plan } from './plan.ts';

const PER_MILLION = { 'training-tokens-1k': 1000 } as const;

/** What a yes binds is a price: the sentence that says how it moved since the plan was priced; undefined while it is the same. */
export function priceMoved({ recipe, estimate }: Plan, book: PriceBook): string | undefined {
  if (estimate.kind !== 'known' || !('base' in recipe)) return undefined;
  const { price } = estimate;
  const now = book(recipe.base.id, price.unit, price.region);
  // A price that cannot be read now is bound by the one that was shown; the reservation covers no more than that.
  if (now.kind === 'unknown' || now.price.amount === price.amount) return undefined;
  const times = price.unit in PER_MILLION ? PER_MILLION['training-tokens-1k'] : 1;
  const words = (answer: typeof now) => priceWords({ what: '', times, answer });
  const unit = times === 1 ? 'a unit' : 'a million tokens';
  return `The price went from ${words({ kind: 'known', price })} to ${words(now)} ${unit} since this was asked, and a yes binds the price that it was given for.`;
}
