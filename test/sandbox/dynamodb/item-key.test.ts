import { keyText } from '@rung/sandbox/dynamodb/item-key.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const text = (number: string) => keyText('table', { id: { N: number } });

test.each([
  ['1', '1.0'],
  ['0', '-0.00'],
  ['100', '1e2'],
  ['0.010', '+1E-2'],
  ['12345678901234567890123456789012345678', '1.2345678901234567890123456789012345678e37'],
])('%s and %s are one key', (a, b) => {
  expect(text(a)).toBe(text(b));
});

test('numbers have one text exactly when they are equal', () => {
  const decimal = fc.record({ digits: fc.integer({ min: -2000, max: 2000 }), power: fc.integer({ min: -3, max: 3 }) });

  fc.assert(
    fc.property(decimal, decimal, (a, b) => {
      const equal = a.digits * 10 ** (a.power + 3) === b.digits * 10 ** (b.power + 3);
      return (text(`${a.digits}e${a.power}`) === text(`${b.digits}e${b.power}`)) === equal;
    }),
  );
});

test('the order of the attributes makes no difference, the table and the type do', () => {
  const key = { a: { S: '1' }, b: { S: '2' } };

  expect(keyText('t', key)).toBe(keyText('t', { b: { S: '2' }, a: { S: '1' } }));
  expect(keyText('t', key)).not.toBe(keyText('u', key));
  expect(keyText('t', { a: { S: '1' } })).not.toBe(keyText('t', { a: { N: '1' } }));
});
