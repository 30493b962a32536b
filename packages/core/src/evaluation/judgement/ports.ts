import type { BudgetChange } from '../../cost/budget.ts';
import type { JudgementId } from '../../ids.ts';
import type { S3Uri } from '../../s3-uri.ts';
import type { EpochMs } from '../../time.ts';
import type { Ask } from './arms.ts';
import type { Judgement, RequestedJudgement } from './judgement.ts';
import type { ServedTraffic } from './measured-traffic.ts';
import type { Serving } from './serving-cost.ts';

/** Judgement records, written as launches are. */
export interface JudgementStore {
  create(judgement: RequestedJudgement): Promise<'created' | 'exists'>;
  find(id: JudgementId): Promise<Judgement | undefined>;
  /** Writes `to` if the record still has the version before it. */
  move(to: Judgement, budget?: BudgetChange): Promise<'moved' | 'lost' | 'over-cap'>;
  /** Newest first. */
  recent(limit: number): Promise<Judgement[]>;
}

/** Text files of ours in S3, named below one place that only judgements write to. */
export interface WorkFiles {
  put(key: string, text: string): Promise<void>;
  get(key: string): Promise<string | undefined>;
  /** Keys that begin so. */
  list(prefix: string): Promise<string[]>;
  /** Where a file lies, for a person. */
  uri(key: string): S3Uri;
}

/** One question to a model. */
export interface ModelAsk {
  /** Base or inference-profile id, or the ARN of what serves a tuned model. */
  readonly modelId: string;
  readonly ask: Ask;
  readonly maxTokens: number;
}

export type ModelAnswer =
  | {
      readonly kind: 'answered';
      readonly text: string;
      readonly inputTokens: number;
      readonly outputTokens: number;
      readonly latencyMs: number;
      readonly cutOff: boolean;
    }
  /** Throttled or not ready: nothing was answered and nothing is wrong; ask later. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'refused'; readonly why: string };

/** Language models in Bedrock. */
export interface Models {
  answer(ask: ModelAsk): Promise<ModelAnswer>;
}

/** Traffic of tuned models. */
export interface ModelUsage {
  /** Requests to everything that serves this model now, since it does; undefined when none is on record. */
  served(modelArn: string, between: { fromMs: EpochMs; toMs: EpochMs }): Promise<ServedTraffic | undefined>;
}

/** What serves a tuned model while it is judged. */
export interface Trial {
  readonly arn: string;
  readonly status: 'creating' | 'active' | 'failed';
}

/** Trials, read side; the workflow alone makes them, and deletes them on every path. */
export interface Trials {
  find(trial: { name: string; serving: Serving }): Promise<Trial | undefined>;
  /** Names of trials that stand. */
  standing(prefix: string): Promise<readonly { readonly name: string; readonly serving: Serving }[]>;
  /** Only what was made for a trial, by its name; gone already is as good. */
  remove(trial: { name: string; serving: Serving }): Promise<void>;
}
