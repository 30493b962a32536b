import { confusionOf, worstConfusions } from '@rung/core/evaluation/metrics/confusion.ts';
import { isSameAnswer, labelIn, readJson, scoreAnswer } from '@rung/core/evaluation/metrics/score-answer.ts';
import { metricWords, parseMetricKind } from '@rung/core/evaluation/metrics/target-metric.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const RIGHT = '{"team":"billing","urgency":"low"}';

describe('an answer', () => {
  it.each([
    [RIGHT, ' {"urgency": "low", "team": "billing"} ', true],
    [RIGHT, '```json\n{"team":"billing","urgency":"low"}\n```', true],
    [RIGHT, '{"team":"billing"}', false],
    [RIGHT, '{"team":"Billing","urgency":"low"}', false],
    [RIGHT, 'The team is billing.', false],
    ['Pay  within\n14 days.', 'Pay within 14 days.', true],
    ['yes', 'Yes', false],
  ])('%j beside %j is the same: %j', (right, answer, isSame) => {
    expect(isSameAnswer(right, answer)).toBe(isSame);
    expect(scoreAnswer({ kind: 'exact-match' }, right, answer).score).toBe(isSame ? 1 : 0);
  });

  it.each([
    ['{"team":"billing","urgency":"high"}', 0.5, true],
    ['{"team":"billing"}', 0.5, false],
    ['{"team":"billing","urgency":"low","tone":"plain"}', 2 / 3, false],
    ['{"team":"billing","urgency":3}', 0.5, false],
    ['billing', 0, false],
    ['{"team":"billing",', 0, false],
  ])('%j has its share of fields right, and is or is not valid', (answer, share, isValid) => {
    const score = scoreAnswer({ kind: 'json-fields' }, RIGHT, answer);

    expect(score.score).toBeCloseTo(share, 12);
    expect(score).toMatchObject({ validJson: isValid });
  });

  it('asks for no JSON where the right answer is none', () => {
    expect(scoreAnswer({ kind: 'json-fields' }, 'billing', 'billing')).toEqual({
      score: 1,
      validJson: undefined,
      fieldsRight: undefined,
    });
  });

  it('has the label of a field, or is one', () => {
    expect(labelIn(RIGHT, 'team')).toBe('billing');
    expect(labelIn(RIGHT, 'tone')).toBeUndefined();
    expect(labelIn(' billing ', '')).toBe('billing');
    expect(scoreAnswer({ kind: 'accuracy', field: 'team' }, RIGHT, '{"team":"billing"}').score).toBe(1);
    expect(scoreAnswer({ kind: 'accuracy', field: 'tone' }, RIGHT, 'x').score).toBe(0);
  });

  it('that nests without end is no JSON, and stops nothing', () => {
    const bomb = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`;

    expect(readJson(bomb)).toBeUndefined();
    expect(isSameAnswer(RIGHT, bomb)).toBe(false);
  });

  it('scores from 0 to 1 whatever it is, and 1 beside itself', () => {
    const texts = fc.oneof(
      fc.string(),
      fc.json({ maxDepth: 2 }),
      fc.object({ maxDepth: 1 }).map((o) => JSON.stringify(o)),
    );
    fc.assert(
      fc.property(texts, texts, (right, answer) => {
        for (const metric of [{ kind: 'exact-match' }, { kind: 'json-fields' }] as const) {
          const { score } = scoreAnswer(metric, right, answer);

          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
          expect(scoreAnswer(metric, right, right).score).toBe(1);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('the confusion table', () => {
  it('counts what was taken for what, the frequent labels first, and answers that are no label', () => {
    const pairs = [
      { right: 'a', said: 'a' },
      { right: 'a', said: 'b' },
      { right: 'a', said: 'b' },
      { right: 'b', said: 'no label' },
      { right: 'b', said: undefined },
    ];

    const confusion = confusionOf(pairs);

    expect(confusion).toEqual({
      labels: ['a', 'b'],
      counts: [
        [1, 2, 0],
        [0, 0, 2],
      ],
    });
    expect(worstConfusions(confusion, 1)).toEqual([{ right: 'a', said: 'b', times: 2 }]);
  });

  it('holds every pair once', () => {
    const label = fc.constantFrom('a', 'b', 'c', 'd');
    fc.assert(
      fc.property(fc.array(fc.record({ right: label, said: fc.option(label, { nil: undefined }) })), (pairs) => {
        expect(
          confusionOf(pairs)
            .counts.flat()
            .reduce((sum, count) => sum + count, 0),
        ).toBe(pairs.length);
      }),
    );
  });
});

describe('a metric', () => {
  it('has its name, and is read from it', () => {
    expect(metricWords({ kind: 'macro-f1', field: 'team' })).toBe('macro-F1 of team');
    expect(metricWords({ kind: 'exact-match' })).toBe('exact match');
    expect(parseMetricKind('macro-f1')).toBe('macro-f1');
    expect(parseMetricKind('charm')).toBeUndefined();
  });
});
