import { launchIdFor } from '@rung/core/ids.ts';
import { awsRequest } from '@rung/core/launch/aws-request.ts';
import type { LaunchForm } from '@rung/core/launch/launch-form.ts';
import { type KeyArn, parseKeyArn } from '@rung/core/launch/model-key.ts';
import { parseRecipe } from '@rung/core/launch/parse-recipe.ts';
import type { LaunchKind, Recipe } from '@rung/core/launch/recipe.ts';
import type { S3Uri } from '@rung/core/s3-uri.ts';
import { ANA } from './plans.ts';

/** A form of each kind as a person fills it in, in us-east-1. */
export const FORMS: Readonly<Record<LaunchKind, LaunchForm>> = {
  'fine-tuning': {
    kind: 'fine-tuning',
    name: 'triage',
    baseModelId: 'amazon.nova-micro-v1:0:128k',
    dataset: 's3://rung-data/train.jsonl',
    budgetUsd: '25',
  },
  'reinforcement-fine-tuning': {
    kind: 'reinforcement-fine-tuning',
    name: 'graded',
    baseModelId: 'amazon.nova-2-lite-v1:0:256k',
    dataset: 's3://rung-data/prompts.jsonl',
    budgetUsd: '25',
  },
  distillation: {
    kind: 'distillation',
    name: 'student',
    pair: 'amazon.nova-pro-v1:0>amazon.nova-micro-v1:0:128k',
    source: 'prompts',
    dataset: 's3://rung-data/prompts.jsonl',
    budgetUsd: '25',
  },
  import: { kind: 'import', name: 'weights', dataset: 's3://rung-data/model/', budgetUsd: '25' },
  router: {
    kind: 'router',
    name: 'router',
    family: 'Amazon Nova',
    fallback: 'amazon.nova-pro-v1:0',
    qualityDifference: '10',
  },
  'prompt-optimisation': {
    kind: 'prompt-optimisation',
    name: 'prompts',
    models: 'amazon.nova-lite-v1:0,amazon.nova-micro-v1:0',
    dataset: 's3://rung-data/templates.jsonl',
    budgetUsd: '25',
  },
};

export const GRADER = 'arn:aws:lambda:us-east-1:123456789012:function:grade';

export function recipeOfKind(form: LaunchForm): Recipe {
  const parsed = parseRecipe(form, { region: 'us-east-1', grader: GRADER });
  if (parsed.kind !== 'recipe') throw new Error(JSON.stringify(parsed.errors));
  return parsed.recipe;
}

export const KEY = parseKeyArn('arn:aws:kms:us-east-1:123456789012:key/0a1b2c3d-4e5f-6789-abcd-ef0123456789');

export function requestOf(recipe: Recipe, formId = 'V1', modelKey?: KeyArn) {
  return awsRequest(
    { id: launchIdFor({ user: ANA, formId }), requester: ANA, card: { channel: 'C1' }, recipe },
    { training: 's3://rung-work/frozen/a.jsonl' as S3Uri, validation: undefined },
    {
      roleArn: 'arn:aws:iam::123456789012:role/rung-bedrock',
      region: 'us-east-1',
      outputFolder: 's3://rung-work/output/x' as S3Uri,
      modelKey,
    },
  );
}
