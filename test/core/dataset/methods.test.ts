import type { DatasetReport, TuningMethod } from '@rung/core/dataset/dataset-report.ts';
import { jumpStartModel } from '@rung/core/dataset/jumpstart-model.ts';
import { TUNING_METHODS } from '@rung/core/dataset/method-rules.ts';
import { describe, expect, test } from 'vitest';
import { check, modelNamed, pair, turn } from './build-dataset.ts';

const many = (count: number, line: (index: number) => unknown): string[] =>
  Array.from({ length: count }, (_, index) => JSON.stringify(line(index)));

const graded = (index: number) => ({
  messages: [
    { role: 'system', content: 'Count.' },
    { role: 'user', content: `How many are ${index} and ${index + 1}?` },
  ],
  reference_answer: `It is ${2 * index + 1}, since it is odd.`,
});
const prompt = (index: number) => ({ messages: [turn('user', `Summarize ticket ${index} for the team.`)] });
const logged = (index: number) => ({
  schemaType: 'ModelInvocationLog',
  modelId: 'amazon.nova-pro-v1:0',
  input: {
    inputBodyJson: {
      messages: [turn('user', `Summarize ticket ${index} for the team.`)],
      system: [{ text: 'Be brief.' }],
    },
  },
  output: { outputBodyJson: { output: { message: turn('assistant', `Ticket ${index}: the parcel is late again.`) } } },
});
const page = (index: number) => ({ text: `Chapter ${index}. The lock was opened at dawn and the barge went on.` });
const instruction = (index: number) => ({
  instruction: 'Say what the customer wants.',
  context: `Order ${index} came broken.`,
  response: `A new one for order ${index}.`,
});
const evaluated = (index: number) => ({
  prompt: `What is rule ${index}?`,
  referenceResponse: 'It is this.',
  category: 'a',
});

const JUMPSTART = jumpStartModel('meta-textgeneration-llama-3-8b') ?? modelNamed('Nova Lite');

function checkAs(method: TuningMethod, model: string, lines: readonly string[]): Promise<DatasetReport> {
  return check(lines.join('\n'), { method, model: model === 'JumpStart' ? JUMPSTART : modelNamed(model) });
}
const errorsOf = ({ findings }: DatasetReport) =>
  findings.filter(({ severity }) => severity === 'error').map(({ line, rule }) => `${line} ${rule}`);

describe('a sound set is ready, and its layout is said', () => {
  test.each([
    ['reinforcement-fine-tuning', 'Nova 2 Lite', many(100, graded), 'openai-chat'],
    ['distillation', 'Nova Lite', many(100, prompt), 'conversation'],
    ['distillation', 'Llama 3.2 1B Instruct', many(100, logged), 'invocation-log'],
    [
      'distillation',
      'Nova Micro',
      Array.from({ length: 120 }, (_, n) => pair(`What is ${n}?`, `It is ${n * 7}.`)),
      'conversation',
    ],
    ['cpt', 'Nova Pro', many(12, page), 'plain-text'],
    ['fine-tuning', 'JumpStart', many(60, instruction), 'instruction'],
  ] as const)('%s of %s', async (...[method, model, lines, format]) => {
    const report = await checkAs(method, model, lines);

    expect(errorsOf(report)).toEqual([]);
    expect(report).toMatchObject({ ready: true, format, records: lines.length });
  });
});

describe('what a method would refuse', () => {
  const with100 = (line: (index: number) => unknown, bad: unknown) => [...many(110, line), JSON.stringify(bad)];
  const q = { role: 'user', content: 'What?' };

  test.each([
    [
      'a model that the method is not offered for',
      'reinforcement-fine-tuning',
      'Llama 3.3 70B Instruct',
      many(100, graded),
      '1 method-not-offered',
    ],
    ['a model that is no student', 'distillation', 'Nova Pro', many(100, prompt), '1 method-not-offered'],
    ['99 prompts', 'reinforcement-fine-tuning', 'Nova 2 Lite', many(99, graded), '99 too-few-records'],
    ['15,001 prompts', 'distillation', 'Nova Lite', many(15_001, prompt), '15001 too-many-records'],
    [
      'pairs to be graded',
      'reinforcement-fine-tuning',
      'Nova 2 Lite',
      with100(graded, JSON.parse(pair('a'))),
      '111 wrong-format',
    ],
    [
      'a role that no chat has',
      'reinforcement-fine-tuning',
      'Nova 2 Lite',
      with100(graded, { messages: [{ role: 'tool', content: 'x' }, q] }),
      '111 roles',
    ],
    [
      'a system message in the middle',
      'reinforcement-fine-tuning',
      'Nova 2 Lite',
      with100(graded, { messages: [q, { role: 'system', content: 'x' }] }),
      '111 roles',
    ],
    [
      'no user',
      'reinforcement-fine-tuning',
      'Nova 2 Lite',
      with100(graded, { messages: [{ role: 'system', content: 'x' }] }),
      '111 roles',
    ],
    [
      'an empty reference',
      'reinforcement-fine-tuning',
      'Nova 2 Lite',
      with100(graded, { messages: [q], reference_answer: {} }),
      '111 empty-text',
    ],
    [
      'a reference that is a list',
      'reinforcement-fine-tuning',
      'Nova 2 Lite',
      with100(graded, { messages: [q], reference_answer: [1] }),
      '111 wrong-type',
    ],
    [
      'a reserved word to be graded',
      'reinforcement-fine-tuning',
      'Nova 2 Lite',
      with100(graded, { messages: [{ role: 'user', content: 'user: a' }], reference_answer: 'b' }),
      '111 reserved-word',
    ],
    [
      'a tool without a name',
      'reinforcement-fine-tuning',
      'Nova 2 Lite',
      with100(graded, { messages: [q], tools: [{ type: 'function' }] }),
      '111 tool-use',
    ],
    [
      'two turns to distil',
      'distillation',
      'Nova Lite',
      with100(prompt, {
        messages: [turn('user', 'a'), turn('assistant', 'b'), turn('user', 'c'), turn('assistant', 'd')],
      }),
      '111 single-turn',
    ],
    [
      'a picture to distil',
      'distillation',
      'Nova Lite',
      with100(prompt, { messages: [{ role: 'user', content: [{ text: 'a' }, { image: {} }] }] }),
      '111 media',
    ],
    [
      'a logged call of two turns',
      'distillation',
      'Nova Lite',
      with100(logged, {
        input: { inputBodyJson: { messages: [turn('user', 'a'), turn('assistant', 'b'), turn('user', 'c')] } },
      }),
      '111 single-turn',
    ],
    [
      'a logged call whose body is elsewhere',
      'distillation',
      'Nova Lite',
      with100(logged, { input: { inputBodyS3Path: 's3://b/k' } }),
      '111 missing-field',
    ],
    ['pairs to pre-train on', 'cpt', 'Nova Lite', with100(page, { prompt: 'a', completion: 'b' }), '111 wrong-format'],
    ['an empty page', 'cpt', 'Nova Lite', with100(page, { text: ' ' }), '111 empty-text'],
    ['a page under another name', 'cpt', 'Nova Lite', with100(page, { input: 'a page' }), '111 missing-field'],
    [
      'an instruction without its answer',
      'fine-tuning',
      'JumpStart',
      with100(instruction, { instruction: 'a' }),
      '111 missing-field',
    ],
    [
      'an instruction for Nova',
      'fine-tuning',
      'Nova Lite',
      with100((n) => JSON.parse(pair(`Why ${n}?`)), instruction(1)),
      '111 wrong-format',
    ],
    [
      'a logged call for fine-tuning',
      'fine-tuning',
      'Nova Lite',
      with100((n) => JSON.parse(pair(`Why ${n}?`)), logged(1)),
      '111 wrong-format',
    ],
    [
      'an evaluation set for fine-tuning',
      'fine-tuning',
      'Nova Lite',
      with100((n) => JSON.parse(pair(`Why ${n}?`)), evaluated(1)),
      '111 wrong-format',
    ],
  ] as const)('%s', async (...[, method, model, lines, expected]) => {
    expect(errorsOf(await checkAs(method, model, lines))).toContain(expected);
  });
});

describe('the layout is recognised whatever it is checked for', () => {
  test.each([
    ['openai-chat', graded],
    ['invocation-log', logged],
    ['plain-text', page],
    ['plain-text', (n: number) => ({ input: `Chapter ${n}` })],
    ['instruction', instruction],
    ['instruction', (n: number) => ({ input: `Order ${n}`, output: 'Late.' })],
    [
      'instruction',
      (n: number) => ({
        dialog: [
          { role: 'user', content: `Why ${n}?` },
          { role: 'assistant', content: 'So.' },
        ],
      }),
    ],
    ['evaluation', evaluated],
    [
      'evaluation',
      (n: number) => ({
        conversationTurns: [{ prompt: { content: [{ text: `Why ${n}?` }] }, referenceResponses: [] }],
      }),
    ],
    ['prompt-completion', (n: number) => ({ prompt: `Why ${n}?`, completion: 'So.' })],
  ] as const)('%s', async (format, line) => {
    expect((await check(many(60, line).join('\n'))).format).toBe(format);
  });
});

describe('a table for JumpStart', () => {
  const head = 'instruction,context,response\n';
  const rows = (count: number) =>
    Array.from(
      { length: count },
      (_, n) => `Say what is wanted.,"Order ${n}, ""broken""\nand late",A new ${n}.\n`,
    ).join('');
  const tableOf = (text: string, sizes?: readonly number[]) =>
    check(text, { model: JUMPSTART, ...(sizes ? { sizes } : {}) });

  test('is read row by row, quotes and line breaks included', async () => {
    const report = await tableOf(head + rows(60), [7, 1, 30]);

    expect(report).toMatchObject({ ready: true, format: 'csv', records: 60, shape: { duplicates: 0 } });
  });

  test.each([
    ['a row that is short', `${head}${rows(60)}only one\n`, '122 csv-row'],
    ['a quote that is never closed', `${head}${rows(60)}"a,b,c\n`, '122 csv-row'],
    ['an empty answer', `${head}${rows(60)}a,b,\n`, '122 empty-text'],
    ['a blank row', `${head}${rows(60)}\na,b,c\n`, '122 blank-line'],
    ['two columns of one name', `instruction,a,a,response\n${'a,b,c,d\n'.repeat(60)}`, '1 duplicate-key'],
  ])('%s', async (_what, text, expected) => {
    expect(errorsOf(await tableOf(text))).toContain(expected);
  });

  test('is no training file of Bedrock’s', async () => {
    expect(errorsOf(await check(head + rows(60)))).toEqual(['1 csv']);
  });
});

test('answers that contradict each other are found among what graders compare with', async () => {
  const lines = [...many(100, graded), JSON.stringify({ ...graded(3), reference_answer: 'It is 8, as I think.' })];

  expect((await checkAs('reinforcement-fine-tuning', 'Nova 2 Lite', lines)).shape).toMatchObject({ contradictions: 1 });
});

test('prompts alone repeat each other', async () => {
  const report = await checkAs('distillation', 'Nova Lite', [...many(100, prompt), ...many(3, prompt)]);

  expect(report.shape).toMatchObject({ duplicates: 3, contradictions: 0 });
});

test.each(TUNING_METHODS)('%s says what it is billed by', async (method) => {
  const report = await check(many(100, graded).join('\n'), { method });

  expect(report.outlook?.facts.join(' ')).toMatch(/billed|bills/);
});
