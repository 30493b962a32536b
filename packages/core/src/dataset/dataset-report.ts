import type { BaseModel } from './base-models.ts';
import type { RuleId, Severity } from './rules.ts';

/** How a file is laid out, as recognised by looking at it. */
export type DatasetFormat =
  | 'conversation'
  | 'prompt-completion'
  | 'openai-chat'
  | 'plain-text'
  | 'instruction'
  | 'invocation-log'
  | 'evaluation'
  | 'json-array'
  | 'csv'
  | 'gzip'
  | 'zip'
  | 'parquet'
  | 'binary'
  | 'markup'
  | 'utf-16'
  | 'empty'
  | 'unknown';

/** One thing that the doctor saw. It names the place, never the text that stands there. */
export interface DatasetFinding {
  /** 1-based; what concerns the whole file stands at the line where it shows. */
  readonly line: number;
  /** 1-based, in UTF-16 code units, as editors count. */
  readonly column?: number;
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly message: string;
  readonly fix: string;
}

/** Tokens as estimated from characters; no public tokenizer is Nova's or Llama's. */
export interface DatasetTokens {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  /** How the figures came about, in one sentence. */
  readonly how: string;
  /** Present where not every record was measured: how many were, and the error of the estimate that this adds (95 %). */
  readonly sampled?: { readonly records: number; readonly errorShare: number };
}

/** How long the records are, in estimated tokens; good to 5 %. */
export interface LengthQuantiles {
  readonly p5: number;
  readonly median: number;
  readonly p95: number;
  readonly max: number;
}

/** What the completions are: JSON objects of one schema, a few fixed answers, or prose. */
export type CompletionKind =
  | { readonly kind: 'json'; readonly keys: readonly string[]; readonly share: number }
  | { readonly kind: 'classes'; readonly classes: number }
  | { readonly kind: 'prose' }
  | { readonly kind: 'none' };

/** How often each value of a field occurs; `field` is empty where the whole completion is the label. */
export interface LabelCounts {
  readonly field: string;
  readonly counts: Readonly<Record<string, number>>;
}

/** What the set looks like as a whole. */
export interface DatasetShape {
  readonly duplicates: number;
  readonly contradictions: number;
  readonly completions: CompletionKind;
  readonly labels: readonly LabelCounts[];
  readonly promptTokens: LengthQuantiles;
  readonly completionTokens: LengthQuantiles;
}

/** What a run over this set would be. */
export interface TrainingOutlook {
  /** Is it enough to learn from? Thresholds in `judge.ts`. */
  readonly examples: 'blocked' | 'weak' | 'workable' | 'good';
  /** The model's own default; 1 where the method names none. */
  readonly epochs: number;
  /** Tokens × epochs, which is what Bedrock bills for fine-tuning. */
  readonly tokens: Pick<DatasetTokens, 'estimate' | 'low' | 'high'>;
  /** Optimiser steps; undefined where AWS does not name the batch size. */
  readonly steps: number | undefined;
  /** The above as sentences to read. */
  readonly facts: readonly string[];
}

export type Judgement = 'ready' | 'ready-with-care' | 'not-ready';

/** Everything that the doctor says of one file. */
export interface DatasetReport {
  /** False exactly when an error stands. */
  readonly ready: boolean;
  readonly judgement: Judgement;
  readonly format: DatasetFormat;
  /** Lines that hold a JSON object. */
  readonly records: number;
  /** Bytes read; less than the file where reading stopped at a line that is too long or a format that is none. */
  readonly bytes: number;
  readonly tokens: DatasetTokens;
  /** In file order; at most `maxShownPerRule` of each rule. */
  readonly findings: readonly DatasetFinding[];
  /** All of them, shown or not. */
  readonly countsByRule: Readonly<Partial<Record<RuleId, number>>>;
  /** True when some findings are counted but not shown, or the file was not read to its end. */
  readonly truncated: boolean;
  readonly shape: DatasetShape;
  /** Undefined for a validation set, which is not trained on. */
  readonly outlook: TrainingOutlook | undefined;
}

/** Ways of customizing that a dataset can be meant for. */
export type TuningMethod = 'fine-tuning' | 'reinforcement-fine-tuning' | 'distillation' | 'cpt';

export interface CheckOptions {
  readonly model: BaseModel;
  readonly method: TuningMethod;
  /** Which of a job's files this is; `training` when absent. */
  readonly set?: 'training' | 'validation';
  /** Checked too when given: Nova takes `.jsonl` only, and few characters. */
  readonly fileName?: string;
  /** Personal data is looked for unless this is false; secrets always are. */
  readonly personalData?: boolean;
  /** The file's size where it is known: room for its records is then made once. */
  readonly fileBytes?: number;
  /** 10 when absent. */
  readonly maxShownPerRule?: number;
  /** Called about once per MiB. */
  readonly onProgress?: (progress: { bytes: number; records: number }) => void;
}
