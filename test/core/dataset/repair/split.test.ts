import { compareSets } from '@rung/core/dataset/alike/compare-sets.ts';
import { holdOutPercent, sharesFor } from '@rung/core/dataset/repair/share-curve.ts';
import { describe, expect, test } from 'vitest';
import { bytesOf, chunked, modelNamed, NOVA_LITE, pair } from '../build-dataset.ts';
import {
  categoryOf,
  LABEL,
  linesOf,
  movesBetween,
  placesOf,
  promptOf,
  recordsOf,
  repair,
  splitBy,
} from './build-repair.ts';

const RECORDS = recordsOf(1000);

describe('the shares', () => {
  test.each([
    [100, 20],
    [500, 20],
    [1_000, 18],
    [2_236, 15],
    [10_000, 10],
    [1_000_000, 10],
  ])('of %i records %i %% are held out for validation', (records, percent) => {
    expect(holdOutPercent(records)).toBe(percent);
  });

  test('leave training what the model needs at least', () => {
    const { validation, test: tested } = sharesFor(60, NOVA_LITE);

    expect(60 * (1 - validation - tested)).toBeCloseTo(50);
    expect(sharesFor(50, NOVA_LITE)).toEqual({ validation: 0, test: 0 });
  });

  test('are kept for every label, within a tenth or one record', async () => {
    const { manifest } = await repair(RECORDS.join('\n'), splitBy('seed'));

    for (const { set, labels } of manifest.files) {
      if (set === 'training') continue;
      const share = manifest.split?.shares[set] ?? 0;
      for (const [number, label] of LABEL.values.entries()) {
        const all = RECORDS.filter((_, index) => categoryOf(index) === label).length;
        expect(all, `${number}`).toBeGreaterThan(90);
        expect(labels?.[label]).toBeGreaterThanOrEqual(Math.floor(all * share * 0.9));
        expect(labels?.[label]).toBeLessThanOrEqual(Math.ceil(all * share * 1.1));
      }
    }
    expect(manifest.split?.shares).toMatchObject({ validation: 0.18, test: 0.09 });
  });

  test('fall to training where a few records can spare nothing', async () => {
    const { manifest } = await repair(RECORDS.slice(0, 50).join('\n'), splitBy('seed'));

    expect(manifest.files.map(({ records }) => records)).toEqual([50, 0, 0]);
  });

  test('of a model without a validation set go to the test', async () => {
    const { files, manifest } = await repair(RECORDS.slice(0, 300).join('\n'), {
      ...splitBy('seed'),
      model: modelNamed('Nova 2 Lite'),
    });

    expect(Object.keys(files)).toEqual(['training', 'test']);
    expect(manifest.split?.shares).toEqual({ training: 0.8, validation: 0, test: 0.2 });
  });
});

describe('the seed', () => {
  test('gives the same split again, and another seed another', async () => {
    const content = RECORDS.slice(0, 300).join('\n');

    const first = await repair(content, splitBy('one'));

    expect(await repair(content, splitBy('one'))).toEqual(first);
    expect(movesBetween(first, await repair(content, splitBy('two')))).toBeGreaterThan(60);
  });

  test('leaves the others where they are when lines are appended', async () => {
    const before = await repair(RECORDS.slice(0, 400).join('\n'), splitBy('seed'));

    const moves = await Promise.all(
      [401, 402, 405, 420].map(async (count) =>
        movesBetween(before, await repair(RECORDS.slice(0, count).join('\n'), splitBy('seed'))),
      ),
    );

    // One at most at each of the two edges of a label.
    expect(moves[0]).toBeLessThanOrEqual(2);
    expect(Math.max(...moves)).toBeLessThanOrEqual(6);
  });
});

/** One edit of each kind to a prompt of ten words. */
const EDITS: readonly (readonly [string, (prompt: string) => string])[] = [
  ['capitals and punctuation', (prompt) => `${prompt.toUpperCase().replaceAll(' ', ', ')}!`],
  ['a word at the end', (prompt) => `${prompt} please`],
  ['a word at the beginning', (prompt) => `hello ${prompt}`],
  ['another first word', (prompt) => prompt.replace(/^\S+/, 'other')],
  ['another last word', (prompt) => prompt.replace(/\S+$/, 'other')],
  ['another word in the middle', (prompt) => prompt.split(' ').with(5, 'other').join(' ')],
  ['a word fewer', (prompt) => prompt.split(' ').toSpliced(3, 1).join(' ')],
  ['the same words', (prompt) => prompt],
];

/** Nearly the same, but neither the beginning nor the end is. */
const FAR_EDIT = (prompt: string) => `well ${prompt.replace(/\S+$/, 'other')}`;

describe('records that are alike', () => {
  test.each(EDITS)('stay together: %s', async (_what, edit) => {
    const others = Array.from({ length: 200 }, (_, number) => pair(edit(promptOf(number)), `{"category":"${number}"}`));

    const places = placesOf(await repair([...RECORDS.slice(0, 200), ...others].join('\n'), splitBy('seed')));

    const apart = others.filter((line, number) => places.get(line) !== places.get(RECORDS[number] ?? ''));
    expect(new Set(places.values()).size).toBe(3);
    expect(apart.length).toBe(0);
  });

  test('stay together: a word at the beginning and another at the end', async () => {
    const others = Array.from({ length: 100 }, (_, number) =>
      pair(FAR_EDIT(`${promptOf(number)} ${promptOf(number)}`)),
    );
    const longer = Array.from({ length: 100 }, (_, number) => pair(`${promptOf(number)} ${promptOf(number)}`));

    const places = placesOf(await repair([...RECORDS.slice(0, 200), ...longer, ...others].join('\n'), splitBy('seed')));

    const apart = others.filter((line, number) => places.get(line) !== places.get(longer[number] ?? ''));
    expect(new Set(places.values()).size).toBe(3);
    expect(apart.length).toBe(0);
  });

  test('share no prompt across the files', async () => {
    const again = RECORDS.slice(0, 300).map((line) => line.replace('\\"low\\"', '\\"high\\"'));

    const { files, manifest } = await repair([...RECORDS, ...again].join('\n'), splitBy('seed'));

    const bytes = (text: string | undefined) => chunked(bytesOf(text ?? ''));
    const { sets } = await compareSets([
      { set: 'training', source: bytes(files.training) },
      { set: 'validation', source: bytes(files.validation) },
      { set: 'evaluation', source: bytes(files.test) },
    ]);
    expect(sets.map(({ countsByRule }) => countsByRule['leakage'])).toEqual([undefined, undefined, undefined]);
    expect(manifest).toMatchObject({ contradictions: { total: 300 }, split: { groups: 1000, grouped: 600 } });
  });

  test('are not those that only share a template', async () => {
    const lines = Array.from({ length: 300 }, (_, number) =>
      pair(`Sort this message of a customer into one of our classes: ${promptOf(number)}`),
    );

    const { manifest } = await repair(lines.join('\n'), splitBy('seed'));

    // Chance brings a pair or two near each other, never all of them.
    expect(manifest.split?.grouped).toBeLessThan(10);
  });
});

describe('the limits of the model', () => {
  const limits = { min: 8, max: 100, validationMax: 12, sumMax: 110 };

  test('are kept by the files together, and what is too much is counted', async () => {
    const model = { ...NOVA_LITE, records: limits };

    const { manifest, files } = await repair(RECORDS.join('\n'), { ...splitBy('seed'), model });

    const [training = 0, validation = 0, tested = 0] = manifest.files.map(({ records }) => records);
    expect(training + validation).toBe(110);
    expect(training).toBeLessThanOrEqual(100);
    expect(validation).toBeLessThanOrEqual(12);
    expect(validation).toBeGreaterThanOrEqual(8);
    expect(tested).toBeGreaterThanOrEqual(6);
    expect(manifest.leftOut.byRule).toEqual({ 'too-many-records': 1000 - training - validation - tested });
    expect(linesOf(files.training).length).toBe(training);
  });

  test('hold without a split too', async () => {
    const { manifest } = await repair(RECORDS.join('\n'), { model: { ...NOVA_LITE, records: limits } });

    expect(manifest).toMatchObject({ written: 100, leftOut: { total: 900 } });
  });
});

describe('repeats', () => {
  const [one = '', two = ''] = RECORDS;
  const other = one.replace('\\"low\\"', '\\"high\\"');

  test('the first stays', async () => {
    const { files, manifest } = await repair([one, two, ` ${one}`, two, other].join('\n'));

    expect(linesOf(files.training)).toEqual([one, two, other]);
    expect(manifest).toMatchObject({ duplicates: 2, leftOut: { byRule: { duplicate: 2 } } });
    expect(manifest.leftOut.shown.map(({ line }) => line)).toEqual([3, 4]);
    expect(manifest.contradictions).toEqual({ total: 1, lines: [5] });
  });

  test('they are kept where that is asked', async () => {
    const { manifest } = await repair([one, one].join('\n'), { duplicates: 'keep' });

    expect(manifest).toMatchObject({ written: 2, duplicates: 1 });
  });

  test('of contradictions none stays where they are to be left out', async () => {
    const { files, manifest } = await repair([one, two, other].join('\n'), { contradictions: 'leave-out' });

    expect(linesOf(files.training)).toEqual([two]);
    expect(manifest.leftOut.byRule).toEqual({ contradiction: 2 });
  });
});
