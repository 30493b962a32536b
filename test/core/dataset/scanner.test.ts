import { Buffer } from 'node:buffer';
import { alarmsFor } from '@rung/core/dataset/quick/alarms.ts';
import { borrowScanner } from '@rung/core/dataset/quick/scanner.ts';
import { SCANNER_MODULE } from '@rung/core/dataset/quick/scanner-module.ts';
import { MAX_BLOCK_BYTES } from '@rung/core/dataset/split-lines.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import xxhash from 'xxhash-wasm';
import { compileScanner } from '../../../packages/infra/build/compile-scanner.ts';
import { NOVA_LITE } from './build-dataset.ts';
import { SECRETS } from './labelled-secrets.ts';

const alarms = alarmsFor(NOVA_LITE.reservedWords, true);
const scanner = borrowScanner(alarms.tables);

/** The places of a list up to the block's end. */
const placesIn = (list: Uint32Array, length: number) => [
  ...list.subarray(
    0,
    list.findIndex((place) => place >= length),
  ),
];

/** Bytes that mean something to the scanner, in runs that go over the ends of its stretches of 64. */
const meaning = fc.constantFrom(
  '"',
  '\\',
  '\\\\',
  '\\"',
  '\\n',
  '\n',
  '\t',
  '\\u00e9',
  '\\u0041',
  '\\ud83d',
  '\\udE00',
  '\\u',
);
const run = fc.tuple(meaning, fc.integer({ min: 1, max: 70 })).map(([text, times]) => text.repeat(times));
const blocks = fc
  .array(fc.oneof(meaning, run, fc.string({ unit: 'binary-ascii', maxLength: 9 })), { maxLength: 24 })
  .map((parts) => parts.join(''));

/** The same lists, one character after the other. */
function listsOf(text: string) {
  const lists = {
    quotes: [] as number[],
    lineFeeds: [] as number[],
    hazards: [] as number[],
    escapes: [] as number[],
  };
  for (let at = 0; at < text.length; ) {
    const rest = text.slice(at);
    const unicode = /^\\u(?:[dD][89abAB]..\\u[dD][c-fC-F]..|(?![dD][89a-fA-F])(?!00[0-7])[0-9a-fA-F]{4})/.exec(
      rest,
    )?.[0];
    const sound = unicode && /^(?:\\u[0-9a-fA-F]{4})+$/.test(unicode) ? unicode : undefined;
    if (sound) lists.escapes.push(at);
    else if (rest.startsWith('\\') && rest.length > 1 && !/^\\["\\bfnrt]/.test(rest)) lists.hazards.push(at + 1);
    else if (rest.startsWith('"')) lists.quotes.push(at);
    else if (rest.charCodeAt(0) < 32 && !rest.startsWith('\n')) lists.hazards.push(at);
    if (rest.startsWith('\n') || rest.startsWith('\\\n')) lists.lineFeeds.push(at + rest.indexOf('\n'));
    at += sound?.length ?? (rest.startsWith('\\') ? 2 : 1);
  }
  return lists;
}

test('a block is looked over as if one character after the other', () => {
  fc.assert(
    fc.property(blocks, (text) => {
      const { length } = text;

      scanner.open(Buffer.from(text, 'latin1'));

      const { quotes, lineFeeds, hazards, escapes } = scanner;
      expect({
        quotes: placesIn(quotes, length),
        lineFeeds: placesIn(lineFeeds, length),
        hazards: placesIn(hazards, length),
        escapes: placesIn(escapes, length),
      }).toEqual(listsOf(text));
    }),
    { numRuns: 3000 },
  );
});

test('a text’s hash is XXH64, where it stands and where it is put together', async () => {
  const { h64Raw } = await xxhash();
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const expected = h64Raw(bytes);
      const hashed = () => (BigInt(scanner.hashed[1] ?? 0) << 32n) | BigInt(scanner.hashed[0] ?? 0);

      scanner.open(bytes);
      scanner.hash(scanner.start, bytes.length);
      expect(hashed()).toBe(expected);

      scanner.begin();
      const firstEscape = scanner.escapes.findIndex((place) => place >= bytes.length);
      scanner.hash(scanner.text, scanner.appendText(0, bytes.length, firstEscape));
      expect(hashed()).toBe(expected);
    }),
  );
});

test.each([0, 1, 62, 63, 64])('what is sought raises an alarm %i bytes into a block', (offset) => {
  const sought = [
    ...NOVA_LITE.reservedWords,
    'as an AI model',
    'ana@larkfield.net',
    '4111111111111111',
    '+447911123456',
  ];
  const raised = (text: string) => {
    // As a text stands in a line of JSON.
    const block = Buffer.from(`${'x '.repeat(64).slice(0, offset)} ${JSON.stringify(text).slice(1, -1)}`);
    scanner.open(block);
    const line = { block: scanner.block, from: 0, to: block.length };
    const pairs = scanner.sightings.subarray(0, 2 * block.length);
    return pairs.some(
      (place, index) =>
        index % 2 === 0 && place < block.length && alarms.isRaised({ place, groups: pairs[index + 1] ?? 0 }, line),
    );
  };

  expect([...sought, ...SECRETS.map(({ text }) => text)].filter((text) => !raised(text))).toEqual([]);
  expect(raised('nothing of that kind, 4711-22 at 9:30, task-list, https://larkfield.net')).toBe(false);
});

test('a block of the splitter’s has room', () => {
  expect(MAX_BLOCK_BYTES).toBeLessThan(scanner.quotes.length);
});

test('the module is what its sources compile to', async () => {
  expect(Buffer.from(await compileScanner()).toString('base64')).toBe(SCANNER_MODULE);
});
