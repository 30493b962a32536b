import { canonicalText } from '@rung/core/dataset/canonical-text.ts';
import { checkRecord } from '@rung/core/dataset/check-record.ts';
import { hasControl } from '@rung/core/dataset/quick/has-control.ts';
import { createQuickReader } from '@rung/core/dataset/quick/quick-reader.ts';
import { readRecord } from '@rung/core/dataset/read-record.ts';
import { recogniseRecord } from '@rung/core/dataset/recognise-record.ts';
import { isRefusal } from '@rung/core/dataset/refusal-text.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ANSWER, bytesOf, check, modelNamed, NOVA_LITE, nova, pair, turn } from './build-dataset.ts';

const LLAMA = modelNamed('Llama 3.1 8B Instruct');

/** Bits of text that JSON, UTF-8, trimming, reserved words and refusals each have an opinion on. */
const bit = fc.constantFrom(
  ...['word', 'é', '猫', '😀', '"', '\\', '\\"', '\n', '\t', '\r', '\f', '\b', ' ', '\u00a0', '\u3000', '\ufeff'],
  ...['/', '\\u0041', 'n', 'u0041', ':', 'System:', 'user:', '<image>', '[EOS]', '{', '[1]', '\u0001', '\u2019', '\\n'],
  ...['I’m sorry, but I can’t', 'as an AI ', 'as an AI model', '(i cannot help', 'Sorry, I can’t', 'i must decline'],
);
const text = fc.array(bit, { minLength: 1, maxLength: 8 }).map((bits) => bits.join(''));

/** One text in another spelling: \u escapes for some, in either case, and slashes escaped as PHP does. */
function respelt(json: string, style: number): string {
  if (style === 0) return json;
  if (style === 1) return json.replaceAll('/', '\\/');
  const escaped = json.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return style === 2 ? escaped : escaped.replace(/\\u[0-9a-f]{4}/g, (found) => `\\u${found.slice(2).toUpperCase()}`);
}

const style = fc.integer({ min: 0, max: 3 });
const conversation = fc
  .tuple(fc.array(text, { minLength: 2, maxLength: 6 }), text, style)
  .map(([texts, system, how]) => {
    const turns = texts.slice(0, texts.length & ~1).map((each, at) => turn(at % 2 === 0 ? 'user' : 'assistant', each));
    return respelt(nova(turns, { system: [{ text: system }] }), how);
  });
const promptPair = fc
  .tuple(text, text, style)
  .map(([prompt, completion, how]) => respelt(JSON.stringify({ prompt, completion, id: prompt }), how));

const TAUGHT = [2, 4, 6].map((turns) =>
  nova(
    Array.from({ length: turns }, (_, at) => turn(at % 2 === 0 ? 'user' : 'assistant', 'x')),
    { system: [{ text: 's' }] },
  ),
);

describe.each([
  { what: 'a conversation', model: NOVA_LITE, lines: conversation, taught: TAUGHT },
  {
    what: 'a prompt with its completion',
    model: LLAMA,
    lines: promptPair,
    taught: ['{"prompt":"x","completion":"y","id":"z"}'],
  },
])('$what', ({ model, lines, taught }) => {
  test('is read the quick way exactly as it is in full, or not at all', () => {
    const reader = createQuickReader(model);
    for (const line of taught) reader.learn(line);
    let quickly = 0;

    fc.assert(
      fc.property(lines, (line) => {
        const bytes = bytesOf(`${line}\n`);
        const isOpen = reader.open(bytes, Buffer.from(bytes).toString('latin1'));
        const quick = isOpen ? reader.read(0, bytes.length - 1) : undefined;
        if (!quick) return;
        quickly += 1;
        const { value, notes } = readRecord(bytes.subarray(0, -1));
        const full = recogniseRecord(value ?? {});
        const faults: unknown[] = [...notes];
        checkRecord({ record: value ?? {}, text: line, model, note: (note) => faults.push(note) }, full.format);

        expect(faults).toEqual([]);
        expect(quick.format).toBe(full.format);
        expect(quick.texts()).toEqual({ prompt: full.prompt, completion: full.completion });
        expect(Buffer.from(quick.asked())).toEqual(Buffer.from(canonicalText(full.asked)));
        expect(Buffer.from(quick.completion())).toEqual(Buffer.from(canonicalText(full.completion)));
        expect(quick.suspectAnswers().some(isRefusal)).toBe(full.answers.some(isRefusal));
        if (/^[{[]/.test(full.completion)) expect(quick.mayBeJson()).toBe(true);
      }),
      { numRuns: 5000 },
    );

    expect(quickly).toBeGreaterThan(300);
  });
});

test.each([
  ['a key more', `{"extra":{},${pair('a').slice(1)}`],
  ['a key less', '{"messages":[]}'],
  ['another role', pair('a').replace('"user"', '"User"')],
  ['an unknown escape', pair('a').replace('"a"', '"\\x"')],
  ['half a pair', pair('a').replace('"a"', '"\\ud83d"')],
  ['a NUL', pair('a').replace('"a"', '"\\u0000"')],
  ['an open end', pair('a').slice(0, -4)],
  ['something behind', `${pair('a')} `],
  ['an empty text', pair('')],
])('a line with %s is left to be read in full', (_what, line) => {
  const reader = createQuickReader(NOVA_LITE);
  reader.learn(pair('x'));
  const bytes = bytesOf(`${line}\n${pair('sound')}\n`);
  reader.open(bytes, Buffer.from(bytes).toString('latin1'));

  const taken = reader.read(0, bytesOf(line).length);
  const next = reader.read(bytesOf(line).length + 1, bytes.length - 1);

  expect(taken).toBeUndefined();
  expect(next?.texts().completion).toBe(ANSWER);
});

test('a control character is seen wherever it stands, a line feed is none', () => {
  fc.assert(
    fc.property(fc.nat({ max: 70 }), fc.integer({ min: 0, max: 255 }), fc.nat({ max: 3 }), (at, byte, offset) => {
      const bytes = new Uint8Array(75).fill(0xc3).subarray(offset);
      bytes[Math.min(at, bytes.length - 1)] = byte;

      expect(hasControl(bytes)).toBe(byte < 32 && byte !== 10);
    }),
  );
});

test('the same text in two spellings is one text', async () => {
  const lines = Array.from({ length: 60 }, (_, at) => pair(`Où est la pièce ${at} ? 😀`));

  const report = await check([...lines, ...lines.map((line) => respelt(line, 2))].join('\n'));

  expect(report.shape.duplicates).toBe(60);
});

test('tokens of a large set are estimated from a part, with an error that holds', async () => {
  const lines = Array.from({ length: 12_000 }, (_, at) => pair(`${at} ${'word 猫 '.repeat(1 + ((at * 7919) % 40))}`));
  const parts = await Promise.all(
    [0, 1, 2, 3, 4, 5].map((part) => check(lines.slice(part * 2000, part * 2000 + 2000).join('\n'))),
  );
  const exact = parts.reduce((sum, { tokens }) => sum + tokens.estimate, 0);

  const { tokens } = await check(lines.join('\n'));

  expect(parts[0]?.tokens.sampled).toBeUndefined();
  expect(tokens.sampled?.records).toBeLessThan(2700);
  expect(Math.abs(tokens.estimate / exact - 1)).toBeLessThan(0.01);
  expect(Math.abs(tokens.estimate - exact)).toBeLessThan(tokens.estimate * (tokens.sampled?.errorShare ?? 0) * 2);
  expect(tokens.how).toMatch(/2,6\d\d records were measured/);
});

test('a record that is too long is found among those that are not measured', async () => {
  const lines = Array.from({ length: 2_100 }, (_, at) => pair(`Question ${at}`));
  const long = [2_003, 2_050].map((at) => ({ at, line: pair(`${at} ${'word '.repeat(44_000)}`) }));
  for (const { at, line } of long) lines[at - 1] = line;

  const report = await check(lines.join('\n'));

  expect(report.findings.filter(({ rule }) => rule === 'too-long')).toMatchObject(long.map(({ at }) => ({ line: at })));
});
