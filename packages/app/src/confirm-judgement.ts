import {
  type AnsweringJudgement,
  type Judgement,
  nextJudgementBase,
  type PricedJudgement,
  type RefusedJudgement,
} from '@rung/core/evaluation/judgement/judgement.ts';
import { judgementPriceMoved } from '@rung/core/evaluation/judgement/judgement-price-moved.ts';
import type { JudgementId } from '@rung/core/ids.ts';
import { confirmPrice, type PriceClick } from './confirm-price.ts';
import type { Deps } from './deps.ts';
import { type PriceAgainNeeds, priceAgain } from './price-again.ts';
import { servingPrices } from './serving-prices.ts';
import { tellJudgement } from './tell-judgement.ts';

export interface Confirmation extends PriceClick {
  readonly judgementId: JudgementId;
}

type Needs = PriceAgainNeeds &
  Pick<Deps, 'spending' | 'launches' | 'judgements' | 'judgeFlow' | 'people' | 'messenger'>;

/** "Judge it, for that price" or "not now". */
export function confirmJudgement(deps: Needs, click: Confirmation): Promise<void> {
  return confirmPrice<Judgement, PricedJudgement, AnsweringJudgement | RefusedJudgement>(deps, click, {
    noun: 'judgement',
    find: () => deps.judgements.find(click.judgementId),
    isPriced: (judgement) => judgement.state === 'priced',
    budgetOf: ({ request }) => request.budget,
    priceMoved: ({ plan, model }) => {
      const served = { base: model.base, region: model.region, judge: plan.judge };
      return priceAgain(deps, (book) => judgementPriceMoved(plan, servingPrices(served, book)));
    },
    confirmed: (priced, approval) => ({
      ...{ ...nextJudgementBase(priced), state: 'answering', plan: priced.plan, approval, startedAtMs: approval.atMs },
      ...{ trialArn: undefined, progress: { chunks: 0, atMs: approval.atMs } },
    }),
    refused: (priced, reason) => ({ ...nextJudgementBase(priced), state: 'refused', reason }),
    move: (to, budget) => deps.judgements.move(to, budget),
    tell: (decided) => tellJudgement(deps, decided),
    wake: (taskToken) => deps.judgeFlow.wake(taskToken),
  });
}
