import type { TrainingEstimate } from '@rung/core/cost/estimate-training.ts';
import type { Plan } from '@rung/core/launch/plan.ts';
import { formatUsd, formatUsdLimit, formatUsdRange } from '@rung/core/money.ts';
import { count, day, safeUpTo } from './blocks.ts';

export function estimateWords(estimate: TrainingEstimate): string {
  return estimate.kind === 'known' ? formatUsdRange(estimate.low, estimate.high) : 'price not known';
}

/** What the approval covers, as a sentence. */
export function atMost(plan: Plan): string {
  return plan.estimate.kind === 'known'
    ? `${formatUsdLimit(plan.estimate.high)} at most.`
    : `Price not known; approved up to ${formatUsd(plan.recipe.budget)}.`;
}

/** How the estimate came about: tokens, price, and the day the price is of. */
export function priceWords(estimate: TrainingEstimate): string {
  const tokens = `About ${count(Math.round(estimate.billedTokens.estimate), 'token')} over all epochs`;
  if (estimate.kind === 'unknown') return `${tokens}. ${safeUpTo(500, estimate.why)}`;
  const { price } = estimate;
  const source = price.kind === 'live' ? 'read from AWS' : 'from the table that Rung ships';
  return `${tokens}; price of ${day(price.asOf)}, ${source}.`;
}
