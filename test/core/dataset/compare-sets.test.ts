import { compareSets } from '@rung/core/dataset/compare-sets.ts';
import { expect, test } from 'vitest';
import { bytesOf, chunked, cleanLines, modelNamed, pair } from './build-dataset.ts';

const file = (lines: readonly string[]) => chunked(bytesOf(lines.join('\n')), [500]);

test('a prompt that stands in both sets is found, with both lines', async () => {
  const train = cleanLines(50);
  const validation = [pair('unseen one'), pair('Question 7: where is it?', 'another answer'), pair('unseen two')];

  const comparison = await compareSets(file(train), file(validation));

  expect(comparison).toMatchObject({ trainingRecords: 50, validationRecords: 3, shared: 1, truncated: false });
  expect(comparison.findings).toMatchObject([{ line: 2, rule: 'leakage', severity: 'error' }]);
  expect(comparison.findings[0]?.message).toContain('line 8');
});

test('sets that have nothing in common have no findings', async () => {
  const comparison = await compareSets(
    file(cleanLines(50)),
    file([pair('unseen one'), 'not JSON', pair('unseen two')]),
  );

  expect(comparison).toEqual({
    trainingRecords: 50,
    validationRecords: 2,
    shared: 0,
    findings: [],
    truncated: false,
  });
});

test('every shared prompt is counted, a few are shown', async () => {
  const comparison = await compareSets(file(cleanLines(50)), file(cleanLines(30)), { maxShownPerRule: 4 });

  expect(comparison.shared).toBe(30);
  expect(comparison.findings).toHaveLength(4);
  expect(comparison.truncated).toBe(true);
});

test('the limit on both sets together is the model’s', async () => {
  const validation = Array.from({ length: 2 }, (_, index) => pair(`unseen ${index}`));

  const comparison = await compareSets(file(cleanLines(9_999)), file(validation), {
    model: modelNamed('Llama 3.3 70B Instruct'),
  });

  expect(comparison.findings).toMatchObject([{ rule: 'too-many-records', line: 1 }]);
});
