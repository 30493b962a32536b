import type { TrainingEstimate } from '@rung/core/cost/estimate-training.ts';
import type { Done } from '@rung/core/launch/launch.ts';
import type { Plan } from '@rung/core/launch/plan.ts';
import { isTrained } from '@rung/core/launch/recipe.ts';
import { formatUsd, formatUsdAbout, formatUsdLimit, formatUsdRange } from '@rung/core/money.ts';
import { formatDuration } from '@rung/core/time.ts';
import { count, day, safeUpTo } from './blocks.ts';
import { capital } from './lease-words.ts';

export function estimateWords(estimate: TrainingEstimate): string {
  if (estimate.kind === 'nothing') return 'nothing to pay';
  return estimate.kind === 'known' ? formatUsdRange(estimate.low, estimate.high) : 'price not known';
}

/** What it costs once, as a sentence of its own. */
export function onceWords({ estimate, recipe }: Plan): string {
  const trains = estimate.kind === 'known' && isTrained(recipe);
  return `${capital(estimateWords(estimate))}${trains ? ' once to train' : ''}.`;
}

/** "21 min, about $0.06 by Rung’s own count (estimate $0.04–0.08)." */
export function costWords({ startedAtMs, endedAtMs, cost, billed, plan }: Done): string {
  const counted = cost === undefined ? 'cost not known' : `${formatUsdAbout(cost)} by Rung’s own count`;
  const spent = billed ? `${formatUsd(billed.amount)} on AWS’s bill` : counted;
  return `${formatDuration(endedAtMs - startedAtMs)}, ${spent} (estimate ${estimateWords(plan.estimate)}).`;
}

/** The amount on the button: what a yes covers. */
export function coveredWords(plan: Plan): string {
  if (plan.estimate.kind === 'nothing') return '';
  return plan.estimate.kind === 'known' ? formatUsdLimit(plan.estimate.high) : `up to ${formatUsd(plan.recipe.budget)}`;
}

/** What the approval covers, as a sentence. */
export function atMost(plan: Plan): string {
  if (plan.estimate.kind === 'nothing') return 'Making it is not billed.';
  return plan.estimate.kind === 'known'
    ? `${formatUsdLimit(plan.estimate.high)} at most.`
    : `Price not known; approved up to ${formatUsd(plan.recipe.budget)}.`;
}

/** How the estimate came about: tokens, price, and the day the price is of. */
export function priceWords(estimate: TrainingEstimate): string {
  const billed = Math.round(estimate.billedTokens.estimate);
  const tokens = `About ${count(billed, 'token')} over all epochs`;
  if (estimate.kind !== 'known') return `${billed > 0 ? `${tokens}. ` : ''}${safeUpTo(500, estimate.why)}`;
  const { price } = estimate;
  const source = price.kind === 'live' ? 'read from AWS' : 'from the table that Rung ships';
  return `${tokens}; price of ${day(price.asOf)}, ${source}.`;
}
