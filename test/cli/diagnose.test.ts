// cspell:ignore mour
import { decide } from '@rung/core/diagnosis/decide.ts';
import { explain } from '@rung/core/diagnosis/explain.ts';
import { applyAnswer, chooseNextQuestion } from '@rung/core/diagnosis/next-question.ts';
import { readText } from '@rung/core/diagnosis/read-text.ts';
import type { Situation } from '@rung/core/diagnosis/situation.ts';
import { hang, plainText, wrapText } from '@rung/core/wrap-text.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verdictJson } from '../../packages/cli/src/verdict-json.ts';
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
    for (const [index, { label }] of question?.answers.entries() ?? [])
      expect(oneLine(out)).toContain(` ${index + 1} ${label} `);
    expect(oneLine(out)).toContain('Ask the same again with --answer N behind it;');
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
      question: { text: verdict.nextQuestion?.text, answers: verdict.nextQuestion?.answers.map(({ label }) => label) },
    });
    expect(code).toBe(0);
  });

  it('writes null for what there is not', async () => {
    const { out } = await rung(['diagnose', 'help', '--json']);

    expect(JSON.parse(out)).toMatchObject({ method: 'not-enough-info', path: null, hosting: null });
  });
});

describe('rung diagnose --answer', () => {
  const SITUATION = readText([{ role: 'user', text: CONTRACTS }]);
  const press = (situation: Situation, index: number) => {
    const question = chooseNextQuestion(situation);
    const after = question && applyAnswer(situation, question.id, index);
    if (after === undefined) throw new Error(`there is no answer ${index}`);
    return after;
  };

  it('is the button of that number, and the next is that of the question after it', async () => {
    const [once, twice] = [press(SITUATION, 1), press(press(SITUATION, 1), 0)];

    const first = await rung(['diagnose', CONTRACTS, '--answer', '2', '--json']);
    const second = await rung(['diagnose', '--answer=2', '--answer', '1', '--json'], { input: CONTRACTS });

    expect(JSON.parse(first.out)).toMatchObject(JSON.parse(JSON.stringify(verdictJson(null, decide(once)))));
    expect(JSON.parse(second.out)).toMatchObject(JSON.parse(JSON.stringify(verdictJson(null, decide(twice)))));
    expect(JSON.parse(first.out).question.text).toBe(decide(once).nextQuestion?.text);
  });

  it('says on the page what was answered, and what to type for the next question', async () => {
    const question = decide(SITUATION).nextQuestion;

    const { code, out } = await rung(['diagnose', CONTRACTS, '--answer', '1']);

    expect(oneLine(out)).toContain(`Answered ${question?.text} “${question?.answers[0]?.label}”`);
    expect(oneLine(out)).toContain('Ask the same again with --answer 1 --answer N behind it;');
    expect(oneLine(out)).not.toContain(`Question ${question?.text}`);
    expect(code).toBe(0);
  });

  it.each<[string, string[], RegExp]>([
    ['a number that no answer has', ['--answer', '9'], /--answer 9 is no answer to “.+” Its answers are 1 to \d\./],
    ['nothing that counts from 0', ['--answer', '0'], /--answer 0 is no answer to/],
    ['no words', ['--answer', 'yes'], /--answer yes is no answer to/],
    ['a second one that is none', ['--answer', '1', '--answer', '77'], /--answer 77 is no answer to/],
    [
      'one more than there are questions',
      Array(60).fill('--answer=1'),
      /--answer 1 answers nothing: no question is left/,
    ],
    ['a stream of cases', ['--jsonl', '--answer', '1'], /--answer goes with one text, not with --jsonl/],
  ])('refuses %s', async (_, args, sentence) => {
    const { code, out, err } = await rung(['diagnose', CONTRACTS, ...args]);

    expect(err).toMatch(sentence);
    expect(err).toContain('Usage: rung diagnose');
    expect({ code, out }).toEqual({ code: 2, out: '' });
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
