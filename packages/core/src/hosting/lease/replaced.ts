import { BASE_MODELS } from '../../dataset/base-models.ts';
import type { LeaseId } from '../../ids.ts';
import { DAY_MS, type EpochMs } from '../../time.ts';
import type { ProvisionedThroughput } from '../hosting.ts';
import { hostingNameOf, type Lease, type LeasedModel, type StandingLease } from './lease.ts';
import { type HostWay, isTerm } from './ways.ts';

/** A hosting that stands and whose model another one takes the place of: unit, address and end stay. */
export interface Replaced {
  readonly leaseId: LeaseId;
  /** Of the hosting in AWS. */
  readonly name: string;
  readonly arn: string;
  readonly modelName: string;
  /** End of the term that its unit was bought for: until then it is paid, whichever model it answers as. Absent without a term. */
  readonly paidUntilMs?: EpochMs;
}

/** A choice of the form. */
export interface Move extends Replaced {
  readonly way: StandingLease['wish']['way'];
  readonly endsAtMs: EpochMs;
}

/**
 * The hostings that a model can take over: of the same base in the same region, which is all that AWS moves, standing, and not its own
 * already. A unit inside its term costs nothing more; one whose term is over goes on for the days that it was extended and is not offered.
 */
export function movesFor(
  model: Omit<LeasedModel, 'launchId' | 'name'>,
  leases: readonly Lease[],
  nowMs: EpochMs,
): Move[] {
  return leases.flatMap((lease): Move[] => {
    if (lease.state !== 'standing' || lease.model.modelArn === model.modelArn) return [];
    if (lease.model.baseName !== model.baseName || lease.model.region !== model.region) return [];
    const { id: leaseId, arn, endsAtMs, committedUntilMs } = lease;
    const isPaid = committedUntilMs !== undefined && committedUntilMs > nowMs;
    if (isTerm(lease.wish.way) && !isPaid) return [];
    const paid = isPaid ? { paidUntilMs: committedUntilMs } : {};
    const way = wayAfterTerm(lease.wish.way);
    return [{ leaseId, arn, endsAtMs, way, name: hostingNameOf(lease), modelName: lease.model.name, ...paid }];
  });
}

/** What a unit is once its term is over: it bills by the hour. */
const wayAfterTerm = (way: HostWay): HostWay => (isTerm(way) ? 'throughput' : way);

/** Whole days until its end, the begun one with them. */
export function daysLeft({ endsAtMs }: Pick<Move, 'endsAtMs'>, nowMs: EpochMs): number {
  return daysBetween(nowMs, endsAtMs);
}

/** Days of a takeover that its unit's term has not paid: those that the lease before was extended by. */
export function unpaidDays({ endsAtMs, paidUntilMs }: Move, nowMs: EpochMs): number {
  if (paidUntilMs === undefined) return daysLeft({ endsAtMs }, nowMs);
  return endsAtMs > paidUntilMs ? daysBetween(paidUntilMs, endsAtMs) : 0;
}

const daysBetween = (fromMs: EpochMs, toMs: EpochMs) => Math.max(1, Math.ceil((toMs - fromMs) / DAY_MS));

/** A unit of the same base in a term that still runs: paid for, whichever model it answers as. */
export interface PaidUnit {
  /** Of the unit in AWS. */
  readonly name: string;
  readonly arn: string;
  readonly units: number;
  readonly untilMs: EpochMs;
  /** The model of ours that it answers as, and whose place can be taken here; undefined where Rung did not make it. */
  readonly modelName: string | undefined;
}

/** Those of our own, as the card of a purchase names them. */
export function paidUnits(moves: readonly Move[]): PaidUnit[] {
  return moves.flatMap(({ name, arn, modelName, paidUntilMs }) =>
    paidUntilMs === undefined ? [] : [{ name, arn, units: 1, untilMs: paidUntilMs, modelName }],
  );
}

/** Whether a throughput in AWS serves a custom model of this base, which is all that AWS moves to another one, inside a term that still runs. */
export function isUnitOfBase(
  { modelArn, foundationModelArn, region, committedUntilMs }: ProvisionedThroughput,
  model: Pick<LeasedModel, 'baseName' | 'region'>,
  nowMs: EpochMs,
): boolean {
  if (region !== model.region || !modelArn.includes(':custom-model/')) return false;
  const base = BASE_MODELS.find(({ name }) => name === model.baseName);
  const id = withoutContext(foundationModelArn.slice(foundationModelArn.lastIndexOf('/') + 1));
  return (
    base !== undefined && id === withoutContext(base.id) && committedUntilMs !== undefined && committedUntilMs > nowMs
  );
}

/** AWS names a base with the length of its context where it is tuned ("…:0:256k"), and mostly without. */
const withoutContext = (id: string) => id.replace(/:\d+k$/, '');
