import { readFileSync } from 'node:fs';
import { compareSets } from '@rung/core/dataset/alike/compare-sets.ts';
import { describe, expect, test } from 'vitest';
import { check, chunked, NOVA_LITE, places } from './build-dataset.ts';

const read = (name: string) => readFileSync(new URL(`../../fixtures/datasets/${name}`, import.meta.url));
const expectedReport = (name: string): unknown => JSON.parse(read(`${name}.report.json`).toString());

function promptsOf(name: string): string[] {
  const lines = read(name).toString().trimEnd().split('\n');
  return lines.map((line) => String(JSON.parse(line).messages[0].content[0].text));
}

describe('the fixtures', () => {
  test.each([
    ['support-triage', 'training'],
    ['support-triage.validation', 'validation'],
    ['support-triage.faulty', 'training'],
  ] as const)('%s is reported on as recorded', async (name, set) => {
    const fileName = `${name}.jsonl`;

    expect(await check(read(fileName), { fileName, set })).toEqual(expectedReport(name));
  });

  test.each(['support-triage.jsonl', 'support-triage.validation.jsonl'])('%s is ready', async (name) => {
    const report = await check(read(name), { set: name.includes('validation') ? 'validation' : 'training' });

    expect(report).toMatchObject({ ready: true, judgement: 'ready', format: 'conversation', findings: [] });
    expect(report.shape.completions).toMatchObject({ kind: 'json', share: 1 });
  });

  test('the validation set shares nothing with the training set', async () => {
    const { sets } = await compareSets(
      [
        { set: 'training', source: chunked(read('support-triage.jsonl')) },
        { set: 'validation', source: chunked(read('support-triage.validation.jsonl')) },
      ],
      { model: NOVA_LITE, nearly: true },
    );

    expect(sets).toMatchObject([
      { records: 330, findings: [] },
      { records: 66, findings: [] },
    ]);
  });

  test('no two messages are alike', () => {
    const prompts = [...promptsOf('support-triage.jsonl'), ...promptsOf('support-triage.validation.jsonl')];
    const openings = Map.groupBy(prompts, (prompt) => prompt.toLowerCase().split(/\s+/).slice(0, 5).join(' '));
    const repeated = [...openings.values()].filter((group) => group.length > 2);

    expect(new Set(prompts).size).toBe(396);
    expect(repeated).toEqual([]);
  });
});

test('everything planted in the faulty file is found on its line, and nothing else', async () => {
  const report = await check(read('support-triage.faulty.jsonl'));

  expect(places(report).map((place) => place.replace(/:\d+/, ''))).toEqual([
    '1 bom',
    '7 json-syntax',
    '13 comma-between-lines',
    '19 roles',
    '24 alternation',
    '30 last-not-assistant',
    '36 reserved-word',
    '41 duplicate',
    '47 contradiction',
    '53 empty-text',
    '58 wrong-format',
    '64 crlf',
    '69 utf8',
    '75 nul',
    '80 duplicate-key',
    '85 trailing-garbage',
    '90 completion-shape',
    '95 refusal-text',
    '95 completion-shape',
    '100 tool-use',
    '105 blank-line',
    '108 not-object',
    '110 lone-surrogate',
    '112 number-range',
    '114 proto-key',
    '117 depth',
    '118 length-outlier',
    '120 json-syntax',
  ]);
});
