import { readExamples } from '@rung/core/evaluation/judgement/read-examples.ts';
import { readTraining } from '@rung/core/evaluation/judgement/read-training.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

async function* bytes(text: string) {
  yield new TextEncoder().encode(text);
}
const file = (...records: unknown[]) => bytes(records.map((record) => `${JSON.stringify(record)}\n`).join(''));

const conversation = (user: string, assistant: string) => ({
  schemaVersion: 'bedrock-conversation-2024',
  system: [{ text: 'Name the team.' }],
  messages: [
    { role: 'user', content: [{ text: user }] },
    { role: 'assistant', content: [{ text: assistant }] },
  ],
});

describe('a held-out file', () => {
  it('is read in any layout that training takes', async () => {
    const { examples, faults } = await readExamples(
      file(conversation('My invoice is wrong.', 'billing'), { prompt: 'It crashed.', completion: 'engineering' }),
    );

    expect(faults).toEqual([]);
    expect(examples).toEqual([
      { line: 1, system: 'Name the team.', turns: [{ role: 'user', text: 'My invoice is wrong.' }], right: 'billing' },
      { line: 2, system: '', turns: [{ role: 'user', text: 'It crashed.' }], right: 'engineering' },
    ]);
  });

  it('names the lines that are no examples, and why', async () => {
    const picture = {
      messages: [
        { role: 'user', content: [{ image: {} }] },
        { role: 'assistant', content: [{ text: 'a' }] },
      ],
    };
    const { faults } = await readExamples(
      bytes(
        [
          '{"messages":[]}',
          'no json',
          JSON.stringify(conversation('asked', ' ')),
          JSON.stringify(picture),
          '',
          JSON.stringify({ prompt: 'a', completion: 'b' }),
        ].join('\n'),
      ),
    );

    expect(faults.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5]);
    expect(faults[3]?.message).toBe('It holds more than text.');
  });

  it('never lets a line that is an example be one without question or answer', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.json({ maxDepth: 3 }), { maxLength: 8 }), async (lines) => {
        const { examples } = await readExamples(bytes(lines.join('\n')));

        for (const { turns, right } of examples) {
          expect(right.trim()).not.toBe('');
          expect(turns.at(-1)?.role).toBe('user');
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('the trained file', () => {
  it('gives what the answers have in common, and examples to show', async () => {
    const records = Array.from({ length: 40 }, (_, index) =>
      conversation(`Case ${index}`, `{"team":"${index % 2 ? 'billing' : 'sales'}"}`),
    );

    const { form, candidates } = await readTraining(file(...records));

    expect(form.completions).toMatchObject({ kind: 'json', keys: ['team'] });
    expect(form.labels).toEqual([{ field: 'team', counts: { billing: 20, sales: 20 } }]);
    expect(candidates).toHaveLength(40);
  });

  it('never shows an example that holds personal data or a secret, nor one that is too long', async () => {
    const secret = ['AKIA', 'Z7QPL3M2', 'X2KD5RTW'].join('');
    const { candidates } = await readTraining(
      file(
        conversation('Write to jo.smith@larkfield.io', 'billing'),
        conversation(`Our key is ${secret}`, 'engineering'),
        conversation('x'.repeat(2001), 'sales'),
        conversation('My invoice is wrong.', 'billing'),
      ),
    );

    expect(candidates.map(({ question }) => question)).toEqual(['My invoice is wrong.']);
  });
});
