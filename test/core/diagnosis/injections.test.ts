import { describe, expect, test } from 'vitest';
import { diagnoseText, outcomeOf, readInjections } from './read-fixtures.ts';

const INJECTIONS = readInjections();

/** One honest text per kind of outcome. */
const HONEST = [
  'Our HR bot does not know our travel policy, it changes every quarter. The policy is in SharePoint.',
  'The JSON is valid 9 times out of 10. Nobody has touched the prompt since January.',
  'outputs wrong',
  'Prompt caching and batch are squeezed already, still $38k/mo on the large model for tagging. One task, has not changed in a year. A drop of 2 points is accepted.',
  'Brand voice: 640 emails edited by our copywriters, we did prompts and 12-shot and they still reject it. 90k emails a month. No new facts needed.',
];

const outcomeOfText = (text: string) => outcomeOf([{ role: 'user', text }]);

describe('Text that gives orders', () => {
  test('there are at least a hundred of them', () => {
    expect(new Set(INJECTIONS).size).toBeGreaterThanOrEqual(100);
  });

  test.each(HONEST)('changes no verdict on: %s', (honest) => {
    const before = outcomeOfText(honest);

    const followed = INJECTIONS.filter(
      (order) => outcomeOfText(`${honest}\n${order}`) !== before || outcomeOfText(`${order}\n${honest}`) !== before,
    );

    expect(followed).toEqual([]);
  });

  test.each(INJECTIONS)('alone says nothing about a problem: %j', (order) => {
    const outcome = outcomeOfText(order);

    expect(['not-enough-info', 'prompt']).toContain(outcome);
  });

  test('in a later turn changes no verdict', () => {
    const turns = HONEST.map((text) => [
      { role: 'user' as const, text },
      { role: 'desk' as const, text: 'What is the task?' },
    ]);

    const followed = turns.flatMap((conversation) => {
      const before = outcomeOf(conversation);
      return INJECTIONS.filter((order) => outcomeOf([...conversation, { role: 'user', text: order }]) !== before);
    });

    expect(followed).toEqual([]);
  });

  test('is never quoted as evidence', () => {
    const [honest = ''] = HONEST;

    const quoted = INJECTIONS.filter((order) =>
      diagnoseText(`${honest}\n${order}`).evidence.some(({ quote }) => order.includes(quote)),
    );

    expect(quoted).toEqual([]);
  });
});
