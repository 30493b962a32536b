import { amountHeard } from '@rung/core/diagnosis/hearing/amount-heard.ts';
import { hearFacts } from '@rung/core/diagnosis/hearing/hear-facts.ts';
import { featuresOf } from '@rung/core/diagnosis/hearing/sentence-features.ts';
import { readPatterns, readText, sentencesOf } from '@rung/core/diagnosis/read-text.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCases } from './read-fixtures.ts';

const namesIn = (text: string) =>
  hearFacts(sentencesOf(text, 0)).map(({ name, state }) => (state === 'denied' ? `!${name}` : name));

describe('Facts that are heard', () => {
  test('are those that sentences state in words that no pattern knows', () => {
    const texts = [
      ['nobody in the house can run gpus', 'no-ml-team'],
      ['sonnet hardly ever gets one wrong, haiku with the same prompt botches a third', 'small-model-weak'],
      ['the price list is different every monday', 'gap-facts'],
    ] as const;
    for (const [text, fact] of texts) {
      expect(Object.keys(readPatterns([{ role: 'user', text }]).facts)).not.toContain(fact);
      expect(namesIn(text)).toContain(fact);
    }
  });

  test('quote the sentence that states them', () => {
    const text = 'Hi all. Two senior nurses went over every one of the 1,400 notes. Thanks!';
    for (const { quote } of hearFacts(sentencesOf(text, 0))) expect(text).toContain(quote);
  });

  test('never replace what was read', () => {
    for (const { text } of readCases('sayings.jsonl').slice(0, 60)) {
      const turns = [{ role: 'user', text }] as const;
      const read = readPatterns(turns).facts;

      expect(readText(turns).facts).toMatchObject(read);
    }
  });

  test('do not depend on the order of the sentences', () => {
    const sentences = readCases('unseen.jsonl')
      .flatMap(({ text }) => sentencesOf(text, 0))
      .slice(0, 40);
    fc.assert(
      fc.property(fc.shuffledSubarray(sentences, { minLength: 2, maxLength: 6 }), (said) => {
        const sorted = (some: typeof said) =>
          hearFacts(some)
            .map(({ name, state }) => `${state} ${name}`)
            .sort();

        expect(sorted(said.toReversed())).toEqual(sorted(said));
      }),
      { numRuns: 60 },
    );
  });

  test('are none where nothing was said', () => {
    expect(hearFacts([])).toEqual([]);
  });
});

test('A negator reaches the words after it', () => {
  expect([...featuresOf('we have no labels yet')]).toEqual(expect.arrayContaining(['label', '!label', 'no_label']));
});

test('The number of a heard fact is of its kind', () => {
  expect(amountHeard('labelled-pairs', '2,300 of them, 95 % checked')).toEqual({ value: 2_300, unit: 'examples' });
  expect(amountHeard('traffic-volume', 'about 40k a day')).toMatchObject({ value: 1_200_000, unit: 'requests' });
  expect(amountHeard('labelled-pairs', 'checked by nurses')).toBeUndefined();
  expect(amountHeard('gap-behaviour', '40 of them')).toBeUndefined();
});
