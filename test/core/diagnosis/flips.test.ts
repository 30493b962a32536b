import { explain } from '@rung/core/diagnosis/explain.ts';
import { FACTS, type FactName } from '@rung/core/diagnosis/fact-names.ts';
import { wordChange } from '@rung/core/diagnosis/fact-words.ts';
import { describe, expect, test } from 'vitest';
import { diagnoseText } from './read-fixtures.ts';

const NAMES = Object.keys(FACTS) as FactName[];
const turnsOf = (text: string) => explain(diagnoseText(text)).wouldChangeIf;

describe('what would turn a verdict', () => {
  test.each(NAMES)('is told of %s in words that follow an "if"', (name) => {
    const told = (['known', 'denied', 'unknown'] as const).map((to) => wordChange({ name, to }));

    for (const words of told) expect(words).toMatch(/^[A-Za-z][^:]*[^.:]$/u);
    if (name !== 'wording') expect(new Set(told).size).toBe(3);
  });

  test('is no student in Bedrock for those who must own the weights', () => {
    const told = turnsOf(
      'For regulatory reasons we have to own the weights and keep them in our own S3 bucket. Task is classifying suspicious transactions narratives into 22 codes, 5,500 labelled by compliance, 1.2M a month. Prompting Llama 3.1 8B got us to 83% and it won’t budge, we need 92.',
    );

    expect(told.join(' ')).not.toMatch(/distillation/u);
  });
});
