import type { Card, TextFile } from './chat/card.ts';
import type { Ledger } from './chat/ledger.ts';
import type { MessageRef, Person, Place } from './chat/person.ts';
import type { BudgetChange } from './cost/budget.ts';
import type { SpendingSwitch } from './cost/spending-switch.ts';
import type { Situation } from './diagnosis/situation.ts';
import type { Losses } from './evaluation/loss-verdict.ts';
import type { EvaluationId, JudgementId, LaunchId, UserId } from './ids.ts';
import type { AwsRequest } from './launch/aws-request.ts';
import type { OfferedModel, ReadyRouter } from './launch/form-choices.ts';
import type { JobProgress, Launch, Requested } from './launch/launch.ts';
import type { Channel } from './launch/launch-place.ts';
import type { CheckedFile } from './launch/plan.ts';
import type { MicroUsd } from './money.ts';
import type { S3Uri } from './s3-uri.ts';
import type { EpochMs } from './time.ts';

/** The time, so that nothing below reads it by itself. */
export interface Clock {
  nowMs(): EpochMs;
  /** Seconds of this clock for each second that work takes; 1 where absent. */
  speed?(): number;
}

/** Slack, as far as use cases know it: cards are values, how they look is the view's business. Throws `PlaceGone` where no card can stand any more. */
export interface Messenger {
  post(place: Place, card: Card): Promise<MessageRef>;
  /** Shows the card in the message's place; posts it anew where the message is gone. */
  edit(message: MessageRef, card: Card): Promise<MessageRef>;
  /** A text file in the message's thread; `unavailable` where Slack lets us share none. */
  attach(message: MessageRef, file: TextFile): Promise<'attached' | 'unavailable'>;
  /** Seen by one person only; never for anything that has to be found again. */
  whisper(to: { place: Place; user: UserId }, card: Card): Promise<void>;
}

export interface People {
  /** Who this is in our workspace, asked anew each time: a click is no proof of standing. */
  find(id: UserId): Promise<Person>;
}

export interface Channels {
  /** What this conversation is now. */
  look(id: string): Promise<Channel>;
}

/** Launch records. Every write is conditional; a lost reply is settled by reading again, never by believing the error. */
export interface LaunchStore {
  create(launch: Requested): Promise<'created' | 'exists'>;
  find(id: LaunchId): Promise<Launch | undefined>;
  /** Writes `to` if the record still has the version before it. `over-cap` also while spending is stopped. */
  move(to: Launch, budget?: BudgetChange): Promise<'moved' | 'lost' | 'over-cap'>;
  /** What a counter holds. */
  committed(counterKey: string): Promise<MicroUsd>;
  /** Newest first. */
  recent(limit: number): Promise<Launch[]>;
}

/** A workflow that carries one thing to its end. */
export interface Workflow<Id extends string> {
  /** Starts it under the thing's id; starting it again is harmless. */
  start(id: Id): Promise<void>;
  /** Wakes the step that waits for a decision; `closed` when nothing waits any more. */
  wake(taskToken: string): Promise<'woken' | 'closed'>;
}

/** The switch that stops all spending. A reservation is one write with a look at it, so nothing is reserved once it is off. */
export interface SpendingStore {
  read(): Promise<SpendingSwitch>;
  write(to: SpendingSwitch): Promise<void>;
}

/** The workflow that carries a launch. */
export type LaunchFlow = Workflow<LaunchId>;
/** The workflow that carries a judgement. */
export type JudgeFlow = Workflow<JudgementId>;
/** The workflow that carries an evaluation in Bedrock. */
export type EvaluateFlow = Workflow<EvaluationId>;

export type DatasetLook =
  | {
      readonly kind: 'found';
      readonly uri: S3Uri;
      readonly versionId: string | undefined;
      readonly etag: string;
      readonly bytes: number;
    }
  | { readonly kind: 'missing' }
  | { readonly kind: 'denied' }
  | { readonly kind: 'elsewhere'; readonly region: string };

export type FoundDataset = Extract<DatasetLook, { kind: 'found' }>;

/** One file of a folder. */
export interface ListedFile {
  readonly key: string;
  readonly etag: string;
  readonly bytes: number;
}

export type FolderLook =
  | { readonly kind: 'listed'; readonly uri: S3Uri; readonly files: readonly ListedFile[] }
  | Exclude<DatasetLook, { kind: 'found' }>;

/** Files in S3. */
export interface Datasets {
  look(uri: S3Uri): Promise<DatasetLook>;
  /** Every file under a folder, in the order of keys; `missing` when there is none. */
  list(folder: S3Uri): Promise<FolderLook>;
  /** The bytes of that very version; a chunk is valid until the next is asked for. Throws VisibleError `dataset-changed`. */
  open(file: FoundDataset): AsyncIterable<Uint8Array>;
  /** Copies that very version to a key of ours named by its content and reads the copy back; `changed` when the bytes are not the checked ones. */
  freeze(file: CheckedFile): Promise<S3Uri | 'changed'>;
}

/** Copies that Rung made of datasets, in a folder of its own bucket. */
export interface CopyStore {
  /** Writes a file that is not there yet; one that stands is left as it is. */
  put(key: string, bytes: Uint8Array): Promise<'written' | 'stands'>;
  uri(key: string): S3Uri;
}

/** What a launch asked AWS for, as AWS tells of it: a customization job, an import, a router, an optimisation of prompts. */
export interface TrainingJob {
  readonly arn: string;
  readonly status: 'InProgress' | 'Completed' | 'Failed' | 'Stopping' | 'Stopped';
  /** How far a running job is, as far as AWS says. */
  readonly progress: Exclude<JobProgress, 'stalled'>;
  readonly failureMessage: string | undefined;
  /** ARN of the model or router that it made, or the folder in S3 with its result. */
  readonly made: string | undefined;
  readonly startedAtMs: EpochMs;
  readonly endedAtMs: EpochMs | undefined;
  readonly outputUri: S3Uri | undefined;
}

/** A running job that carries our tag. */
export interface TaggedJob {
  readonly arn: string;
  readonly name: string;
  /** The launch that the tag names, as it is written there. */
  readonly launch: string;
}

/** Bedrock's customization. The calls that spend are the workflow's, but for one that Step Functions may not know yet. */
export interface TrainingJobs {
  /** The models that AWS lists in our region now; rejects when it did not answer in time. */
  offered(patience?: { readonly withinMs: number }): Promise<readonly OfferedModel[]>;
  /** The routers that AWS keeps ready there. */
  readyRouters(patience?: { readonly withinMs: number }): Promise<readonly ReadyRouter[]>;
  /** What this launch asked for, looked up by the names that derive from its id. */
  find(launch: Pick<Launch, 'id' | 'recipe'>): Promise<TrainingJob | undefined>;
  /** Asks AWS to stop the job of a launch that trains; `ended` when there is nothing to stop any more. */
  stop(launch: Pick<Launch, 'id' | 'recipe'>): Promise<'stopping' | 'ended' | 'missing'>;
  /** Customization jobs under way that were made for some launch, whether or not there is a record of it. */
  running(): Promise<readonly TaggedJob[]>;
  /** Customization jobs under way in our region, whoever made them. */
  underWay(): Promise<number>;
  /** Losses of a finished job, as its output files hold them, or why nobody can read those. */
  losses(job: TrainingJob): Promise<Losses | { readonly unreadable: string }>;
  /** Starts an optimisation of prompts; a request with the same token again starts nothing. */
  optimise(request: AwsRequest['request']): Promise<void>;
}

/** Deliveries that were taken, so that one acts once. */
export interface Deliveries {
  /** True for the first taker of this key, also when the same taker tries again after a crash; false for everybody else. */
  first(key: string, taker: string): Promise<boolean>;
}

/** The recorded evidence of threads. */
export interface Ledgers {
  find(threadKey: string): Promise<Ledger | undefined>;
  save(ledger: Ledger): Promise<'saved' | 'lost'>;
  /** Newest first. */
  recent(limit: number): Promise<Ledger[]>;
}

/** Turns what people wrote into facts. */
export interface Reader {
  read(turns: readonly { readonly role: 'user' | 'desk'; readonly text: string }[]): Promise<Situation>;
}

/** One passage of the team's Knowledge Base. */
export interface Passage {
  readonly text: string;
  readonly source: string;
  readonly score: number;
}

export interface Library {
  search(question: string): Promise<readonly Passage[]>;
}
