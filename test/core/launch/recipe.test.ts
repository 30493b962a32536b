import { launchIdFor } from '@rung/core/ids.ts';
import { jobNameOf, modelNameOf } from '@rung/core/launch/launch.ts';
import type { LaunchForm } from '@rung/core/launch/launch-form.ts';
import { parseRecipe } from '@rung/core/launch/parse-recipe.ts';
import { LAUNCH_KINDS, parseModelName } from '@rung/core/launch/recipe.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANA, FORM, PLACE, recipeOf } from './plans.ts';
import { FORMS, GRADER } from './requests.ts';

const wrongFields = (changes: Partial<LaunchForm>) => {
  const parsed = parseRecipe({ ...FORM, ...changes }, PLACE);
  return parsed.kind === 'wrong' ? Object.keys(parsed.errors) : [];
};

describe('the launch form', () => {
  it('becomes a recipe with every hyperparameter as a decimal string', () => {
    expect(recipeOf().hyperParameters).toEqual({
      epochCount: '2',
      learningRate: '0.00001',
      learningRateWarmupSteps: '10',
    });
  });

  it.each<[string, Partial<LaunchForm>, string]>([
    ['a name with a space', { name: 'support triage' }, 'name'],
    ['a name with two dashes together', { name: 'a--b' }, 'name'],
    ['a name that is too long for AWS once our id is added', { name: 'a'.repeat(41) }, 'name'],
    [
      'the context variant that is sold as throughput only',
      { baseModelId: 'amazon.nova-lite-v1:0:24k' },
      'baseModelId',
    ],
    ['a model that Bedrock does not tune', { baseModelId: 'anthropic.claude-3-5-sonnet-20240620-v1:0' }, 'baseModelId'],
    ['a model that is tuned in another region', { baseModelId: 'meta.llama3-1-8b-instruct-v1:0:128k' }, 'baseModelId'],
    ['a web address for the data', { dataset: 'https://bucket/train.jsonl' }, 'dataset'],
    ['a key with a space', { dataset: 's3://bucket/my train.jsonl' }, 'dataset'],
    [
      'a validation set for Nova 2 Lite',
      { baseModelId: 'amazon.nova-2-lite-v1:0:256k', validation: 's3://b-1/v.jsonl' },
      'validation',
    ],
    ['no epochs', { epochs: '0' }, 'epochs'],
    ['more epochs than Nova takes', { epochs: '6' }, 'epochs'],
    ['half an epoch', { epochs: '1.5' }, 'epochs'],
    ['no budget', { budgetUsd: '0' }, 'budgetUsd'],
    ['a budget in words', { budgetUsd: 'twenty' }, 'budgetUsd'],
  ])('refuses %s under its own field', (_, changes, field) => {
    expect(wrongFields(changes)).toEqual([field]);
  });

  it('refuses the request of an old tutorial, a throughput variant with a batch size, for the right reason', () => {
    const wrongModel = parseRecipe({ ...FORM, baseModelId: 'amazon.nova-lite-v1:0:24k', batchSize: '8' }, PLACE);
    const wrongSize = parseRecipe({ ...FORM, baseModelId: 'amazon.nova-lite-v1:0:300k', batchSize: '8' }, PLACE);

    expect(wrongModel).toEqual({
      kind: 'wrong',
      errors: {
        baseModelId: expect.stringMatching(/Provisioned Throughput.*amazon\.nova-lite-v1:0:300k/),
        batchSize: expect.stringMatching(/^Nova Lite has no hyperparameter batchSize/),
      },
    });
    expect(wrongSize).toEqual({
      kind: 'wrong',
      errors: {
        batchSize:
          'Nova Lite has no hyperparameter batchSize; AWS lists epochCount, learningRate, learningRateWarmupSteps.',
      },
    });
  });

  it.each<[string, LaunchForm, string]>([
    [
      'a tune by rewards of a model that AWS does not tune so',
      { ...FORMS['reinforcement-fine-tuning'], baseModelId: 'amazon.nova-micro-v1:0:128k' },
      'baseModelId',
    ],
    ['a batch smaller than AWS takes', { ...FORMS['reinforcement-fine-tuning'], batchSize: '8' }, 'batchSize'],
    [
      'a teacher that AWS retired',
      { ...FORMS.distillation, pair: 'amazon.nova-premier-v1:0>amazon.nova-lite-v1:0:300k' },
      'pair',
    ],
    [
      'a pair of another region',
      { ...FORMS.distillation, pair: 'meta.llama3-1-70b-instruct-v1:0>meta.llama3-1-8b-instruct-v1:0:128k' },
      'pair',
    ],
    ['a bucket as a model’s folder', { ...FORMS.import, dataset: 's3://rung-data' }, 'dataset'],
    ['a router over two families', { ...FORMS.router, family: 'Nova and Llama' }, 'family'],
    ['a fallback that is not one of the two', { ...FORMS.router, fallback: 'amazon.nova-micro-v1:0' }, 'fallback'],
    ['a difference above a hundred per cent', { ...FORMS.router, qualityDifference: '101' }, 'qualityDifference'],
    ['prompts optimised for no model', { ...FORMS['prompt-optimisation'], models: '' }, 'models'],
    [
      'a model that is only tuned, not asked',
      { ...FORMS['prompt-optimisation'], models: 'amazon.nova-lite-v1:0:300k' },
      'models',
    ],
  ])('refuses %s', (_, form, field) => {
    const parsed = parseRecipe(form, { region: 'us-east-1', grader: GRADER });

    expect(parsed.kind === 'wrong' && Object.keys(parsed.errors)).toEqual([field]);
  });

  it('does not tune by rewards where the team has set no grader', () => {
    const parsed = parseRecipe(FORMS['reinforcement-fine-tuning'], PLACE);

    expect(parsed).toMatchObject({ kind: 'wrong', errors: { dataset: expect.stringContaining('RUNG_GRADER_ARN') } });
  });

  it('says all wrong fields at once', () => {
    expect(wrongFields({ name: '', dataset: 'x', epochs: 'two', budgetUsd: '' })).toEqual([
      'name',
      'dataset',
      'epochs',
      'budgetUsd',
    ]);
  });

  it('never throws, whatever is typed', () => {
    const text = fc.string({ maxLength: 60 });
    const form = fc.record({
      kind: fc.constantFrom(...LAUNCH_KINDS),
      name: text,
      baseModelId: text,
      dataset: text,
      validation: text,
      epochs: text,
      budgetUsd: text,
    });

    fc.assert(fc.property(form, (typed) => void parseRecipe(typed, PLACE)));
  });
});

describe('names in AWS', () => {
  it('fit Bedrock’s patterns and lengths for every name that the form takes', () => {
    const word = fc.stringMatching(/^[0-9A-Za-z]{1,8}$/);
    const names = fc
      .tuple(word, fc.array(fc.tuple(fc.constantFrom('-', '_'), word), { maxLength: 5 }))
      .map(([first, rest]) => first + rest.flat().join(''));
    const law = (typed: string, formId: string) => {
      const name = parseModelName(typed);
      fc.pre(name !== undefined);
      const launch = { id: launchIdFor({ user: ANA, formId }), recipe: { ...recipeOf(), name } };

      expect(jobNameOf(launch)).toMatch(/^[A-Za-z0-9][A-Za-z0-9+.-]{0,62}$/);
      expect(modelNameOf(launch)).toMatch(/^(?=.{1,63}$)[0-9A-Za-z]+(?:[_-][0-9A-Za-z]+)*$/);
    };

    fc.assert(fc.property(names, fc.string(), law));
  });
});
