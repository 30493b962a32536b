import type { LaunchKind } from './recipe.ts';

/** Every field that a launch form can have; each kind shows its own. */
export const LAUNCH_FIELD_NAMES = [
  'name',
  'baseModelId',
  'dataset',
  'validation',
  'epochs',
  'learningRate',
  'warmupSteps',
  'batchSize',
  'samplesPerPrompt',
  'reasoningEffort',
  'pair',
  'source',
  'maxResponseTokens',
  'family',
  'fallback',
  'qualityDifference',
  'models',
  'budgetUsd',
] as const;

export type LaunchField = (typeof LAUNCH_FIELD_NAMES)[number];

/** What a person typed or chose; a field that the form did not show is absent, one that was left empty is ''. */
export type LaunchForm = { readonly kind: LaunchKind } & Readonly<Partial<Record<LaunchField, string>>>;

/** One sentence to show under each wrong field. */
export type FormErrors = Readonly<Partial<Record<LaunchField, string>>>;

/** Where a form's job would run and what the team set for it. */
export interface FormPlace {
  readonly region: string;
  /** The team's grader of reinforcement fine-tuning; undefined when none is set. */
  readonly grader: string | undefined;
}
