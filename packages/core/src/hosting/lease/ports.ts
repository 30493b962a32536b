import type { BudgetChange } from '../../cost/budget.ts';
import type { LeaseId } from '../../ids.ts';
import type { Workflow } from '../../ports.ts';
import type { EpochMs } from '../../time.ts';
import type { ProvisionedThroughput } from '../hosting.ts';
import type { Lease, PricedLease } from './lease.ts';
import type { HostWay } from './ways.ts';

/** Lease records, written as launches are. */
export interface LeaseStore {
  create(lease: PricedLease): Promise<'created' | 'exists'>;
  find(id: LeaseId): Promise<Lease | undefined>;
  /** Writes `to` if the record still has the version before it. `over-cap` also while spending is stopped. */
  move(to: Lease, budget?: BudgetChange): Promise<'moved' | 'lost' | 'over-cap'>;
  /** Those that are not over, or that people have yet to be shown; for lists, each is read again before anything is done to it. */
  open(): Promise<readonly Lease[]>;
  /** Those that are over, those that were asked for last first. */
  over(many: number): Promise<readonly Lease[]>;
}

/** The workflow that makes a hosting. */
export type HostFlow = Workflow<LeaseId>;

/** The minute in which the end of a lease can be called off. */
export interface EndFlow {
  start(end: { id: LeaseId; version: number; dueMs: EpochMs }): Promise<void>;
}

/** What was made under a lease's name, as AWS has it now. */
export interface MadeHosting {
  readonly arn: string;
  readonly modelArn: string;
  readonly createdAtMs: EpochMs;
  readonly status: 'creating' | 'active' | 'failed';
  readonly committedUntilMs: EpochMs | undefined;
}

/** Hostings that Rung makes, read side; the workflow alone makes them. */
export interface MadeHostings {
  /** By its name; an imported model is found active once the tag of this lease is on it. */
  find(made: { name: string; way: HostWay; lease: LeaseId }): Promise<MadeHosting | undefined>;
  /** Every Provisioned Throughput of the account, whoever made it. */
  units(): Promise<readonly ProvisionedThroughput[]>;
}
