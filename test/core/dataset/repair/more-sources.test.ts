import { redactText } from '@rung/core/dataset/sensitive/redact-text.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { check, modelNamed } from '../build-dataset.ts';
import { repair } from './build-repair.ts';

const LLAMA = modelNamed('Llama 3.1 8B Instruct');
const parsed = (text: string | undefined): unknown[] =>
  (text ?? '')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('a copy is made of', () => {
  const SOURCES: readonly (readonly [what: string, source: string])[] = [
    ['an instruction', JSON.stringify({ instruction: 'Sort it.', context: 'A parcel.', response: 'Logistics' })],
    ['an instruction as input and output', JSON.stringify({ input: 'Sort it.\n\nA parcel.', output: 'Logistics' })],
    [
      'a dialog',
      JSON.stringify({
        dialog: [
          { role: 'user', content: 'Sort it.\n\nA parcel.' },
          { role: 'assistant', content: 'Logistics' },
        ],
      }),
    ],
    [
      'an evaluation record',
      JSON.stringify({ prompt: 'Sort it.\n\nA parcel.', referenceResponse: 'Logistics', category: 'x' }),
    ],
    [
      'a logged call',
      JSON.stringify({
        input: { inputBodyJson: { messages: [{ role: 'user', content: [{ text: 'Sort it.\n\nA parcel.' }] }] } },
        output: { outputBodyJson: { output: { message: { role: 'assistant', content: [{ text: 'Logistics' }] } } } },
      }),
    ],
    ['a table', 'instruction,context,response\nSort it.,"A parcel.",Logistics\n'],
  ];

  test.each(SOURCES)('%s as a prompt with its completion', async (_what, source) => {
    const { files } = await repair(source, { layout: 'prompt-completion', model: LLAMA });

    expect(parsed(files.training)).toEqual([{ prompt: 'Sort it.\n\nA parcel.', completion: 'Logistics' }]);
  });

  test.each(SOURCES)('%s as a chat', async (_what, source) => {
    const { files } = await repair(source, { layout: 'openai-chat', model: LLAMA });

    expect(parsed(files.training)).toEqual([
      {
        messages: [
          { role: 'user', content: 'Sort it.\n\nA parcel.' },
          { role: 'assistant', content: 'Logistics' },
        ],
      },
    ]);
  });

  test('a table whose broken rows stay behind, with their lines', async () => {
    const { files, manifest } = await repair('input,output\na b,c\nonly one\n"d, e","f\ng"\n', {
      layout: 'prompt-completion',
      model: LLAMA,
    });

    expect(parsed(files.training)).toEqual([
      { prompt: 'a b', completion: 'c' },
      { prompt: 'd, e', completion: 'f\ng' },
    ]);
    expect(manifest.leftOut.shown).toMatchObject([{ line: 3 }]);
  });
});

describe('what is redacted', () => {
  test.each([
    ['Write to ada.byron@larkfield-mail.com today.', 'Write to [e-mail address] today.'],
    ['Call +49 30 901820 now.', 'Call [phone number] now.'],
    ['Card 4111 1111 1111 1111 of mine', 'Card [payment card number] of mine'],
    ['IBAN DE89 3704 0044 0532 0130 00, please', 'IBAN [IBAN], please'],
    ['SSN 219-45-6789.', 'SSN [US social security number].'],
    ['nothing to see in 2026', 'nothing to see in 2026'],
  ])('%s', (text, expected) => {
    expect(redactText(text)).toBe(expected);
  });

  test('is gone for the doctor too, secrets with it', async () => {
    const key = ['AKIA', 'Q7R2Z2M4W3X4N5B6'].join('');
    const line = JSON.stringify({ prompt: `Mail bo@larkfield-mail.com with ${key} inside`, completion: 'Done.' });

    const { files, manifest } = await repair(line, { layout: 'prompt-completion', model: LLAMA, redact: redactText });

    expect(files.training).toContain('Mail [e-mail address] with [AWS access key id] inside');
    expect(manifest.plan.redacted).toBe(true);
    expect((await check(files.training ?? '', { model: LLAMA })).countsByRule).not.toHaveProperty('secret');
  });

  test('stays the same when it is done again', () => {
    const bit = fc.constantFrom(
      'a@bc.de',
      ' ',
      'x',
      '+4930901820',
      '4111111111111111',
      'DE89370400440532013000',
      '219-45-6789',
      '@',
      '-',
      '7',
    );
    fc.assert(
      fc.property(fc.array(bit, { maxLength: 8 }), (bits) => {
        const once = redactText(bits.join(''));

        expect(redactText(once)).toBe(once);
      }),
    );
  });
});
