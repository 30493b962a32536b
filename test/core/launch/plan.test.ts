import { hashPlan, type Plan } from '@rung/core/launch/plan.ts';
import { usd } from '@rung/core/money.ts';
import { describe, expect, it } from 'vitest';
import { BO, planOf, recipeOf } from './plans.ts';

const base = planOf();

describe('the hash that an approval binds', () => {
  it('is the same for the same plan', () => {
    expect(hashPlan(planOf())).toBe(hashPlan(base));
  });

  it.each<[string, Plan]>([
    ['the bytes', planOf({ training: { ...base.training, sha256: 'b'.repeat(64) } })],
    ['the version of the file', planOf({ training: { ...base.training, etag: '"e2"' } })],
    ['the number of epochs', planOf({ recipe: recipeOf({ epochs: '3' }) })],
    ['the base model', planOf({ recipe: recipeOf({ baseModelId: 'amazon.nova-2-lite-v1:0:256k' }) })],
    ['the name', planOf({ recipe: recipeOf({ name: 'another' }) })],
    ['the budget', planOf({ recipe: recipeOf({ budgetUsd: '26' }) })],
    [
      'the reason to launch against the diagnosis',
      planOf({ override: { by: BO, reason: 'we know better this once' } }),
    ],
    ['who answers for personal data', planOf({ acceptance: { by: BO, reason: 'test accounts' } })],
    ['why it may be trained on', planOf({ acceptance: { by: BO, reason: 'they said yes' } })],
    ['a validation set', planOf({ validation: { ...base.training } })],
    [
      'the price',
      planOf({ estimate: base.estimate.kind === 'known' ? { ...base.estimate, high: usd('9') } : base.estimate }),
    ],
    [
      'a price that is no longer known',
      planOf({ estimate: { kind: 'unknown', why: 'gone', billedTokens: base.estimate.billedTokens } }),
    ],
  ])('changes with %s', (_, changed) => {
    expect(hashPlan(changed)).not.toBe(hashPlan(base));
  });
});
