import { BASE_MODELS, findBaseModel, tunableIn } from '@rung/core/dataset/base-models.ts';
import { describe, expect, test } from 'vitest';

describe('the table of base models', () => {
  test('holds the eleven text models that Bedrock fine-tuned on 2026-11-20', () => {
    const ids = BASE_MODELS.map((model) => model.id);

    expect(ids).toEqual([
      'amazon.nova-micro-v1:0:128k',
      'amazon.nova-lite-v1:0:300k',
      'amazon.nova-pro-v1:0:300k',
      'amazon.nova-2-lite-v1:0:256k',
      'meta.llama3-1-8b-instruct-v1:0:128k',
      'meta.llama3-1-70b-instruct-v1:0:128k',
      'meta.llama3-2-1b-instruct-v1:0:128k',
      'meta.llama3-2-3b-instruct-v1:0:128k',
      'meta.llama3-2-11b-instruct-v1:0:128k',
      'meta.llama3-2-90b-instruct-v1:0:128k',
      'meta.llama3-3-70b-instruct-v1:0:128k',
    ]);
  });

  test.each(BASE_MODELS)('$id carries its source, its date and defaults inside their ranges', (model) => {
    expect(model.source.url).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
    expect(model.source.asOf).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(model.regions.length).toBeGreaterThan(0);
    expect(model.records.min).toBeLessThan(model.records.max);
    for (const parameter of model.hyperParameters) {
      expect(parameter.default).toBeGreaterThanOrEqual(parameter.min);
      expect(parameter.default).toBeLessThanOrEqual(parameter.max);
    }
  });

  test('gives every region its own models', () => {
    expect(tunableIn('us-east-1').map((model) => model.name)).toEqual([
      'Nova Micro',
      'Nova Lite',
      'Nova Pro',
      'Nova 2 Lite',
    ]);
    expect(tunableIn('us-west-2').map((model) => model.family)).not.toContain('Nova');
    expect(tunableIn('eu-central-1')).toEqual([]);
  });

  test('serves five of them on demand', () => {
    const onDemand = BASE_MODELS.filter((model) => model.onDemandRegions.length > 0).map((model) => model.name);

    expect(onDemand).toEqual(['Nova Micro', 'Nova Lite', 'Nova Pro', 'Nova 2 Lite', 'Llama 3.3 70B Instruct']);
  });

  test('has no batchSize for Nova and one for Llama', () => {
    const withBatchSize = BASE_MODELS.filter((model) => model.hyperParameters.some((p) => p.name === 'batchSize'));

    expect(withBatchSize.every((model) => model.family.startsWith('Llama'))).toBe(true);
    expect(withBatchSize).toHaveLength(7);
  });
});

describe('finding a base model', () => {
  test.each(BASE_MODELS)('finds $id by id and by ARN', (model) => {
    const region = model.regions[0];

    expect(findBaseModel(model.id)).toEqual({ kind: 'tunable', model });
    expect(findBaseModel(`arn:aws:bedrock:${region}::foundation-model/${model.id}`)).toEqual({
      kind: 'tunable',
      model,
    });
  });

  test.each([
    ['amazon.nova-lite-v1:0:24k', 'wrong-variant', 'amazon.nova-lite-v1:0:300k'],
    ['amazon.nova-micro-v1:0:24k', 'wrong-variant', 'amazon.nova-micro-v1:0:128k'],
    ['amazon.nova-lite-v1:0', 'inference-id', 'amazon.nova-lite-v1:0:300k'],
    ['us.amazon.nova-pro-v1:0', 'inference-id', 'amazon.nova-pro-v1:0:300k'],
    ['us.meta.llama3-3-70b-instruct-v1:0', 'inference-id', 'meta.llama3-3-70b-instruct-v1:0:128k'],
    ['anthropic.claude-3-haiku-20240307-v1:0:200k', 'end-of-life', 'amazon.nova-lite-v1:0:300k'],
    ['anthropic.claude-sonnet-4-20250514-v1:0', 'not-tunable', 'amazon.nova-lite-v1:0:300k'],
    ['amazon.titan-text-express-v1:0:8k', 'no-longer-tunable', 'amazon.nova-micro-v1:0:128k'],
    ['cohere.command-text-v14:7:4k', 'no-longer-tunable', 'amazon.nova-lite-v1:0:300k'],
    ['amazon.nova-premier-v1:0', 'end-of-life', 'amazon.nova-pro-v1:0:300k'],
    ['amazon.nova-canvas-v1:0', 'not-tunable', 'amazon.nova-lite-v1:0:300k'],
    ['mistral.mistral-large-2407-v1:0', 'unknown', 'amazon.nova-lite-v1:0:300k'],
    ['', 'unknown', 'amazon.nova-lite-v1:0:300k'],
  ])('refuses %j as %s and names %s', (id, reason, instead) => {
    const answer = findBaseModel(id);

    expect(answer).toMatchObject({ kind: 'refused', id, reason });
    expect(answer.kind === 'refused' && answer.instead).toContain(instead);
    expect(answer.kind === 'refused' && answer.why).toMatch(/\.$/);
  });

  test('names only ids that can be tuned in a refusal', () => {
    for (const id of [
      'amazon.nova-lite-v1:0:24k',
      'cohere.x',
      'anthropic.claude-3-haiku-1',
      'amazon.titan-text-lite',
    ]) {
      const answer = findBaseModel(id);

      const kinds = answer.kind === 'refused' ? answer.instead.map((other) => findBaseModel(other).kind) : [];
      expect(new Set(kinds)).toEqual(new Set(['tunable']));
    }
  });
});
