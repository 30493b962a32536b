import zlib from 'node:zlib';
import { checkDataset } from '@rung/core/dataset/check-dataset.ts';
import { describe, expect, test } from 'vitest';
import { bytesOf, check, cleanLines, joinBytes, NOVA_LITE } from './build-dataset.ts';

const LINES = cleanLines(120);
const SOUND = `${LINES.join('\n')}\n`;
const records = LINES.map((line): unknown => JSON.parse(line));
const utf16 = (text: string, isBig: boolean, mark: boolean) => {
  const little = Buffer.from(`${mark ? '\uFEFF' : ''}${text}`, 'utf16le');
  return isBig ? little.swap16() : little;
};
const magic = (...bytes: number[]) => joinBytes([Uint8Array.from(bytes), 'and so on '.repeat(50)]);

/** A whole file, what it is said to be, and the first thing that is said of it. */
const FILES: readonly (readonly [what: string, content: string | Uint8Array, format: string, first: string])[] = [
  ['nothing', '', 'empty', '1 empty-file'],
  ['a line feed', '\n', 'unknown', '1 blank-line'],
  ['blanks', '   ', 'unknown', '1 blank-line'],
  ['blank lines', '\n\n\n', 'unknown', '1 blank-line'],
  ['zero bytes', new Uint8Array(5_000), 'unknown', '1:1 nul'],
  ['UTF-16 with a mark', utf16(SOUND, false, true), 'utf-16', '1 utf-16'],
  ['UTF-16 the other way round', utf16(SOUND, true, true), 'utf-16', '1 utf-16'],
  ['UTF-16 without a mark', utf16(SOUND, false, false), 'utf-16', '1 utf-16'],
  ['UTF-16 the other way round, without a mark', utf16(SOUND, true, false), 'utf-16', '1 utf-16'],
  ['gzip', zlib.gzipSync(SOUND), 'gzip', '1 gzip'],
  ['bzip2', magic(0x42, 0x5a, 0x68), 'binary', '1 not-text'],
  ['xz', magic(0xfd, 0x37, 0x7a, 0x58), 'binary', '1 not-text'],
  ['Zstandard', magic(0x28, 0xb5, 0x2f, 0xfd), 'binary', '1 not-text'],
  ['a ZIP archive', magic(0x50, 0x4b, 0x03, 0x04), 'zip', '1 not-text'],
  ['Parquet', 'PAR1 and so on', 'parquet', '1 not-text'],
  ['Arrow', 'ARROW1\0\0 and so on', 'binary', '1 not-text'],
  ['Avro', magic(0x4f, 0x62, 0x6a, 0x01), 'binary', '1 not-text'],
  ['a PDF', '%PDF-1.7 and so on', 'binary', '1 not-text'],
  ['a PNG', magic(0x89, 0x50, 0x4e, 0x47), 'binary', '1 not-text'],
  ['an SQLite database', 'SQLite format 3\0', 'binary', '1 not-text'],
  ['a web page', '<!DOCTYPE html><html><body>Access denied</body></html>', 'markup', '1 not-text'],
  ['an error of S3', '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>', 'markup', '1 not-text'],
  ['a pointer of Git LFS', 'version https://git-lfs.github.com/spec/v1\noid sha256:0\n', 'unknown', '1 not-text'],
  ['a table', 'prompt,completion\na,b\n', 'csv', '1 csv'],
  ['a table with a mark', '\uFEFFprompt,completion\na,b\n', 'csv', '1 csv'],
  ['a table with tabs', 'prompt\tcompletion\na\tb\n', 'csv', '1 csv'],
  ['a JSON array', JSON.stringify(records), 'json-array', '1 json-array'],
  ['an indented JSON array', JSON.stringify(records, undefined, 2), 'json-array', '1 json-array'],
  ['an array, a record a line', `[\n${LINES.join(',\n')}\n]\n`, 'json-array', '1 json-array'],
  [
    'indented records',
    records.map((record) => JSON.stringify(record, undefined, 2)).join('\n'),
    'unknown',
    '1 json-spread',
  ],
  ['200,000 brackets', '['.repeat(200_000), 'json-array', '1 json-array'],
  ['all records on one line', LINES.join(''), 'unknown', `1:${(LINES[0] ?? '').length + 1} trailing-garbage`],
  [
    'commas between all lines',
    LINES.join(',\n'),
    'conversation',
    `1:${(LINES[0] ?? '').length + 1} comma-between-lines`,
  ],
  ['carriage returns alone', SOUND.replaceAll('\n', '\r'), 'unknown', `1:${(LINES[0] ?? '').length + 1} stray-cr`],
  ['a byte order mark', `\uFEFF${SOUND}`, 'conversation', '1:1 bom'],
  ['Python dictionaries', LINES.map((line) => line.replaceAll('"', "'")).join('\n'), 'unknown', '1:2 json-syntax'],
  ['YAML', '- prompt: a\n  completion: b\n', 'unknown', '1:1 json-syntax'],
  ['a last line that is cut', SOUND.slice(0, -40), 'conversation', '120:'],
  ['zero bytes after the last line', joinBytes([SOUND, new Uint8Array(500)]), 'conversation', '121:1 nul'],
];

describe('a whole file of another kind', () => {
  test.each(FILES)('%s', async (...[, content, format, first]) => {
    const report = await check(content);

    const [finding] = report.findings.filter(({ severity }) => severity === 'error');
    const place = finding?.column === undefined ? `${finding?.line}` : `${finding.line}:${finding.column}`;
    expect(`${place} ${finding?.rule}`.startsWith(first)).toBe(true);
    expect(finding?.fix).toMatch(/\w/);
    expect(report).toMatchObject({ ready: false, format });
  });
});

test('a sound file with CRLF, or without a last line feed, is ready', async () => {
  expect(await check(SOUND.replaceAll('\n', '\r\n'))).toMatchObject({ ready: true, countsByRule: { crlf: 1 } });
  expect(await check(SOUND.slice(0, -1))).toMatchObject({ ready: true, findings: [] });
});

test('of a line without an end no more than 2 MiB is asked for', async () => {
  let given = 0;
  const endless = async function* () {
    for (;;) {
      given += 65_536;
      yield bytesOf('x'.repeat(65_536));
    }
  };

  const report = await checkDataset(endless(), { model: NOVA_LITE, method: 'fine-tuning' });

  expect(report.countsByRule).toEqual({ 'line-too-long': 1 });
  expect(given).toBeLessThanOrEqual(2 * 1024 * 1024);
});
