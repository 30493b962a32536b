import {
  type Evaluation,
  nextEvaluationBase,
  type PricedEvaluation,
  type RefusedEvaluation,
  type RunningEvaluation,
} from '@rung/core/evaluation/evaluation-job/evaluation.ts';
import { evaluationPriceMoved } from '@rung/core/evaluation/evaluation-job/evaluation-price.ts';
import { amountToConfirm, mayConfirm } from '@rung/core/evaluation/judgement/confirm-rule.ts';
import type { EvaluationId, UserId } from '@rung/core/ids.ts';
import { whyNotAct } from '@rung/core/launch/action-rules.ts';
import { policyIn } from '@rung/core/launch/approval-rule.ts';
import type { Deps } from './deps.ts';
import { evaluationPrices } from './evaluation-prices.ts';
import { type PriceAgainNeeds, priceAgain } from './price-again.ts';
import { recordYes } from './record-yes.ts';
import { tellEvaluation, threadOf } from './tell-evaluation.ts';

/** A click on a price. `shownHash` is the plan that the clicked card showed. */
export interface EvaluationClick {
  readonly evaluationId: EvaluationId;
  readonly decision: 'confirm' | 'decline';
  readonly by: UserId;
  readonly shownHash: string;
}

type Needs = PriceAgainNeeds &
  Pick<Deps, 'spending' | 'launches' | 'evaluations' | 'evaluateFlow' | 'people' | 'messenger'>;

/** "Yes, for that price" or "no". The first recorded click wins; everybody after is told what stands. */
export async function confirmEvaluation(deps: Needs, click: EvaluationClick): Promise<void> {
  const evaluation = await deps.evaluations.find(click.evaluationId);
  if (evaluation?.state !== 'priced') return tooLate(deps, click, evaluation);
  const mayNot = await whyNot(deps, evaluation, click);
  if (mayNot !== undefined)
    return whisper(deps, click, { evaluation, headline: 'Nothing was decided.', detail: mayNot });
  const outcome =
    click.decision === 'confirm'
      ? await confirm(deps, evaluation, click.by)
      : await refuse(deps, evaluation, { kind: 'denied', by: click.by, atMs: deps.clock.nowMs() });
  if (outcome.kind === 'lost') return tooLate(deps, click, await deps.evaluations.find(click.evaluationId));
  if (outcome.kind === 'no-room')
    return whisper(deps, click, { evaluation, headline: 'Nothing was confirmed.', detail: outcome.because });
  if (outcome.decided.state === 'refused' && outcome.decided.reason.kind === 'changed')
    await whisper(deps, click, { evaluation, headline: 'Nothing was confirmed.', detail: outcome.decided.reason.what });
  const [told] = await Promise.allSettled([tellEvaluation(deps, outcome.decided)]);
  await deps.evaluateFlow.wake(evaluation.taskToken);
  if (told.status === 'rejected') throw told.reason;
}

/** The rules of a judgement's price: whoever asked may say no to it. */
async function whyNot(deps: Needs, evaluation: PricedEvaluation, click: EvaluationClick): Promise<string | undefined> {
  const { approval } = deps.settings;
  const person = await deps.people.find(click.by);
  const isRequester = click.by === evaluation.requester;
  if (click.decision === 'decline' && person.standing === 'member' && isRequester) return undefined;
  const { channel } = evaluation.root;
  const mayNot = isRequester ? whyNotAct('judge', { person, channel }, approval) : undefined;
  if (mayNot !== undefined) return mayNot;
  const attempt = { person, shownHash: click.shownHash, nowMs: deps.clock.nowMs() };
  const answer = mayConfirm(evaluation, attempt, policyIn(channel, approval));
  return answer.kind === 'not-allowed' ? answer.because : undefined;
}

type Outcome =
  | { readonly kind: 'lost' }
  | { readonly kind: 'no-room'; readonly because: string }
  | { readonly kind: 'decided'; readonly decided: RunningEvaluation | RefusedEvaluation };

/** The yes and the reservation are one write; a price that moved since the card was shown ends the evaluation instead. */
async function confirm(deps: Needs, evaluation: PricedEvaluation, by: UserId): Promise<Outcome> {
  const { plan, planHash, budget, taskToken } = evaluation;
  const what = await priceAgain(deps, (book) =>
    evaluationPriceMoved(plan, evaluationPrices(plan.evaluator, plan.region, book)),
  );
  if (what !== undefined) return refuse(deps, evaluation, { kind: 'changed', what });
  const yes = { planHash, by, amount: amountToConfirm(plan.estimate, budget), channel: evaluation.root.channel };
  const outcome = await recordYes(deps, yes, async (approval, change) => {
    const base = nextEvaluationBase(evaluation);
    const running: RunningEvaluation = { ...base, state: 'running', plan, approval, taskToken, stop: undefined };
    const moved = await deps.evaluations.move(running, change);
    return moved === 'moved' ? running : moved;
  });
  return outcome.kind === 'recorded' ? { kind: 'decided', decided: outcome.record } : outcome;
}

async function refuse(
  deps: Needs,
  evaluation: PricedEvaluation,
  reason: RefusedEvaluation['reason'],
): Promise<Outcome> {
  const refused: RefusedEvaluation = { ...nextEvaluationBase(evaluation), state: 'refused', reason, isTold: false };
  return (await deps.evaluations.move(refused)) === 'moved' ? { kind: 'decided', decided: refused } : { kind: 'lost' };
}

async function tooLate(deps: Needs, click: EvaluationClick, evaluation: Evaluation | undefined): Promise<void> {
  await whisper(deps, click, { evaluation, headline: 'This was decided already.', detail: whatBecame(evaluation) });
}

function whatBecame(evaluation: Evaluation | undefined): string {
  if (!evaluation) return 'Rung has no record of this evaluation.';
  if ('approval' in evaluation && evaluation.approval.by)
    return `<@${evaluation.approval.by}> confirmed it. Your click changed nothing.`;
  return `It is ${evaluation.state} now. Your click changed nothing.`;
}

async function whisper(
  deps: Needs,
  click: EvaluationClick,
  words: { evaluation: Evaluation | undefined; headline: string; detail: string },
): Promise<void> {
  const { evaluation, headline, detail } = words;
  if (!evaluation) return;
  await deps.messenger.whisper({ place: threadOf(evaluation), user: click.by }, { kind: 'notice', headline, detail });
}
