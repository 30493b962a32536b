import { createScale } from '@rung/sandbox/playground/page/chart/scale.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const value = fc
  .double({ min: -1e9, max: 1e9, noNaN: true })
  .filter((number) => number === 0 || Math.abs(number) > 1e-6);

describe('the axis of a chart', () => {
  test.each<{ values: number[]; needsZero: boolean; ticks: number[] }>([
    { values: [1.05, 1.95], needsZero: false, ticks: [1, 1.25, 1.5, 1.75, 2] },
    { values: [81, 88.9], needsZero: true, ticks: [0, 25, 50, 75, 100] },
    { values: [5], needsZero: false, ticks: [4, 6] },
    { values: [], needsZero: true, ticks: [0, 0.25] },
  ])('has round numbers: $ticks for $values', ({ values, needsZero, ticks }) => {
    expect(createScale(values, needsZero).ticks).toEqual(ticks);
  });

  test('holds every value, and few numbers', () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 20 }), fc.boolean(), (values, needsZero) => {
        const { ticks, position } = createScale(values, needsZero);

        for (const each of values) {
          expect(position(each)).toBeGreaterThan(-1e-6);
          expect(position(each)).toBeLessThan(1 + 1e-6);
        }
        expect(ticks.length).toBeGreaterThan(1);
        expect(ticks.length).toBeLessThan(9);
      }),
    );
  });
});
