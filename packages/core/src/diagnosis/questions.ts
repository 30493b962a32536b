import type { Condition } from './condition.ts';
import type { FactName } from './fact-names.ts';
import type { Outcome } from './methods.ts';
import { SERVING_QUESTIONS } from './questions/about-serving.ts';
import { MATERIAL_QUESTIONS } from './questions/about-the-material.ts';
import { PROBLEM_QUESTIONS } from './questions/about-the-problem.ts';
import { TRAINING_QUESTIONS } from './questions/about-training.ts';
import { TRIED_QUESTIONS } from './questions/about-what-was-tried.ts';
import type { Answer } from './verdict.ts';

/** What a question asks for, by the names that the labels of the case files use. */
export const ASK_NAMES = [
  'access-control',
  'architecture',
  'base-model',
  'behaviour-needs',
  'budget',
  'business-goal',
  'chunking',
  'cold-start-ok',
  'commitment-term',
  'corpus-size',
  'data-change-rate',
  'data-quality',
  'docs-format',
  'docs-source',
  'eval-metric',
  'eval-set',
  'example-count',
  'failure-examples',
  'few-shot-tried',
  'hosting-cost',
  'how-many-facts',
  'label-set',
  'labelled',
  'language',
  'latency-target',
  'license',
  'output-schema',
  'pii',
  'prompt-tried',
  'quality-bar',
  'quota',
  'region',
  'sampling-possible',
  'task',
  'task-mix',
  'traffic-shape',
  'traffic-volume',
  'weights-format',
] as const;
export type AskName = (typeof ASK_NAMES)[number];

export interface Question {
  readonly id: string;
  readonly ask: AskName;
  readonly text: string;
  /** Facts that it settles; when one of them is known or denied the question is not asked. */
  readonly settles: readonly FactName[];
  /** What has to hold for it to make sense. */
  readonly onlyIf?: Condition;
  /** The share of experts who ask it when this method leads, 0 to 1, as the labels of the case files have it. */
  readonly worth: Readonly<Partial<Record<Outcome, number>>>;
  /** What makes it more or less worth asking where it can be asked, added up. */
  readonly sooner?: readonly (readonly [when: Condition, more: number])[];
  readonly answers: readonly Answer[];
}

export const QUESTIONS: readonly Question[] = [
  ...PROBLEM_QUESTIONS,
  ...TRIED_QUESTIONS,
  ...MATERIAL_QUESTIONS,
  ...TRAINING_QUESTIONS,
  ...SERVING_QUESTIONS,
];
