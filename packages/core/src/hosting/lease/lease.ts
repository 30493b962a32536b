import type { MessageRef } from '../../chat/person.ts';
import { type LaunchId, type LeaseId, type PlanHash, sha256, type UserId } from '../../ids.ts';
import type { Approval } from '../../launch/approval-rule.ts';
import type { Override } from '../../launch/diagnosis-on-launch.ts';
import { DAY_MS, type EpochMs } from '../../time.ts';
import { LAUNCH_TAG, MAY_DELETE_TAG } from '../ownership.ts';
import type { Stopper } from '../spell.ts';
import type { HostWish } from './host-form.ts';
import type { Imported } from './imported.ts';
import type { JudgedResult } from './judged-result.ts';
import type { LeasePrice } from './lease-price.ts';
import type { LeaseSpend } from './lease-spend.ts';
import type { PaidUnit } from './replaced.ts';
import { shapeOf } from './ways.ts';

/** The model that is hosted, as its launch left it. */
export interface LeasedModel {
  readonly launchId: LaunchId;
  readonly name: string;
  readonly baseName: string;
  readonly region: string;
  readonly modelArn: string;
  /** Set for an imported model: what stands is the model itself. Absent for one that was tuned. */
  readonly imported?: Imported;
}

interface LeaseBase {
  readonly id: LeaseId;
  readonly model: LeasedModel;
  readonly wish: HostWish;
  readonly price: LeasePrice;
  /** Set where no judgement passed the model: who hosts it nevertheless, and why. */
  readonly override: Override | undefined;
  readonly requester: UserId;
  readonly requestedAtMs: EpochMs;
  /** The launch's card: root of the thread. */
  readonly root: MessageRef;
  /** The lease's one card; its `ts` is empty until it is posted. */
  readonly card: MessageRef;
  /** Whether people have yet to be shown this state. */
  readonly isOwed: boolean;
  readonly version: number;
}

export interface PricedLease extends LeaseBase {
  readonly state: 'priced';
  readonly planHash: PlanHash;
  readonly expiresAtMs: EpochMs;
  /** Wakes the workflow; the decision itself is this record. Empty until the workflow waits. */
  readonly taskToken: string;
  /** The first of the two who have to approve a term. */
  readonly firstYes: { readonly by: UserId; readonly atMs: EpochMs } | undefined;
  /** What is paid for already and could answer instead of what would be bought; absent where that was not looked at. */
  readonly paidUnits?: readonly PaidUnit[];
  /** What its judgement said and counted; absent where nobody judged it, and in older records. */
  readonly judged?: JudgedResult;
}

/** Approved and reserved; the workflow makes it, or looks for what it made. */
export interface MakingLease extends LeaseBase {
  readonly state: 'making';
  readonly approval: Approval;
  readonly startedAtMs: EpochMs;
}

/** What stands, by what AWS cannot give twice. */
interface Stands extends LeaseBase {
  readonly approval: Approval;
  readonly arn: string;
  readonly createdAtMs: EpochMs;
  readonly endsAtMs: EpochMs;
  /** End of a bought term, as AWS says it; nothing is deleted before. */
  readonly committedUntilMs: EpochMs | undefined;
  /** When somebody set out to announce its end; undefined until then, and after each extension. */
  readonly announcedAtMs: EpochMs | undefined;
  /** When it was last said that it is over and still in use. */
  readonly heldAtMs: EpochMs | undefined;
  /** AWS or our own look spoke against its end: not tried again before. */
  readonly notBeforeMs: EpochMs | undefined;
  /** Who extended it, for how much. */
  readonly extensions: readonly Approval[];
  /** Messages of its thread that ask about its end and still show so; absent where none does, and in older records. */
  readonly questions?: readonly LeaseQuestion[];
}

/** A question about its end, as it was asked. */
export interface LeaseQuestion {
  readonly ask: { readonly kind: 'ends-soon' } | { readonly kind: 'stays'; readonly because: string };
  readonly message: MessageRef;
  /** The end that it asks about: an extension answers it. */
  readonly endsAtMs: EpochMs;
}

export interface StandingLease extends Stands {
  readonly state: 'standing';
}

/** Who ends a lease: a person's click, or its date. */
export type Ender = { readonly kind: 'person'; readonly id: UserId } | { readonly kind: 'date' };

/** It ends at `dueMs`, and can be kept until then. */
export interface StoppingLease extends Stands {
  readonly state: 'stopping';
  readonly by: Ender;
  readonly atMs: EpochMs;
  readonly dueMs: EpochMs;
}

/** The minute is over and the deletion is claimed; only the claimer deletes. */
export interface DeletingLease extends Stands {
  readonly state: 'deleting';
  readonly by: Ender;
  readonly atMs: EpochMs;
}

export interface EndedLease extends Stands {
  readonly state: 'ended';
  readonly how: /** By policy or a person through its idle alert, too. */
    | { readonly kind: 'deleted'; readonly by: Ender | Stopper }
    | { readonly kind: 'gone' }
    /** It goes on under another lease, with the model of this name. */
    | { readonly kind: 'taken-over'; readonly modelName: string };
  readonly atMs: EpochMs;
  readonly spend: LeaseSpend;
}

/** Ended before anything was made: nothing was spent. */
export interface RefusedLease extends LeaseBase {
  readonly state: 'refused';
  readonly reason:
    | { readonly kind: 'denied'; readonly by: UserId; readonly atMs: EpochMs }
    /** What changed between the card and the click. */
    | { readonly kind: 'changed'; readonly what: string }
    | { readonly kind: 'expired' };
}

/** It could not be made. */
export interface FailedLease extends LeaseBase {
  readonly state: 'failed';
  readonly approval: Approval;
  readonly why: string;
  readonly left: { readonly kind: 'nothing' } | { readonly kind: 'stands'; readonly arn: string };
}

/** A lease whose hosting stands, in whatever stage of its end. */
export type HeldLease = StandingLease | StoppingLease | DeletingLease;
export type Lease = PricedLease | MakingLease | HeldLease | EndedLease | RefusedLease | FailedLease;

const OVER: readonly Lease['state'][] = ['ended', 'refused', 'failed'];

export function isOver(lease: Lease): lease is EndedLease | RefusedLease | FailedLease {
  return OVER.includes(lease.state);
}

export function isHeld(lease: Lease): lease is HeldLease {
  return lease.state === 'standing' || lease.state === 'stopping' || lease.state === 'deleting';
}

/** What every state shares, with the version of the next write, owed to the people who read its card. */
export function nextLeaseBase(lease: Lease): LeaseBase {
  const { id, model, wish, price, override, requester, requestedAtMs, root, card, version } = lease;
  return { id, model, wish, price, override, requester, requestedAtMs, root, card, isOwed: true, version: version + 1 };
}

/** The same for a hosting that stands. */
export function nextStands(lease: HeldLease): Stands {
  const { approval, arn, createdAtMs, endsAtMs, committedUntilMs, extensions } = lease;
  const { announcedAtMs, heldAtMs, notBeforeMs, questions } = lease;
  return {
    ...nextLeaseBase(lease),
    ...{ approval, arn, createdAtMs, endsAtMs, committedUntilMs, extensions },
    ...{ announcedAtMs, heldAtMs, notBeforeMs },
    ...(questions ? { questions } : {}),
  };
}

/** The hash that an approval binds: any change of model, way, days, traffic, price or reason gives another. */
export function hashLeasePlan(plan: Pick<LeaseBase, 'model' | 'wish' | 'price' | 'override'>): PlanHash {
  const { model, wish, price, override } = plan;
  const bound = [
    [model.modelArn, model.region],
    [wish.way, wish.days, wish.requestsAMonth, wish.inputTokens, wish.outputTokens],
    price.kind === 'known' ? [price.monthly, price.committed, price.asOf] : ['unknown', wish.budget],
    override ? [override.by, override.reason] : [],
    ...(wish.inPlaceOf ? [[wish.inPlaceOf.leaseId, wish.inPlaceOf.arn]] : []),
    ...(wish.inPlaceOf?.paidUntilMs === undefined ? [] : [[wish.inPlaceOf.paidUntilMs, wish.unpaidDays]]),
    ...(model.imported ? [[wish.copies ?? 0, model.imported.jobArn, model.imported.weights.sha256]] : []),
  ];
  return sha256(JSON.stringify(bound)) as PlanHash;
}

/** Longest part of a model's name in its hosting's: AWS takes 63 characters. */
const NAME_ROOM = 40;

/** Name of what is made, derived from the lease, so that AWS itself refuses a second one; of what stands before it, its own. */
export function hostingNameOf({ id, model, wish }: Pick<LeaseBase, 'id' | 'model' | 'wish'>): string {
  if (wish.inPlaceOf) return wish.inPlaceOf.name;
  if (model.imported) return model.imported.name;
  const name = model.name
    .replaceAll(/[^a-zA-Z0-9]+/g, '-')
    .slice(0, NAME_ROOM)
    .replace(/^-|-$/g, '');
  return `${name}-${id.slice('lse_'.length)}`;
}

/** Names the lease that a hosting is under. */
export const LEASE_TAG = 'rung:lease';

/** The tags that it is made with: whose it is, what for, and that Rung may delete it. */
export function leaseTags({ id, model, requester }: Pick<LeaseBase, 'id' | 'model' | 'requester'>) {
  return [
    { Key: LEASE_TAG, Value: id as string },
    { Key: LAUNCH_TAG, Value: model.launchId as string },
    { Key: 'rung:requester', Value: requester as string },
    { Key: MAY_DELETE_TAG.key, Value: MAY_DELETE_TAG.value as string },
  ];
}

/** What a hosting of a lease is looked up by. */
export function soughtOf(lease: HeldLease) {
  return { hostingKind: shapeOf(lease.wish.way), arn: lease.arn, name: hostingNameOf(lease) };
}

/** When a lease of what was just made ends: after its days, or when its term does. */
export function firstEnd(lease: MakingLease, made: { nowMs: EpochMs; committedUntilMs: EpochMs | undefined }): EpochMs {
  return made.committedUntilMs ?? made.nowMs + lease.wish.days * DAY_MS;
}
