import type { BudgetChange } from '../../cost/budget.ts';
import type { EvaluationId } from '../../ids.ts';
import type { S3Uri } from '../../s3-uri.ts';
import type { EpochMs } from '../../time.ts';
import type { ArmName } from '../judgement/arms.ts';
import type { Evaluation, EvaluationPlan, RequestedEvaluation } from './evaluation.ts';

/** Evaluation records, written as launches are. */
export interface EvaluationStore {
  create(evaluation: RequestedEvaluation): Promise<'created' | 'exists'>;
  find(id: EvaluationId): Promise<Evaluation | undefined>;
  /** Writes `to` if the record still has the version before it. */
  move(to: Evaluation, budget?: BudgetChange): Promise<'moved' | 'lost' | 'over-cap'>;
  /** Newest first. */
  recent(limit: number): Promise<Evaluation[]>;
}

/** One job of an evaluation, to be asked for. */
export interface EvaluationOrder {
  /** Also the request token. */
  readonly name: string;
  readonly arm: ArmName;
  readonly dataset: S3Uri;
  readonly results: S3Uri;
  readonly plan: Pick<EvaluationPlan, 'evaluator' | 'metrics' | 'roleArn' | 'key'>;
  readonly tags: Readonly<Record<string, string>>;
}

export interface EvaluationJob {
  readonly arn: string;
  readonly status: 'InProgress' | 'Completed' | 'Failed' | 'Stopping' | 'Stopped';
  /** AWS's own sentences; empty where it said none. */
  readonly why: string;
  /** When AWS last changed it: its end, once it is over. */
  readonly changedAtMs: EpochMs;
}

/** Evaluation jobs in Bedrock. */
export interface EvaluationJobs {
  /** `refused` carries AWS's sentence: no job was made, and asking again changes nothing. Throws where nobody knows. */
  make(order: EvaluationOrder): Promise<{ readonly kind: 'made' } | { readonly kind: 'refused'; readonly why: string }>;
  /** By its name, whatever the call that made it seemed to answer. */
  find(name: string): Promise<EvaluationJob | undefined>;
  /** One that has ended already is as good. */
  stop(arn: string): Promise<void>;
}
