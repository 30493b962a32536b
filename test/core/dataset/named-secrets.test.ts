import { redactRecord } from '@rung/core/dataset/repair/redact-record.ts';
import { findSecrets } from '@rung/core/dataset/sensitive/find-secrets.ts';
import { redactText } from '@rung/core/dataset/sensitive/redact-text.ts';
import { describe, expect, test } from 'vitest';
import { NAMED } from '../../fixtures/secrets/named.ts';
import { NAMELESS } from '../../fixtures/secrets/nameless.ts';
import { check, cleanLines, pair, places } from './build-dataset.ts';

const MIN_RECALL = 0.95;
const isFound = (text: string) => findSecrets(text).length > 0;
const missedOf = (texts: readonly string[]) => texts.filter((text) => !isFound(text));
const mostMissed = Math.floor(NAMED.length * (1 - MIN_RECALL));

const found = NAMED.length - missedOf(NAMED).length;

/* The figures stand in the name, so that `--reporter=verbose` tells them. */
describe(`${found} of ${NAMED.length} secrets beside their names, and ${NAMELESS.filter(isFound).length} of ${NAMELESS.length} traps,`, () => {
  test('are at least 200 texts, half of them traps', () => {
    expect(NAMED.length + NAMELESS.length).toBeGreaterThanOrEqual(200);
    expect(NAMELESS.length).toBeGreaterThanOrEqual(100);
  });

  test('are found in at least 95 of 100 texts', () => {
    expect(missedOf(NAMED).length).toBeLessThanOrEqual(mostMissed);
  });

  test('are never seen where there are none', () => {
    expect(NAMELESS.filter(isFound)).toEqual([]);
  });

  test('are gone when the text is redacted, and traps stay as they are', () => {
    expect(NAMED.map(redactText).filter(isFound)).toEqual([]);
    expect(NAMELESS.map(redactText)).toEqual(NAMELESS);
  });
});

/** How a text stands in a record: as it is, in JSON that is itself a text, and as a field beside the others. */
const WAYS: readonly (readonly [how: string, line: (text: string) => string])[] = [
  ['as a prompt', (text) => pair(text)],
  ['as an answer', (text) => pair('a', text)],
  ['as JSON in a text', (text) => pair('a', JSON.stringify({ category: text }))],
  ['with every letter beyond ASCII escaped', (text) => pair(text).replace(/[\u0080-\uffff]/g, escaped)],
];
const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** The lines that have a secret, of a file in which each text is a line behind a hundred that hide nothing. */
async function linesWithSecrets(texts: readonly string[], line: (text: string) => string): Promise<Set<number>> {
  const report = await check([...cleanLines(100), ...texts.map(line)].join('\n'), { maxShownPerRule: 1000 });
  return new Set(report.findings.filter(({ rule }) => rule === 'secret').map((finding) => finding.line - 101));
}

describe.each(WAYS)('in the lines of a file, %s,', (_how, line) => {
  test('the same are found as in the text', async () => {
    const found = await linesWithSecrets(NAMED, line);

    expect(NAMED.filter((text, at) => isFound(text) !== found.has(at))).toEqual([]);
  });

  test('none is seen where there is none', async () => {
    const found = await linesWithSecrets(NAMELESS, line);

    expect(NAMELESS.filter((_, at) => found.has(at))).toEqual([]);
  });
});

test.each([
  ['password', 'Velvet42!x', 'password'],
  ['api_key', 'q7Lm2Zx9Kp4Vt8Rb3Nw6', 'key or token'],
  ['Authorization', 'Bearer q7Lm2Zx9Kp4Vt8Rb3Nw6', 'Authorization header'],
])('a field of a record names what it holds: %s', async (key, value, kind) => {
  const line = `${pair('a').slice(0, -1)},"meta":{"${key}":"${value}"}}`;
  for (const at of [0, 60]) {
    const report = await check(cleanLines(120).toSpliced(at, 1, line).join('\n'));

    expect(places(report)).toEqual([`${at + 1} secret`]);
    expect(report.findings[0]?.message).toBe(`There is a secret in meta.${key}: ${kind}.`);
    expect(JSON.stringify(report)).not.toContain(value);
  }
  expect(JSON.stringify(redactRecord({ meta: { [key]: value } }, redactText))).not.toContain(value);
});

test('what has a form of its own is named by it, once', () => {
  const token = `ghp_${'q7Lm2Zx9Kp4Vt8Rb3Nw6'.repeat(2).slice(0, 36)}`;

  expect(findSecrets(`token = "${token}"`).map(({ kind }) => kind)).toEqual(['GitHub token']);
});

test.each(['key', 'token: ', 'password=', 'secret is ', 'Bearer ', 'pass"', '"key":"', 'password for a '])(
  'half a million characters of %j are read to their end',
  (unit) => {
    expect(findSecrets(unit.repeat(Math.ceil(500_000 / unit.length)))).toEqual([]);
  },
);
