import type { PriceAnswer } from '@rung/core/cost/price.ts';
import { shippedPrice } from '@rung/core/cost/shipped-prices.ts';
import { type BaseModel, tunableIn } from '@rung/core/dataset/base-models.ts';
import { costOf, formatUsd } from '@rung/core/money.ts';
import type { Settings } from './deps.ts';

/** "What can I tune?": the base models of our region, those with a known price first. */
export function launchChoices(settings: Settings): { region: string; bases: { id: string; label: string }[] } {
  const { region } = settings;
  const priced = tunableIn(region).map((base) => ({
    base,
    price: shippedPrice(base.id, 'training-tokens-1k', region),
  }));
  const known = priced.filter(({ price }) => price.kind === 'known');
  const unknown = priced.filter(({ price }) => price.kind === 'unknown');
  return {
    region,
    bases: [...known, ...unknown].map(({ base, price }) => ({ id: base.id, label: label(base, price) })),
  };
}

function label(base: BaseModel, answer: PriceAnswer): string {
  if (answer.kind === 'unknown') return `${base.name} · price not known`;
  return `${base.name} · ${formatUsd(costOf(answer.price.amount, 1000))} per million tokens × epochs`;
}
