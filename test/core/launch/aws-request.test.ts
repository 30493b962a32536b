import { LAUNCH_KINDS, type LaunchKind } from '@rung/core/launch/recipe.ts';
import { checkShape } from '@rung/sandbox/models/check-shape.ts';
import { loadModel } from '@rung/sandbox/models/service-model.ts';
import { toApiNames } from '@rung/sandbox/step-functions/member-names.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import definition from '../../../packages/infra/src/launch-flow.asl.json' with { type: 'json' };
import { FORMS, GRADER, KEY, recipeOfKind, requestOf } from './requests.ts';

const SHAPES: Readonly<Record<LaunchKind, string>> = {
  'fine-tuning': 'CreateModelCustomizationJobRequest',
  'reinforcement-fine-tuning': 'CreateModelCustomizationJobRequest',
  distillation: 'CreateModelCustomizationJobRequest',
  import: 'CreateModelImportJobRequest',
  router: 'CreatePromptRouterRequest',
  'prompt-optimisation': 'CreateAdvancedPromptOptimizationJobRequest',
};

const bedrock = loadModel('bedrock');
/** What AWS's own model of the API objects to. */
const slips = (kind: LaunchKind, request: object) =>
  checkShape(bedrock, SHAPES[kind], toApiNames(bedrock, SHAPES[kind], request as never));

/** Members that the workflow's state for a call hands on; undefined where a function makes the call. */
function handedOnBy(call: string): string[] | undefined {
  const { AfterFreeze, ...states } = definition.States;
  const name = AfterFreeze.Choices.find(({ StringEquals }) => StringEquals === call)?.Next ?? '';
  const { Resource, Parameters } = states[name as keyof typeof states] as { Resource: string; Parameters: object };
  if (Resource.endsWith('lambda:invoke')) return undefined;
  return Object.keys(Parameters)
    .map((member) => member.replace(/\.\$$/, ''))
    .sort();
}

describe('the request of a launch', () => {
  it.each(LAUNCH_KINDS)('is one that AWS’s model of the API takes: %s', (kind) => {
    const { request } = requestOf(recipeOfKind(FORMS[kind]));

    expect(slips(kind, request)).toEqual([]);
  });

  it('is one that AWS takes, whatever name and numbers the form took', () => {
    const name = fc.stringMatching(/^[0-9A-Za-z]{1,12}(?:[-_][0-9A-Za-z]{1,12}){0,2}$/);
    const law = (kind: LaunchKind, typed: { name: string; qualityDifference: string; epochs: string }) => {
      const recipe = recipeOfKind({ ...FORMS[kind], ...typed });

      expect(slips(kind, requestOf(recipe).request)).toEqual([]);
    };
    const typed = fc.record({
      name,
      qualityDifference: fc.integer({ min: 0, max: 100 }).map(String),
      epochs: fc.integer({ min: 1, max: 5 }).map(String),
    });

    fc.assert(fc.property(fc.constantFrom(...LAUNCH_KINDS), typed, law));
  });

  it.each(LAUNCH_KINDS)(
    'names the team’s key where AWS takes one, and the workflow hands on every member: %s',
    (kind) => {
      const { call, request } = requestOf(recipeOfKind(FORMS[kind]), 'V1', KEY);

      expect(slips(kind, request)).toEqual([]);
      expect(JSON.stringify(request).includes(String(KEY))).toBe(kind !== 'router');
      expect(handedOnBy(call)).toEqual(kind === 'prompt-optimisation' ? undefined : Object.keys(request).sort());
    },
  );

  it.each(LAUNCH_KINDS)('names no key where the team has none: %s', (kind) => {
    const { call, request } = requestOf(recipeOfKind(FORMS[kind]));

    expect(Object.keys(request).filter((name) => /key/i.test(name))).toEqual([]);
    expect(handedOnBy(call)).toEqual(kind === 'prompt-optimisation' ? undefined : Object.keys(request).sort());
  });

  it('would be refused by the model if a hyperparameter were a number', () => {
    const { request } = requestOf(recipeOfKind(FORMS['fine-tuning']));

    expect(slips('fine-tuning', { ...request, HyperParameters: { epochCount: 2 } })).toHaveLength(1);
  });

  it('grades by the function of the settings, whatever the form says', () => {
    const { request } = requestOf(recipeOfKind({ ...FORMS['reinforcement-fine-tuning'], ...{ grader: 'arn:evil' } }));

    expect(JSON.stringify(request)).toContain(GRADER);
    expect(JSON.stringify(request)).not.toContain('evil');
  });

  it('uses logged calls with or without the logged answers', () => {
    const logs = { ...FORMS.distillation, dataset: 's3://rung-data/logs/2026/11' };
    const asked = (source: string) => requestOf(recipeOfKind({ ...logs, source })).request['TrainingDataConfig'];

    expect(asked('logs-with-responses')).toEqual({
      InvocationLogsConfig: {
        UsePromptResponse: true,
        InvocationLogSource: { S3Uri: 's3://rung-data/logs/2026/11/' },
      },
    });
    expect(asked('logs')).toMatchObject({ InvocationLogsConfig: { UsePromptResponse: false } });
  });
});
