import type { PriceBook } from '@rung/core/cost/price.ts';
import { bookOf } from '@rung/core/cost/price-sheet.ts';
import type { Deps } from './deps.ts';

/** Prices of now, for the one question that a request asks. A table that cannot be read leaves the dated prices that Rung ships. */
export async function priceBook({
  prices,
  clock,
  settings,
}: Pick<Deps, 'prices' | 'clock' | 'settings'>): Promise<PriceBook> {
  const sheet = await prices.find(settings.region).catch(() => undefined);
  return bookOf(sheet, clock.nowMs());
}
