import type { Done } from '../../launch/launch.ts';
import { isTrained } from '../../launch/recipe.ts';
import { costOf, formatUsd, microUsd } from '../../money.ts';
import { type ActualCost, splitDifference } from './actual-cost.ts';

/** A training's estimate against what it cost, in a sentence. */
export function differenceWords(launch: Pick<Done, 'plan' | 'recipe'>, actual: ActualCost): string {
  if (actual.kind === 'metered') return METERED[actual.why];
  const { estimate } = launch.plan;
  if (estimate.kind !== 'known') return 'There was no estimate to hold it against.';
  if (actual.amount >= estimate.low && actual.amount <= estimate.high) return 'Within the estimate.';
  const price = estimate.price.amount;
  const { estimate: tokens } = estimate.billedTokens;
  if (actual.tokens === undefined || actual.tokens <= 0 || tokens <= 0)
    return 'AWS does not say how many tokens it billed, so why it differs is not known.';
  const epochs = epochsOf(launch.recipe);
  const split = splitDifference(
    { amount: costOf(price, tokens, 1000), price, tokens, epochs },
    { amount: actual.amount, tokens: actual.tokens },
  );
  const counted = actual.tokens.toLocaleString('en-US');
  if (Math.abs(split.ofPrice) > Math.abs(split.ofTokens)) {
    const paid = formatPer1k(Math.round((actual.amount * 1000) / actual.tokens));
    return `AWS charged ${paid} per 1,000 tokens; the estimate took ${formatPer1k(price)}, the price of ${estimate.price.asOf}.`;
  }
  const whole = Math.round(split.epochs);
  if (whole !== epochs && whole > 0 && Math.abs(split.epochs - whole) <= 0.1)
    return `AWS billed ${counted} tokens, which are ${whole} ${whole === 1 ? 'epoch' : 'epochs'} of this file; ${epochs} were planned.`;
  return `AWS counted ${counted} tokens; the estimate said ${Math.round(tokens).toLocaleString('en-US')}, from the bytes of the file.`;
}

const METERED = {
  'not-read': 'AWS’s bill has not been read yet.',
  lag: 'AWS’s bill follows within 24 hours.',
  'no-line':
    'AWS’s bill shows nothing under the tag `rung:launch` for it: either nothing was billed, or the tag is not activated for cost allocation.',
} as const;

function epochsOf(recipe: Done['recipe']): number {
  return isTrained(recipe) && 'epochs' in recipe ? recipe.epochs : 1;
}

/** Prices of a thousand tokens have more decimals than money has. */
function formatPer1k(micro: number): string {
  const dollars = micro / 1_000_000;
  return dollars >= 1 ? formatUsd(microUsd(micro)) : `$${dollars.toFixed(6).replace(/0+$/, '')}`;
}
