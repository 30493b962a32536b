import { wantsExplanation } from '@rung/core/chat/intent.ts';
import { shippedPrice } from '@rung/core/cost/shipped-prices.ts';
import { BASE_MODELS } from '@rung/core/dataset/base-models.ts';
import { lookUp } from '@rung/core/handbook/look-up.ts';
import type { Claim, Page } from '@rung/core/handbook/page.ts';
import { PAGES } from '@rung/core/handbook/pages.ts';
import { TEACHERS } from '@rung/core/launch/kinds/distillation.ts';
import { IMPORTED } from '@rung/core/launch/kinds/model-import.ts';
import { describe, expect, it } from 'vitest';

const wordsOf = ({ title, claims }: Page) => [title, ...claims.map(({ text }) => text)].join('\n');
const everyClaim = PAGES.flatMap((page) => page.claims.map((claim): [string, Claim] => [page.name, claim]));

describe('the handbook', () => {
  it.each(everyClaim)('%s says nothing without a source and the day it was read', (_, { text, sources }) => {
    expect(text.split(/\s+/u).length).toBeLessThanOrEqual(75);
    expect(text).toMatch(/\.$/u);
    expect(sources.length).toBeGreaterThan(0);
    for (const { title, asOf } of sources) {
      expect(title).not.toBe('');
      expect(asOf).toMatch(/^20\d\d-[01]\d-[0-3]\d$/u);
      expect(Date.parse(asOf)).toBeLessThanOrEqual(Date.now());
    }
  });

  it('attributes no figure of AWS to its own judgement', () => {
    const owned = everyClaim.filter(([, { sources }]) =>
      sources.every(({ title }) => title === 'Rung’s own judgement'),
    );

    expect(owned.filter(([, { text }]) => /\$\d|us-(?:east|west)-\d|\d{4}-\d\d-\d\d/u.test(text))).toEqual([]);
  });

  it('names each page once', () => {
    expect(new Set(PAGES.map(({ name }) => name)).size).toBe(PAGES.length);
  });

  it.each([
    ['hosting-costs', 'stored-model-month'],
    ['hosting-costs', 'tuned-input-tokens-1k'],
    ['hosting-costs', 'tuned-output-tokens-1k'],
    ['hosting-costs', 'model-unit-hour'],
    ['provisioned-throughput', 'model-unit-hour-1-month'],
    ['training-costs', 'training-tokens-1k'],
  ] as const)('%s gives the price that Rung ships for %s', (name, unit) => {
    const shipped = shippedPrice('amazon.nova-2-lite-v1:0', unit, 'us-east-1');

    const dollars = shipped.kind === 'known' ? shipped.price.amount / 1_000_000 : Number.NaN;
    expect(pricesIn(textOf(name))).toContain(dollars);
  });

  it('lists the models, teachers and regions of the tables that launches are checked against', () => {
    const tunable = textOf('tunable-models');

    for (const { name } of BASE_MODELS) expect(tunable).toMatch(sizeOf(name));
    for (const { name } of TEACHERS) expect(textOf('distillation-data')).toMatch(sizeOf(name));
    for (const region of IMPORTED.regions) expect(textOf('import-architectures')).toContain(region);
  });
});

/** Questions as people put them, and the page that answers each. */
const QUESTIONS: readonly [question: string, page: string][] = [
  ['what is continued pre-training?', 'continued-pre-training'],
  ['What is CPT', 'continued-pre-training'],
  ['what does hosting cost?', 'hosting-costs'],
  ['how much does it cost to host a tuned model?', 'hosting-costs'],
  ["what's the difference between distillation and fine tuning", 'distillation-or-fine-tuning'],
  ['distillation vs fine-tuning?', 'distillation-or-fine-tuning'],
  ['difference between RAG and fine-tuning', 'retrieval-or-fine-tuning'],
  ['is RAG better than fine-tuning?', 'retrieval-or-fine-tuning'],
  ['what is the difference between continued pretraining and finetuning', 'pre-training-or-fine-tuning'],
  ['can I fine tune claude', 'claude'],
  ['Can you fine-tune Sonnet?', 'claude'],
  ['can I fine-tune GPT-4o on Bedrock?', 'openai-models'],
  ['is titan still tunable', 'titan-and-cohere'],
  ['which models can be fine-tuned?', 'tunable-models'],
  ['what is RAG?', 'retrieval'],
  ['what’s retrieval augmented generation', 'retrieval'],
  ['what is a knowledge base?', 'knowledge-bases'],
  ['what is fine-tuning', 'fine-tuning'],
  ['when is fine-tuning worth it?', 'when-to-fine-tune'],
  ['when does fine tuning make sense', 'when-to-fine-tune'],
  ['can fine-tuning add knowledge?', 'fine-tuning-and-facts'],
  ['does fine-tuning teach the model new facts', 'fine-tuning-and-facts'],
  ['what is distillation?', 'distillation'],
  ['which teachers can distillation use?', 'distillation-data'],
  ['what is reinforcement fine-tuning', 'reinforcement-fine-tuning'],
  ['what is RFT?', 'reinforcement-fine-tuning'],
  ['what is few-shot?', 'few-shot'],
  ['explain prompt caching', 'prompt-caching'],
  ['what is a prompt router?', 'prompt-routing'],
  ['how does prompt routing work', 'prompt-routing'],
  ['what is custom model import?', 'custom-model-import'],
  ['which architectures can be imported?', 'import-architectures'],
  ['can falcon weights be imported?', 'import-architectures'],
  ['what is bedrock marketplace?', 'marketplace'],
  ['what is provisioned throughput?', 'provisioned-throughput'],
  ['can a tuned model run on demand?', 'on-demand-hosting'],
  ['does a sagemaker endpoint scale to zero?', 'endpoints'],
  ['how many examples do I need for fine-tuning?', 'how-many-examples'],
  ['how much does training cost', 'training-costs'],
  ['how long does training take?', 'training-time'],
  ['what is an epoch?', 'epochs-and-overfitting'],
  ['what is overfitting', 'epochs-and-overfitting'],
  ['what is a validation set?', 'held-out-sets'],
  ['what format does training data have?', 'training-data'],
  ['what is LoRA?', 'lora'],
  ['who owns the weights?', 'ownership'],
  ['can I download the weights?', 'ownership'],
  ['in which regions can bedrock fine-tune?', 'regions'],
  ['what about personal data in training data', 'personal-data'],
  ['does batch inference cost less?', 'batch'],
  ['how do you evaluate a tuned model', 'evaluation'],
  ['can I tune a tuned model again?', 'tuning-again'],
  ['what are AWS credits good for', 'credits'],
  ['bedrock or sagemaker?', 'aws-paths'],
  ['what is the ladder?', 'ladder'],
  ['what is structured output?', 'structured-output'],
  ['which metric for which task?', 'metrics'],
  ['what is prompt management?', 'prompt-management'],
];

describe('somebody who asks what a word means', () => {
  it.each(QUESTIONS)('%j is answered by %s', (question, page) => {
    expect(lookUp(question, []).page?.name).toBe(page);
  });

  it.each(QUESTIONS)('%j is taken for a question and not for a problem', (question) => {
    expect(wantsExplanation(question)).not.toBe('no');
  });

  it.each(['what is the capital of France?', 'what is a blockchain?', 'what does Gemini cost?', 'what is kubernetes'])(
    '%j is nothing that the handbook knows',
    (question) => {
      expect(lookUp(question, [])).toMatchObject({ page: undefined, passage: undefined });
    },
  );

  it('hears which word of the question nothing was found on', () => {
    expect(lookUp('can mistral weights of a zebra be imported to bedrock?', []).unknown).toContain('zebra');
  });

  it('hears what the team wrote, and not what only shares a filler word with the question', () => {
    const refunds = {
      text: '# Refund policy\n\nA refund is paid within 14 days.',
      source: 's3://n/refunds.md',
      score: 0.6,
    };
    const other = { text: 'What is there to know about parking.', source: 's3://n/parking.md', score: 0.7 };

    const found = lookUp('what is the refund policy?', [other, refunds]);

    expect(found.page).toBeUndefined();
    expect(found.passage).toBe(refunds);
  });
});

function textOf(name: string): string {
  const page = PAGES.find((one) => one.name === name);
  return page === undefined ? '' : wordsOf(page);
}

function pricesIn(text: string): number[] {
  return [...text.matchAll(/\$([\d,.]*\d)/gu)].map(([, digits = '']) => Number(digits.replaceAll(',', '')));
}

/** "Llama 3.1 8B Instruct" → "8B": the handbook does not repeat the family before each size. */
function sizeOf(name: string): RegExp {
  return new RegExp(/\b(?:\d+B|Lite|Micro|Pro)\b/u.exec(name)?.[0] ?? name, 'u');
}
