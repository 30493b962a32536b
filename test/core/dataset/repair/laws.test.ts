import { createHash } from 'node:crypto';
import { repairDataset } from '@rung/core/dataset/repair/repair-dataset.ts';
import type { Layout, RepairPlan } from '@rung/core/dataset/repair/repair-plan.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesOf, check, chunked, joinBytes, modelNamed, nova, pair, turn } from '../build-dataset.ts';
import { linesOf, PLAIN, placesOf, promptOf, recordsOf, repair, splitBy } from './build-repair.ts';

const text = fc.oneof(fc.integer({ min: 0, max: 12 }).map(promptOf), fc.string({ unit: 'grapheme', maxLength: 30 }));
const role = fc.constantFrom('user', 'assistant', 'User', 'ASSISTANT', 'system', 'developer', 'tool', 7);
const content = fc.oneof(
  text,
  text.map((words) => [{ text: words }]),
  fc.array(text, { maxLength: 3 }).map((list) => list.map((words) => ({ type: 'text', text: words }))),
  fc.constantFrom(null, [{ image: { format: 'png', source: { s3Location: { uri: 's3://b/a.png' } } } }], [3]),
);
const message = fc.record({ role, content });
const record = fc.oneof(
  fc.tuple(text, text).map(([asked, answer]) => pair(asked, answer)),
  fc.record({ prompt: text, completion: text }).map((value) => JSON.stringify(value)),
  fc.record({ prompt: text, completion: text, system: text, id: fc.nat() }).map((value) => JSON.stringify(value)),
  fc.array(message, { maxLength: 5 }).map((messages) => JSON.stringify({ messages })),
  fc.tuple(text, text).map(([asked, answer]) => nova([turn('User', asked), turn('assistant', answer)], { note: 1 })),
  fc.tuple(text, text).map(([asked, answer]) => nova([turn('user', asked), turn('assistant', answer)], { system: [] })),
  fc.json({ maxDepth: 2 }),
);
const spoil = fc.constantFrom<(line: string) => string>(
  (line) => line,
  (line) => line,
  (line) => `\uFEFF${line}`,
  (line) => `${line}\r`,
  (line) => `${line},`,
  (line) => `, ${line} ,`,
  (line) => `${line} ${line}`,
  (line) => `${line}\r${line}`,
  (line) => `${line} x`,
  (line) => line.slice(0, -1),
  (line) => `${line.slice(0, -1)},"big":9007199254740993}`,
  () => ' ',
);
const line = fc.tuple(record, spoil).map(([whole, change]) => change(whole));
const file = fc.array(line, { maxLength: 14 }).map((lines) => `\n${lines.join('\n')}`);
const layouts = fc.constantFrom<Layout>('conversation', 'prompt-completion', 'openai-chat');
const models = fc
  .constantFrom('Nova Lite', 'Nova 2 Lite', 'Llama 3.1 8B Instruct', 'Llama 3.2 1B Instruct')
  .map(modelNamed);

test('repairing a repaired file changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(file, layouts, models, async (content, layout, model) => {
      const once = await repair(content, { layout, model });
      const copy = once.files.training ?? '';
      if (copy === '') return;

      const twice = await repair(`\n${copy}`, { layout, model });

      expect(twice.files.training).toBe(copy);
      expect(twice.manifest).toMatchObject({ blankLines: 1, leftOut: { total: 0 }, changed: { total: 0 } });
    }),
    { numRuns: 500 },
  );
});

/** What is wrong with a whole file, and what the doctor only warns of. */
const NOT_MENDED = [
  'too-few-records',
  'contradiction',
  'number-range',
  'mixed-media',
  'refusal-text',
  'imbalance',
  'completion-shape',
  'length-outlier',
];

test('the doctor finds nothing in a repaired file that the repair could have mended', async () => {
  await fc.assert(
    fc.asyncProperty(file, models, async (content, model) => {
      const layout = model.formats.includes('prompt-completion') ? 'prompt-completion' : 'conversation';

      const { files } = await repair(content, { layout, model });

      if ((files.training ?? '') === '') return;
      const { countsByRule } = await check(files.training ?? '', { model });
      const left = Object.keys(countsByRule).filter((rule) => !NOT_MENDED.includes(rule));
      expect(left).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

test('any bytes at all are repaired or refused, and never thrown at', async () => {
  const pieces = fc.oneof(
    fc.uint8Array({ maxLength: 60 }),
    line.map(bytesOf),
    fc.json().map(bytesOf),
    fc.string({ unit: 'binary', maxLength: 30 }).map(bytesOf),
  );
  const opening = fc.constantFrom('', '[', '[\n', '{\n', '\uFEFF[');

  await fc.assert(
    fc.asyncProperty(opening, fc.array(pieces, { maxLength: 8 }), layouts, async (start, parts, layout) => {
      const bytes = joinBytes([start, ...parts.flatMap((part) => [part, '\n'])]);
      const plan: RepairPlan = { ...PLAIN, layout, split: { seed: 's', label: undefined } };
      const repaired = await repairDataset(() => chunked(bytes, [7]), plan);
      if (repaired.kind === 'refused') return;
      let written = 0;

      for await (const { bytes: part } of repaired.write()) written += part.length;

      const { files, read, written: records, leftOut } = repaired.manifest();
      expect(files.reduce((sum, { bytes: size }) => sum + size, 0)).toBe(written);
      expect(records + leftOut.total).toBe(read);
    }),
    { numRuns: 800 },
  );
});

const dialogue = fc.record({
  system: fc.array(
    text.filter((words) => words.trim() !== ''),
    { maxLength: 2 },
  ),
  turns: fc.array(
    fc.array(
      text.map((words) => `${words}.`),
      { minLength: 1, maxLength: 2 },
    ),
    { minLength: 1, maxLength: 3 },
  ),
});

test('a conversation comes back from OpenAI’s layout as it went in', async () => {
  await fc.assert(
    fc.asyncProperty(dialogue, async ({ system, turns }) => {
      const messages = turns.flatMap((parts) => [
        { role: 'user', content: parts.map((words) => ({ text: words })) },
        { role: 'assistant', content: [{ text: 'Yes.' }] },
      ]);
      const first = system.length > 0 ? { system: system.map((words) => ({ text: words })) } : {};
      const before = `${JSON.stringify({ schemaVersion: 'bedrock-conversation-2024', ...first, messages })}\n`;
      fc.pre(!/System:|User:|Bot:|Assistant:/i.test(before));

      const there = await repair(before, { layout: 'openai-chat' });
      const back = await repair(there.files.training ?? '');

      expect(JSON.parse(there.files.training ?? '').messages.length).toBe(system.length + messages.length);
      expect(back.files.training).toBe(before);
    }),
    { numRuns: 200 },
  );
});

test.each(['conversation', 'openai-chat'] as const)(
  'prompts with their completions come back from %s',
  async (layout) => {
    await fc.assert(
      fc.asyncProperty(text, text, async (prompt, completion) => {
        const before = `${JSON.stringify({ prompt: `${prompt}?`, completion: `${completion}.` })}\n`;
        fc.pre(!/System:|User:|Bot:|Assistant:/i.test(before));

        const there = await repair(before, { layout });
        const back = await repair(there.files.training ?? '', { layout: 'prompt-completion' });

        expect(JSON.parse(there.files.training ?? '')).toHaveProperty('messages');
        expect(back.files.training).toBe(before);
      }),
      { numRuns: 300 },
    );
  },
);

const RECORDS = recordsOf(240);

test('every record lands in exactly one set, and the manifest has the hashes of what was written', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string(), fc.integer({ min: 1, max: 240 }), async (seed, count) => {
      const lines = RECORDS.slice(0, count);

      const { files, manifest } = await repair(lines.join('\n'), splitBy(seed));

      const written = [files.training, files.validation, files.test].flatMap(linesOf);
      expect(written.toSorted()).toEqual(lines.toSorted());
      for (const { set, sha256 } of manifest.files)
        expect(sha256).toBe(
          createHash('sha256')
            .update(files[set] ?? '')
            .digest('hex'),
        );
    }),
    { numRuns: 40 },
  );
});

test('the order of the lines does not change who lands where', async () => {
  const near = RECORDS.slice(0, 60).map((whole) => whole.replace('"text":"', '"text":"Please: '));
  const all = [...RECORDS, ...near, pair(promptOf(3), '{"category":"delivery"}')];
  const before = placesOf(await repair(all.join('\n'), splitBy('seed')));

  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(all, { minLength: all.length }), async (shuffled) => {
      expect(new Map([...placesOf(await repair(shuffled.join('\n'), splitBy('seed')))].sort())).toEqual(
        new Map([...before].sort()),
      );
    }),
    { numRuns: 15 },
  );
});

test('where the chunks are cut does not matter', async () => {
  const mixed = joinBytes([
    '\uFEFF',
    RECORDS.slice(0, 70).join('\r\n'),
    ',\n\n{"a":"cut\n',
    pair('a😀'),
    pair('b'),
    '\n',
  ]);
  const array = bytesOf(`[\n${RECORDS.slice(0, 70).join(',\n')}\n]`);
  const whole = await repair(mixed, splitBy('seed'));
  const elements = await repair(array, splitBy('seed'));

  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 5 }), async (sizes) => {
      expect(await repair(mixed, { ...splitBy('seed'), sizes })).toEqual(whole);
      expect(await repair(array, { ...splitBy('seed'), sizes })).toEqual(elements);
    }),
    { numRuns: 20 },
  );
});
