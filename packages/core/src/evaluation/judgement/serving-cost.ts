import type { PriceAnswer } from '../../cost/price.ts';
import { costOf, type MicroUsd, sumUsd } from '../../money.ts';
import type { ArmName } from './arms.ts';

/** How a tuned model answers: on demand by the token, or from a Provisioned Throughput by the hour. */
export type Serving = 'on-demand' | 'provisioned';

/** The prices that serving an arm rests on, each known or not. */
export interface ServingPrices {
  readonly baseInput: PriceAnswer;
  readonly baseOutput: PriceAnswer;
  readonly tunedInput: PriceAnswer;
  readonly tunedOutput: PriceAnswer;
  readonly storedMonth: PriceAnswer;
  readonly unitHour: PriceAnswer;
  /** Of the model that judges by a rubric, where one does. */
  readonly judgeInput: PriceAnswer;
  readonly judgeOutput: PriceAnswer;
}

/** Tokens of one answer on average, as they were measured. */
export interface AnswerTokens {
  readonly input: number;
  readonly output: number;
}

/** An amount, or why there is none. A missing price is never zero. */
export type Cost =
  | { readonly kind: 'known'; readonly amount: MicroUsd }
  | { readonly kind: 'unknown'; readonly why: string };

/** What an arm costs a month: what stands, and what each request adds. */
export interface ArmCost {
  readonly arm: ArmName;
  /** A month of what costs while nobody asks. */
  readonly standing: Cost;
  readonly perThousand: Cost;
  readonly monthly: Cost;
}

/** Hours of a month as AWS bills them on average. */
const HOURS_A_MONTH = 730;

/** What an arm costs at `requestsAMonth`. Retrieval's own store is not counted: Rung does not know its price. */
export function armCost(
  arm: ArmName,
  use: { tokens: AnswerTokens; requestsAMonth: number; serving: Serving },
  prices: ServingPrices,
): ArmCost {
  const isHourly = arm === 'tuned' && use.serving === 'provisioned';
  const [input, output] =
    arm === 'tuned' ? [prices.tunedInput, prices.tunedOutput] : [prices.baseInput, prices.baseOutput];
  const free: Cost = { kind: 'known', amount: costOf(0 as MicroUsd, 0) };
  const tokens = (thousands: number): Cost =>
    isHourly ? free : plus(times(input, use.tokens.input * thousands), times(output, use.tokens.output * thousands));
  const standing = arm === 'tuned' ? standingCost(prices, isHourly) : free;
  return { arm, standing, perThousand: tokens(1), monthly: plus(standing, tokens(use.requestsAMonth / 1000)) };
}

function standingCost({ storedMonth, unitHour }: ServingPrices, isHourly: boolean): Cost {
  const stored = times(storedMonth, 1);
  return isHourly ? plus(stored, times(unitHour, HOURS_A_MONTH)) : stored;
}

/** `thousands` of tokens at a price per 1,000, or units of whatever else the price buys. */
export function times(price: PriceAnswer, units: number): Cost {
  if (price.kind === 'unknown') return price;
  return { kind: 'known', amount: costOf(price.price.amount, units) };
}

export function plus(...costs: readonly Cost[]): Cost {
  const missing = costs.find((cost) => cost.kind === 'unknown');
  if (missing) return missing;
  return { kind: 'known', amount: sumUsd(...costs.flatMap((cost) => (cost.kind === 'known' ? [cost.amount] : []))) };
}
