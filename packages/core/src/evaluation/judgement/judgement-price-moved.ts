import { priceChange } from '../../cost/price-change.ts';
import type { JudgementPlan } from './judgement.ts';
import type { ServingPrices } from './serving-cost.ts';

const PAYS_FOR: Readonly<Record<keyof ServingPrices, string>> = {
  baseInput: 'The price of what the base model reads',
  baseOutput: 'The price of what the base model writes',
  tunedInput: 'The price of what the tuned model reads',
  tunedOutput: 'The price of what the tuned model writes',
  unitHour: 'The price of the throughput that serves the tuned model',
  judgeInput: 'The price of what the judge model reads',
  judgeOutput: 'The price of what the judge model writes',
  storedMonth: 'The price of storing the tuned model',
};

/** How a price of a judgement moved since its card was shown; undefined while all are the same, and where its cost was not known. */
export function judgementPriceMoved(
  plan: Pick<JudgementPlan, 'estimate' | 'prices' | 'serving' | 'judge'>,
  now: ServingPrices,
): string | undefined {
  if (plan.estimate.kind === 'unknown') return undefined;
  for (const name of pricesIn(plan)) {
    const shown = plan.prices[name];
    const change = shown.kind === 'known' ? priceChange(shown.price, now[name], PAYS_FOR[name]) : undefined;
    if (change !== undefined) return change;
  }
  return undefined;
}

/** Those that a judgement's estimate adds up. */
function pricesIn({ serving, judge }: Pick<JudgementPlan, 'serving' | 'judge'>): (keyof ServingPrices)[] {
  return [
    ...(['baseInput', 'baseOutput'] as const),
    ...(serving === 'on-demand' ? (['tunedInput', 'tunedOutput'] as const) : (['unitHour'] as const)),
    ...(judge === undefined ? [] : (['judgeInput', 'judgeOutput'] as const)),
  ];
}
