// cspell:disable other languages
import { compareSets } from '@rung/core/dataset/alike/compare-sets.ts';
import { createFindingLog } from '@rung/core/dataset/finding-log.ts';
import { languageOf } from '@rung/core/dataset/hygiene/language-of.ts';
import { mirror } from '@rung/core/dataset/hygiene/mirror.ts';
import { describe, expect, test } from 'vitest';
import { bytesOf, check, chunked, cleanLines, nova, pair, turn } from './build-dataset.ts';

async function lookAgain(lines: readonly string[]): Promise<string[]> {
  const { sets } = await compareSets([{ set: 'training', source: chunked(bytesOf(lines.join('\n'))) }]);
  return (sets[0]?.findings ?? []).map(({ line, rule }) => `${line} ${rule}`);
}

const reply = (n: number) =>
  pair(
    `The parcel number ${n} is late, what have you done with it?`,
    `We are sorry that it is late; the parcel ${n} is on its way to you and will be there on day ${n % 28}.`,
  );
const replies = Array.from({ length: 120 }, (_, n) => reply(n));
const with1 = (line: string) => [...replies, line];

describe('a second look finds', () => {
  test.each([
    ['nothing in a clean set', replies[7] ?? '', []],
    [
      'an answer in another language',
      pair(
        'Where is my order and what do you do with it?',
        'Die Bestellung ist nicht da, wir suchen sie mit dem Fahrer und bitten um Geduld.',
      ),
      ['121 language-switch'],
    ],
    [
      'a prompt in another language',
      pair(
        'Wo ist die Bestellung, und was macht ihr mit dem Paket?',
        'Die Bestellung ist nicht da, wir suchen sie mit dem Fahrer.',
      ),
      ['121 language-mix'],
    ],
    ['a placeholder', pair('What does it cost?', 'TODO'), ['121 boilerplate']],
    ['a directional override', pair('Pay \u202eeuro\u202c now?', 'Yes, as it says.'), ['121 hidden-text']],
    ['tags that nobody sees', pair(`Hello\u{E0041}\u{E0042} there`, 'Yes, as it says.'), ['121 hidden-text']],
    ['a character that was lost', pair('Is the caf\ufffd open?', 'Yes, as it says.'), ['121 replaced-text']],
    ['a completion that is far too long', pair('Is it open?', 'It is open today. '.repeat(80)), ['121 length-outlier']],
  ])('%s', async (_what, line, expected) => {
    expect((await lookAgain(with1(line))).filter((told) => !told.endsWith('duplicate'))).toEqual(expected);
  });

  test('the same long answer to many prompts', async () => {
    const same = Array.from({ length: 6 }, (_, n) =>
      pair(`What about case ${n} of the week?`, 'Thank you for reaching out to our support team today.'),
    );

    expect(await lookAgain([...replies, ...same])).toEqual(['121 boilerplate']);
  });

  test('no slips in a set that translates', async () => {
    const lines = Array.from({ length: 60 }, (_, n) =>
      pair(
        `What is the price of item ${n} and is it in the shop?`,
        `Was ist der Preis von Artikel ${n}, und ist er nicht in dem Laden?`,
      ),
    );

    expect(await lookAgain(lines)).toEqual([]);
  });
});

test.each([
  ['English', 'What have you done with the parcel that was for my sister?'],
  ['German', 'Was habt ihr mit dem Paket gemacht, das nicht für mich ist?'],
  ['French', 'Où est le colis que vous avez pour ma sœur et pourquoi pas ici ?'],
  ['Spanish', '¿Dónde está el paquete que es para mi hermana y no para usted?'],
  ['Japanese', '荷物はどこですか。教えてください。'],
  ['Chinese', '我的包裹在哪里？请告诉我。'],
  ['a language in Cyrillic letters', 'Где моя посылка и когда она придёт?'],
  [undefined, 'SELECT 1'],
  [undefined, '{"category":"billing"}'],
])('%s is recognised', (language, text) => {
  expect(languageOf(text)).toBe(language);
});

test('classes with few examples are said', async () => {
  const lines = Array.from({ length: 160 }, (_, n) => pair(`Case ${n}?`, n < 150 ? ['yes', 'no'][n % 2] : 'maybe'));

  const { findings } = await check(lines.join('\n'));

  expect(findings.find(({ rule }) => rule === 'few-per-class')?.message).toBe(
    '1 of 3 answers have fewer than 50 examples; the rarest has 10.',
  );
});

test('a clean set of JSON answers has nothing to look at again', async () => {
  expect(await lookAgain(cleanLines(120))).toEqual([]);
});

describe('the mirror of what production sends', () => {
  const system = (text: string) => ({ system: [{ text }] });
  const call = (n: number, { by = 'You are the support of Larkfield.', context = '' } = {}) => ({
    input: {
      inputBodyJson: { ...system(by), messages: [turn('user', `${context}What about case ${n} of the week?`)] },
    },
    output: { outputBodyJson: { output: { message: turn('assistant', 'It is done.') } } },
  });
  const trained = (n: number, by?: string) =>
    nova(
      [turn('user', `What about case ${n} of the month?`), turn('assistant', 'It is done.')],
      by ? system(by) : { system: undefined },
    );
  const file = (lines: readonly string[]) => chunked(bytesOf(lines.join('\n')));
  const many = (line: (n: number) => string) => Array.from({ length: 40 }, (_, n) => line(n));

  test.each([
    ['nothing where they are alike', (n: number) => trained(n, 'you are the support of Larkfield'), {}, []],
    ['a system text that is missing', (n: number) => trained(n), {}, ['mirror-system']],
    ['another system text', (n: number) => trained(n, 'Be brief.'), {}, ['mirror-system']],
    [
      'context between marks, and the length that it adds',
      (n: number) => trained(n, 'You are the support of Larkfield.'),
      { context: `<context>\n${'A clause of the contract. '.repeat(20)}\n</context>\n` },
      ['mirror-length', 'mirror-context'],
    ],
  ] as const)('%s', async (...[, line, how, expected]) => {
    const log = createFindingLog(10);

    const calls = await mirror(file(many(line)), file(many((n) => JSON.stringify(call(n, how)))), log);

    expect(calls).toBe(40);
    expect(log.shown().map(({ rule }) => rule)).toEqual(expected);
  });
});
