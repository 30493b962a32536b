import { correctedBy, pickToCount } from '@rung/core/dataset/counted-tokens.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';

const tokens = { estimate: 100_000, low: 60_000, high: 160_000, how: '' };

it('corrects the estimate by what was counted, exactly where the ratio is the same everywhere', () => {
  const counted = Array.from({ length: 30 }, (_, index) => ({ estimate: 50 + index, counted: 1.25 * (50 + index) }));

  const corrected = correctedBy(counted, { tokens, records: 1000 });

  expect(corrected).toMatchObject({ estimate: 125_000, low: 125_000, high: 125_000 });
  expect(corrected?.how).toMatch(/CountTokens counted 30 of 1,000 records.*0\.0 % \(95 % confidence\)/);
});

it('holds the true total in its range as often as it says', () => {
  const sizes = Array.from({ length: 1000 }, (_, index) => 40 + ((index * 7919) % 160));
  let [held, tried] = [0, 0];
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0.7, max: 1.5, noNaN: true }), { minLength: 1000, maxLength: 1000 }),
      (ratios) => {
        const truth = sizes.map((size, index) => size * (ratios[index] ?? 1));
        const sample = sizes.flatMap((estimate, index) =>
          index % 33 === 5 ? [{ estimate, counted: truth[index] ?? 0 }] : [],
        );
        const estimate = sizes.reduce((a, b) => a + b, 0);
        const corrected = correctedBy(sample, { tokens: { ...tokens, estimate }, records: 1000 });
        const total = truth.reduce((a, b) => a + b, 0);
        tried += 1;
        if (corrected && corrected.low <= total && total <= corrected.high) held += 1;
      },
    ),
    { numRuns: 100, seed: 7 },
  );

  expect(held / tried).toBeGreaterThan(0.88);
});

it('says nothing of one record, or of records without tokens', () => {
  expect(correctedBy([{ estimate: 5, counted: 5 }], { tokens, records: 9 })).toBeUndefined();
  expect(correctedBy([], { tokens, records: 9 })).toBeUndefined();
});

it('picks 30 records over the whole file, each with system, question and answer apart', async () => {
  const line = (n: number) =>
    JSON.stringify({
      system: [{ text: 'Be brief.' }],
      messages: [
        { role: 'user', content: [{ text: `Question ${n}` }] },
        { role: 'assistant', content: [{ text: `Answer ${n}` }] },
      ],
    });
  const source = (async function* () {
    yield new TextEncoder().encode(Array.from({ length: 300 }, (_, n) => line(n)).join('\n'));
  })();

  const picked = await pickToCount(source, 300);

  expect(picked).toHaveLength(30);
  expect(picked.at(-1)?.text).toEqual({ system: 'Be brief.', asked: 'Question 299', answered: 'Answer 299' });
});
