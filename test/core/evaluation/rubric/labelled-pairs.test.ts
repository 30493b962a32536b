import { judgeArms } from '@rung/core/evaluation/judgement/verdict.ts';
import { choiceOf, readLabels } from '@rung/core/evaluation/rubric/labelled-pairs.ts';
import { meanMeasure } from '@rung/core/evaluation/statistics/paired-measure.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';

const line = (changes: object = {}) =>
  JSON.stringify({ request: 'Which team?', a: 'billing', b: 'sales', better: 'a', ...changes });
const file = (...lines: string[]) => [...Array.from({ length: 12 }, () => line()), ...lines].join('\n');

it('labels are read with the hash of their bytes, and a line that is none is named', () => {
  const read = readLabels(`${file(line({ system: 'Be brief.', better: 'tie' }))}\n\n`);

  expect(typeof read === 'string' ? read : read.pairs).toHaveLength(13);
  expect(typeof read === 'string' ? read : read.pairs.at(-1)).toMatchObject({
    example: { system: 'Be brief.', turns: [{ role: 'user', text: 'Which team?' }] },
    better: 'tie',
  });
  for (const wrong of ['{', '3', line({ better: 'left' }), line({ a: 1 }), line({ request: '' })])
    expect(readLabels(file(wrong))).toMatch(/^Line 13 of the labels is no pair\./);
  expect(readLabels(line())).toBe('The labels hold 1 pairs; it takes 10 to 200.');
});

it('no file of labels ends in anything but a sample or a sentence', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(['string', 'object']).toContain(typeof readLabels(text));
    }),
  );
});

it('a preference says what a label would', () => {
  expect(([1, 0, 0.5] as const).map(choiceOf)).toEqual(['a', 'b', 'tie']);
});

it('a judge that knows what is known and differs from the team decides nothing', () => {
  const scores = (right: number) => Float64Array.from({ length: 200 }, (_, index) => (index < right ? 1 : 0));
  const arms = [
    { arm: 'prompt', value: 0.6, failed: 0 },
    { arm: 'tuned', value: 0.9, failed: 0 },
  ] as const;
  const by = (agreed: number) =>
    judgeArms({
      ...{ examples: 200, arms, costs: [], worthAPoint: undefined, seed: 's' },
      pair: () => meanMeasure(scores(120), scores(180)),
      judge: { known: 20, agreed: 20, labelled: { pairs: 20, agreed } },
    });

  expect(by(16).kind).toBe('ship');
  expect(by(15)).toEqual({ kind: 'needs-data', because: 'judge-differs', answered: 15, wanted: 20 });
});
