import type { PriceBook } from '@rung/core/cost/price.ts';
import { type Asked, faultsIn, type PriceFault } from '@rung/core/cost/price-sheet.ts';
import { answeredBook, questionsOf } from '@rung/core/cost/prices-asked.ts';
import { readProducts } from '@rung/core/cost/read-product.ts';
import { shippedPrice } from '@rung/core/cost/shipped-prices.ts';
import { VisibleError } from '@rung/core/errors.ts';

/** Prices of now, and what AWS gave none for; there the table that Rung ships stands in. */
export interface LivePrices {
  readonly book: PriceBook;
  readonly faults: readonly PriceFault[];
}

/**
 * Asks AWS's Price List for everything that `look` prices, with the credentials of this shell. AWS's client is loaded here alone: what is not
 * asked for live sends nothing. Throws a VisibleError when AWS answered nothing at all.
 */
export async function livePrices(region: string, look: (book: PriceBook) => unknown): Promise<LivePrices> {
  const questions = questionsOf(look, shippedPrice);
  const asOf = new Date().toISOString().slice(0, 10);
  const [{ awsClients }, { priceList }] = await Promise.all([
    import('@rung/aws/clients.ts'),
    import('@rung/aws/price-list.ts'),
  ]);
  const list = priceList(awsClients({ region }));
  const asked = await Promise.all(
    questions.map(async (question): Promise<Asked> => {
      const found = await list.ask(question);
      if ('failed' in found) return { question, kind: 'failed', why: found.failed };
      return { question, kind: 'answered', answer: readProducts(question, found, asOf) };
    }),
  );
  const [first] = asked;
  if (first?.kind === 'failed' && asked.every(({ kind }) => kind === 'failed')) throw silent(first.why);
  if (!first) throw silent(`Rung knows no name of AWS’s for prices in ${region}`);
  return { book: answeredBook(asked, shippedPrice), faults: faultsIn(asked) };
}

function silent(why: string): VisibleError {
  return new VisibleError({
    kind: 'unavailable',
    code: 'no-live-prices',
    message: `AWS’s price list gave no price: ${why}. Nothing was estimated.`,
    remedy:
      'Give this shell AWS credentials that allow pricing:GetProducts, or leave --live out to use the dated prices that Rung ships.',
  });
}
