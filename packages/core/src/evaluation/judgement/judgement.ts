import type { MessageRef } from '../../chat/person.ts';
import type { BaseModel } from '../../dataset/base-models.ts';
import type { JudgementId, LaunchId, PlanHash, UserId } from '../../ids.ts';
import { sha256 } from '../../ids.ts';
import type { Approval } from '../../launch/approval-rule.ts';
import type { CheckedFile } from '../../launch/plan.ts';
import type { MicroUsd } from '../../money.ts';
import type { EpochMs } from '../../time.ts';
import type { Confusion } from '../metrics/confusion.ts';
import type { MetricKind } from '../metrics/target-metric.ts';
import type { ArmResult, Flip, JudgeReport } from './answer.ts';
import type { ArmName, ArmPrompts } from './arms.ts';
import type { JudgementRequest } from './judgement-form.ts';
import type { JudgementEstimate } from './judgement-price.ts';
import type { Reversal } from './reversal.ts';
import type { ArmCost, Serving, ServingPrices } from './serving-cost.ts';
import type { Verdict } from './verdict.ts';

/** The tuned model that is judged, as its launch left it. */
export interface TunedModel {
  readonly launchId: LaunchId;
  readonly name: string;
  readonly base: BaseModel;
  readonly region: string;
  readonly modelArn: string;
  /** SHA-256 of the bytes that it was trained on, under which they are frozen. */
  readonly trainedOn: string;
}

interface JudgementBase {
  readonly id: JudgementId;
  readonly model: TunedModel;
  readonly request: JudgementRequest;
  /** The metric that was declared before the launch; undefined when none was. */
  readonly declared: MetricKind | undefined;
  readonly requester: UserId;
  readonly requestedAtMs: EpochMs;
  /** The launch's card: root of the thread that the judgement stands in. */
  readonly root: MessageRef;
  /** The judgement's one card; its `ts` is empty until it is posted. */
  readonly card: MessageRef;
  readonly version: number;
}

/** What a person says yes to: the very examples, what each arm is asked, how the tuned model is served for the trial, and the price. */
export interface JudgementPlan {
  readonly heldOut: CheckedFile;
  readonly examples: number;
  /** Examples of the held-out file in each file of work; the last may have fewer. */
  readonly chunkSize: number;
  readonly arms: readonly ArmName[];
  readonly prompts: ArmPrompts;
  readonly serving: Serving;
  /** Most hours that a trial's throughput may stand; 0 where it bills by the token. */
  readonly trialHours: number;
  readonly maxTokens: number;
  /** Bedrock id of the model that judges by the rubric; undefined where none decides. */
  readonly judge: string | undefined;
  /** SHA-256 of the labels that the judge is tried on beside the known pairs; absent where the team gave none. */
  readonly labels?: string;
  readonly estimate: JudgementEstimate;
  /** The prices that the estimate was made with. */
  readonly prices: ServingPrices;
}

export interface RequestedJudgement extends JudgementBase {
  readonly state: 'requested';
}

/** The plan is fixed; the price waits for a click. */
export interface PricedJudgement extends JudgementBase {
  readonly state: 'priced';
  readonly plan: JudgementPlan;
  readonly planHash: PlanHash;
  readonly expiresAtMs: EpochMs;
  /** Wakes the workflow; the decision itself is this record. Empty until the workflow waits. */
  readonly taskToken: string;
}

/** Somebody's click confirmed the price; a trial of the tuned model may stand. */
export interface AnsweringJudgement extends JudgementBase {
  readonly state: 'answering';
  readonly plan: JudgementPlan;
  readonly approval: Approval;
  readonly startedAtMs: EpochMs;
  /** What serves the tuned model for the trial; undefined until it stands. */
  readonly trialArn: string | undefined;
  readonly progress: { readonly chunks: number; readonly atMs: EpochMs };
}

/** What is left of the trial when it is over. */
export type TrialEnd = { readonly kind: 'deleted' } | { readonly kind: 'stands'; readonly arn: string };

export interface JudgedJudgement extends JudgementBase {
  readonly state: 'judged';
  readonly plan: JudgementPlan;
  readonly approval: Approval;
  readonly startedAtMs: EpochMs;
  readonly endedAtMs: EpochMs;
  readonly results: readonly ArmResult[];
  readonly costs: readonly ArmCost[];
  readonly verdict: Verdict;
  /** Against the best of the others; the first of them, all of them lie in S3. */
  readonly flips: { readonly gained: number; readonly lost: number; readonly first: readonly Flip[] };
  /** The tuned model's, where the metric has labels. */
  readonly confusion: Confusion | undefined;
  /** Where a judge model decided. */
  readonly judge: JudgeReport | undefined;
  readonly reversal: Reversal;
  readonly trial: TrialEnd;
  /** End of the hosting that its model had when the verdict fell; absent where Rung had made none, and in older records. */
  readonly hostedUntilMs?: EpochMs;
  /** Tokens that were answered × price by our own meter; undefined when a price is missing. */
  readonly spent: MicroUsd | undefined;
  /** When the verdict was looked at again; undefined until then. */
  readonly lookedAgainAtMs: EpochMs | undefined;
}

/** Ended before anything was asked of a model: nothing was spent. */
export interface RefusedJudgement extends JudgementBase {
  readonly state: 'refused';
  readonly reason:
    | { readonly kind: 'finding'; readonly message: string; readonly remedy: string }
    | { readonly kind: 'denied'; readonly by: UserId; readonly atMs: EpochMs }
    | { readonly kind: 'changed'; readonly what: string }
    | { readonly kind: 'expired' };
}

/** It could not be brought to an end; what was answered is kept and what stands is named. */
export interface FailedJudgement extends JudgementBase {
  readonly state: 'failed';
  readonly plan: JudgementPlan;
  readonly approval: Approval;
  readonly why: string;
  readonly trial: TrialEnd;
}

export type Judgement =
  | RequestedJudgement
  | PricedJudgement
  | AnsweringJudgement
  | JudgedJudgement
  | RefusedJudgement
  | FailedJudgement;

export type SettledJudgement = JudgedJudgement | RefusedJudgement | FailedJudgement;

export function isSettledJudgement(judgement: Judgement): judgement is SettledJudgement {
  return judgement.state === 'judged' || judgement.state === 'refused' || judgement.state === 'failed';
}

/** The parts that every state shares, with the version of the next write. */
export function nextJudgementBase(judgement: Judgement): JudgementBase {
  const { id, model, request, declared, requester, requestedAtMs, root, card, version } = judgement;
  return { id, model, request, declared, requester, requestedAtMs, root, card, version: version + 1 };
}

/** The hash that a confirmation binds: any change of examples, prompts, serving or price gives another. */
export function hashJudgementPlan(judgement: {
  model: TunedModel;
  request: JudgementRequest;
  plan: JudgementPlan;
}): PlanHash {
  const { model, request, plan } = judgement;
  const { estimate } = plan;
  const price = estimate.kind === 'known' ? [estimate.low, estimate.high, estimate.asOf] : ['unknown', request.budget];
  const bound = [
    [model.modelArn, model.trainedOn],
    [plan.heldOut.uri, plan.heldOut.versionId ?? '', plan.heldOut.sha256, plan.examples],
    Object.entries(request.metric),
    [plan.arms, plan.prompts.instruction, plan.prompts.shots.map(({ question, answer }) => [question, answer])],
    [plan.serving, plan.trialHours, plan.maxTokens, plan.judge ?? ''],
    ...(plan.labels === undefined ? [] : [plan.labels]),
    price,
  ];
  return sha256(JSON.stringify(bound)) as PlanHash;
}

/** Name of what is made for the trial, derived from the judgement: whoever finds it knows whose it is. */
export function trialNameOf(id: JudgementId): string {
  return `rung-trial-${id.slice('jdg_'.length)}`;
}

/** Begins the name of every trial. */
export const TRIAL_PREFIX = 'rung-trial-';

/** How many files of work an arm has. */
export function chunksOf({ examples, chunkSize }: Pick<JudgementPlan, 'examples' | 'chunkSize'>): number {
  return Math.ceil(examples / chunkSize);
}

/** What a launch remembers of the judgement of its model. */
export interface JudgedAs {
  readonly id: JudgementId;
  readonly verdict: Verdict['kind'];
  /** What the tuned model costs was not known to it; absent where it was. */
  readonly isUnpriced?: true;
  readonly atMs: EpochMs;
}

/** Whether a tuned model may be hosted: only when a judgement says so, at a cost that it knew. Everything else takes a name and a reason. */
export function passesToHosting(
  judged: JudgedAs | undefined,
): { readonly kind: 'passed' } | { readonly kind: 'not-passed'; readonly because: string } {
  if (!judged) return { kind: 'not-passed', because: 'Nobody has judged it against a good prompt and few-shot yet.' };
  if (judged.isUnpriced) return { kind: 'not-passed', because: UNPRICED };
  return judged.verdict === 'ship' ? { kind: 'passed' } : { kind: 'not-passed', because: NOT_PASSED[judged.verdict] };
}

const UNPRICED =
  'Its judgement found it clearly better, at a price that nobody knew: it does not say to ship it before there is one.';

const NOT_PASSED = {
  keep: 'Its judgement says to keep what is cheaper.',
  'too-close': 'Its judgement was too close to call.',
  'needs-data': 'Its judgement needs more data.',
} as const;
