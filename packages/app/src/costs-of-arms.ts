import type { PriceBook } from '@rung/core/cost/price.ts';
import type { ArmResult } from '@rung/core/evaluation/judgement/answer.ts';
import type { AnsweringJudgement } from '@rung/core/evaluation/judgement/judgement.ts';
import { type ArmCost, armCost } from '@rung/core/evaluation/judgement/serving-cost.ts';
import { servingPrices } from './serving-prices.ts';

/** What each arm costs a month at today's prices, with the tokens that its answers took. */
export function costsOfArms(
  { plan, request, model }: Pick<AnsweringJudgement, 'plan' | 'request' | 'model'>,
  results: readonly ArmResult[],
  book: PriceBook,
): ArmCost[] {
  const prices = servingPrices({ base: model.base, region: model.region, judge: plan.judge }, book);
  return results.map(({ arm, answered, inputTokens, outputTokens }) => {
    const tokens = { input: inputTokens / (answered || 1), output: outputTokens / (answered || 1) };
    return armCost(arm, { tokens, requestsAMonth: request.requestsAMonth, serving: plan.serving }, prices);
  });
}
