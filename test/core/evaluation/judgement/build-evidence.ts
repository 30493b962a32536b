import { shippedPrice } from '@rung/core/cost/shipped-prices.ts';
import type { ArmName } from '@rung/core/evaluation/judgement/arms.ts';
import { armCost, type ServingPrices } from '@rung/core/evaluation/judgement/serving-cost.ts';
import type { Evidence } from '@rung/core/evaluation/judgement/verdict.ts';
import { meanMeasure } from '@rung/core/evaluation/statistics/paired-measure.ts';

const NOVA_2_LITE = 'amazon.nova-2-lite-v1:0:256k';
const known = (unit: Parameters<typeof shippedPrice>[1]) => shippedPrice(NOVA_2_LITE, unit, 'us-east-1');
export const PRICES: ServingPrices = {
  baseInput: known('input-tokens-1k'),
  baseOutput: known('output-tokens-1k'),
  tunedInput: known('tuned-input-tokens-1k'),
  tunedOutput: known('tuned-output-tokens-1k'),
  storedMonth: known('stored-model-month'),
  unitHour: known('model-unit-hour'),
  judgeInput: known('input-tokens-1k'),
  judgeOutput: known('output-tokens-1k'),
};

type Scores = Readonly<Partial<Record<ArmName, readonly number[]>>>;

/** Arms with the score of each example. */
export function evidence(
  scores: Scores,
  given: Partial<Evidence> & { serving?: 'on-demand' | 'provisioned' } = {},
): Evidence {
  const of = (arm: ArmName) => Float64Array.from(scores[arm] ?? []);
  const names = Object.keys(scores) as ArmName[];
  const examples = scores.tuned?.length ?? 0;
  const tokens = (arm: ArmName) => ({ input: arm === 'few-shot' ? 1200 : 200, output: 40 });
  return {
    examples,
    arms: names.map((arm) => ({ arm, failed: 0, value: of(arm).reduce((sum, score) => sum + score, 0) / examples })),
    pair: (before, after) => meanMeasure(of(before), of(after)),
    costs: names.map((arm) =>
      armCost(arm, { tokens: tokens(arm), requestsAMonth: 100_000, serving: given.serving ?? 'on-demand' }, PRICES),
    ),
    worthAPoint: undefined,
    seed: 'test',
    ...given,
  };
}
