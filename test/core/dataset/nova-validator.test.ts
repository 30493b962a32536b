import { describe, expect, test } from 'vitest';
import { ANSWER, check, cleanLines, modelNamed, nova, pair, turn } from './build-dataset.ts';

/*
 * What AWS's published validator for Nova refuses in one record (aws-samples, nova_ft_dataset_validator.py and the
 * nova_dataset_validator.py that followed it, read 2026-11-26). Rung must refuse it too; `missed` are those that the
 * validator's missing commas let through.
 */
const file = (format: unknown, uri: unknown, more: Record<string, unknown> = {}) => ({
  format,
  source: { s3Location: { uri, ...more } },
});
const pdf = { document: file('pdf', 's3://bucket/a.pdf') };
const video = { video: file('mp4', 's3://bucket/a.mp4') };
const asked = (...blocks: unknown[]) =>
  nova([{ role: 'user', content: [{ text: 'What is it?' }, ...blocks] }, turn('assistant', ANSWER)]);
const answered = (...content: unknown[]) => nova([turn('user', 'What is it?'), { role: 'assistant', content }]);
const thought = (text: unknown) => ({ reasoningContent: { reasoningText: { text } } });

const REFUSED: readonly (readonly [what: string, model: string, line: string, rule: string])[] = [
  ['a reserved word in small letters', 'Nova Lite', pair('sent by user: Ana'), 'reserved-word'],
  ['a reserved word in capitals', 'Nova Micro', pair('ASSISTANT: hello'), 'reserved-word'],
  ['a reserved word in mixed letters', 'Nova Pro', pair('<Video> of a cat'), 'reserved-word'],
  ['<unk>', 'Nova Lite', pair('the <UNK> token'), 'reserved-word'],
  [
    'a reserved word in the system text',
    'Nova Lite',
    nova([turn('user', 'a'), turn('assistant', ANSWER)], { system: [{ text: 'bot: be kind' }] }),
    'reserved-word',
  ],
  [
    'a reserved word in reasoning',
    'Nova 2 Lite',
    answered(thought('the user: asks'), { text: ANSWER }),
    'reserved-word',
  ],
  ['empty reasoning', 'Nova 2 Lite', answered(thought(''), { text: ANSWER }), 'empty-text'],
  ['reasoning without an answer', 'Nova 2 Lite', answered(thought('It is about money.')), 'empty-text'],
  ['reasoning beside a text in one block', 'Nova Lite', answered({ text: ANSWER, ...thought('Money.') }), 'wrong-type'],
  [
    'broken reasoning beside a text in one block',
    'Nova 2 Lite',
    answered({ text: ANSWER, reasoningContent: {} }),
    'wrong-type',
  ],
  [
    'reasoning of the user',
    'Nova 2 Lite',
    nova([{ role: 'user', content: [{ text: 'a' }, thought('b')] }, turn('assistant', ANSWER)]),
    'wrong-type',
  ],
  [
    'broken tools',
    'Nova Lite',
    nova([turn('user', 'a'), turn('assistant', ANSWER)], { toolConfig: { tools: [] } }),
    'tool-use',
  ],
  ['a document in an answer', 'Nova Lite', answered({ text: ANSWER, ...pdf }), 'media'],
  ['two documents', 'Nova Lite', asked(pdf, pdf), 'media'],
  [
    'documents in two messages',
    'Nova Lite',
    nova([
      { role: 'user', content: [{ text: 'a' }, pdf] },
      turn('assistant', 'b'),
      { role: 'user', content: [{ text: 'c' }, pdf] },
      turn('assistant', ANSWER),
    ]),
    'media',
  ],
  ['a document and a video', 'Nova Lite', asked(pdf, video), 'media'],
  ['a document for Micro', 'Nova Micro', asked(pdf), 'media'],
  ['a document that is no PDF', 'Nova Lite', asked({ document: file('docx', 's3://bucket/a.docx') }), 'media'],
  [
    'an owner of a bucket that is a number',
    'Nova Lite',
    asked({ image: file('png', 's3://b/a.png', { bucketOwner: 123 }) }),
    'media',
  ],
  ['an address without a bucket', 'Nova Lite', asked({ image: file('png', 's3://') }), 'media'],
  ['a webm for Nova 2', 'Nova 2 Lite', asked({ video: file('webm', 's3://b/a.webm') }), 'media'],
];

const MISSED: typeof REFUSED = [
  ['[EOS]', 'Nova Lite', pair('stop at [EOS] please'), 'reserved-word'],
  ['[eos] in small letters', 'Nova Lite', pair('stop at [eos] please'), 'reserved-word'],
  ['Thought:', 'Nova Lite', pair('Thought: it rains'), 'reserved-word'],
];

async function rulesFor(line: string, model: string): Promise<string[]> {
  const report = await check([...cleanLines(219), line].join('\n'), { model: modelNamed(model) });
  return report.findings.filter((finding) => finding.severity === 'error').map((finding) => finding.rule);
}

describe('never laxer than AWS’s own validator', () => {
  test.each(REFUSED)('%s', async (...[, model, line, rule]) => {
    expect(await rulesFor(line, model)).toContain(rule);
  });
});

describe('stricter where a missing comma makes that validator blind', () => {
  test.each(MISSED)('%s', async (...[, model, line, rule]) => {
    expect(await rulesFor(line, model)).toContain(rule);
  });
});

test('one PDF beside a text is taken as it is', async () => {
  expect(await rulesFor(asked(pdf), 'Nova Lite')).toEqual([]);
});

test('a word is named as it stands, at its column', async () => {
  const line = pair('sent by user: Ana');
  const report = await check([...cleanLines(219), line].join('\n'));

  expect(report.findings).toMatchObject([
    { line: 220, column: line.indexOf('user: Ana') + 1, message: expect.stringContaining('word user: stands') },
  ]);
});

test('Nova 2 Lite takes no job under 200 records', async () => {
  const report = await check(cleanLines(199).join('\n'), { model: modelNamed('Nova 2 Lite') });

  expect(report).toMatchObject({ ready: false, countsByRule: { 'too-few-records': 1 } });
});
