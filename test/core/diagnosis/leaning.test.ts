import { FURTHEST_BEHIND, lagsOf, leaningOf } from '@rung/core/diagnosis/leaning/leaning.ts';
import { forEachOutcome, OUTCOMES } from '@rung/core/diagnosis/leaning/outcome-numbers.ts';
import { packWeights, unpackWeights } from '@rung/core/diagnosis/leaning/unpack-weights.ts';
import { readWording } from '@rung/core/diagnosis/leaning/wording.ts';
import { TRAINING_METHODS } from '@rung/core/diagnosis/methods.ts';
import { placeMethods } from '@rung/core/diagnosis/place-methods.ts';
import { readText, sentencesOf } from '@rung/core/diagnosis/read-text.ts';
import { emptySituation, type Fact, situationOf } from '@rung/core/diagnosis/situation.ts';
import { describe, expect, test } from 'vitest';
import { readCases } from './read-fixtures.ts';

describe('The leaning', () => {
  test('of nothing is the same for every outcome', () => {
    expect(new Set(Object.values(leaningOf(emptySituation())))).toEqual(new Set([0]));
  });

  test('towards training recommends no training by itself, however strong it is', () => {
    for (const method of TRAINING_METHODS) {
      const leaning = forEachOutcome((outcome) => (outcome === method ? 100 : 0));
      const wording: Fact = { name: 'wording', state: 'known', quote: 'so', turn: 0, origin: 'text', leaning };

      expect(TRAINING_METHODS).not.toContain(placeMethods(situationOf([wording])).outcome);
    }
  });

  test('of words alone lags by a bounded amount, so that new facts can turn a verdict', () => {
    for (const { text } of readCases('sayings.jsonl')) {
      const { wording } = readText([{ role: 'user', text }]).facts;
      const behind = Object.values(lagsOf(wording?.leaning, FURTHEST_BEHIND));

      expect(Math.max(...behind)).toBe(0);
      expect(Math.min(...behind)).toBeGreaterThanOrEqual(-FURTHEST_BEHIND);
    }
  });
});

describe('The wording', () => {
  test('of a few words leans nowhere', () => {
    expect(readWording(sentencesOf('please help us', 0))).toEqual([]);
  });

  test('does not depend on the order of sentences', () => {
    const one = sentencesOf('the assistant quotes opening hours of a branch that we closed in march', 0);
    const other = sentencesOf('the list of branches is in our wiki', 0);

    expect(readWording([...one, ...other])).not.toEqual([]);
    expect(readWording([...other, ...one])).toEqual(readWording([...one, ...other]));
  });
});

test('Weights are packed and read again to within one step of the scale', () => {
  const rows = new Map([
    ['one', [1, -1, 0.5, 0, 0.25, -0.25, 0.1, -0.1, 0.9]],
    ['two', [0, 0, 0, 0, 0, 0, 0, 0, -0.3]],
  ]);
  const again = unpackWeights(packWeights(rows), OUTCOMES.length);

  expect(again('three')).toBeUndefined();
  for (const [name, weights] of rows)
    for (const [at, weight] of weights.entries())
      expect(Math.abs((again(name)?.[at] ?? Number.NaN) - weight)).toBeLessThan(1 / 45);
});
