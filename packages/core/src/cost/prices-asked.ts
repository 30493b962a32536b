import type { PriceBook } from './price.ts';
import { type Asked, keyOf } from './price-sheet.ts';
import { priceKey } from './shipped-prices.ts';
import { type PriceQuestion, priceQuestion } from './usage-types.ts';

/** What AWS is to be asked for everything that `look` prices, each once; `book` leads it through. */
export function questionsOf(look: (book: PriceBook) => unknown, book: PriceBook): readonly PriceQuestion[] {
  const questions = new Map<string, PriceQuestion>();
  look((model, unit, region) => {
    const question = priceQuestion(model, unit, region);
    if (question) questions.set(question.usageType, question);
    return book(model, unit, region);
  });
  return [...questions.values()];
}

/** Prices as AWS just answered, and those of `book` where it gave none. */
export function answeredBook(asked: readonly Asked[], book: PriceBook): PriceBook {
  const now = new Map(
    asked.flatMap((one) =>
      one.kind === 'answered' && one.answer.kind === 'known' ? [[keyOf(one.question), one.answer] as const] : [],
    ),
  );
  return (model, unit, region) => now.get(keyOf({ of: priceKey(model), unit, region })) ?? book(model, unit, region);
}
