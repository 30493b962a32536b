import type { MessageRef } from '../../chat/person.ts';
import type { EvaluationId, JudgementId, PlanHash, UserId } from '../../ids.ts';
import { sha256 } from '../../ids.ts';
import type { Approval } from '../../launch/approval-rule.ts';
import type { KeyArn } from '../../launch/model-key.ts';
import type { MicroUsd } from '../../money.ts';
import type { S3Uri } from '../../s3-uri.ts';
import type { EpochMs } from '../../time.ts';
import type { ArmName } from '../judgement/arms.ts';
import type { JudgementEstimate } from '../judgement/judgement-price.ts';
import type { Comparison } from '../statistics/compare-arms.ts';
import type { EvaluationCost } from './evaluation-cost.ts';
import type { EvaluationPrices } from './evaluation-price.ts';
import type { EvaluationMetric } from './evaluator.ts';

/** What of the judgement stands on the evaluation's card, as it stood when it was asked for. */
export interface JudgedPair {
  readonly judgement: JudgementId;
  /** The tuned model's name. */
  readonly name: string;
  readonly rival: Exclude<ArmName, 'tuned'>;
  /** Our own comparison of the tuned model with that rival, which nothing here changes. */
  readonly comparison: Comparison;
  /** The number that it was decided by, in words. */
  readonly metric: string;
}

interface EvaluationBase {
  readonly id: EvaluationId;
  readonly judged: JudgedPair;
  readonly requester: UserId;
  /** Most that it may cost. */
  readonly budget: MicroUsd;
  readonly requestedAtMs: EpochMs;
  /** The launch's card: root of the thread that the judgement stands in, too. */
  readonly root: MessageRef;
  /** The evaluation's one card; its `ts` is empty until it is posted. */
  readonly card: MessageRef;
  readonly version: number;
}

/** The answers of one arm as Bedrock reads them; each is a job of its own, since a job takes one source. */
export interface EvaluatedSet {
  readonly arm: ArmName;
  readonly uri: S3Uri;
  readonly sha256: string;
  /** Of this job alone. */
  readonly estimate: JudgementEstimate;
}

/** What a person says yes to: the very answers, who scores them by what, under which role and key, and the price. */
export interface EvaluationPlan {
  readonly region: string;
  readonly evaluator: string;
  readonly metrics: readonly EvaluationMetric[];
  /** The rival's and the tuned model's, line by line the same prompts. */
  readonly sets: readonly EvaluatedSet[];
  /** Prompts in each set. */
  readonly prompts: number;
  /** Examples that both arms answered; more than `prompts` where a job takes no more. */
  readonly answered: number;
  readonly roleArn: string;
  readonly key: KeyArn | undefined;
  readonly estimate: JudgementEstimate;
  /** The prices that the estimate was made with. */
  readonly prices: EvaluationPrices;
}

export interface RequestedEvaluation extends EvaluationBase {
  readonly state: 'requested';
}

/** The plan is fixed; the price waits for a click. */
export interface PricedEvaluation extends EvaluationBase {
  readonly state: 'priced';
  readonly plan: EvaluationPlan;
  readonly planHash: PlanHash;
  readonly expiresAtMs: EpochMs;
  /** Wakes the workflow; the decision itself is this record. Empty until the workflow waits. */
  readonly taskToken: string;
}

/** Somebody's click confirmed the price; its jobs are made or about to be. */
export interface RunningEvaluation extends EvaluationBase {
  readonly state: 'running';
  readonly plan: EvaluationPlan;
  readonly approval: Approval;
  readonly taskToken: string;
  /** When Bedrock was first asked for a job, written before the call: until then none can have been made. */
  readonly askedAtMs: EpochMs | undefined;
  /** It goes no further: somebody wanted it stopped, it ran for longer than a job can, or `why`. */
  readonly stop: EvaluationStop | undefined;
}

export interface EvaluationStop {
  readonly by: UserId | undefined;
  readonly atMs: EpochMs;
  /** What stood in the way of its jobs; undefined where it was wanted stopped. */
  readonly why: string | undefined;
}

/** What Bedrock's scores of one arm came to. */
export interface EvaluatedArm {
  readonly arm: ArmName;
  readonly jobArn: string;
  /** Mean of each metric in 0 to 1; undefined where it was scored for no answer. */
  readonly means: readonly { readonly metric: EvaluationMetric; readonly mean: number | undefined }[];
  /** Answers that the evaluator gave no score in some metric. */
  readonly withoutScore: number;
}

export interface DoneEvaluation extends EvaluationBase {
  readonly state: 'done';
  readonly plan: EvaluationPlan;
  readonly approval: Approval;
  readonly endedAtMs: EpochMs;
  readonly arms: readonly EvaluatedArm[];
  /** By correctness, over the prompts that both arms were scored for; undefined where they are too few. */
  readonly comparison: Comparison | undefined;
  readonly cost: EvaluationCost;
  readonly isTold: boolean;
}

/** Ended before Bedrock was asked for a job: nothing was spent. */
export interface RefusedEvaluation extends EvaluationBase {
  readonly state: 'refused';
  readonly reason:
    | { readonly kind: 'finding'; readonly message: string; readonly remedy: string }
    | { readonly kind: 'denied'; readonly by: UserId; readonly atMs: EpochMs }
    | { readonly kind: 'changed'; readonly what: string }
    | { readonly kind: 'expired' };
  readonly isTold: boolean;
}

/** A job failed or was stopped, or none was made; AWS's own sentence where it said one. */
export interface BrokenOffEvaluation extends EvaluationBase {
  readonly state: 'failed' | 'stopped';
  readonly plan: EvaluationPlan;
  readonly approval: Approval;
  readonly why: string;
  /** Undefined where nobody here stopped it. */
  readonly stoppedBy: UserId | undefined;
  /** Jobs that were made; none where nothing can have been spent. */
  readonly jobArns: readonly string[];
  readonly endedAtMs: EpochMs;
  readonly cost: EvaluationCost;
  readonly isTold: boolean;
}

export type Evaluation = RequestedEvaluation | PricedEvaluation | RunningEvaluation | SettledEvaluation;
export type SettledEvaluation = PaidEvaluation | RefusedEvaluation;
/** Over after a yes: what its reservation came to is known, or estimated. */
export type PaidEvaluation = DoneEvaluation | BrokenOffEvaluation;

export function isSettledEvaluation(evaluation: Evaluation): evaluation is SettledEvaluation {
  return 'isTold' in evaluation;
}

export function isPaidEvaluation(evaluation: Evaluation): evaluation is PaidEvaluation {
  return 'cost' in evaluation;
}

/** The parts that every state shares, with the version of the next write. */
export function nextEvaluationBase(evaluation: Evaluation): EvaluationBase {
  const { id, judged, requester, budget, requestedAtMs, root, card, version } = evaluation;
  return { id, judged, requester, budget, requestedAtMs, root, card, version: version + 1 };
}

/** The hash that a confirmation binds: any change of answers, evaluator, metrics, role, key or price gives another. */
export function hashEvaluationPlan({ id, plan, budget }: Pick<PricedEvaluation, 'id' | 'plan' | 'budget'>): PlanHash {
  const { estimate } = plan;
  const price = estimate.kind === 'known' ? [estimate.low, estimate.high, estimate.asOf] : ['unknown', budget];
  const bound = [
    id,
    [plan.region, plan.evaluator, plan.metrics, plan.roleArn, plan.key ?? ''],
    plan.sets.map(({ arm, uri, sha256: hash }) => [arm, uri, hash]),
    price,
  ];
  return sha256(JSON.stringify(bound)) as PlanHash;
}

/** Name of an arm's job and its request token, derived from the evaluation: AWS itself refuses a second one. */
export function evaluationJobName(id: EvaluationId, arm: ArmName): string {
  return `rung-eval-${id.slice('evl_'.length)}-${arm}`;
}
