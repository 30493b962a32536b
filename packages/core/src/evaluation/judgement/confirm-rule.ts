import type { Person } from '../../chat/person.ts';
import type { PlanHash, UserId } from '../../ids.ts';
import type { ApprovalAnswer, ApprovalPolicy } from '../../launch/approval-rule.ts';
import { formatUsd, type MicroUsd, usd } from '../../money.ts';
import { DAY_MS, type EpochMs } from '../../time.ts';
import type { JudgementEstimate } from './judgement-price.ts';

/** A judgement whose price waits for a click, or what else is done once with its answers. */
export interface PricedOnce {
  readonly requester: UserId;
  readonly plan: { readonly estimate: JudgementEstimate };
  readonly planHash: PlanHash;
  readonly expiresAtMs: EpochMs;
}

/** How long a price waits for its click; the workflow's AskConfirmation state waits as long. */
export const CONFIRMATION_VALID_MS = DAY_MS;

/** Up to here the click of the one who asked is enough: judging is what keeps a standing bill from being bought blindly. */
export const ALONE_UP_TO: MicroUsd = usd('10');

/** What a confirmation commits: the estimate's upper end, or the requester's own budget when a price is missing. */
export function amountToConfirm(estimate: JudgementEstimate, budget: MicroUsd): MicroUsd {
  return estimate.kind === 'known' ? estimate.high : budget;
}

/** Whether somebody else than the requester has to confirm. A missing price always asks for one. */
export function needsSecondConfirmer({ plan }: Pick<PricedOnce, 'plan'>): boolean {
  return plan.estimate.kind === 'unknown' || plan.estimate.high > ALONE_UP_TO;
}

/** Who may confirm this price now. */
export function mayConfirm(
  priced: PricedOnce,
  attempt: { person: Person; shownHash: string; nowMs: EpochMs },
  policy: ApprovalPolicy,
): ApprovalAnswer {
  const { person } = attempt;
  if (person.standing !== 'member') return no('Only full members of this workspace can decide on its spending.');
  if (attempt.nowMs >= priced.expiresAtMs) return no('This price has expired. Ask again to get a fresh one.');
  if (attempt.shownHash !== priced.planHash)
    return no('The plan changed after this card was shown. Read the new card and decide on that one.');
  if (!needsSecondConfirmer(priced)) return { kind: 'allowed' };
  if (person.id === priced.requester)
    return no(
      `You asked for this, and ${priced.plan.estimate.kind === 'unknown' ? 'its price is not known' : `it may cost more than ${formatUsd(ALONE_UP_TO)}`}, so somebody else has to confirm it.`,
    );
  if (policy.approvers.length > 0 && !policy.approvers.includes(person.id))
    return no(`You are not among the approvers: ${policy.approvers.map((id) => `<@${id}>`).join(', ')}.`);
  return { kind: 'allowed' };
}

const no = (because: string): ApprovalAnswer => ({ kind: 'not-allowed', because });
