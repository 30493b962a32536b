import type { Person } from '@rung/core/chat/person.ts';
import { estimateTraining } from '@rung/core/cost/estimate-training.ts';
import { shippedPrice } from '@rung/core/cost/shipped-prices.ts';
import { launchIdFor, type UserId } from '@rung/core/ids.ts';
import type { ApprovalPolicy } from '@rung/core/launch/approval-rule.ts';
import type { AwaitingApproval } from '@rung/core/launch/launch.ts';
import type { LaunchForm } from '@rung/core/launch/launch-form.ts';
import { parseRecipe } from '@rung/core/launch/parse-recipe.ts';
import { type CheckedFile, hashPlan, type Plan } from '@rung/core/launch/plan.ts';
import type { FineTuning } from '@rung/core/launch/recipe.ts';
import { usd } from '@rung/core/money.ts';

/** Values that tests of the launch begin with; each test changes what it is about. */
export const ANA = 'U0ANA' as UserId;
export const BO = 'U0BO' as UserId;

export const FORM: LaunchForm = {
  kind: 'fine-tuning',
  name: 'support-triage-v1',
  baseModelId: 'amazon.nova-micro-v1:0:128k',
  dataset: 's3://rung-data/train.jsonl',
  validation: '',
  epochs: '2',
  budgetUsd: '25',
};

export const PLACE = { region: 'us-east-1', grader: undefined } as const;

export const CAPS = { monthly: usd('500'), perLaunch: undefined, daily: undefined, channelMonthly: undefined };
export const POLICY: ApprovalPolicy = { secondPersonAbove: usd('0'), approvers: [], channelApprovers: {}, caps: CAPS };

export function recipeOf(changes: Partial<LaunchForm> = {}): FineTuning {
  const parsed = parseRecipe({ ...FORM, ...changes }, PLACE);
  if (parsed.kind !== 'recipe' || parsed.recipe.kind !== 'fine-tuning') throw new Error(JSON.stringify(parsed));
  return parsed.recipe;
}

/** The plan of a fine-tune. */
export type TunePlan = Plan & { readonly recipe: FineTuning; readonly training: CheckedFile };

export function planOf(changes: Partial<TunePlan> = {}): TunePlan {
  const recipe = changes.recipe ?? recipeOf();
  const price = shippedPrice(recipe.base.id, 'training-tokens-1k', recipe.region);
  const tokens = { estimate: 40_000, low: 34_000, high: 48_000 };
  return {
    recipe,
    training: {
      uri: recipe.dataset,
      versionId: undefined,
      etag: '"e1"',
      bytes: 1000,
      sha256: 'a'.repeat(64),
      records: 320,
    },
    validation: undefined,
    folder: undefined,
    override: undefined,
    estimate: estimateTraining({ tokens, epochs: recipe.epochs, price }),
    ...changes,
  };
}

export function waiting(changes: Partial<AwaitingApproval> = {}): AwaitingApproval {
  const plan = changes.plan ?? planOf();
  return {
    state: 'awaitingApproval',
    id: launchIdFor({ user: ANA, formId: 'V1' }),
    recipe: plan.recipe,
    requester: ANA,
    requestedAtMs: 1_000,
    diagnosis: undefined,
    override: undefined,
    card: { channel: 'C1', ts: '1.1' },
    version: 3,
    plan,
    planHash: hashPlan(plan),
    warnings: [],
    expiresAtMs: 100_000,
    taskToken: 'token',
    ...changes,
  };
}

export const member = (id: UserId): Person => ({ id, standing: 'member' });
