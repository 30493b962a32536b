import type { LossVerdict } from '@rung/core/evaluation/loss-verdict.ts';
import { formOfRecipe } from '@rung/core/launch/form-of-recipe.ts';
import type { Done, Launch } from '@rung/core/launch/launch.ts';
import { betterEpochs, launchAgainOf, nextName } from '@rung/core/launch/launch-again.ts';
import type { LaunchForm } from '@rung/core/launch/launch-form.ts';
import { parseRecipe } from '@rung/core/launch/parse-recipe.ts';
import { LAUNCH_KINDS, type ModelName, parseModelName } from '@rung/core/launch/recipe.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANA, BO, planOf, recipeOf, waiting } from './plans.ts';
import { FORMS, GRADER } from './requests.ts';

const AT = { region: 'us-east-1', grader: GRADER };

/** Values that differ from every default; a kind reads those that are its own. */
const typed = fc.record({
  validation: fc.constantFrom('', 's3://rung-data/held-out.jsonl'),
  epochs: fc.integer({ min: 1, max: 5 }).map(String),
  learningRate: fc.constantFrom('0.000003', '1e-5', '0.0001'),
  samplesPerPrompt: fc.integer({ min: 2, max: 16 }).map(String),
  reasoningEffort: fc.constantFrom('low', 'medium', 'high'),
  maxResponseTokens: fc.integer({ min: 1, max: 10_000 }).map(String),
  qualityDifference: fc.double({ min: 0, max: 100, noNaN: true }).map((value) => value.toFixed(2)),
  budgetUsd: fc.integer({ min: 1, max: 5_000_000_000 }).map((micro) => (micro / 1e6).toFixed(6)),
});

describe('a recipe as a form again', () => {
  it.each(LAUNCH_KINDS)('is the same recipe once it is read: %s', (kind) => {
    fc.assert(
      fc.property(typed, (changes) => {
        const form: LaunchForm = { ...FORMS[kind], ...changes, ...(kind === 'import' ? { validation: '' } : {}) };
        const parsed = parseRecipe(form, AT);
        if (parsed.kind !== 'recipe') throw new Error(JSON.stringify(parsed.errors));

        expect(parseRecipe(formOfRecipe(parsed.recipe), AT)).toEqual(parsed);
      }),
    );
  });

  it('keeps where a distillation’s prompts come from', () => {
    for (const source of ['prompts', 'logs', 'logs-with-responses']) {
      const parsed = parseRecipe({ ...FORMS.distillation, source, dataset: 's3://rung-data/logs/' }, AT);
      if (parsed.kind !== 'recipe') throw new Error(JSON.stringify(parsed.errors));

      expect(formOfRecipe(parsed.recipe).source).toBe(source);
    }
  });
});

const done = (verdict: LossVerdict, epochs: string): Done => ({
  ...waiting(),
  ...{ state: 'done', plan: planOf(), recipe: recipeOf({ epochs }), verdict },
  approval: { planHash: waiting().planHash, by: BO, atMs: 0, amount: planOf().recipe.budget },
  ...{
    startedAtMs: 0,
    endedAtMs: 1,
    jobArn: 'a',
    modelArn: 'm',
    curve: { training: [], validation: [] },
    cost: undefined,
  },
});
const overfit = (afterEpoch: number) => ({ kind: 'overfit', best: 1, last: 2, afterEpoch }) as const;

describe('what to run again with', () => {
  it('is the epoch after which the model only memorised, when that is fewer than were run', () => {
    expect(betterEpochs(done(overfit(2), '5'))).toBe(2);
    expect(betterEpochs(done(overfit(5), '5'))).toBeUndefined();
    expect(betterEpochs(done({ kind: 'flat', from: 2, to: 2 }, '5'))).toBeUndefined();
    expect(launchAgainOf(done(overfit(2), '5')).form).toMatchObject({ epochs: '2', name: 'support-triage-v2' });
  });

  it('is the thread’s diagnosis again, and never its override', () => {
    const diagnosis = { threadKey: 'C1:7.7', method: 'rag', rulesVersion: '1', against: undefined } as const;
    const launch: Launch = { ...waiting(), diagnosis, override: { by: ANA, reason: 'because I say so' } };

    expect(launchAgainOf(launch)).toMatchObject({ rootTs: '7.7' });
    expect(JSON.stringify(launchAgainOf(launch))).not.toContain('because I say so');
    expect(launchAgainOf({ ...launch, card: { channel: 'D9', ts: '' } }).rootTs).toBeUndefined();
  });

  it('keeps the name of what was never made', () => {
    const refused: Launch = { ...waiting(), state: 'refused', reason: { kind: 'expired', atMs: 1 } };

    expect(launchAgainOf(refused).form.name).toBe('support-triage-v1');
  });
});

describe('the next name', () => {
  it.each([
    ['tone-v9', 'tone-v10'],
    ['tone', 'tone-2'],
    ['7', '7-2'],
    ['a'.repeat(40), 'a'.repeat(40)],
  ])('after %s is %s', (name, next) => {
    expect(nextName(name as ModelName)).toBe(next);
  });

  it('is always a name', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9a-zA-Z]([_-]?[0-9a-zA-Z]){0,19}$/), (text) => {
        const name = parseModelName(text);

        expect(name && parseModelName(nextName(name))).toBe(name && nextName(name));
      }),
    );
  });
});
