import { turnsOf } from '@rung/core/diagnosis/evaluate-cases.ts';
import { FURTHEST_BEHIND, lagsOf, leaningOf } from '@rung/core/diagnosis/leaning/leaning.ts';
import { forEachOutcome, OUTCOMES } from '@rung/core/diagnosis/leaning/outcome-numbers.ts';
import { packWeights, unpackWeights } from '@rung/core/diagnosis/leaning/unpack-weights.ts';
import { readWording } from '@rung/core/diagnosis/leaning/wording.ts';
import { type Outcome, TRAINING_METHODS } from '@rung/core/diagnosis/methods.ts';
import { placeMethods } from '@rung/core/diagnosis/place-methods.ts';
import { readText, sentencesOf } from '@rung/core/diagnosis/read-text.ts';
import { emptySituation, type Fact, type Situation, situationOf } from '@rung/core/diagnosis/situation.ts';
import { describe, expect, test } from 'vitest';
import { readCases } from './read-fixtures.ts';

const WORDING: Fact = { name: 'wording', state: 'known', quote: 'so', turn: 0, origin: 'text' };

/** Told in words that lean to an outcome by a hair: they decide nothing by what they weigh. */
function inWords(told: Situation, outcome: Outcome): Situation {
  const leaning = forEachOutcome((one) => (one === outcome ? 0.01 : 0));
  return { ...told, facts: { ...told.facts, wording: { ...WORDING, leaning } } };
}

describe('The leaning', () => {
  test('of nothing is the same for every outcome', () => {
    expect(new Set(Object.values(leaningOf(emptySituation())))).toEqual(new Set([0]));
  });

  test('towards training recommends no training by itself, however strong it is', () => {
    for (const method of TRAINING_METHODS) {
      const leaning = forEachOutcome((outcome) => (outcome === method ? 100 : 0));
      expect(TRAINING_METHODS).not.toContain(placeMethods(situationOf([{ ...WORDING, leaning }])).outcome);
    }
  });

  test('of words to something else makes training wait for a far lead, until they are said to be misread', () => {
    const waiting = readCases('own.jsonl').filter((labelled) => {
      const told = readText(turnsOf(labelled));
      const { outcome } = placeMethods(inWords(told, labelled.expected));
      if (!TRAINING_METHODS.some((method) => method === outcome)) return false;
      const doubted = inWords(told, 'prompt');
      const correction: Fact = { ...WORDING, name: 'licence', origin: 'correction' };
      const misread = { ...doubted, struck: [{ fact: correction, by: correction }] };

      expect(TRAINING_METHODS).toContain(placeMethods(misread).outcome);
      return placeMethods(doubted).outcome !== outcome;
    });

    expect(waiting.length).toBeGreaterThan(0);
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
