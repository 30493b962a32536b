import type { Price, PriceBook } from '@rung/core/cost/price.ts';
import { priceKey } from '@rung/core/cost/shipped-prices.ts';
import { type PriceQuestion, priceQuestion } from '@rung/core/cost/usage-types.ts';
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
  const kept = await priceBook(deps);
  const questions = new Map<string, PriceQuestion>();
  look((model, unit, region) => {
    const question = priceQuestion(model, unit, region);
    if (question) questions.set(keyOf(model, unit, region), question);
    return kept(model, unit, region);
  });
  const now = new Map<string, Price>();
  await inTurns(
    [...questions],
    async ([key, question]) => {
      const asked = await askPrice(deps, question);
      if (asked.kind === 'answered' && asked.answer.kind === 'known') now.set(key, asked.answer.price);
    },
    AT_ONCE,
  );
  const change = look((model, unit, region) => {
    const price = now.get(keyOf(model, unit, region));
    return price ? { kind: 'known', price } : kept(model, unit, region);
  });
  if (change !== undefined) await refreshPrices(deps).catch(() => undefined);
  return change;
}

const keyOf = (model: string, unit: string, region: string) => `${priceKey(model)} ${unit} ${region}`;
