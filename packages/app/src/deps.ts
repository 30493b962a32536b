import type { Notices } from '@rung/core/chat/notice.ts';
import type { AccountBook, Bills, Credits } from '@rung/core/cost/bill/ports.ts';
import type { PriceList, PriceStore, TrafficMeter } from '@rung/core/cost/ports.ts';
import type { TokenCounter } from '@rung/core/dataset/counted-tokens.ts';
import type { NamesReader } from '@rung/core/dataset/names/names-findings.ts';
import type { EvaluationJobs, EvaluationStore } from '@rung/core/evaluation/evaluation-job/ports.ts';
import type { JudgementStore, Models, ModelUsage, Trials, WorkFiles } from '@rung/core/evaluation/judgement/ports.ts';
import type { IdlePolicy } from '@rung/core/hosting/hosting.ts';
import type { EndFlow, HostFlow, LeaseStore, MadeHostings } from '@rung/core/hosting/lease/ports.ts';
import type { HostingRecords, Hostings, SpellStore, StopFlow } from '@rung/core/hosting/ports.ts';
import type { ApprovalPolicy } from '@rung/core/launch/approval-rule.ts';
import type { JobRoles } from '@rung/core/launch/job-role.ts';
import type { KeyArn, ModelKeys } from '@rung/core/launch/model-key.ts';
import type { Quotas } from '@rung/core/launch/quota.ts';
import type { FlowLook, Tellings } from '@rung/core/launch/upkeep-ports.ts';
import type {
  Channels,
  Clock,
  CopyStore,
  Datasets,
  EvaluateFlow,
  JudgeFlow,
  LaunchFlow,
  LaunchStore,
  Ledgers,
  Library,
  Messenger,
  People,
  Reader,
  SpendingStore,
  TrainingJobs,
} from '@rung/core/ports.ts';

/** What the team set once, in its deployment; never taken from a person or a model. */
export interface Settings {
  readonly region: string;
  /** Bucket for frozen copies and job outputs. */
  readonly bucket: string;
  /** Role that Bedrock assumes to read and write that bucket. */
  readonly bedrockRoleArn: string;
  /** The team's own KMS key for what is made; undefined where AWS's own does. */
  readonly modelKey: KeyArn | undefined;
  /** Lambda function that grades answers in reinforcement fine-tuning; undefined when the team has none. */
  readonly grader: string | undefined;
  readonly approval: ApprovalPolicy;
  readonly idle: IdlePolicy;
  /** Whether there is a Knowledge Base, so that judgements have a retrieval arm. */
  readonly hasKnowledgeBase: boolean;
  /** Whether throughput may be bought for a term, which cannot be left. */
  readonly areTermsAllowed: boolean;
  /** Bedrock id of the model that judges by a rubric; undefined when the team has set none. */
  readonly judgeModel: string | undefined;
  /** Bedrock id of the evaluator model of evaluation jobs; undefined when the team has set none. */
  readonly evaluatorModel: string | undefined;
  /** Role that Bedrock assumes for evaluation jobs, and for nothing else. */
  readonly evaluationRoleArn: string;
  /** Where the watch speaks. */
  readonly watchChannel: string;
}

/** Everything that use cases reach the world through; each takes the part that it needs. */
export interface Deps {
  readonly clock: Clock;
  readonly settings: Settings;
  readonly messenger: Messenger;
  readonly people: People;
  readonly channels: Channels;
  readonly launches: LaunchStore;
  readonly tellings: Tellings;
  readonly notices: Notices;
  readonly spending: SpendingStore;
  readonly flow: LaunchFlow;
  readonly flowLook: FlowLook;
  readonly datasets: Datasets;
  readonly tokens: TokenCounter;
  readonly names: NamesReader;
  readonly copies: CopyStore;
  readonly jobs: TrainingJobs;
  readonly quotas: Quotas;
  readonly roles: JobRoles;
  readonly keys: ModelKeys;
  readonly hostings: Hostings;
  readonly hostingRecords: HostingRecords;
  readonly spells: SpellStore;
  readonly stopFlow: StopFlow;
  readonly leases: LeaseStore;
  readonly hostFlow: HostFlow;
  readonly endFlow: EndFlow;
  readonly made: MadeHostings;
  readonly ledgers: Ledgers;
  readonly reader: Reader;
  readonly library: Library;
  readonly judgements: JudgementStore;
  readonly judgeFlow: JudgeFlow;
  readonly work: WorkFiles;
  readonly evaluations: EvaluationStore;
  readonly evaluateFlow: EvaluateFlow;
  readonly evaluationJobs: EvaluationJobs;
  /** What evaluation jobs read and write. */
  readonly evaluationFiles: WorkFiles;
  readonly models: Models;
  readonly trials: Trials;
  readonly usage: ModelUsage;
  readonly prices: PriceStore;
  readonly priceList: PriceList;
  readonly bills: Bills;
  readonly credits: Credits;
  readonly book: AccountBook;
  readonly trafficMeter: TrafficMeter;
}
