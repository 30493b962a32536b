import type { Person } from '../../chat/person.ts';
import type { UserId } from '../../ids.ts';
import type { ApprovalAnswer, ApprovalPolicy } from '../../launch/approval-rule.ts';
import type { MicroUsd } from '../../money.ts';
import { DAY_MS, type EpochMs } from '../../time.ts';
import type { Lease, PricedLease } from './lease.ts';
import { amountOf, amountOfMore } from './lease-price.ts';
import { isTerm } from './ways.ts';

/** How many days one press extends a lease. */
export const EXTENSION_DAYS = 7;

/** The end that a press gives it now: what is over already is extended from the press on. */
export function extendedEnd({ endsAtMs }: { readonly endsAtMs: EpochMs }, nowMs: EpochMs): EpochMs {
  return Math.max(endsAtMs, nowMs) + EXTENSION_DAYS * DAY_MS;
}

/** How many people have to say yes: a term cannot be left, so two do. */
export function approversNeeded({ wish }: Pick<Lease, 'wish'>): 1 | 2 {
  return isTerm(wish.way) ? 2 : 1;
}

/** Whether somebody else than the requester has to approve. A missing price, a term and a model that answers no more afterwards always ask for one. */
export function needsAnother({ wish, price }: Pick<Lease, 'wish' | 'price'>, policy: ApprovalPolicy): boolean {
  if (price.kind === 'unknown' || isTerm(wish.way) || wish.inPlaceOf !== undefined) return true;
  return isAbove(amountOf(price, wish), policy);
}

const isAbove = (amount: MicroUsd, { secondPersonAbove }: ApprovalPolicy) =>
  secondPersonAbove === 0 || amount > secondPersonAbove;

/** Who may decide on a hosting now. The requester may withdraw it. */
export function mayDecideLease(
  lease: PricedLease,
  attempt: { decision: 'approve' | 'deny'; person: Person; shownHash: string; nowMs: EpochMs },
  policy: ApprovalPolicy,
): ApprovalAnswer {
  const { person, decision } = attempt;
  if (person.standing !== 'member') return no('Only full members of this workspace can decide on its spending.');
  if (attempt.nowMs >= lease.expiresAtMs) return no('This price has expired. Press Host it again to get a fresh one.');
  if (attempt.shownHash !== lease.planHash)
    return no('The plan changed after this card was shown. Read the new card and decide on that one.');
  if (decision === 'deny' && person.id === lease.requester) return { kind: 'allowed' };
  if (decision === 'approve' && lease.firstYes?.by === person.id)
    return no('You have approved it already. A term takes a second approver, because it cannot be left.');
  if (!needsAnother(lease, policy)) return { kind: 'allowed' };
  if (person.id === lease.requester) return no('You asked for it, so somebody else has to approve it.');
  return amongApprovers(person, policy);
}

/** Who may extend a lease: spending more takes who may approve so much, and not the requester where a second person is needed. */
export function mayExtend(
  lease: Pick<Lease, 'requester' | 'price'>,
  attempt: { person: Person; amount: MicroUsd },
  policy: ApprovalPolicy,
): ApprovalAnswer {
  const { person, amount } = attempt;
  if (person.standing !== 'member') return no('Only full members of this workspace can decide on its spending.');
  if (lease.price.kind === 'known' && !isAbove(amount, policy)) return { kind: 'allowed' };
  if (person.id === lease.requester)
    return no('You asked for this hosting, so somebody else has to extend it. Nothing was spent.');
  return amongApprovers(person, policy);
}

/** Who may press the buttons of what stands, as its card names them: read at night, before one is. */
export interface LeasePressers {
  /** Besides the requester, who always may. Empty where any full member may. */
  readonly stop: readonly UserId[];
  /** Never the requester where somebody else has to; `anybody` and `anybody-else` among full members. */
  readonly extend: 'anybody' | 'anybody-else' | readonly UserId[];
}

export function pressersOf(
  lease: Pick<Lease, 'requester' | 'price' | 'wish'>,
  policies: { approval: ApprovalPolicy; stop: ApprovalPolicy },
): LeasePressers {
  const stop = policies.stop.approvers;
  const { approvers } = policies.approval;
  if (lease.price.kind === 'known' && !isAbove(amountOfMore(lease, EXTENSION_DAYS), policies.approval))
    return { stop, extend: 'anybody' };
  const others = approvers.filter((id) => id !== lease.requester);
  return { stop, extend: approvers.length === 0 ? 'anybody-else' : others };
}

/** Who may stop it at once: its requester, whose bill it is, and whoever may approve. */
export function mayEnd(lease: Pick<Lease, 'requester'>, person: Person, policy: ApprovalPolicy): ApprovalAnswer {
  if (person.standing !== 'member') return no('Only full members of this workspace can stop a hosting.');
  return person.id === lease.requester ? { kind: 'allowed' } : amongApprovers(person, policy);
}

function amongApprovers({ id }: Person, { approvers }: ApprovalPolicy): ApprovalAnswer {
  if (approvers.length === 0 || approvers.includes(id)) return { kind: 'allowed' };
  return no(`It takes one of ${approvers.map((one) => `<@${one}>`).join(', ')}.`);
}

const no = (because: string): ApprovalAnswer => ({ kind: 'not-allowed', because });
