import type { Condition } from './condition.ts';
import type { FactName } from './fact-names.ts';
import type { Outcome } from './methods.ts';
import { CHEAP_QUESTIONS } from './questions/about-the-problem.ts';
import { TRAINING_QUESTIONS } from './questions/about-training.ts';
import type { Answer } from './verdict.ts';

export type AskName =
  | 'access-control'
  | 'architecture'
  | 'base-model'
  | 'budget'
  | 'chunking'
  | 'cold-start-ok'
  | 'corpus-size'
  | 'data-change-rate'
  | 'data-quality'
  | 'docs-format'
  | 'docs-source'
  | 'eval-set'
  | 'failure-examples'
  | 'few-shot-tried'
  | 'labelled'
  | 'license'
  | 'output-schema'
  | 'pii'
  | 'prompt-tried'
  | 'quality-bar'
  | 'quota'
  | 'region'
  | 'task'
  | 'task-mix'
  | 'traffic-shape'
  | 'traffic-volume';

export interface Question {
  readonly id: string;
  readonly ask: AskName;
  readonly text: string;
  /** Facts that it settles; when one of them is known or denied the question is not asked. */
  readonly settles: readonly FactName[];
  /** What has to hold for it to make sense. */
  readonly onlyIf?: Condition;
  /** How much is usually open here when this method leads, 0 to 1. */
  readonly worth: Readonly<Partial<Record<Outcome, number>>>;
  readonly answers: readonly Answer[];
}

export const QUESTIONS: readonly Question[] = [...CHEAP_QUESTIONS, ...TRAINING_QUESTIONS];
