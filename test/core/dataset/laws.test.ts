import { checkDataset } from '@rung/core/dataset/check-dataset.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesOf, check, cleanLines, joinBytes, NOVA_LITE, nova, pair, places, turn } from './build-dataset.ts';

const sizes = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 8 });

/** Lines of every kind, so that cuts fall into all of them. */
const MIXED = joinBytes([
  '\uFEFF',
  ...cleanLines(12).flatMap((line) => [line, '\n']),
  'nonsense 😀\n',
  `${pair('été 猫 😀')}\r\n`,
  Uint8Array.from([0x7b, 0xe9, 0x0a]),
  '\n',
  `${pair('Question 3: where is it?')},\n`,
  '{"a":"cut',
]);

test('where the chunks are cut does not matter', async () => {
  const whole = await check(MIXED);

  await fc.assert(
    fc.asyncProperty(sizes, async (cuts) => {
      expect(await check(MIXED, { sizes: cuts })).toEqual(whole);
    }),
  );
});

test.each([
  ['gzip', Uint8Array.from([0x1f, 0x8b, 8, 0, 1, 2, 3, 10, 4])],
  ['a JSON array', bytesOf('[{"a":1},\n{"b":2}]')],
  ['a line without an end', new Uint8Array(1.7 * 1024 * 1024).fill(97)],
])('nor does it for %s', async (_what, bytes) => {
  const whole = await check(bytes);

  for (const cut of [1000, 65_536, 1_000_003]) expect(await check(bytes, { sizes: [cut] })).toEqual(whole);
  if (bytes.length < 100) expect(await check(bytes, { sizes: [1] })).toEqual(whole);
});

test('any bytes at all are reported on and never thrown at', async () => {
  const line = fc.oneof(
    fc.uint8Array({ maxLength: 60 }),
    fc.string({ unit: 'binary', maxLength: 40 }).map(bytesOf),
    fc.json().map(bytesOf),
    fc.json({ maxDepth: 3 }).map((text) => bytesOf(`{"messages":${text}}`)),
    fc
      .json({ maxDepth: 3 })
      .map((text) => bytesOf(`{"messages":[{"role":"user","content":${text}}],"system":${text}}`)),
  );

  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 12 }), async (lines) => {
      const report = await check(joinBytes(lines.flatMap((bytes) => [bytes, '\n'])));

      expect(report.ready).toBe(!report.findings.some(({ severity }) => severity === 'error'));
      expect(report.bytes).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 2000 },
  );
});

test('nor whether the source uses its buffer again', async () => {
  const buffer = new Uint8Array(64);
  const refilling = async function* () {
    for (let at = 0; at < MIXED.length; at += buffer.length) {
      const piece = MIXED.subarray(at, at + buffer.length);
      buffer.set(piece);
      yield buffer.subarray(0, piece.length);
    }
  };

  const report = await checkDataset(refilling(), { model: NOVA_LITE, method: 'fine-tuning' });

  expect(report).toEqual(await check(MIXED));
});

/** Text that no rule minds: words, so no reserved words and no refusals. */
const words = fc
  .array(fc.constantFrom('river', 'späť', '猫', 'delta', '42', 'it’s', '"so"', '\\n', '😀'), {
    minLength: 3,
    maxLength: 20,
  })
  .map((list) => list.join(' '));

const exchanges = fc.uniqueArray(words, { minLength: 100, maxLength: 140 });

test('a clean set has nothing to find', async () => {
  await fc.assert(
    fc.asyncProperty(exchanges, async (prompts) => {
      const report = await check(prompts.map((prompt) => pair(prompt)).join('\n'));

      expect(places(report)).toEqual([]);
      expect(report.judgement).toBe('ready');
      expect(report.records).toBe(prompts.length);
    }),
    { numRuns: 25 },
  );
});

const FAULTS = [
  ['json-syntax', (line: string) => line.slice(0, -1)],
  ['comma-between-lines', (line: string) => `${line},`],
  ['trailing-garbage', (line: string) => `${line} x`],
  ['bom', (line: string) => `\uFEFF${line}`],
  ['blank-line', () => '  '],
  ['duplicate-key', (line: string) => `${line.slice(0, -1)},"system":[{"text":"twice"}]}`],
  ['proto-key', (line: string) => `${line.slice(0, -1)},"__proto__":1}`],
  ['number-range', (line: string) => `${line.slice(0, -1)},"n":1e400}`],
  ['crlf', (line: string) => `${line}\r`],
  ['not-object', () => '7'],
  ['alternation', () => nova([turn('assistant', 'a'), turn('user', 'b')])],
  ['last-not-assistant', () => nova([turn('user', 'unlike the others')])],
  ['reserved-word', () => pair('our User: field')],
  ['empty-text', () => pair('unlike the others', '')],
] as const;

test('one fault is found once, on its line, and nothing else is', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...FAULTS), fc.nat({ max: 119 }), async ([rule, spoil], at) => {
      const lines = cleanLines(120);
      lines[at] = spoil(lines[at] ?? '');

      const report = await check(`${lines.join('\n')}\n`);

      // On the first line a bare value is no different from any other line; only a bracket or a header row would be.
      expect(report.findings.map((finding) => [finding.line, finding.rule])).toEqual([[at + 1, rule]]);
      expect(report.countsByRule).toEqual({ [rule]: 1 });
    }),
    { numRuns: 300 },
  );
});
