import type { BaseModel } from '../base-models.ts';

/** Layouts that a record can be written in; no model of Bedrock's takes OpenAI's for fine-tuning, other tools do. */
export const LAYOUTS = ['conversation', 'prompt-completion', 'openai-chat'] as const;
export type Layout = (typeof LAYOUTS)[number];

/** The files of a repaired copy. Without a split there is the training file alone. */
export const SETS = ['training', 'validation', 'test'] as const;
export type SetName = (typeof SETS)[number];

/** What the records are told apart by, so that every set gets its share of each. */
export interface LabelField {
  /** Key of the completion's JSON object; empty where the whole completion is the label. */
  readonly field: string;
  /** Its values, at most 254; other values count as one more. */
  readonly values: readonly string[];
}

export interface SplitPlan {
  /** The same seed puts the same record into the same set. */
  readonly seed: string;
  /** Undefined where the completions have no label. */
  readonly label: LabelField | undefined;
}

/** What to do to a copy of a dataset. */
export interface RepairPlan {
  /** Whose rules and limits the copy keeps. */
  readonly model: BaseModel;
  readonly layout: Layout;
  /** Exact repeats; of those left out the first stays. */
  readonly duplicates: 'leave-out' | 'keep';
  /** All answers to a prompt that has several; nobody but a person knows which is right. */
  readonly contradictions: 'leave-out' | 'list';
  /** Undefined keeps all in the training file. */
  readonly split: SplitPlan | undefined;
  /** Applied to every text of a record when given; idempotent, and the same text gives the same text. */
  readonly redact?: (text: string) => string;
}
