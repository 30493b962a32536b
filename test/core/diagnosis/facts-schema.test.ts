import { FACT_NAMES } from '@rung/core/diagnosis/fact-names.ts';
import { FACTS_SCHEMA, parseModelFacts } from '@rung/core/diagnosis/facts-schema.ts';
import { describe, expect, test } from 'vitest';

const TEXT = 'The model does not know our clauses. We have 900 reviewed pairs.';

describe('Facts from a reading model', () => {
  test('are asked for by the names that the rules use', () => {
    expect(FACTS_SCHEMA.properties.facts.items.properties.name.enum).toEqual(
      FACT_NAMES.filter((name) => name !== 'wording' && name !== 'bedrock-unlikely'),
    );
  });

  test('count when their quote stands in the text', () => {
    const situation = parseModelFacts(
      { facts: [{ name: 'labelled-pairs', state: 'known', quote: '900 reviewed pairs', amount: 900 }] },
      TEXT,
    );

    expect(situation?.facts['labelled-pairs']).toMatchObject({
      origin: 'model',
      amount: { value: 900, unit: 'examples' },
    });
  });

  test.each([
    ['a quote that is not in the text', { name: 'gap-facts', state: 'known', quote: 'does not know our contracts' }],
    ['an empty quote', { name: 'gap-facts', state: 'known', quote: ' ' }],
    ['a name that is not ours', { name: 'method', state: 'known', quote: 'our clauses' }],
    ['how it is worded, which only the desk weighs', { name: 'wording', state: 'known', quote: 'our clauses' }],
    ['an inherited name', { name: 'toString', state: 'known', quote: 'our clauses' }],
    ['a state that is not ours', { name: 'gap-facts', state: 'maybe', quote: 'our clauses' }],
    ['something that is no record', 'fine-tuning'],
  ])('%s is dropped', (_, fact) => {
    expect(parseModelFacts({ facts: [fact] }, TEXT)?.facts).toEqual({});
  });

  test.each([['text'], [undefined], [null], [[]], [{}], [{ facts: 'none' }]])('%j does not parse', (json) => {
    expect(parseModelFacts(json, TEXT)).toBeUndefined();
  });

  test('an amount that is no number is left out, the fact stays', () => {
    const situation = parseModelFacts(
      { facts: [{ name: 'labelled-pairs', state: 'known', quote: '900 reviewed pairs', amount: 'many' }] },
      TEXT,
    );

    expect(situation?.facts['labelled-pairs']).toBeDefined();
    expect(situation?.facts['labelled-pairs']?.amount).toBeUndefined();
  });
});
