import {
  type Evaluation,
  nextEvaluationBase,
  type PricedEvaluation,
  type RefusedEvaluation,
  type RunningEvaluation,
} from '@rung/core/evaluation/evaluation-job/evaluation.ts';
import { evaluationPriceMoved } from '@rung/core/evaluation/evaluation-job/evaluation-price.ts';
import type { EvaluationId } from '@rung/core/ids.ts';
import { confirmPrice, type PriceClick } from './confirm-price.ts';
import type { Deps } from './deps.ts';
import { evaluationPrices } from './evaluation-prices.ts';
import { type PriceAgainNeeds, priceAgain } from './price-again.ts';
import { tellEvaluation } from './tell-evaluation.ts';

export interface EvaluationClick extends PriceClick {
  readonly evaluationId: EvaluationId;
}

type Needs = PriceAgainNeeds &
  Pick<Deps, 'spending' | 'launches' | 'evaluations' | 'evaluateFlow' | 'people' | 'messenger'>;

/** "Have Bedrock evaluate, for that price" or "not now". */
export function confirmEvaluation(deps: Needs, click: EvaluationClick): Promise<void> {
  return confirmPrice<Evaluation, PricedEvaluation, RunningEvaluation | RefusedEvaluation>(deps, click, {
    noun: 'evaluation',
    find: () => deps.evaluations.find(click.evaluationId),
    isPriced: (evaluation) => evaluation.state === 'priced',
    budgetOf: ({ budget }) => budget,
    priceMoved: ({ plan }) =>
      priceAgain(deps, (book) => evaluationPriceMoved(plan, evaluationPrices(plan.evaluator, plan.region, book))),
    confirmed: (priced, approval) => {
      const { plan, taskToken } = priced;
      const begun = { askedAtMs: undefined, stop: undefined };
      return { ...nextEvaluationBase(priced), state: 'running', plan, approval, taskToken, ...begun };
    },
    refused: (priced, reason) => ({ ...nextEvaluationBase(priced), state: 'refused', reason, isTold: false }),
    move: (to, budget) => deps.evaluations.move(to, budget),
    tell: (decided) => tellEvaluation(deps, decided),
    wake: (taskToken) => deps.evaluateFlow.wake(taskToken),
  });
}
