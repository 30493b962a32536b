import { ARM_WORDS, type ArmName } from '@rung/core/evaluation/judgement/arms.ts';
import type { JudgedJudgement } from '@rung/core/evaluation/judgement/judgement.ts';
import type { ReversalCriterion } from '@rung/core/evaluation/judgement/reversal.ts';
import { isBetterUnpriced } from '@rung/core/evaluation/judgement/verdict.ts';
import { day, moment, safeUpTo } from './blocks.ts';

/** What to keep, in a sentence. */
export const keepWords = (arm: ArmName) =>
  ({ prompt: 'the prompt', 'few-shot': 'few-shot', retrieval: 'retrieval', tuned: 'the tuned model' })[arm];

/** To two digits: a sample size is no exact number. */
export const rounded = (value: number) => Number(value.toPrecision(2)).toLocaleString('en-US');
/** Requests to three digits, so that a break-even beside the expected number is not printed as that number. */
export const requestWords = (value: number) => Number(value.toPrecision(3)).toLocaleString('en-US');

/** The one thing to do next. */
export function nextWords({ verdict, plan, hostedUntilMs }: JudgedJudgement): string {
  switch (verdict.kind) {
    case 'ship':
      if (isBetterUnpriced(verdict))
        return 'find its price. `/rung prices refresh` reads AWS’s list; judge it again once there is one. Until then hosting it takes a reason.';
      return hostedUntilMs === undefined
        ? 'host it. The button asks for a way, an end date and a second person’s yes.'
        : `nothing; it is hosted already, until ${moment(hostedUntilMs)}. The card of its hosting extends or stops it.`;
    case 'keep': {
      const isUnpriced = verdict.because !== 'better' && verdict.duel.trade.extraAMonth === undefined;
      const then = isUnpriced
        ? 'Once the tuned model has a price (`/rung prices refresh` reads AWS’s list), judge again.'
        : hostedUntilMs === undefined
          ? 'The tuned model costs its storage until it is deleted.'
          : `The tuned model is hosted until ${moment(hostedUntilMs)}; the card of its hosting stops it.`;
      return `use ${keepWords(verdict.arm)} as it stands in this thread. ${then}`;
    }
    case 'too-close': {
      const { settlesAt } = verdict.duel.comparison;
      const more = settlesAt === undefined ? '' : `, or hold out about ${rounded(settlesAt)} examples and judge again`;
      return `use ${keepWords(verdict.arm)} as it stands in this thread${more}.`;
    }
    case 'needs-data':
      if (verdict.because === 'judge-disagrees' || verdict.because === 'judge-differs')
        return 'set another judge model, or decide by a number that needs none.';
      return verdict.because === 'too-few'
        ? `hold out at least ${verdict.wanted} examples and judge again.`
        : `judge the ${plan.examples.toLocaleString('en-US')} examples again when the model answers all of them.`;
    default:
      return verdict satisfies never;
  }
}

type Traffic = Extract<ReversalCriterion, { kind: 'traffic' }>;

/** What would turn a verdict, and from where on money changes without it. */
export function turnWords(criteria: readonly ReversalCriterion[]): string {
  const turning = criteria.flatMap((one) => (one.kind === 'traffic' ? [] : [criterionWords(one)]));
  const turns = turning.length > 0 ? `This would turn with ${turning.join('; ')}. ` : '';
  return `${turns}${criteria.flatMap((one) => (one.kind === 'traffic' ? [moneyTurnWords(one)] : [])).join('')}`;
}

function moneyTurnWords({ turns, requestsAMonth, becomes, than }: Traffic): string {
  const side = turns === 'above' ? 'Above' : 'Below';
  const costs = becomes === 'dearer' ? 'more' : 'less';
  return `${side} ${requestWords(requestsAMonth)} requests a month tuned costs ${costs} than ${ARM_WORDS[than]}; that alone does not turn it. `;
}

/** A number that would turn a verdict, in words. */
function criterionWords(criterion: Exclude<ReversalCriterion, Traffic>): string {
  switch (criterion.kind) {
    case 'worth': {
      const sides = { above: 'more than', below: 'fewer than' };
      const then = { 'worth-it': 'no more than it is worth to you', 'not-worth-it': 'more than it is worth to you' };
      return `${sides[criterion.turns]} ${requestWords(criterion.requestsAMonth)} requests a month (then a point costs ${then[criterion.becomes]})`;
    }
    case 'more-examples':
      return `about ${rounded(criterion.examples)} held-out examples`;
    case 'base-ends':
      return `the end of the base model on ${day(criterion.on)}`;
    case 'price-known':
      return `a price where there is none today (${safeUpTo(200, criterion.why).replace(/\.$/u, '')})`;
    default:
      return criterion satisfies never;
  }
}
