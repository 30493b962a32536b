import fc from 'fast-check';
import { expect, test } from 'vitest';
import { check, cleanLines, modelNamed } from './build-dataset.ts';
import { refusalByNova } from './nova-rules.ts';

/** What stands in a place of a sound record, and now and then something else. */
const mostly = <T>(sound: fc.Arbitrary<T>, ...others: readonly unknown[]): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 12, arbitrary: sound }, { weight: 1, arbitrary: fc.constantFrom<unknown>(...others) });

const words = fc.constantFrom(
  'Where is it?',
  'Ana wrote',
  'é',
  '',
  ' ',
  'the user asks',
  'a bot',
  '<img>',
  'EOS',
  'Thought',
);
const reserved = fc.constantFrom(
  ...['System:', 'SYSTEM:', 'user:', 'Bot:', 'assistant:', 'Thought:', '[EOS]', '[eos]', '<image>', '<VIDEO>', '<unk>'],
);
const text = fc
  .array(fc.oneof({ weight: 30, arbitrary: words }, { weight: 1, arbitrary: reserved }), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join(' '));
const uri = mostly(
  fc.constant('s3://bucket/a-b_c.png'),
  's3://',
  'https://x/a.png',
  's3://b/ä ö',
  's3://b/a b.png',
  7,
  null,
);
const file = (...formats: readonly string[]) =>
  mostly(
    fc.record({
      format: mostly(fc.constantFrom(...formats), 'bmp', 'avi', '', 1, null),
      source: mostly(fc.record({ s3Location: mostly(fc.record({ uri }), {}, null, 'x') }), {}, 'x', null),
    }),
    'x',
    {},
    7,
    null,
  );
const image = fc.record({ image: file('png', 'JPEG', 'gif', 'webp') });
const soundImage = { image: { format: 'png', source: { s3Location: { uri: 's3://bucket/a.png' } } } };
const video = fc.record({ video: file('mp4', 'mov', 'MKV', 'webm') });
const block = fc.oneof(
  { weight: 20, arbitrary: fc.record({ text: mostly(text, null, 1, ['a'], {}) }) },
  { weight: 2, arbitrary: image },
  { weight: 1, arbitrary: video },
  { weight: 1, arbitrary: fc.constantFrom<unknown>({}, { txt: 'a' }, null, 'a', [], { text: null, image: null }) },
);
const content = fc.oneof(
  { weight: 20, arbitrary: fc.array(block, { minLength: 1, maxLength: 3 }) },
  { weight: 1, arbitrary: fc.integer({ min: 9, max: 12 }).map((count) => Array(count).fill(soundImage)) },
  { weight: 1, arbitrary: fc.constantFrom<unknown>([], null, 'Where?', undefined, {}, [[]]) },
);
const message = (role: string) =>
  mostly(
    fc.record({
      role: mostly(fc.constant(role), 'User', 'ASSISTANT', 'system', 'user', 'assistant', '', 1, null),
      content,
    }),
    null,
    'x',
    [],
    {},
  );
const messages = mostly(
  fc
    .integer({ min: 0, max: 5 })
    .chain((count) => fc.tuple(...Array.from({ length: count }, (_, at) => message(at % 2 ? 'assistant' : 'user')))),
  null,
  'x',
  {},
  undefined,
);
const record = mostly(
  fc.record({
    schemaVersion: mostly(fc.constant('bedrock-conversation-2024'), null, undefined, 2024),
    system: mostly(fc.array(fc.record({ text: mostly(text, null, 1) }), { maxLength: 2 }), null, 'Sort it.', {}, ['a']),
    messages,
  }),
  [],
  'x',
  7,
  null,
);

const MODELS = ['Nova Micro', 'Nova Lite', 'Nova Pro'] as const;
const RUNS = 2500;

test(`of ${RUNS} generated files none passes that AWS’s own validator refuses`, async () => {
  const refusals = new Map<string, number>();
  let passed = 0;

  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...MODELS),
      fc.array(record, { minLength: 1, maxLength: 3 }),
      async (name, records) => {
        const refused = records.map((each) => refusalByNova(each, name === 'Nova Micro'));
        const lines = [...cleanLines(8), ...records.map((each) => JSON.stringify(each))];
        const { findings } = await check(lines.join('\n'), { model: modelNamed(name), maxShownPerRule: 100 });
        const blocked = new Set(findings.filter(({ severity }) => severity === 'error').map(({ line }) => line));

        expect(records.filter((_, at) => refused[at] !== undefined && !blocked.has(9 + at))).toEqual([]);
        for (const rule of refused)
          if (rule === undefined) passed += 1;
          else refusals.set(rule, (refusals.get(rule) ?? 0) + 1);
      },
    ),
    { numRuns: RUNS, seed: 20261127 },
  );

  // Every rule was broken, and sound records came by: or the law would hold of nothing.
  expect([...refusals.keys()].sort()).toEqual([...RULES].sort());
  expect(passed).toBeGreaterThan(100);
});

const RULES = [
  ...[
    'no object',
    'schemaVersion',
    'system',
    'messages',
    'fewer than two messages',
    'order of roles',
    'message',
    'role',
  ],
  ...['content', 'empty text', 'media in an answer', 'media for Micro', 'two videos', 'images and a video', 'block'],
  ...['too many images', 'empty block', 'text', 'reserved word', 'image', 'video'],
];

test.each([
  [7, 'too-few-records'],
  [20_001, 'too-many-records'],
])('%i records are refused as there', async (count, rule) => {
  const report = await check(cleanLines(count).join('\n'));

  expect(report.ready).toBe(false);
  expect(Object.keys(report.countsByRule)).toContain(rule);
});
