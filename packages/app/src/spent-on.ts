import type { PriceBook } from '@rung/core/cost/price.ts';
import type { ArmResult, JudgeReport } from '@rung/core/evaluation/judgement/answer.ts';
import type { AnsweringJudgement } from '@rung/core/evaluation/judgement/judgement.ts';
import { plus, times } from '@rung/core/evaluation/judgement/serving-cost.ts';
import type { MicroUsd } from '@rung/core/money.ts';
import { type EpochMs, HOUR_MS } from '@rung/core/time.ts';
import { servingPrices } from './serving-prices.ts';

/** Our own meter until AWS's bill knows: answered tokens × price, and the hours begun of a trial that bills by the hour. Undefined where a price is missing. */
export function spentOn(
  judgement: AnsweringJudgement,
  { results, judge }: { results: readonly ArmResult[]; judge: JudgeReport | undefined },
  { nowMs, book }: { nowMs: EpochMs; book: PriceBook },
): MicroUsd | undefined {
  const { model, plan } = judgement;
  const prices = servingPrices({ base: model.base, region: model.region, judge: plan.judge }, book);
  const isHourly = plan.serving === 'provisioned';
  const arms = results.map(({ arm, inputTokens, outputTokens }) => {
    if (arm === 'tuned' && isHourly) return plus();
    const [input, output] =
      arm === 'tuned' ? [prices.tunedInput, prices.tunedOutput] : [prices.baseInput, prices.baseOutput];
    return plus(times(input, inputTokens / 1000), times(output, outputTokens / 1000));
  });
  const hours = Math.ceil((nowMs - judgement.startedAtMs) / HOUR_MS);
  const looks = judge
    ? plus(times(prices.judgeInput, judge.inputTokens / 1000), times(prices.judgeOutput, judge.outputTokens / 1000))
    : plus();
  const spent = plus(...arms, looks, isHourly ? times(prices.unitHour, hours) : plus());
  return spent.kind === 'known' ? spent.amount : undefined;
}
