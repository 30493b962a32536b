import { readFileSync } from 'node:fs';
import { describeRepair } from '@rung/core/dataset/repair/describe-repair.ts';
import { repairDataset } from '@rung/core/dataset/repair/repair-dataset.ts';
import { repairPlanFor } from '@rung/core/dataset/repair/repair-plan-for.ts';
import { describe, expect, test } from 'vitest';
import { bytesOf, check, chunked, modelNamed, NOVA_LITE, pair } from '../build-dataset.ts';
import { linesOf, PLAIN, recordsOf, repair, splitBy } from './build-repair.ts';

const read = (name: string) => readFileSync(new URL(`../../../fixtures/datasets/${name}.jsonl`, import.meta.url));

describe('the faulty fixture', () => {
  test('of its planted faults these are mended and these stay behind', async () => {
    const { manifest } = await repair(read('support-triage.faulty'));

    expect(manifest.changed.shown.map(({ line, changes }) => `${line} ${changes.join(', ')}`)).toEqual([
      '1 byte order mark',
      '13 comma between records',
      '19 role in lower case',
      '58 layout',
      '64 carriage return',
      '85 own line',
      '85 own line',
    ]);
    expect(manifest.blankLines).toBe(1);
    expect(manifest.leftOut.shown.map(({ line, rule }) => `${line} ${rule}`)).toEqual([
      '7 json-syntax',
      '24 alternation',
      '30 last-not-assistant',
      '36 reserved-word',
      '41 duplicate',
      '53 empty-text',
      '69 utf8',
      '75 nul',
      '80 duplicate-key',
      '86 duplicate',
      '100 tool-use',
      '108 not-object',
      '110 lone-surrogate',
      '112 number-range',
      '114 proto-key',
      '117 depth',
      '120 json-syntax',
    ]);
    expect(manifest.contradictions).toEqual({ total: 1, lines: [47] });
    expect(manifest).toMatchObject({ read: 120, written: 103 });
  });

  test('what is left to find in the copy is for people', async () => {
    const { files } = await repair(read('support-triage.faulty'));

    const { ready, countsByRule } = await check(files.training ?? '');

    expect(ready).toBe(true);
    expect(countsByRule).toEqual({ 'completion-shape': 2, contradiction: 1, 'length-outlier': 1, 'refusal-text': 1 });
  });

  test('the difference says what was done where, and quotes nothing', async () => {
    const { manifest } = await repair(read('support-triage.faulty'), splitBy('seed'));

    const text = describeRepair(manifest);

    expect(text).toContain('103 records of 120 are in the copy.');
    expect(text).toMatch(/^- line 19 → line \d+ of the (training|validation|test) file: role in lower case$/m);
    expect(text).toContain('- line 24 (alternation): Message 1 is by assistant where user should speak.');
    expect(text).toContain('Other answers to a prompt that stands before: 1, still in the copy\n- lines 47\n');
    expect(text).not.toMatch(/Larkfield|Kestrel|thermostat/);
  });

  test('of many changes a few are shown and all are counted', async () => {
    const repaired = await repairDataset(() => chunked(bytesOf(recordsOf(90).join('\r\n'))), PLAIN, { maxShown: 3 });
    if (repaired.kind === 'refused') throw new Error(repaired.message);
    for await (const _ of repaired.write());

    const { changed } = repaired.manifest();

    expect(changed).toMatchObject({ total: 89, byChange: { 'carriage return': 89 } });
    expect(changed.shown.map(({ newLine }) => newLine)).toEqual([1, 2, 3]);
    expect(describeRepair(repaired.manifest())).toContain('- and 86 more');
  });
});

describe('a copy is refused, with the rule and the line, of', () => {
  test.each([
    ['gzip', Uint8Array.from([0x1f, 0x8b, 8, 0, 1]), 'gzip', 1],
    ['UTF-16', Uint8Array.from([0xff, 0xfe, 0x7b, 0]), 'utf-16', 1],
    ['a table with a quote that is never closed', bytesOf('prompt,completion\na,"b\n'), 'csv-row', 2],
    ['an empty file', new Uint8Array(0), 'empty-file', 1],
    ['an array that is cut', bytesOf(`[\n${pair('a?')},\n{"messages": [`), 'json-array', 3],
    ['an array with a text that is not closed', bytesOf(`[${pair('a?')},\n{"a": "b\n}]`), 'json-array', 2],
    ['an array with more after it', bytesOf(`[${pair('a?')}]\n\n${pair('b?')}`), 'json-array', 3],
    ['a line without an end', bytesOf(`${pair('a?')}\n${'x'.repeat(2_000_000)}`), 'line-too-long', 2],
    ['an array without an end', bytesOf(`[\n"${'x'.repeat(2_000_000)}`), 'json-array', 2],
  ])('%s', async (...[, bytes, rule, line]) => {
    expect(await repairDataset(() => chunked(bytes), PLAIN)).toMatchObject({ kind: 'refused', rule, line });
  });
});

test('a line that is too long to read stays behind', async () => {
  const content = `${pair('a?')}\n${'x'.repeat(1_200_000)}\n${pair('b?')}\n`;

  const { files, manifest } = await repair(content, { sizes: [65_536] });

  expect(linesOf(files.training)).toEqual([pair('a?'), pair('b?')]);
  expect(manifest.leftOut.shown).toMatchObject([{ line: 2, rule: 'line-too-long' }]);
});

test('a source may use its buffer again', async () => {
  const content = bytesOf(recordsOf(80).join(',\n'));
  const buffer = new Uint8Array(700);
  const refilling = async function* () {
    for (let at = 0; at < content.length; at += buffer.length) {
      const piece = content.subarray(at, at + buffer.length);
      buffer.set(piece);
      yield buffer.subarray(0, piece.length);
    }
  };
  const repaired = await repairDataset(refilling, PLAIN);
  if (repaired.kind === 'refused') throw new Error(repaired.message);
  const parts: Uint8Array[] = [];

  for await (const { bytes } of repaired.write()) parts.push(bytes);

  expect(linesOf(Buffer.concat(parts).toString())).toEqual(recordsOf(80));
});

test('a source that changes between the readings is noticed', async () => {
  let readings = 0;
  const open = () => {
    readings += 1;
    return chunked(bytesOf(`${pair('a?')}\n${pair(readings === 1 ? 'b?' : 'c?')}\n`));
  };
  const repaired = await repairDataset(open, PLAIN);
  if (repaired.kind === 'refused') throw new Error(repaired.message);
  const write = async () => {
    for await (const { bytes } of repaired.write()) expect(bytes.length).toBeGreaterThan(0);
  };

  await expect(write()).rejects.toThrow('The source changed while it was copied');

  expect(readings).toBe(2);
  expect(() => repaired.manifest()).toThrow('The manifest is known when');
});

describe('what is offered for a report', () => {
  const offer = async (content: string | Uint8Array, name = 'Nova Lite') => {
    const model = modelNamed(name);
    return repairPlanFor(await check(content, { model }), { model, seed: 'seed' });
  };

  test('of the faulty fixture: each step in one sentence, and the rest for people', async () => {
    const { steps, plan, forPeople } = await offer(read('support-triage.faulty'));

    expect(steps.map(({ id }) => id)).toEqual(['clean', 'convert', 'leave-out', 'repeats', 'split']);
    for (const { sentence } of steps) expect(sentence).toMatch(/^[A-Z][^\n]*\.$/);
    expect(steps[3]?.sentence).toBe('Keep the first of records that repeat each other and leave out 1.');
    expect(forPeople).toEqual(['completion-shape', 'contradiction', 'length-outlier', 'refusal-text']);
    expect(plan).toMatchObject({ layout: 'conversation', split: { seed: 'seed', label: { field: 'team' } } });
  });

  test('of a clean file: the split alone', async () => {
    expect((await offer(read('support-triage'))).steps.map(({ sentence }) => sentence)).toEqual([
      'Hold out about 20 % for validation and 10 % for a test that training never sees, each with its share of every value of team; prompts that are alike stay together.',
    ]);
  });

  test('of a model without a validation set: a test only', async () => {
    const { steps } = await offer(read('support-triage'), 'Nova 2 Lite');

    expect(steps[0]?.sentence).toContain('about 20 % for a test that training never sees (Nova 2 Lite');
  });

  test('of an array: to take it apart', async () => {
    const { steps } = await offer(`[${recordsOf(80).join(',')}]`);

    expect(steps.map(({ id }) => id)).toEqual(['take-apart', 'split']);
  });

  test.each([
    ['too few to hold any out', recordsOf(50).join('\n')],
    ['nothing', ''],
  ])('of %s: nothing', async (_what, content) => {
    expect((await offer(content)).steps).toEqual([]);
  });

  test('of a validation set: no split', async () => {
    const report = await check(recordsOf(80).join('\r\n'), { set: 'validation' });

    expect(repairPlanFor(report, { model: NOVA_LITE, seed: 's' }).steps.map(({ id }) => id)).toEqual(['clean']);
  });

  test('the plan that is offered can be carried out', async () => {
    const { plan } = await offer(read('support-triage.faulty'));

    const { manifest } = await repair(read('support-triage.faulty'), plan);

    expect(manifest.files.every(({ records }) => records > 5)).toBe(true);
  });
});
