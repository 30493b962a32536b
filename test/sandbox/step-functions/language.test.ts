import { choose } from '@rung/sandbox/step-functions/choice.ts';
import type { ChoiceRule } from '@rung/sandbox/step-functions/definition.ts';
import { Failure } from '@rung/sandbox/step-functions/failure.ts';
import { evaluateIntrinsic } from '@rung/sandbox/step-functions/intrinsics.ts';
import type { Json } from '@rung/sandbox/step-functions/json.ts';
import { readPath, writePath } from '@rung/sandbox/step-functions/paths.ts';
import { fillTemplate } from '@rung/sandbox/step-functions/payload-template.ts';
import { nextRetry, takes } from '@rung/sandbox/step-functions/retry.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const DATA: Json = {
  a: { b: [10, 20, 30], 'odd name': true, n: null },
  items: [
    { id: 'x', size: 1 },
    { id: 'y', size: 5 },
  ],
};
const scopeOf = (input: Json) => ({ input, context: { Execution: { Name: 'lch_1' } } });

const PATHS: [string, unknown][] = [
  ['$', DATA],
  ['$.a.b[1]', 20],
  ["$.a['odd name']", true],
  ['$.a.n', null],
  ['$.a.b[-1]', 30],
  ['$.absent', undefined],
  ['$.a.b.length', undefined],
  ['$.constructor', undefined],
  ['$.items[*].id', ['x', 'y']],
  ['$.items[?(@.size > 2)].id', ['y']],
  ['$..size', [1, 5]],
  ['$.items[0:1].id', ['x']],
  ['$.items[?(@.size > 9)]', []],
  ['$$.Execution.Name', 'lch_1'],
];
for (const [path, expected] of PATHS)
  test(`${path} gives ${JSON.stringify(expected)?.slice(0, 40)}`, () => {
    expect(readPath(path, scopeOf(DATA))).toEqual(expected);
  });

const INTRINSICS: [string, unknown][] = [
  [`States.Format('{} of {}', $.a.b[0], 'x')`, '10 of x'],
  [String.raw`States.Format('\{\} it\'s {}', $.a.b)`, `{} it's [10,20,30]`],
  [`States.StringToJson('{"a":1}')`, { a: 1 }],
  ['States.JsonToString($.a.b)', '[10,20,30]'],
  [`States.Array('a', 1, null, true, $.a.n)`, ['a', 1, null, true, null]],
  ['States.ArrayPartition(States.Array(1,2,3,4,5), 2)', [[1, 2], [3, 4], [5]]],
  ['States.ArrayContains($.a.b, 20)', true],
  ['States.ArrayContains($.items, $.items[0])', true],
  ['States.ArrayRange(1, 9, 4)', [1, 5, 9]],
  ['States.ArrayRange(3, 1, -1)', [3, 2, 1]],
  ['States.ArrayGetItem($.a.b, 2)', 30],
  ['States.ArrayLength($.a.b)', 3],
  ['States.ArrayUnique(States.Array(1,1,2))', [1, 2]],
  [`States.Base64Encode('a ä')`, 'YSDDpA=='],
  [`States.Base64Decode('YSDDpA==')`, 'a ä'],
  [`States.Hash('abc', 'SHA-256')`, 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  ['States.JsonMerge($.items[0], $.items[1], false)', { id: 'y', size: 5 }],
  ['States.MathAdd(111, -1)', 110],
  [`States.StringSplit('1,2;3', ',;')`, ['1', '2', '3']],
  [`States.Format('{}', States.JsonToString($['a']['b']))`, '[10,20,30]'],
];
for (const [source, expected] of INTRINSICS)
  test(`${source} gives ${JSON.stringify(expected)}`, () => {
    expect(evaluateIntrinsic(source, scopeOf(DATA))).toEqual(expected);
  });

const FAILING = [
  `States.Format('{} {}', 1)`,
  `States.StringToJson('{')`,
  'States.ArrayGetItem($.a.b, 3)',
  'States.ArrayRange(0, 5000, 1)',
  'States.JsonMerge($.a, $.a, true)',
  'States.MathAdd($.a, 1)',
  `States.Hash('a', 'CRC')`,
  'States.ArrayPartition($.a.b, 0)',
];
for (const source of FAILING)
  test(`${source} is States.IntrinsicFailure`, () => {
    expect(() => evaluateIntrinsic(source, scopeOf(DATA))).toThrow(/^States\.IntrinsicFailure/);
  });

test('States.UUID gives another each time, States.MathRandom stays inside its range', () => {
  const uuid = () => evaluateIntrinsic('States.UUID()', scopeOf(null));
  const drawn = Array.from({ length: 50 }, () => evaluateIntrinsic('States.MathRandom(3, 6)', scopeOf(null)));

  expect(uuid()).not.toBe(uuid());
  expect(new Set(drawn)).toEqual(new Set([3, 4, 5]));
});

const RULES: [object, Json, boolean][] = [
  [{ StringEquals: 'a' }, 'a', true],
  [{ StringEquals: 'a' }, 1, false],
  [{ StringLessThan: 'b' }, 'a', true],
  [{ StringGreaterThanEquals: 'b' }, 'b', true],
  [{ StringMatches: 'log-*.txt' }, 'log-1.2.txt', true],
  [{ StringMatches: 'log-*.txt' }, 'log-1xtxt', false],
  [{ StringMatches: String.raw`a\*b` }, 'a*b', true],
  [{ StringMatches: String.raw`a\*b` }, 'axb', false],
  [{ NumericEquals: 1 }, 1, true],
  [{ NumericEquals: 1 }, '1', false],
  [{ NumericLessThanEquals: 2 }, 2, true],
  [{ NumericGreaterThanPath: '$.limit' }, 6, true],
  [{ BooleanEquals: true }, true, true],
  [{ BooleanEqualsPath: '$.yes' }, false, false],
  [{ TimestampLessThan: '2026-01-01T00:00:00Z' }, '2025-12-31T23:59:59+00:00', true],
  [{ TimestampEquals: '2026-01-01T00:00:00Z' }, '2026-01-01T01:00:00+01:00', true],
  [{ TimestampEquals: '2026-01-01T00:00:00Z' }, '2026-01-01', false],
  [{ IsNull: true }, null, true],
  [{ IsNull: false }, null, false],
  [{ IsNumeric: true }, 1, true],
  [{ IsString: false }, 1, true],
  [{ IsTimestamp: true }, 'x', false],
  [{ IsPresent: true }, null, true],
];
for (const [rule, value, expected] of RULES)
  test(`${JSON.stringify(rule)} of ${JSON.stringify(value)} is ${expected}`, () => {
    const state = { Choices: [{ Variable: '$.v', ...rule, Next: 'Yes' } as ChoiceRule], Default: 'No' };

    expect(choose(state, scopeOf({ v: value, limit: 5, yes: true }))).toBe(expected ? 'Yes' : 'No');
  });

test('And, Or and Not combine; the first true rule decides; none is States.NoChoiceMatched', () => {
  const is = (value: number): ChoiceRule => ({ Variable: '$.v', NumericEquals: value }) as ChoiceRule;
  const state = {
    Choices: [
      { And: [is(1), { Not: is(2) }], Next: 'one' },
      { Or: [is(1), is(2)], Next: 'one or two' },
    ],
  };

  expect(choose(state, scopeOf({ v: 1 }))).toBe('one');
  expect(choose(state, scopeOf({ v: 2 }))).toBe('one or two');
  expect(() => choose(state, scopeOf({ v: 3 }))).toThrow(/^States\.NoChoiceMatched/);
  expect(() => choose(state, scopeOf({}))).toThrow(/^States\.Runtime/);
});

test('a template fills paths and intrinsics at any depth and leaves the rest', () => {
  const template = { plain: '$.a', list: [{ 'x.$': '$.a.b[0]' }], 'f.$': "States.Format('{}', $$.Execution.Name)" };

  expect(fillTemplate(template, scopeOf(DATA))).toEqual({ plain: '$.a', list: [{ x: 10 }], f: 'lch_1' });
});

const jsonObject = fc.dictionary(fc.string(), fc.jsonValue({ noUnicodeString: false })) as fc.Arbitrary<
  Record<string, Json>
>;
const names = fc.array(fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,5}$/), { minLength: 1, maxLength: 4 });

test('what is written at a path is read there, and the input stays as it was', () => {
  fc.assert(
    fc.property(jsonObject, names, fc.jsonValue(), (input, way, value) => {
      const path = `$.${way.join('.')}`;
      const before = JSON.stringify(input);
      fc.pre(way.slice(0, -1).every((_, index) => reachable(input, way.slice(0, index + 1))));

      const written = writePath(path, input, value as Json);

      expect(readPath(path, scopeOf(written))).toEqual(value);
      expect(JSON.stringify(input)).toBe(before);
    }),
  );
});

function reachable(input: Json, way: string[]): boolean {
  const found = readPath(`$.${way.join('.')}`, scopeOf(input));
  return found === undefined || (typeof found === 'object' && found !== null && !Array.isArray(found));
}

test('a value in the way of a result is States.ResultPathMatchFailure', () => {
  expect(() => writePath('$.a.b', { a: 1 }, 2)).toThrow(/^States\.ResultPathMatchFailure/);
  expect(() => writePath('$.a[3]', { a: [1] }, 2)).toThrow(/^States\.ResultPathMatchFailure/);
});

test('retries end at MaxAttempts and never wait longer than MaxDelaySeconds', () => {
  const limits = fc.record({
    MaxAttempts: fc.integer({ min: 0, max: 12 }),
    IntervalSeconds: fc.integer({ min: 1, max: 100 }),
    BackoffRate: fc.double({ min: 1, max: 4, noNaN: true }),
    MaxDelaySeconds: fc.integer({ min: 101, max: 1000 }),
    JitterStrategy: fc.constantFrom('FULL' as const, 'NONE' as const),
  });
  fc.assert(
    fc.property(limits, fc.double({ min: 0, max: 0.999, noNaN: true }), (given, drawn) => {
      const retriers = [{ ErrorEquals: ['Other'] }, { ErrorEquals: ['States.ALL'], ...given }];
      const waits: number[] = [];
      let retries: readonly number[] = [];
      for (;;) {
        const next = nextRetry(retriers, new Failure('Broken'), { retries, random: () => drawn });
        if (!next) break;
        waits.push(next.afterMs);
        retries = next.retries;
      }

      expect(waits).toHaveLength(given.MaxAttempts);
      for (const wait of waits) expect(wait).toBeLessThanOrEqual(given.MaxDelaySeconds * 1000);
      if (given.JitterStrategy === 'NONE') expect(waits).toEqual([...waits].sort((a, b) => a - b));
    }),
  );
});

test('wildcards reach as far as the developer guide says', () => {
  const reach = (name: string) =>
    ['Mine', 'States.Timeout', 'States.HeartbeatTimeout', 'States.DataLimitExceeded', 'States.Runtime'].filter(
      (error) => takes([name], error),
    );

  expect(reach('States.ALL')).toEqual(['Mine', 'States.Timeout', 'States.HeartbeatTimeout']);
  expect(reach('States.TaskFailed')).toEqual(['Mine']);
  expect(reach('States.Timeout')).toEqual(['States.Timeout', 'States.HeartbeatTimeout']);
  expect(reach('States.DataLimitExceeded')).toEqual(['States.DataLimitExceeded']);
});
