import { afterAll, describe, expect, it } from 'vitest';
import { keywordRule } from '../../packages/cli/src/bench/keyword-rule.ts';
import { timeCases } from '../../packages/cli/src/bench/time-cases.ts';
import { jsonLines, rung, scratchFiles } from './run-rung.ts';

const scratch = scratchFiles();
afterAll(scratch.remove);

const bench = (files: readonly string[]) => rung(files, { program: 'bench-diagnosis.ts' });
const labelled = (id: string, label: Record<string, unknown>) => ({
  id,
  text: 'help',
  acceptable: [],
  companions: [],
  mustNot: [],
  ask: [],
  evidence: [],
  ...label,
});

describe('npm run bench:diagnosis', () => {
  it('scores each file and all, and lists every breach by its case', async () => {
    const right = scratch.write('right.jsonl', jsonLines([labelled('r-1', { expected: 'not-enough-info' })]));
    const wrong = scratch.write(
      'wrong.jsonl',
      jsonLines([
        labelled('w-1', { expected: 'prompt', acceptable: ['not-enough-info'] }),
        labelled('w-2', { expected: 'rag', mustNot: ['not-enough-info'] }),
      ]),
    );

    const { code, out, err } = await bench([right, wrong]);

    expect(out).toMatch(/right\.jsonl +1 +0 +100\.0 % +100\.0 %/);
    expect(out).toMatch(/wrong\.jsonl +2 +1 +0\.0 % +50\.0 %/);
    expect(out).toMatch(/in all +3 +1 +33\.3 % +66\.7 %/);
    expect(out).toMatch(/keyword rule +3 +0 +33\.3 % +33\.3 %/);
    expect(out).toContain('w-2 (wrong.jsonl): not-enough-info; answered not-enough-info, expected rag');
    expect(out).not.toContain('w-1 (');
    expect(out).toMatch(/^rag +(?:· +){8}1$/m);
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });

  it('times itself as a ratio to the keyword rule', async () => {
    const file = scratch.write('timed.jsonl', jsonLines([labelled('t-1', { expected: 'prompt' })]));

    const { out } = await bench([file]);

    expect(out).toMatch(/median +[\d.]+ +[\d.]+ +[\d,]+×/);
    expect(out).toMatch(/p95 +[\d.]+ +[\d.]+ +[\d,]+×/);
  });

  it.each<[string, string, RegExp]>([
    ['no case', '', /line 1: The file holds no case/],
    ['a line that is none', '{"id":"a"\n', /line 1, column \d+/],
    [
      'no expected method',
      jsonLines([{ id: 'a', text: 'b' }]),
      /line 1: The field "expected" is missing or names no method/,
    ],
    [
      'a method that is none, on its second line',
      jsonLines([labelled('a', { expected: 'rag' }), labelled('b', { expected: 'magic' })]),
      /line 2: The field "expected"/,
    ],
    [
      'a list that is none',
      jsonLines([labelled('a', { expected: 'rag', ask: 'pii' })]),
      /line 1: The field "ask" is no array of texts/,
    ],
  ])('refuses a file with %s', async (_, content, sentence) => {
    const file = scratch.write('bad.jsonl', content);

    const { code, out, err } = await bench([file]);

    expect(err).toMatch(sentence);
    expect(err).toContain(file);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });

  it('refuses a file that is not there', async () => {
    const { code, err } = await bench(['/nowhere/cases.jsonl']);

    expect(err).toMatch(/^There is no file at \/nowhere\/cases\.jsonl/);
    expect(code).toBe(2);
  });
});

describe('the keyword rule', () => {
  it.each([
    ['we want to fine-tune', 'fine-tuning'],
    ['train it on our docs', 'fine-tuning'],
    ['it should read our documents', 'rag'],
    ['distil the big one', 'distillation'],
    ['answers are too long', 'prompt'],
  ])('hears "%s" as %s', (text, method) => {
    expect(keywordRule([{ role: 'user', text }]).method).toBe(method);
  });

  it('does not listen to the desk', () => {
    const turns = [
      { role: 'user', text: 'help' },
      { role: 'desk', text: 'fine-tune?' },
    ] as const;

    expect(keywordRule(turns).method).toBe('prompt');
  });
});

describe('timing', () => {
  it('runs every way on every case equally often, turn about', () => {
    const calls: string[] = [];
    const way = (name: string) => (turns: readonly { text: string }[]) => {
      calls.push(`${name} ${turns[0]?.text}`);
      return keywordRule([]);
    };
    const cases = ['x', 'y'].map((text) => [{ role: 'user', text }] as const);

    const times = timeCases(cases, [way('a'), way('b')]);

    expect(times).toHaveLength(2);
    expect(calls.slice(0, 4)).toEqual(['a x', 'b x', 'a y', 'b y']);
    expect(calls.length).toBe(20);
  });
});
