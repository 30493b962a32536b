import type { PriceBook } from '../cost/price.ts';
import { priceChange } from '../cost/price-change.ts';
import type { Plan } from './plan.ts';

/** How the price of a plan moved since it was shown; undefined while it is the same, and where none was known. */
export function priceMoved({ recipe, estimate }: Plan, book: PriceBook): string | undefined {
  if (estimate.kind !== 'known' || !('base' in recipe)) return undefined;
  const { price } = estimate;
  return priceChange(price, book(recipe.base.id, price.unit, price.region));
}
