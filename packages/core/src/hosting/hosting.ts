import type { Called } from '../chat/person.ts';
import type { CopyUnits } from '../cost/import-units.ts';
import type { Price } from '../cost/price.ts';
import type { UserId } from '../ids.ts';
import type { MicroUsd } from '../money.ts';
import type { EpochMs } from '../time.ts';

/** What every hosting has, whatever shape it takes. */
interface HostingBase {
  readonly arn: string;
  readonly name: string;
  readonly createdAtMs: EpochMs;
  readonly region: string;
}

/** What tells a hosting from another: one that is made anew under the name of a deleted one has its ARN. */
type Made = Pick<HostingBase, 'arn' | 'createdAtMs'>;

export const isSameHosting = (one: Made, other: Made) => one.arn === other.arn && one.createdAtMs === other.createdAtMs;

/** Model units of Bedrock, billed by the hour whether they are used or not. */
export interface ProvisionedThroughput extends HostingBase {
  readonly kind: 'provisioned-throughput';
  readonly modelUnits: number;
  /** ARN of the model it serves. */
  readonly modelArn: string;
  /** ARN of the foundation model below it, which decides the price. */
  readonly foundationModelArn: string;
  /** End of a bought term; undefined without one. A throughput cannot be deleted inside its term. */
  readonly committedUntilMs: EpochMs | undefined;
  /** Months of that term, which has a price of its own; absent without one. */
  readonly termMonths?: 1 | 6;
}

/** A custom model served on demand: AWS bills its tokens. Whether it also bills for standing is measured, not promised. */
export interface CustomDeployment extends HostingBase {
  readonly kind: 'custom-deployment';
  readonly modelArn: string;
}

/** Weights of one's own in Bedrock: billed in five-minute windows while copies are active, and for storage always. */
export interface ImportedModel extends HostingBase {
  readonly kind: 'imported-model';
  readonly architecture: string;
  /** Undefined where AWS did not say. */
  readonly units: CopyUnits | undefined;
  /** ARN of the job that imported it; undefined where AWS did not say. */
  readonly jobArn: string | undefined;
  /** The folder in S3 that it was imported from; undefined where AWS did not say. */
  readonly source: string | undefined;
  /** Copies that ran when CloudWatch last counted them; undefined where it counted none of late. */
  readonly copies: number | undefined;
}

/** Instances of SageMaker, billed by the hour while they run; a Marketplace model in Bedrock is one of these. */
export interface Endpoint extends HostingBase {
  readonly kind: 'sagemaker-endpoint' | 'marketplace-endpoint';
  readonly variants: readonly EndpointVariant[];
  /** Models that share its instances and are asked each under its own name; empty for one that answers itself. */
  readonly components: readonly InferenceComponent[];
}

/** A model on an endpoint, with the copies of it that run and that are wanted; undefined where SageMaker did not say. */
export interface InferenceComponent {
  readonly name: string;
  readonly copies: { readonly current: number; readonly desired: number } | undefined;
}

export interface EndpointVariant {
  readonly name: string;
  /** "ml.g5.2xlarge"; undefined for serverless variants and pools, which have no one type, and where SageMaker did not say. */
  readonly instanceType: string | undefined;
  /** Instances that run now; 0 when it has scaled to zero. */
  readonly instances: number;
}

/** Something that costs while it stands. */
export type Hosting = ProvisionedThroughput | CustomDeployment | ImportedModel | Endpoint;

/** What the metrics say of a hosting. AWS publishes no point for an hour without traffic, so silence is told apart from a failed reading. */
export type Traffic =
  | { readonly kind: 'recorded'; readonly lastRequestAtMs: EpochMs; readonly requests: number }
  /** CloudWatch lists it among what was used since then; when exactly was not asked. */
  | { readonly kind: 'active'; readonly sinceMs: EpochMs }
  | { readonly kind: 'none-recorded' }
  | { readonly kind: 'unknown'; readonly why: string };

/** When a hosting counts as idle, and what then happens without anybody's click. */
export interface IdlePolicy {
  readonly idleAfterMs: number;
  /** After this long without an answer to the alert, the owners are named in its thread. */
  readonly escalateAfterMs: number;
  /** Who is called then. */
  readonly owners: readonly Called[];
  /** Announced stretches end by themselves after this long; undefined, which is the default, leaves every deletion to a person. */
  readonly stopAfterMs: number | undefined;
}

/** What a hosting is at one moment. */
export type HostingState =
  | { readonly kind: 'busy'; readonly use: Extract<Traffic, { kind: 'recorded' | 'active' }> }
  | { readonly kind: 'tooYoung'; readonly untilMs: EpochMs }
  | { readonly kind: 'unknown'; readonly why: string }
  | {
      readonly kind: 'idle';
      /** Begin of the stretch: its last request, or its making when none is on record. */
      readonly sinceMs: EpochMs;
      /** From when on the metrics prove it: they reach back two weeks. */
      readonly provenSinceMs: EpochMs;
      readonly everUsed: boolean;
      readonly committedUntilMs: EpochMs | undefined;
    };

/** What an hour of standing costs. `by-use`: it bills what it answers, and nothing known for standing. */
export type HourlyBurn =
  | { readonly kind: 'known'; readonly amount: MicroUsd; readonly price: Price }
  | {
      readonly kind: 'by-use';
      readonly why: string;
      /** What it bills for being stored, used or not; absent where nothing of that is known of its kind. */
      readonly storage?: StorageMonth;
    }
  | { readonly kind: 'unknown'; readonly why: string };

/** What a month of storing it costs. */
export type StorageMonth =
  | { readonly kind: 'known'; readonly amount: MicroUsd; readonly price: Price }
  | { readonly kind: 'unknown'; readonly why: string };

/** Whose a hosting is. Rung deletes what it made or what an approver adopted, and shows the rest. */
export type Ownership =
  | { readonly kind: 'ours'; readonly launchId: string | undefined; readonly by: UserId }
  | { readonly kind: 'adopted'; readonly by: UserId }
  /** `isTagged`: its owner already allows the deletion, so that an approver's word is all that is missing. */
  | { readonly kind: 'others'; readonly isTagged: boolean }
  | { readonly kind: 'unknown'; readonly why: string };

/** One look at a hosting: what it is, what it is worth an hour, when we looked. */
export interface HostingLook {
  readonly hosting: Hosting;
  readonly state: HostingState;
  readonly hourly: HourlyBurn;
  readonly lookedAtMs: EpochMs;
}
