import type { PriceBook } from '@rung/core/cost/price.ts';
import { answeredBook, questionsOf } from '@rung/core/cost/prices-asked.ts';
import type { Deps } from './deps.ts';
import { inTurns } from './in-turns.ts';
import { priceBook } from './price-book.ts';
import { askPrice, refreshPrices } from './refresh-prices.ts';

export type PriceAgainNeeds = Pick<Deps, 'clock' | 'settings' | 'prices' | 'priceList'>;

const AT_ONCE = 4;

/**
 * "Does it still cost that?": runs `look` with prices that AWS is asked for at this moment, before a yes is recorded; those that it does not
 * answer are as they were read last. A look that found a change has every price read anew, so that what is asked next is asked at today's.
 */
export async function priceAgain(
  deps: PriceAgainNeeds,
  look: (book: PriceBook) => string | undefined,
): Promise<string | undefined> {
  const change = look(await bookOfNow(deps, look));
  if (change !== undefined) await refreshPrices(deps).catch(() => undefined);
  return change;
}

/** "What does it cost now?": prices of this moment for everything that `look` prices; those that AWS does not answer are as they were read last. */
export async function bookOfNow(deps: PriceAgainNeeds, look: (book: PriceBook) => unknown): Promise<PriceBook> {
  const kept = await priceBook(deps);
  const asked = await inTurns(questionsOf(look, kept), (question) => askPrice(deps, question), AT_ONCE);
  return answeredBook(asked, kept);
}
