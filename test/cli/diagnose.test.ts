// cspell:ignore mour
import { decide } from '@rung/core/diagnosis/decide.ts';
import { explain } from '@rung/core/diagnosis/explain.ts';
import { readText } from '@rung/core/diagnosis/read-text.ts';
import { hang, plainText, wrapText } from '@rung/core/wrap-text.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rung } from './run-rung.ts';

const CONTRACTS =
  "we need to fine-tune because the model doesn't know our contract clauses. 2,400 contracts in sharepoint, new templates every quarter";
const verdictOn = (text: string) => decide(readText([{ role: 'user', text }]));
const oneLine = (page: string) => page.replace(/\s+/g, ' ');

describe('rung diagnose for people', () => {
  it('says the outcome first, then everything that a card says', async () => {
    const words = explain(verdictOn(CONTRACTS));

    const { code, out, err } = await rung(['diagnose', CONTRACTS]);
    const said = oneLine(out);

    expect(said.startsWith(words.headline)).toBe(true);
    for (const part of [words.so, words.cost, ...words.youSaid, ...words.beside, ...words.wouldChangeIf])
      expect(said).toContain(oneLine(part));
    for (const label of ['You said', 'So', 'Not', 'Cost', 'Otherwise', 'Question', 'Rules'])
      expect(out).toMatch(new RegExp(`^${label} `, 'm'));
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });

  it('asks its one question with the likely answers', async () => {
    const question = verdictOn('help me').nextQuestion;

    const { out } = await rung(['diagnose', 'help me']);

    expect(question).toBeDefined();
    expect(oneLine(out)).toContain(oneLine(question?.text ?? ''));
    for (const { label } of question?.answers ?? []) expect(oneLine(out)).toContain(`[ ${label} ]`);
  });

  it('keeps within 80 columns where it does not know the width', async () => {
    const { out } = await rung(['diagnose', CONTRACTS]);

    expect(out.split('\n').filter((line) => [...line].length > 80)).toEqual([]);
  });

  it('does not let a quote steer the terminal', async () => {
    const { out } = await rung(['diagnose', "the model doesn't know \u001B[31mour\u0007 contract\u009B2J clauses"]);

    expect(out).toContain('clauses');
    expect([...out].filter((char) => /\p{Cc}/u.test(char) && char !== '\n')).toEqual([]);
  });

  it.each<[string, string[], string]>([
    ['standard input', ['diagnose'], CONTRACTS],
    ['standard input, asked for by a dash', ['diagnose', '-'], CONTRACTS],
    ['standard input with a byte order mark', ['diagnose'], `\uFEFF${CONTRACTS}`],
    ['words without quotation marks', ['diagnose', ...CONTRACTS.split(' ')], ''],
    ['text that begins with a dash', ['diagnose', '--', CONTRACTS], ''],
  ])('takes the text from %s', async (_, args, input) => {
    const { code, out } = await rung(args, { input });

    expect(oneLine(out).startsWith(explain(verdictOn(CONTRACTS)).headline)).toBe(true);
    expect(code).toBe(0);
  });
});

describe('rung diagnose --json', () => {
  it('gives the verdict in the agreed names and nothing else', async () => {
    const verdict = verdictOn(CONTRACTS);

    const { code, out } = await rung(['diagnose', CONTRACTS, '--json']);

    expect(JSON.parse(out)).toEqual({
      id: null,
      method: verdict.method,
      companions: verdict.companions.map(({ name }) => name),
      path: verdict.path?.choice ?? null,
      hosting: verdict.hosting?.choice ?? null,
      ask: verdict.nextQuestion?.ask ?? null,
      evidence: verdict.evidence.map(({ fact, quote }) => ({ fact, quote })),
      ruledOut: verdict.ruledOut.map(({ method, rule, because }) => ({ method, rule, because })),
      flips: verdict.flips.map(({ change, method }) => ({ change, method })),
      rules: verdict.rules,
    });
    expect(code).toBe(0);
  });

  it('writes null for what there is not', async () => {
    const { out } = await rung(['diagnose', 'help', '--json']);

    expect(JSON.parse(out)).toMatchObject({ method: 'not-enough-info', path: null, hosting: null });
  });
});

describe('rung diagnose refuses', () => {
  it.each<[string, string[], string | Buffer, RegExp]>([
    ['no text', ['diagnose'], '', /^rung: There is no text to diagnose\.\nUsage: rung diagnose "text"/],
    ['blank text', ['diagnose', '  '], '', /There is no text/],
    ['an option that is none', ['diagnose', 'x', '--jsn'], '', /There is no option --jsn\. Did you mean --json\?/],
    ['text that is not UTF-8', ['diagnose'], Buffer.from([0x66, 0xff, 0xfe]), /not UTF-8; it was not read/],
    ['a text without end', ['diagnose'], 'a'.repeat(1_048_577), /longer than 1024 KiB; it was not read/],
    ['two files', ['diagnose', '--jsonl', 'a', 'b'], '', /--jsonl takes one file/],
    [
      'a file that is not there',
      ['diagnose', '--jsonl', 'nowhere.jsonl'],
      '',
      /There is no file at .*nowhere\.jsonl\. Nothing was read\./,
    ],
  ])('%s', async (...[, args, input, sentence]) => {
    const { code, out, err } = await rung(args, { input });

    expect(err).toMatch(sentence);
    expect(err).not.toMatch(/^\s+at /m);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });
});

describe('wrapping', () => {
  it('loses no word, adds none, and breaks only words that stand alone over the width', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 60 }), (text, width) => {
        const plain = plainText(text);
        const lines = wrapText(plain, width);

        expect(lines.join(' ')).toBe(plain);
        expect(lines.filter((line) => [...line].length > width && line.includes(' '))).toEqual([]);
      }),
    );
  });

  it('hangs the lines under the first', () => {
    expect(hang('So  ', 'one two three', 11)).toEqual(['So  one two', '    three']);
  });
});
