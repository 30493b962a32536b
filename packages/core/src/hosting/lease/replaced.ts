import type { LeaseId } from '../../ids.ts';
import { DAY_MS, type EpochMs } from '../../time.ts';
import { hostingNameOf, type Lease, type LeasedModel, type StandingLease } from './lease.ts';
import { isTerm } from './ways.ts';

/** A hosting that stands and whose model another one takes the place of: unit, address and end stay. */
export interface Replaced {
  readonly leaseId: LeaseId;
  /** Of the hosting in AWS. */
  readonly name: string;
  readonly arn: string;
  readonly modelName: string;
}

/** A choice of the form. */
export interface Move extends Replaced {
  readonly way: StandingLease['wish']['way'];
  readonly endsAtMs: EpochMs;
}

/**
 * The hostings that a model can take over: of the same base in the same region, which is all that AWS moves, standing, without a term and
 * not its own already.
 */
export function movesFor(model: Omit<LeasedModel, 'launchId' | 'name'>, leases: readonly Lease[]): Move[] {
  return leases.flatMap((lease): Move[] => {
    if (lease.state !== 'standing' || isTerm(lease.wish.way) || lease.model.modelArn === model.modelArn) return [];
    if (lease.model.baseName !== model.baseName || lease.model.region !== model.region) return [];
    const { id: leaseId, arn, endsAtMs } = lease;
    const { way } = lease.wish;
    return [{ leaseId, arn, endsAtMs, way, name: hostingNameOf(lease), modelName: lease.model.name }];
  });
}

/** Whole days until its end, the begun one with them. */
export function daysLeft({ endsAtMs }: Pick<Move, 'endsAtMs'>, nowMs: EpochMs): number {
  return Math.max(1, Math.ceil((endsAtMs - nowMs) / DAY_MS));
}
