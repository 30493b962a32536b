import type { MessageRef } from '../chat/person.ts';
import type { HostingAhead } from '../cost/hosting-ahead.ts';
import type { JudgedAs } from '../evaluation/judgement/judgement.ts';
import type { LossPoint, LossVerdict } from '../evaluation/loss-verdict.ts';
import type { MetricKind } from '../evaluation/metrics/target-metric.ts';
import type { LaunchId, PlanHash, UserId } from '../ids.ts';
import type { MicroUsd } from '../money.ts';
import type { EpochMs } from '../time.ts';
import type { Approval } from './approval-rule.ts';
import type { DiagnosisOnLaunch, Override } from './diagnosis-on-launch.ts';
import type { Finding } from './finding.ts';
import type { Acceptance } from './personal-data.ts';
import type { Plan } from './plan.ts';
import type { Recipe } from './recipe.ts';

/** What every launch has from its first moment. */
interface LaunchBase {
  readonly id: LaunchId;
  readonly recipe: Recipe;
  readonly requester: UserId;
  readonly requestedAtMs: EpochMs;
  /** The diagnosis of the thread that it was launched from; undefined when it comes from none. */
  readonly diagnosis: DiagnosisOnLaunch | undefined;
  readonly override: Override | undefined;
  /** What the requester said of personal data in the files, should there be any; absent in records from before it was asked. */
  readonly acceptance?: Acceptance | undefined;
  /** The number that its model is to be judged by, declared with the request; absent when nobody said. */
  readonly target?: MetricKind;
  /** The one card that is edited, and the root of the thread; its `ts` is empty until it is posted. */
  readonly card: MessageRef;
  /** Counts the moves; every write is conditional on it. */
  readonly version: number;
}

export interface Requested extends LaunchBase {
  readonly state: 'requested';
}

/** Preflight found nothing that stops it; the plan is fixed. */
export interface Checked extends LaunchBase {
  readonly state: 'checked';
  readonly plan: Plan;
  readonly warnings: readonly Finding[];
}

export interface AwaitingApproval extends LaunchBase {
  readonly state: 'awaitingApproval';
  readonly plan: Plan;
  readonly planHash: PlanHash;
  readonly warnings: readonly Finding[];
  readonly expiresAtMs: EpochMs;
  /** What hosting the model will cost, as it was known when the question was asked; absent where nothing is tuned. */
  readonly hosting?: HostingAhead;
  /** Wakes the workflow; the decision itself is this record. */
  readonly taskToken: string;
}

export interface Approved extends LaunchBase {
  readonly state: 'approved';
  readonly plan: Plan;
  readonly approval: Approval;
  readonly warnings: readonly Finding[];
  /** Wakes the workflow once more when the first wake-up was lost; absent where no person was asked. */
  readonly taskToken?: string;
}

export interface Training extends LaunchBase {
  readonly state: 'training';
  readonly plan: Plan;
  readonly approval: Approval;
  readonly warnings: readonly Finding[];
  readonly startedAtMs: EpochMs;
  /** How far AWS says that it is; absent until somebody has looked. */
  readonly progress?: JobProgress;
  /** Set once somebody asked to stop it; the job is stopped until AWS says so. */
  readonly stop?: StopWish;
}

/** Where a running job stands. `stalled`: accepted for hours, and AWS has not begun to train. */
export type JobProgress = 'accepted' | 'validating' | 'processing' | 'training' | 'stalled';

export interface StopWish {
  readonly by: UserId;
  readonly atMs: EpochMs;
}

/** The customization job finished and its losses were read. */
export interface Done extends LaunchBase {
  readonly state: 'done';
  readonly plan: Plan;
  readonly approval: Approval;
  readonly startedAtMs: EpochMs;
  readonly endedAtMs: EpochMs;
  readonly jobArn: string;
  readonly modelArn: string;
  readonly curve: { readonly training: readonly LossPoint[]; readonly validation: readonly LossPoint[] };
  readonly verdict: LossVerdict;
  /** Billed tokens × price by our own meter; undefined when no price is known. */
  readonly cost: MicroUsd | undefined;
  /** What AWS billed for the training, once its bill knew; absent until then. */
  readonly billed?: BilledCost;
  /** The last judgement of its model; absent until there is one. */
  readonly judged?: JudgedAs;
}

export interface BilledCost {
  readonly amount: MicroUsd;
  /** When the bill was read that said so. */
  readonly readAtMs: EpochMs;
  /** Why it differs from the estimate, in a sentence. */
  readonly difference: string;
}

/** What a kind that trains nothing made: an imported model, a router, optimised prompts. */
export interface Made extends LaunchBase {
  readonly state: 'made';
  readonly plan: Plan;
  readonly approval: Approval;
  readonly startedAtMs: EpochMs;
  readonly endedAtMs: EpochMs;
  /** ARN of the job; of the router itself where there is no job. */
  readonly jobArn: string;
  /** ARN that answers requests, or the folder in S3 that holds the result. */
  readonly made: string;
  /** What AWS says is missing from it, where it says so. */
  readonly note: string | undefined;
}

/** Ended before AWS was asked for anything: nothing was spent. */
export interface Refused extends LaunchBase {
  readonly state: 'refused';
  readonly reason:
    | { readonly kind: 'findings'; readonly findings: readonly Finding[] }
    | { readonly kind: 'denied'; readonly by: UserId; readonly atMs: EpochMs }
    | { readonly kind: 'expired'; readonly atMs: EpochMs }
    | { readonly kind: 'changed'; readonly what: string };
}

/** AWS ran the job and it did not end well. */
export interface Failed extends LaunchBase {
  readonly state: 'failed';
  readonly plan: Plan;
  readonly approval: Approval;
  readonly why: string;
  readonly jobArn: string | undefined;
}

/** Stopped before its end: by a person through Rung, or in AWS by somebody whom Rung does not know. */
export interface Stopped extends LaunchBase {
  readonly state: 'stopped';
  readonly plan: Plan;
  readonly approval: Approval;
  readonly by: UserId | undefined;
  readonly startedAtMs: EpochMs;
  readonly endedAtMs: EpochMs;
  /** Undefined when it was stopped before a job was made. */
  readonly jobArn: string | undefined;
}

/** We cannot tell whether a job was made. Nothing is started again; the reconciler goes on looking for the job by its name. */
export interface Unknown extends LaunchBase {
  readonly state: 'unknown';
  readonly plan: Plan;
  readonly approval: Approval;
  readonly warnings: readonly Finding[];
  readonly startedAtMs: EpochMs;
  readonly sinceMs: EpochMs;
  readonly why: string;
}

export type Launch =
  | Requested
  | Checked
  | AwaitingApproval
  | Approved
  | Training
  | Done
  | Made
  | Refused
  | Failed
  | Stopped
  | Unknown;

/** A launch that waits for nothing any more. An unknown one is told as an end, and may still turn out otherwise. */
export type Settled = Done | Made | Refused | Failed | Stopped | Unknown;

const SETTLED: readonly Launch['state'][] = ['done', 'made', 'refused', 'failed', 'stopped', 'unknown'];

export function isSettled(launch: Launch): launch is Settled {
  return SETTLED.includes(launch.state);
}

/** The parts that every state shares, with the version of the next write. */
export function nextBase(launch: Launch): LaunchBase {
  const { id, recipe, requester, requestedAtMs, diagnosis, override, acceptance, target, card, version } = launch;
  const common = { id, recipe, requester, requestedAtMs, diagnosis, override, acceptance, card, version: version + 1 };
  return target === undefined ? common : { ...common, target };
}

/** Name of the customization job: derived from the launch, so that AWS itself refuses a second one. At most 63 characters, no underscore. */
export function jobNameOf(launch: { id: LaunchId; recipe: Recipe }): string {
  return `${launch.recipe.name.replaceAll('_', '-')}-${launch.id.slice('lch_'.length)}`;
}

/** Name of the custom model in AWS: the person's name and enough of the launch's id to be unique. */
export function modelNameOf(launch: { id: LaunchId; recipe: Recipe }): string {
  return `${launch.recipe.name}-${launch.id.slice('lch_'.length, 'lch_'.length + 8)}`;
}
