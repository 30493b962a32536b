// cspell:ignore NWBK ABNA
import { findPii } from '@rung/core/dataset/sensitive/find-pii.ts';
import { findSecrets } from '@rung/core/dataset/sensitive/find-secrets.ts';
import { describe, expect, test } from 'vitest';
import { ANSWER, bytesOf, check, cleanLines, pair, places } from './build-dataset.ts';
import { HARMLESS, type Labelled, SECRETS } from './labelled-secrets.ts';

const kindsIn = (text: string) => [...new Set(findSecrets(text).map(({ kind }) => kind))];
const isFound = ({ kind, text }: Labelled) => kindsIn(text).some((found) => found === kind);

describe('the labelled set', () => {
  test('has at least 300 texts, of 26 kinds and of none', () => {
    expect(SECRETS.length + HARMLESS.length).toBeGreaterThanOrEqual(300);
    expect(new Set(SECRETS.map(({ kind }) => kind)).size).toBe(26);
    expect(HARMLESS.length).toBeGreaterThanOrEqual(150);
  });

  test('at least 95 % of the secrets are found, each as what it is', () => {
    const missed = SECRETS.filter((labelled) => !isFound(labelled));

    expect(missed.map(({ kind }) => kind)).toEqual([]);
  });

  test('and in the lines of a file as well as in the text', () => {
    const missed = SECRETS.filter(({ kind, text }) => !isFound({ kind, text: JSON.stringify({ text }) }));

    expect(missed.map(({ kind }) => kind)).toEqual([]);
  });

  test('at most 2 % of what is harmless is taken for a secret', () => {
    const alarms = HARMLESS.filter(({ text }) => findSecrets(text).length > 0);

    expect(alarms.map(({ text }) => text)).toEqual([]);
  });
});

/** Made-up numbers whose checks come out right. */
const PERSONAL = [
  ['e-mail address', 'Write to ana.silva+work@larkfield.net, please.'],
  ['e-mail address', 'ana@larkfield.co.uk'],
  ['payment card number', 'Card 4111 1111 1111 1111, exp 12/29'],
  ['payment card number', '5555555555554444'],
  ['payment card number', 'Amex 3782-822463-10005.'],
  ['IBAN', 'IBAN: DE89 3704 0044 0532 0130 00'],
  ['IBAN', 'GB29NWBK60161331926819'],
  ['IBAN', 'NL91 ABNA 0417 1643 00 on my account'],
  ['IBAN', 'NL91ABNA0417164300'],
  ['IBAN', 'FR14 2004 1010 0505 0001 3M02 606'],
  ['US social security number', 'SSN 536-22-8471.'],
  ['phone number', 'Call me at +49 30 1234 5678.'],
  ['phone number', '(+1 (415) 555-2671)'],
  ['phone number', '+447911123456'],
] as const;

const IMPERSONAL = [
  'ISBN 978-3-16-148410-0 and 9783161484100',
  'order 4111 1111 1111 1112',
  'epoch 1732147200000, in seconds 1732147200',
  'between 1990-2000 and 2010-2020, or on 2026-11-21',
  'version 10.0.19045.3570 of 2023-10-10',
  'C++20 and 3 + 4 = 7; a+123456789 is a sum',
  '550e8400-e29b-41d4-a716-446655440000',
  'DE89 3704 0044 0532 0130 01',
  '000-12-3456, 666-12-3456, 536-00-1234, 123-45-6789',
  'support@example.com, @larkfield, a @ b, icon@2x.png',
  'postgres://app:x@db.internal.net',
  '1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16',
  '4111111111111111111111111111',
  'pi is 3.14159265358979323846',
];

describe('personal data', () => {
  test.each(PERSONAL)('%s: %s', (kind, text) => {
    expect(findPii(text).map((found) => found.kind)).toEqual([kind]);
    expect(findPii(`${'x '.repeat(37)}${text}`).map((found) => found.kind)).toEqual([kind]);
  });

  test.each(IMPERSONAL)('is not: %s', (text) => {
    expect(findPii(text)).toEqual([]);
  });
});

/** Texts that make backtracking and rescanning show. */
const HOSTILE = [
  ['digits', '4'],
  ['digits and blanks', '4 '],
  ['digits and dashes', '1-'],
  ['dots', 'a.'],
  ['at signs', '@a.'],
  ['plus signs', '+1'],
  ['headers of web tokens', 'eyJ'],
  ['headers of web tokens with dots', 'eyJhbGciOiJIUz.'],
  ['openings of keys', '-----BEGIN PRIVATE KEY-----\n'],
  ['beginnings of connection strings', 'http://a:'],
  ['beginnings of bot tokens', 'xoxb-1-'],
  ['access keys', 'AKIA'],
  ['IBANs', 'DE89 3704 '],
  ['capitals', 'GB29NWBK'],
] as const;

// Half a million characters of each: what looks at everything from everywhere would not end within the time a test has.
test.each(HOSTILE)('a line of %s is read to its end', async (_what, unit) => {
  const hostile = unit.repeat(Math.ceil(500_000 / unit.length));

  const report = await check([...cleanLines(99), pair(hostile)].join('\n'));

  expect(report.records).toBe(100);
  expect(findSecrets(hostile).length + findPii(hostile).length).toBeLessThanOrEqual(hostile.length);
});

const SECRET = SECRETS[0]?.text.match(/AKIA\w+/)?.[0] ?? '';

describe('the report', () => {
  test.each([
    ['in a prompt', pair(`key ${SECRET}`), 'messages[0].content[0].text'],
    ['in an answer', pair('a', `${ANSWER.slice(0, -1)},"note":"${SECRET}"}`), 'messages[1].content[0].text'],
    ['in a field that no rule reads', `${pair('a').slice(0, -1)},"meta":{"by":"${SECRET}"}}`, 'meta.by'],
    ['behind an escaped letter', pair(`key ${SECRET}`).replace('AKIA', '\\u0041KIA'), 'messages[0].content[0].text'],
    ['in a key', `${pair('a').slice(0, -1)},"${SECRET}":1}`, 'a key'],
    ['in a line that is broken', `{"a":"${SECRET}`, 'the line'],
  ])('a secret %s blocks, wherever the line stands, and is not repeated', async (_what, line, field) => {
    for (const at of [0, 60]) {
      const report = await check(cleanLines(120).toSpliced(at, 1, line).join('\n'));
      const [secret] = report.findings.filter(({ rule }) => rule === 'secret');

      expect(report.ready).toBe(false);
      expect(secret).toMatchObject({ line: at + 1, message: `There is a secret in ${field}: AWS access key id.` });
      expect(JSON.stringify(report)).not.toContain(SECRET.slice(4));
    }
  });

  test('personal data is warned of, with how much of it, and can be left out', async () => {
    const line = pair('Write to ana@larkfield.net or to bo@larkfield.net, or call +49 30 1234 5678.');
    const text = cleanLines(120).toSpliced(60, 1, line).join('\n');

    const report = await check(text);

    expect(report.judgement).toBe('ready-with-care');
    expect(places(report)).toEqual(['61 pii', '61 pii']);
    expect(report.findings.map(({ message }) => message)).toEqual([
      'The record holds personal data: e-mail address, 2 times.',
      'The record holds personal data: phone number.',
    ]);
    expect(places(await check(text, { personalData: false }))).toEqual([]);
    expect(JSON.stringify(report)).not.toContain('larkfield');
  });

  test.each([
    ['a card’s number behind a line break', pair('Card:\n4111 1111 1111 1111')],
    ['an IBAN behind a line break', pair('To\nDE89 3704 0044 0532 0130 00')],
    ['a number behind an escaped mark', pair('SSN ’536-22-8471').replace('’', '\\u2019')],
  ])('%s is found as it is read, wherever the line stands', async (_what, line) => {
    for (const at of [0, 60])
      expect(places(await check(cleanLines(120).toSpliced(at, 1, line).join('\n')))).toEqual([`${at + 1} pii`]);
  });

  test('is the same however the file is cut', async () => {
    const lines = cleanLines(90).flatMap((line, at) => (at % 9 === 4 ? [pair(SECRETS[at]?.text ?? ''), line] : [line]));
    const bytes = bytesOf(lines.join('\n'));

    const whole = await check(bytes);

    expect(whole.countsByRule.secret).toBe(10);
    for (const size of [7, 500, 4096]) expect(await check(bytes, { sizes: [size] })).toEqual(whole);
  });
});
