import type { Brand } from '../brand.ts';
import type { BaseModel } from '../dataset/base-models.ts';
import type { MicroUsd } from '../money.ts';
import type { S3Uri } from '../s3-uri.ts';

/** Name of what is made: letters, digits, single `-` or `_` between them, at most 40 (Bedrock allows 63; the rest is ours for ids). */
export type ModelName = Brand<string, 'ModelName'>;

/** ARN of a Lambda function that grades answers; it comes from the settings only. */
export type GraderArn = Brand<string, 'GraderArn'>;

export const LAUNCH_KINDS = [
  'fine-tuning',
  'reinforcement-fine-tuning',
  'distillation',
  'import',
  'router',
  'prompt-optimisation',
] as const;

export type LaunchKind = (typeof LAUNCH_KINDS)[number];

interface Common {
  readonly name: ModelName;
  readonly region: string;
  /** What the person is ready to spend on this run at most. */
  readonly budget: MicroUsd;
}

/** Supervised fine-tuning: examples with their answers. */
export interface FineTuning extends Common {
  readonly kind: 'fine-tuning';
  readonly base: BaseModel;
  readonly dataset: S3Uri;
  readonly validation: S3Uri | undefined;
  readonly epochs: number;
  /** As Bedrock takes them: names and values are strings. */
  readonly hyperParameters: Readonly<Record<string, string>>;
}

/** Hyperparameters of `rftConfig`, by Bedrock's names; here Bedrock takes numbers. */
export interface RewardHyperParameters {
  readonly epochCount: number;
  readonly batchSize: number;
  readonly learningRate: number;
  readonly trainingSamplePerPrompt: number;
  readonly reasoningEffort: 'low' | 'medium' | 'high';
}

/** Reinforcement fine-tuning: prompts, and a function of the team's that grades the answers. */
export interface ReinforcementFineTuning extends Common {
  readonly kind: 'reinforcement-fine-tuning';
  readonly base: BaseModel;
  readonly dataset: S3Uri;
  readonly epochs: number;
  readonly grader: GraderArn;
  readonly hyperParameters: RewardHyperParameters;
}

/** Where a distillation's prompts come from; logged answers are used as they are, or the teacher answers anew. */
export type DistillationSource =
  | { readonly kind: 'prompts'; readonly uri: S3Uri }
  | { readonly kind: 'invocation-logs'; readonly folder: S3Uri; readonly usesResponses: boolean };

/** Distillation: a teacher answers, a smaller student learns the answers. */
export interface Distillation extends Common {
  readonly kind: 'distillation';
  readonly teacher: { readonly id: string; readonly name: string };
  /** The student. */
  readonly base: BaseModel;
  readonly source: DistillationSource;
  /** Longest answer of the teacher, in tokens. */
  readonly maxResponseTokens: number;
}

/** Custom model import: weights that were trained elsewhere. */
export interface ModelImport extends Common {
  readonly kind: 'import';
  readonly folder: S3Uri;
}

/** A model that a router may send a request to. */
export interface RoutedModel {
  readonly id: string;
  readonly name: string;
}

/** A prompt router of the team's own between two models of one family. */
export interface PromptRouter extends Common {
  readonly kind: 'router';
  readonly family: string;
  readonly models: readonly [RoutedModel, RoutedModel];
  readonly fallback: RoutedModel;
  /** Percent by which the other model's answers may be predicted worse before the fallback is left; 0 to 100. */
  readonly qualityDifference: number;
}

/** A prompt optimisation job: prompt templates with samples, rewritten for up to five models. */
export interface PromptOptimisation extends Common {
  readonly kind: 'prompt-optimisation';
  readonly dataset: S3Uri;
  readonly models: readonly RoutedModel[];
}

/** A job that AWS would accept, as far as its API and the dated tables say: made by `parseRecipe` only. */
export type Recipe =
  | FineTuning
  | ReinforcementFineTuning
  | Distillation
  | ModelImport
  | PromptRouter
  | PromptOptimisation;

/** Whether AWS trains a model for it, so that there are losses to read in the end. */
export function isTrained(recipe: Recipe): recipe is FineTuning | ReinforcementFineTuning | Distillation {
  return 'base' in recipe;
}

/** Bedrock's CustomModelName, `([0-9a-zA-Z][_-]?){1,63}`, in a form that takes linear time. */
const MODEL_NAME = /^[0-9A-Za-z]+(?:[_-][0-9A-Za-z]+)*$/;

export function parseModelName(text: string): ModelName | undefined {
  const trimmed = text.trim();
  return trimmed.length <= 40 && MODEL_NAME.test(trimmed) ? (trimmed as ModelName) : undefined;
}

/** Bedrock's LambdaArn pattern (bedrock API model of 2023-04-20, botocore 1.43.117), whole string. */
const GRADER =
  /^arn:(?:aws[a-zA-Z-]*)?:lambda:[a-z]{2}(?:-gov)?-[a-z]+-\d:\d{12}:function:[a-zA-Z0-9-_.]+(?::(?:\$LATEST|[a-zA-Z0-9-_]+))?$/;

export function parseGraderArn(text: string): GraderArn | undefined {
  return text.length <= 512 && GRADER.test(text) ? (text as GraderArn) : undefined;
}

/** What AWS is asked for, in a person's words. */
export const KIND_NAMES: Readonly<Record<LaunchKind, string>> = {
  'fine-tuning': 'Fine-tuning',
  'reinforcement-fine-tuning': 'Reinforcement fine-tuning',
  distillation: 'Distillation',
  import: 'Custom model import',
  router: 'Prompt router',
  'prompt-optimisation': 'Prompt optimisation',
};
