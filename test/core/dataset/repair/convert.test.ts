import { describe, expect, test } from 'vitest';
import { ANSWER, modelNamed, nova, pair, turn } from '../build-dataset.ts';
import { linesOf, promptOf, repair } from './build-repair.ts';

const chat = (messages: readonly unknown[], more: Record<string, unknown> = {}) =>
  JSON.stringify({ messages, ...more });
const user = { role: 'user', content: 'Where is it?' };
const assistant = { role: 'assistant', content: 'In Ulm.' };
const NOVA = { system: [{ text: 'Be short.' }], asked: [turn('user', 'Where is it?'), turn('assistant', 'In Ulm.')] };
const LLAMA = modelNamed('Llama 3.1 8B Instruct');

describe('what a record becomes', () => {
  test.each([
    ['a chat', chat([{ role: 'system', content: 'Be short.' }, user, assistant])],
    ['a chat with a developer', chat([{ role: 'developer', content: 'Be short.' }, user, assistant])],
    [
      'a prompt with a system text',
      JSON.stringify({ system: 'Be short.', prompt: user.content, completion: 'In Ulm.' }),
    ],
    ['Claude’s older layout', chat([user, assistant], { system: 'Be short.' })],
    ['roles in capitals', nova([turn('User', 'Where is it?'), turn('ASSISTANT', 'In Ulm.')], { system: NOVA.system })],
    ['a blank system text', nova(NOVA.asked, { system: [...NOVA.system, { text: ' ' }] })],
  ])('%s becomes a conversation with its system text', async (_what, line) => {
    const { files, manifest } = await repair(line);

    expect(JSON.parse(files.training ?? '')).toEqual(JSON.parse(nova(NOVA.asked, { system: NOVA.system })));
    expect(manifest.changed.total).toBe(1);
  });

  test('a conversation becomes a prompt that begins with the system text', async () => {
    const { files } = await repair(nova(NOVA.asked, { system: NOVA.system }), {
      model: LLAMA,
      layout: 'prompt-completion',
    });

    expect(JSON.parse(files.training ?? '')).toEqual({ prompt: 'Be short.\n\nWhere is it?', completion: 'In Ulm.' });
  });

  test('Llama gets its system texts in one block', async () => {
    const line = nova(NOVA.asked, { system: [{ text: 'Be short.' }, { text: 'Be kind.' }] });

    const { files } = await repair(line, { model: modelNamed('Llama 3.2 1B Instruct') });

    expect(JSON.parse(files.training ?? '').system).toEqual([{ text: 'Be short.\n\nBe kind.' }]);
  });

  test('fields that the layout has no place for are named, not kept', async () => {
    const { files, manifest } = await repair(JSON.stringify({ prompt: 'a?', completion: 'b', ticket: 'secret value' }));

    expect(files.training).not.toContain('secret');
    expect(manifest.changed.shown).toEqual([
      { line: 1, set: 'training', newLine: 1, changes: ['layout', 'field ticket'] },
    ]);
  });

  test('a record in which nothing is wrong stays as it was, byte for byte', async () => {
    const line = ` {"messages":  ${JSON.stringify(NOVA.asked)}, "n": 1.0, "big": 9007199254740993, "é": "\\u00e9"} `;

    expect((await repair(line)).files.training).toBe(`${line}\n`);
  });
});

test.each([
  ['a tool call', chat([user, { role: 'assistant', content: null, tool_calls: [{}] }]), 'tool-use'],
  ['tools on offer', chat([user, assistant], { tools: [{}] }), 'tool-use'],
  ['an answer not to be learnt', chat([user, { ...assistant, weight: 0 }]), 'wrong-format'],
  ['a late system message', chat([user, { role: 'system', content: 'x' }, assistant]), 'roles'],
  [
    'an image by its address',
    chat([{ role: 'user', content: [{ type: 'image_url', image_url: {} }] }, assistant]),
    'media',
  ],
  ['a question without an answer', chat([user]), 'last-not-assistant'],
  ['a reserved word', chat([{ role: 'user', content: 'User: hi' }, assistant]), 'reserved-word'],
  ['plain text', '{"text":"once upon a time"}', 'wrong-format'],
  ['a number that writing would round', '{"prompt":"a?","completion":"b","n":9007199254740993}', 'number-range'],
  ['a record that is too long', pair('so '.repeat(120_000)), 'too-long'],
  ['words after the record', `${pair('a?')} and more`, 'trailing-garbage'],
  ['half a record beside a whole one', `${pair('a?')}{"messages":`, 'trailing-garbage'],
])('%s stays behind with its line and its reason', async (_what, line, rule) => {
  const { files, manifest } = await repair(`${pair('fine?')}\n${line}`);

  expect(linesOf(files.training)).toEqual([pair('fine?')]);
  expect(manifest.leftOut).toMatchObject({ total: 1, byRule: { [rule]: 1 }, shown: [{ line: 2, rule }] });
});

test('several turns are no prompt with a completion', async () => {
  const line = nova([...NOVA.asked, turn('user', 'Sure?'), turn('assistant', 'Yes.')]);

  const { manifest } = await repair(line, { model: LLAMA, layout: 'prompt-completion' });

  expect(manifest.leftOut.byRule).toEqual({ 'wrong-format': 1 });
});

const THREE = [1, 2, 3].map((number) => pair(promptOf(number)));

describe('what stands around the records', () => {
  test.each([
    ['a byte order mark', `\uFEFF${THREE.join('\n')}`],
    ['CRLF', `${THREE.join('\r\n')}\r\n`],
    ['carriage returns alone', THREE.join('\r')],
    ['blank lines', `\n${THREE.join('\n\n \t\n')}`],
    ['commas between the lines', `${THREE.join(',\n')},`],
    ['records on one line', THREE.join(' ')],
    ['an array', `[${THREE.join(',')}]`],
    ['an array over lines', `\uFEFF[\n${THREE.join(',\r\n')}\n]\n`],
  ])('%s is taken away', async (_what, content) => {
    expect(linesOf((await repair(content)).files.training)).toEqual(THREE);
  });

  test.each([
    ['records spread over lines', THREE.map((line) => JSON.stringify(JSON.parse(line), null, 2)).join('\n')],
    [
      'an indented array',
      JSON.stringify(
        THREE.map((line) => JSON.parse(line)),
        null,
        '\t',
      ),
    ],
  ])('%s stand on a line each', async (_what, content) => {
    const { files, manifest } = await repair(content);

    expect(linesOf(files.training).map((line) => JSON.parse(line))).toEqual(THREE.map((line) => JSON.parse(line)));
    expect(manifest.changed.byChange).toEqual({ 'own line': 3 });
  });

  test('an element of an array that is no record stays behind with the line where it begins', async () => {
    const { files, manifest } = await repair(`[\n${THREE[0]},\n7,\n{"a":1 2},\n\n"text", ${THREE[1]}]`);

    expect(linesOf(files.training)).toEqual(THREE.slice(0, 2));
    expect(manifest.leftOut.shown.map(({ line, rule }) => `${line} ${rule}`)).toEqual([
      '3 not-object',
      '4 json-syntax',
      '6 not-object',
    ]);
  });
});

test('redaction reaches every text that somebody wrote, and nothing else', async () => {
  const line = nova([turn('user', 'I am Ann.'), turn('assistant', 'Hello Ann')], { system: [{ text: 'Ann is user' }] });
  const redact = (text: string) => text.replaceAll('Ann', '[NAME]').replaceAll('user', '[ROLE]');

  const { files, manifest } = await repair(`${line}\n${pair('untouched', ANSWER)}`, { redact });

  expect(linesOf(files.training)).toEqual([
    nova([turn('user', 'I am [NAME].'), turn('assistant', 'Hello [NAME]')], { system: [{ text: '[NAME] is [ROLE]' }] }),
    pair('untouched', ANSWER),
  ]);
  expect(manifest).toMatchObject({ changed: { byChange: { redacted: 1 } }, plan: { redacted: true } });
});
