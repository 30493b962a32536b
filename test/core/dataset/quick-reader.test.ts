import { isUtf8 } from 'node:buffer';
import type { BaseModel } from '@rung/core/dataset/base-models.ts';
import { canonicalText } from '@rung/core/dataset/canonical-text.ts';
import { checkRecord } from '@rung/core/dataset/check-record.ts';
import { estimateTokens } from '@rung/core/dataset/estimate-tokens.ts';
import { createQuickReader, type QuickReader } from '@rung/core/dataset/quick/quick-reader.ts';
import type { QuickRecord } from '@rung/core/dataset/quick/record-view.ts';
import { readRecord } from '@rung/core/dataset/read-record.ts';
import { type Exchange, recogniseRecord } from '@rung/core/dataset/recognise-record.ts';
import { isRefusal } from '@rung/core/dataset/refusal-text.ts';
import { noteSensitive } from '@rung/core/dataset/sensitive/note-sensitive.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import xxhash from 'xxhash-wasm';
import { ANSWER, bytesOf, check, joinBytes, modelNamed, NOVA_LITE, nova, pair, turn } from './build-dataset.ts';
import { SECRETS } from './labelled-secrets.ts';

const LLAMA = modelNamed('Llama 3.1 8B Instruct');

/** Bits of text that JSON, UTF-8 and trimming each have an opinion on. */
const bit = fc.constantFrom(
  ...['word', 'é', '猫', '😀', '"', '\\', '\\"', '\n', '\t', '\r', '\f', '\b', ' ', '\u00a0', '\u3000', '\ufeff'],
  ...['n', 'u0041', ':', 'user:', '{', '[1]', '\u2019', '\\n', '\u202f', '\u2028', 'https://larkfield.net/a_b-c'],
  ...['I’m sorry, but I can’t', '(i cannot help', 'Sorry, I can’t', 'i must decline', 'AKIA', '4711-22 '],
);
/** Bits that a record is read in full for. */
const alarming = fc.constantFrom(
  ...[
    '/',
    '\\u0041',
    '\u0001',
    '\ud83d',
    'System:',
    'uSER:',
    '<un\u212a>',
    '<image>',
    '[EOS]',
    'as an AI ',
    'as an AI model',
  ],
  ...['ana.silva@larkfield.net ', '4111 1111 1111 1111', '+447911123456', '536-22-8471', SECRETS[0]?.text ?? ''],
  'postgres://ana:pässword@db.internal.net/x',
  ...[
    'password: ',
    'apiKey="',
    '\\"Token\\": \\"',
    'Bearer ',
    'the secret is ',
    'key ',
    'Xk9!mP2qTr7',
    'q7Lm2Zx9Kp4Vt8Rb3Nw6',
  ],
);
const text = fc
  .array(fc.oneof({ weight: 20, arbitrary: bit }, { weight: 1, arbitrary: alarming }), { minLength: 1, maxLength: 8 })
  .map((bits) => bits.join(''));

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

const { h64Raw } = await xxhash();

/** The fingerprint and sizes that a record read in full has. */
function hashed({ asked, completion }: Exchange) {
  const [prompt, answer] = [canonicalText(asked), canonicalText(completion)];
  const both = h64Raw(prompt);
  return {
    high: Number(both >> 32n),
    low: Number(both & 0xffffffffn),
    answer: Number(h64Raw(answer) & 0xffffffffn),
    prompt: prompt.length,
    completion: answer.length,
  };
}

function snapshotOf(record: QuickRecord): QuickRecord {
  const [measured, text, answers] = [record.measure(), record.completionText(), record.suspectAnswers()];
  const mayBeJson = record.mayBeJson();
  return {
    format: record.format,
    fingerprint: { ...record.fingerprint },
    sizes: { ...record.sizes },
    measure: () => measured,
    completionText: () => text,
    suspectAnswers: () => answers,
    mayBeJson: () => mayBeJson,
  };
}

/** What the reader says of each line of a block; a copy, since it uses its record again. */
function readAll(reader: QuickReader, block: Uint8Array): (QuickRecord | undefined)[] {
  const records: (QuickRecord | undefined)[] = [];
  for (reader.open(block); reader.next(); ) {
    const record = reader.read();
    records.push(record && snapshotOf(record));
  }
  return records;
}

describe.each([
  { what: 'a conversation', model: NOVA_LITE, lines: conversation, taught: TAUGHT },
  {
    what: 'a prompt with its completion',
    model: LLAMA,
    lines: promptPair,
    taught: ['{"prompt":"x","completion":"y","id":"z"}'],
  },
])('$what', ({ model, lines, taught }) => {
  const taughtReader = () => {
    const reader = createQuickReader(model, true);
    for (const line of taught) reader.learn(line);
    return reader;
  };

  test('is read the quick way exactly as it is in full, or not at all', () => {
    const reader = taughtReader();
    let quickly = 0;

    fc.assert(
      fc.property(lines, (line) => {
        const quick = readAll(reader, bytesOf(`${line}\n`))[0];
        if (!quick) return;
        quickly += 1;
        expectSameInFull(quick, bytesOf(line), model);
      }),
      { numRuns: 5000 },
    );

    expect(quickly).toBeGreaterThan(150);
  });

  test('nor does a byte here or there mislead it, or the lines beside', () => {
    const reader = taughtReader();
    const sound = bytesOf(`${taught[0]}\n`);
    // Long texts, so that edits fall into them more often than between.
    const long = fc.constant((taught[0] ?? '').replaceAll('"x"', `"${'plain text, é: '.repeat(12)}"`));
    let quickly = 0;

    fc.assert(
      fc.property(fc.oneof(lines, long), edits, (line, list) => {
        const spoilt = edited(bytesOf(line), list);
        const records = readAll(reader, joinBytes([sound, spoilt, '\n', sound]));

        const [quick] = records.slice(1, -1);
        if (isUtf8(spoilt)) expect([records[0]?.format, records.at(-1)?.format]).not.toContain(undefined);
        if (!quick || spoilt.includes(10)) return;
        quickly += 1;
        expectSameInFull(quick, spoilt, model);
      }),
      { numRuns: 4000 },
    );

    expect(quickly).toBeGreaterThan(50);
  });
});

/** What stands in place of a byte, before it, or takes it away. */
const edits = fc.array(
  fc.record({
    at: fc.nat({ max: 400 }),
    by: fc.constantFrom(
      'a',
      ' ',
      '"',
      '\\',
      'u',
      'n',
      '/',
      '{',
      '}',
      ',',
      ':',
      '\n',
      '\t',
      '\0',
      '@',
      '1',
      '\u00e9',
      '\xff',
      '',
    ),
    cut: fc.nat({ max: 1 }),
  }),
  { minLength: 1, maxLength: 3 },
);

function edited(line: Uint8Array, list: readonly { at: number; by: string; cut: number }[]): Uint8Array {
  return list.reduce((bytes, { at, by, cut }) => {
    const place = at % (bytes.length + 1);
    const put = by === '\xff' ? Uint8Array.of(0xff) : bytesOf(by);
    return joinBytes([bytes.subarray(0, place), put, bytes.subarray(place + cut)]);
  }, line);
}

function expectSameInFull(quick: QuickRecord, line: Uint8Array, model: BaseModel): void {
  const { value, notes, text: decoded } = readRecord(line);
  const full = recogniseRecord(value ?? {});
  const faults: unknown[] = [...notes];
  checkRecord({ record: value ?? {}, text: decoded, model, note: (note) => faults.push(note) }, full.format);

  expect(faults).toEqual([]);
  expect(quick.format).toBe(full.format);
  expect(quick.completionText()).toBe(full.completion);
  expect(quick.measure()).toEqual({
    prompt: estimateTokens(full.prompt),
    completion: estimateTokens(full.completion),
  });
  expect({ ...quick.fingerprint, ...quick.sizes }).toEqual(hashed(full));
  expect(quick.suspectAnswers().some(isRefusal)).toBe(full.answers.some(isRefusal));
  if (/^[{[]/.test(full.completion)) expect(quick.mayBeJson()).toBe(true);
  expect(noteSensitive(value, true)).toEqual([]);
}

test.each([
  ['a key more', `{"extra":{},${pair('a').slice(1)}`],
  ['a key less', '{"messages":[]}'],
  ['another role', pair('a').replace('"user"', '"User"')],
  ['an unknown escape', pair('a').replace('"a"', '"\\x"')],
  ['half a pair', pair('a').replace('"a"', '"\\ud83d"')],
  ['a NUL', pair('a').replace('"a"', '"\\u0000"')],
  ['a tab', pair('a').replace('"a"', '"\t"')],
  ['an escaped slash', pair('a').replace('"a"', '"\\/"')],
  ['a line feed that is escaped', pair('a').replace('"a"', '"\\')],
  ['an open end', pair('a').slice(0, -4)],
  ['something behind', `${pair('a')} `],
  ['an empty text', pair('')],
])('a line with %s is left to be read in full', (_what, line) => {
  const reader = createQuickReader(NOVA_LITE, true);
  reader.learn(pair('x'));

  const [taken, next] = readAll(reader, bytesOf(`${line}\n${pair('sound')}\n`));

  expect(taken).toBeUndefined();
  expect(next?.completionText()).toBe(ANSWER);
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
