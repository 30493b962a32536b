import { evaluateCases, type Score } from '@rung/core/diagnosis/evaluate-cases.ts';
import { BENCHMARK } from '@rung/core/diagnosis/version.ts';
import { describe, expect, test } from 'vitest';
import { diagnose, readCases } from './read-fixtures.ts';

const FITTED: readonly (readonly [string, Score])[] = ['dev.jsonl', 'own.jsonl'].map((file) => [
  file,
  evaluateCases(readCases(file), diagnose),
]);
const NEVER_LEARNT = ['held-out.jsonl', 'unseen.jsonl'];
const ALL = [...FITTED.map(([file]) => file), ...NEVER_LEARNT, 'sayings.jsonl', 'authors.jsonl'];

describe('The labelled cases', () => {
  test('are at least 200 of our own, a third of them held out', () => {
    const own = readCases('own.jsonl').length;
    const heldOut = readCases('held-out.jsonl').length;

    expect(own + heldOut).toBeGreaterThanOrEqual(200);
    expect(heldOut).toBeGreaterThanOrEqual((own + heldOut) / 3);
  });

  test('have ids of their own', () => {
    const ids = ALL.flatMap(readCases).map(({ id }) => id);

    expect(new Set(ids).size).toBe(ids.length);
  });

  test.each(FITTED)('%s: no verdict is one that must not be given', (_, score) => {
    expect(score.each.filter(({ breaches }) => breaches.length > 0)).toEqual([]);
  });

  test('from which nothing was learnt score what the desk says of its rule set', () => {
    const score = evaluateCases(NEVER_LEARNT.flatMap(readCases), diagnose);

    expect(BENCHMARK).toEqual({
      cases: score.each.length,
      strictPercent: Math.round(score.strict * 100),
      lenientPercent: Math.round(score.lenient * 100),
      breaches: score.breaches,
    });
  });

  test.each(FITTED)('%s: the aims are met', (_, score) => {
    expect(score.lenient).toBeGreaterThanOrEqual(0.9);
    expect(score.strict).toBeGreaterThanOrEqual(0.8);
    expect(score.ask).toBeGreaterThanOrEqual(0.6);
    expect(score.path).toBeGreaterThanOrEqual(0.8);
    expect(score.hosting).toBeGreaterThanOrEqual(0.8);
  });
});
