import { amountToConfirm, mayConfirm } from '@rung/core/evaluation/judgement/confirm-rule.ts';
import {
  type AnsweringJudgement,
  type Judgement,
  nextJudgementBase,
  type PricedJudgement,
  type RefusedJudgement,
} from '@rung/core/evaluation/judgement/judgement.ts';
import { judgementPriceMoved } from '@rung/core/evaluation/judgement/judgement-price-moved.ts';
import type { JudgementId, UserId } from '@rung/core/ids.ts';
import { whyNotAct } from '@rung/core/launch/action-rules.ts';
import { policyIn } from '@rung/core/launch/approval-rule.ts';
import type { Deps } from './deps.ts';
import { type PriceAgainNeeds, priceAgain } from './price-again.ts';
import { recordYes } from './record-yes.ts';
import { servingPrices } from './serving-prices.ts';
import { tellJudgement } from './tell-judgement.ts';

/** A click on a price. `shownHash` is the plan that the clicked card showed. */
export interface Confirmation {
  readonly judgementId: JudgementId;
  readonly decision: 'confirm' | 'decline';
  readonly by: UserId;
  readonly shownHash: string;
}

type Needs = PriceAgainNeeds &
  Pick<Deps, 'spending' | 'launches' | 'judgements' | 'judgeFlow' | 'people' | 'messenger'>;

/** "Yes, for that price" or "no". The first recorded click wins; everybody after is told what stands. */
export async function confirmJudgement(deps: Needs, click: Confirmation): Promise<void> {
  const judgement = await deps.judgements.find(click.judgementId);
  if (judgement?.state !== 'priced') return tooLate(deps, click, judgement);
  const person = await deps.people.find(click.by);
  const isOwnNo = click.decision === 'decline' && person.standing === 'member' && click.by === judgement.requester;
  const attempt = { person, shownHash: click.shownHash, nowMs: deps.clock.nowMs() };
  const { channel } = judgement.root;
  const mayNot =
    click.by === judgement.requester ? whyNotAct('judge', { person, channel }, deps.settings.approval) : undefined;
  const answer = isOwnNo ? ALLOWED : mayConfirm(judgement, attempt, policyIn(channel, deps.settings.approval));
  if (!isOwnNo && mayNot !== undefined)
    return whisper(deps, click, { judgement, headline: 'Nothing was decided.', detail: mayNot });
  if (answer.kind === 'not-allowed')
    return whisper(deps, click, { judgement, headline: 'Nothing was decided.', detail: answer.because });
  const outcome =
    click.decision === 'confirm'
      ? await confirm(deps, judgement, click.by)
      : await refuse(deps, judgement, { kind: 'denied', by: click.by, atMs: deps.clock.nowMs() });
  if (outcome.kind === 'lost') return tooLate(deps, click, await deps.judgements.find(click.judgementId));
  if (outcome.kind === 'no-room')
    return whisper(deps, click, { judgement, headline: 'Nothing was confirmed.', detail: outcome.because });
  if (outcome.judgement.state === 'refused' && outcome.judgement.reason.kind === 'changed')
    await whisper(deps, click, {
      judgement,
      headline: 'Nothing was confirmed.',
      detail: outcome.judgement.reason.what,
    });
  const [told] = await Promise.allSettled([tellJudgement(deps, outcome.judgement)]);
  await deps.judgeFlow.wake(judgement.taskToken);
  if (told.status === 'rejected') throw told.reason;
}

const ALLOWED = { kind: 'allowed' } as const;

type Outcome =
  | { readonly kind: 'lost' }
  | { readonly kind: 'no-room'; readonly because: string }
  | { readonly kind: 'decided'; readonly judgement: AnsweringJudgement | RefusedJudgement };

/** The yes and the reservation are one write; a price that moved since the card was shown ends the judgement instead. */
async function confirm(deps: Needs, judgement: PricedJudgement, by: UserId): Promise<Outcome> {
  const { plan, planHash, request, model } = judgement;
  const served = { base: model.base, region: model.region, judge: plan.judge };
  const what = await priceAgain(deps, (book) => judgementPriceMoved(plan, servingPrices(served, book)));
  if (what !== undefined) return refuse(deps, judgement, { kind: 'changed', what });
  const yes = { planHash, by, amount: amountToConfirm(plan.estimate, request.budget), channel: judgement.root.channel };
  const outcome = await recordYes(deps, yes, async (approval, budget) => {
    const answering: AnsweringJudgement = {
      ...{ ...nextJudgementBase(judgement), state: 'answering', plan, approval, startedAtMs: approval.atMs },
      ...{ trialArn: undefined, progress: { chunks: 0, atMs: approval.atMs } },
    };
    const moved = await deps.judgements.move(answering, budget);
    return moved === 'moved' ? answering : moved;
  });
  return outcome.kind === 'recorded' ? { kind: 'decided', judgement: outcome.record } : outcome;
}

async function refuse(deps: Needs, judgement: PricedJudgement, reason: RefusedJudgement['reason']): Promise<Outcome> {
  const refused: RefusedJudgement = { ...nextJudgementBase(judgement), state: 'refused', reason };
  return (await deps.judgements.move(refused)) === 'moved' ? { kind: 'decided', judgement: refused } : { kind: 'lost' };
}

async function tooLate(deps: Needs, click: Confirmation, judgement: Judgement | undefined): Promise<void> {
  await whisper(deps, click, { judgement, headline: 'This was decided already.', detail: whatBecame(judgement) });
}

function whatBecame(judgement: Judgement | undefined): string {
  if (!judgement) return 'Rung has no record of this judgement.';
  if ('approval' in judgement && judgement.approval.by)
    return `<@${judgement.approval.by}> confirmed it. Your click changed nothing.`;
  return `It is ${judgement.state} now. Your click changed nothing.`;
}

async function whisper(
  deps: Needs,
  click: Confirmation,
  words: { judgement: Judgement | undefined; headline: string; detail: string },
): Promise<void> {
  if (!words.judgement) return;
  const { root } = words.judgement;
  await deps.messenger.whisper(
    { place: { channel: root.channel, threadTs: root.ts }, user: click.by },
    { kind: 'notice', headline: words.headline, detail: words.detail },
  );
}
