import type { CreditProgram } from '../cost/bill/credit-programs.ts';
import type { CreditPool, Outliving, Runway } from '../cost/bill/credits.ts';
import type { Digest } from '../cost/bill/digest.ts';
import type { MonthCosts } from '../cost/bill/month-costs.ts';
import type { ServingComparison } from '../cost/compare-serving.ts';
import type { NotSpent } from '../cost/money-not-spent.ts';
import type { PriceFault } from '../cost/price-sheet.ts';
import type { PriceRow } from '../cost/price-table.ts';
import type { OtherDay } from '../cost/spiky-day.ts';
import type { CheckedJob } from '../dataset/job/check-job.ts';
import type { CheckOffers } from '../dataset/job/check-offers.ts';
import type { Job } from '../dataset/job/job-page.ts';
import type { NamesResult } from '../dataset/names/names-findings.ts';
import type { SetName } from '../dataset/repair/repair-plan.ts';
import type { Verdict } from '../diagnosis/verdict.ts';
import type { Evaluation, SettledEvaluation } from '../evaluation/evaluation-job/evaluation.ts';
import type { Flip } from '../evaluation/judgement/answer.ts';
import type { ArmName } from '../evaluation/judgement/arms.ts';
import type {
  JudgedJudgement,
  Judgement,
  PricedJudgement,
  SettledJudgement,
} from '../evaluation/judgement/judgement.ts';
import type { SecondLook } from '../evaluation/judgement/reversal.ts';
import type { Explanation } from '../handbook/look-up.ts';
import type { HostingLook } from '../hosting/hosting.ts';
import type { KeptInventory, KeptModel } from '../hosting/kept.ts';
import type { EndedLease, HeldLease, Lease, LeaseQuestion } from '../hosting/lease/lease.ts';
import type { LeasePressers } from '../hosting/lease/lease-rule.ts';
import type { Inventory } from '../hosting/ports.ts';
import type { Spell } from '../hosting/spell.ts';
import type { UserId } from '../ids.ts';
import type { ApprovalPolicy } from '../launch/approval-rule.ts';
import type { Finding } from '../launch/finding.ts';
import type { Done, Launch, Made, Settled, Training } from '../launch/launch.ts';
import type { LaunchGroups } from '../launch/launch-groups.ts';
import type { EpochMs } from '../time.ts';
import type { Tally } from './ledger.ts';
import type { Called } from './person.ts';

/** Everything that Rung shows a person, as values; the Slack view draws each kind. */
export type Card =
  | {
      readonly kind: 'diagnosis';
      readonly verdict: Verdict;
      readonly asked: { readonly by: string; readonly text: string } | undefined;
    }
  | { readonly kind: 'why-not'; readonly verdict: Verdict }
  | { readonly kind: 'explanation'; readonly question: string; readonly explanation: Explanation }
  | { readonly kind: 'launch'; readonly launch: Launch; readonly approvers: readonly string[] }
  | { readonly kind: 'findings'; readonly findings: readonly Finding[] }
  | { readonly kind: 'loss-curve'; readonly launch: Done }
  | { readonly kind: 'launch-approved'; readonly launch: Extract<Launch, { approval: unknown }> }
  | { readonly kind: 'launch-stalled'; readonly launch: Training }
  /** The channel that a launch was told in before. */
  | { readonly kind: 'launch-moved'; readonly from: string }
  | { readonly kind: 'launch-ended'; readonly launch: Settled }
  | { readonly kind: 'orphan-job'; readonly job: { readonly name: string; readonly arn: string } }
  | { readonly kind: 'launches'; readonly groups: LaunchGroups }
  | {
      readonly kind: 'dataset';
      readonly by: string;
      readonly uri: string;
      readonly job: Job;
      readonly checked: CheckedJob;
      /** Whether the whole report is a file in the thread. */
      readonly report: 'attached' | 'unavailable' | 'coming';
      readonly offers: CheckOffers;
    }
  | { readonly kind: 'names'; readonly by: string; readonly result: NamesResult }
  | {
      readonly kind: 'copy';
      readonly by: string;
      /** Of the source. */
      readonly uri: string;
      readonly job: Job;
      /** The copy's own check. */
      readonly checked: CheckedJob;
      readonly sets: readonly CopiedSet[];
      /** Where the manifest lies. */
      readonly manifest: string;
    }
  | {
      readonly kind: 'hosting';
      readonly spell: Spell;
      /** Undefined where AWS lists it no more, or would not say. */
      readonly look: HostingLook | undefined;
      /** Where Rung hosts it until a date; absent for everything else. */
      readonly lease?: HeldLease | undefined;
      /** When the team's policy ends it; undefined where nothing ends by itself. */
      readonly stopsAtMs: EpochMs | undefined;
      /** Who may act on it; empty for every full member. */
      readonly stoppers: readonly UserId[];
    }
  | {
      readonly kind: 'hostings';
      readonly looks: readonly HostingLook[];
      readonly unread: Inventory['unread'];
      /** Of what idles, whatever was answered. */
      readonly alerts: readonly Spell[];
      readonly snoozed: readonly Spell[];
      readonly kept: KeptInventory & { readonly models: readonly KeptModel[]; readonly lookedAtMs: EpochMs };
    }
  | { readonly kind: 'judgement'; readonly judgement: Judgement; readonly approvers: readonly string[] }
  | { readonly kind: 'arm-prompts'; readonly judgement: PricedJudgement }
  | { readonly kind: 'judgement-ended'; readonly judgement: SettledJudgement }
  | { readonly kind: 'evaluation'; readonly evaluation: Evaluation; readonly approvers: readonly string[] }
  | { readonly kind: 'evaluation-ended'; readonly evaluation: SettledEvaluation }
  | {
      readonly kind: 'looked-again';
      readonly judgement: JudgedJudgement;
      readonly look: SecondLook;
    }
  | {
      readonly kind: 'flips';
      readonly judgement: JudgedJudgement;
      readonly rival: ArmName;
      readonly flips: readonly ShownFlip[];
      /** Where all of them lie. */
      readonly all: string;
    }
  | {
      readonly kind: 'estimate';
      readonly base: string;
      readonly comparison: ServingComparison;
      /** The same traffic in another shape of the day. */
      readonly other: OtherDay;
      readonly basis: EstimateBasis;
    }
  | {
      readonly kind: 'lease';
      readonly lease: Lease;
      readonly policy: ApprovalPolicy;
      readonly pressers: LeasePressers;
    }
  | {
      readonly kind: 'lease-note';
      readonly lease: Lease;
      readonly note: LeaseNote;
      /** People or user groups named beside the requester, as Slack writes them. */
      readonly owners: readonly Called[];
      readonly pressers: LeasePressers;
    }
  /** What a question about its end says once it was answered, or was asked again. */
  | { readonly kind: 'lease-answer'; readonly lease: HeldLease | EndedLease; readonly isAskedAgain: boolean }
  /** Finished models that can be hosted. */
  | { readonly kind: 'models-to-host'; readonly launches: readonly (Done | Made)[] }
  | {
      readonly kind: 'prices';
      readonly region: string;
      readonly rows: readonly PriceRow[];
      /** When AWS was last asked; undefined when it never was. */
      readonly readAtMs: EpochMs | undefined;
      readonly faults: readonly PriceFault[];
    }
  | {
      readonly kind: 'credits';
      readonly pools: readonly CreditPool[];
      /** Undefined while no bill was read. */
      readonly runway: Runway | undefined;
      /** AWS's error, "not-asked", or undefined where it told. */
      readonly unread: string | undefined;
      readonly readAtMs: EpochMs | undefined;
      readonly outliving: readonly Outliving[];
      readonly programs: readonly CreditProgram[];
      readonly nowMs: EpochMs;
    }
  | { readonly kind: 'digest'; readonly digest: Digest }
  | { readonly kind: 'costs'; readonly costs: MonthCosts; readonly notSpent: NotSpent }
  | { readonly kind: 'help' }
  | {
      readonly kind: 'about';
      readonly rulesVersion: string;
      readonly region: string;
      readonly tally: Tally;
      readonly notSpent: NotSpent;
    }
  | {
      readonly kind: 'notice';
      readonly headline: string;
      /** May name people and commands. */
      readonly detail: string;
      /** Who is notified of it. */
      readonly to?: readonly Called[];
      /** What a person wrote, as a quotation. */
      readonly said?: string;
    };

/** One file of a repaired copy. */
export interface CopiedSet {
  readonly set: SetName;
  readonly uri: string;
  readonly records: number;
}

/** Where the traffic of an estimate comes from. */
export type EstimateBasis =
  | { readonly kind: 'stated' }
  | {
      readonly kind: 'measured';
      readonly days: number;
      readonly daysWithTraffic: number;
      readonly modelIds: readonly string[];
      readonly untilMs: EpochMs;
    };

/** What is said once in a lease’s thread. */
export type LeaseNote = { readonly kind: 'stands' | 'stopping' | 'in-doubt' | 'ended' } | LeaseQuestion['ask'];

/** A flip with what was right and what both arms said. */
export interface ShownFlip extends Flip {
  /** The last thing that the user said. */
  readonly question: string;
  /** Fields that the two have right, where they are counted. */
  readonly fields?: { readonly of: number; readonly rival: number; readonly tuned: number };
  readonly right: string;
  readonly rival: string;
  readonly tuned: string;
}

/** A file for people to read or keep. */
export interface TextFile {
  readonly name: string;
  readonly title: string;
  readonly text: string;
}
