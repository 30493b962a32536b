import { launchIdFor } from '@rung/core/ids.ts';
import { jobNameOf, modelNameOf } from '@rung/core/launch/launch.ts';
import { type LaunchForm, parseModelName, parseRecipe } from '@rung/core/launch/recipe.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANA, FORM, recipeOf } from './plans.ts';

const wrongFields = (changes: Partial<LaunchForm>) => {
  const parsed = parseRecipe({ ...FORM, ...changes }, 'us-east-1');
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
      name: text,
      baseModelId: text,
      dataset: text,
      validation: text,
      epochs: text,
      budgetUsd: text,
    });

    fc.assert(fc.property(form, (typed) => void parseRecipe(typed, 'us-east-1')));
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
