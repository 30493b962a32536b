import { type Asked, isDue, type PriceSheet, sheetAfter } from '@rung/core/cost/price-sheet.ts';
import { readProducts } from '@rung/core/cost/read-product.ts';
import { type PriceQuestion, priceQuestions } from '@rung/core/cost/usage-types.ts';
import type { Deps } from './deps.ts';
import { inTurns } from './in-turns.ts';

type Needs = Pick<Deps, 'clock' | 'settings' | 'prices' | 'priceList'>;

/** AWS names no rate for the Price List; what it throttles, the client asks again. */
const AT_ONCE = 4;

/** "What does AWS charge today?": every price that Rung needs, asked by its usage type and kept. */
export async function refreshPrices(deps: Needs): Promise<PriceSheet> {
  const { region } = deps.settings;
  const atMs = deps.clock.nowMs();
  const asked = await inTurns(priceQuestions(region), (question) => askPrice(deps, question), AT_ONCE);
  const sheet = sheetAfter(await deps.prices.find(region), { region, atMs, asked });
  // Whoever read at the same moment read the same.
  await deps.prices.save(sheet);
  return sheet;
}

/** What AWS lists under one usage type now. */
export async function askPrice(
  { priceList, clock }: Pick<Needs, 'priceList' | 'clock'>,
  question: PriceQuestion,
): Promise<Asked> {
  const found = await priceList.ask(question);
  if ('failed' in found) return { question, kind: 'failed', why: found.failed };
  const asOf = new Date(clock.nowMs()).toISOString().slice(0, 10);
  return { question, kind: 'answered', answer: readProducts(question, found, asOf) };
}

/** The daily reading, when it is due; undefined when it is not. */
export async function refreshDuePrices(deps: Needs): Promise<PriceSheet | undefined> {
  const sheet = await deps.prices.find(deps.settings.region);
  return isDue(sheet, deps.clock.nowMs()) ? refreshPrices(deps) : undefined;
}
