import { costOf, type MicroUsd, ZERO_USD } from '../money.ts';
import type { Price, PriceAnswer } from './price.ts';

/** Tokens of a dataset as estimated from its bytes, with the range that the estimate is good for. */
export interface TokenEstimate {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** What a training run will cost once. Supervised tuning bills tokens × epochs (aws.amazon.com/bedrock/pricing, read 2026-11-20). */
export type TrainingEstimate =
  | {
      readonly kind: 'known';
      readonly low: MicroUsd;
      readonly high: MicroUsd;
      readonly billedTokens: TokenEstimate;
      readonly price: Price;
    }
  | { readonly kind: 'unknown'; readonly why: string; readonly billedTokens: TokenEstimate }
  /** Making it is not billed; `why` says what is, and to whom. */
  | { readonly kind: 'nothing'; readonly why: string; readonly billedTokens: TokenEstimate };

const NO_TOKENS: TokenEstimate = { estimate: 0, low: 0, high: 0 };

/** For what AWS bills in a way that cannot be told before. */
export function unpriced(why: string, billedTokens: TokenEstimate = NO_TOKENS): TrainingEstimate {
  return { kind: 'unknown', why, billedTokens };
}

export function unbilled(why: string): TrainingEstimate {
  return { kind: 'nothing', why, billedTokens: NO_TOKENS };
}

/** Prices a run of `epochs` over the training set; tokens of the validation set are not billed as training. */
export function estimateTraining(run: { tokens: TokenEstimate; epochs: number; price: PriceAnswer }): TrainingEstimate {
  const { tokens, epochs, price } = run;
  const billedTokens = { estimate: tokens.estimate * epochs, low: tokens.low * epochs, high: tokens.high * epochs };
  if (price.kind === 'unknown') return { kind: 'unknown', why: price.why, billedTokens };
  const { amount } = price.price;
  return {
    kind: 'known',
    low: costOf(amount, billedTokens.low, 1000),
    high: costOf(amount, billedTokens.high, 1000),
    billedTokens,
    price: price.price,
  };
}

/** Most that an approval commits: the estimate's upper end, or the requester's own budget when no price is known. */
export function amountToReserve(estimate: TrainingEstimate, budget: MicroUsd): MicroUsd {
  if (estimate.kind === 'nothing') return ZERO_USD;
  return estimate.kind === 'known' ? estimate.high : budget;
}
