import type { ArmAnswer } from '@rung/core/evaluation/judgement/answer.ts';
import { askOf, type HeldOutExample } from '@rung/core/evaluation/judgement/arms.ts';
import { flipsOf, measureArm, pairArms, rightAnswers } from '@rung/core/evaluation/judgement/measure-arms.ts';
import { chooseShots, writeInstruction } from '@rung/core/evaluation/judgement/write-prompts.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const EXAMPLE: HeldOutExample = {
  line: 7,
  system: 'Name the team.',
  turns: [{ role: 'user', text: 'My invoice is wrong.' }],
  right: 'billing',
};
const PROMPTS = {
  instruction: 'Answer with one word.',
  shots: [{ question: 'It crashed.', answer: 'engineering' }],
};

describe('an arm', () => {
  it('asks the tuned model as it was trained, and the base model as well as one can', () => {
    const ask = (arm: 'prompt' | 'few-shot' | 'retrieval' | 'tuned') =>
      askOf(arm, EXAMPLE, { prompts: PROMPTS, passages: ['Invoices go to billing.'] });

    expect(ask('tuned')).toEqual({ system: 'Name the team.', turns: EXAMPLE.turns });
    expect(ask('prompt')).toEqual({ system: 'Name the team.\n\nAnswer with one word.', turns: EXAMPLE.turns });
    expect(ask('few-shot').turns.map(({ text }) => text)).toEqual([
      'It crashed.',
      'engineering',
      'My invoice is wrong.',
    ]);
    expect(ask('retrieval').turns.map(({ text }) => text)).toEqual([
      'Passages that may help:\n\n[1] Invoices go to billing.\n\nMy invoice is wrong.',
    ]);
  });

  it('is never shown the right answer', () => {
    const text = fc.string({ minLength: 8 }).map((tail) => `RIGHT${tail}`);
    fc.assert(
      fc.property(text, (right) => {
        for (const arm of ['prompt', 'few-shot', 'retrieval', 'tuned'] as const)
          expect(JSON.stringify(askOf(arm, { ...EXAMPLE, right }, { prompts: PROMPTS }))).not.toContain('RIGHT');
      }),
    );
  });
});

describe('the prompts', () => {
  it('say what every right answer looks like', () => {
    const labels = [{ field: 'team', counts: { billing: 9, sales: 4 } }];

    expect(writeInstruction({ completions: { kind: 'json', keys: ['team', 'note'], share: 1 }, labels })).toBe(
      'Answer with one JSON object and nothing else. Its keys are, all of them and no others: team, note.\nteam is one of: billing, sales.',
    );
    expect(
      writeInstruction({
        completions: { kind: 'classes', classes: 2 },
        labels: [{ field: '', counts: { yes: 3, no: 2 } }],
      }),
    ).toBe('Answer with exactly one of these and nothing else: yes, no.');
    expect(writeInstruction({ completions: { kind: 'prose' }, labels: [] })).toContain('only the answer');
  });

  it('show one example of each answer before a second of any', () => {
    const candidates = Array.from({ length: 90 }, (_, index) => ({
      question: `q${index}`,
      answer: ['billing', 'sales', 'billing', 'billing', 'engineering'][index % 5] ?? '',
    }));

    expect(chooseShots(candidates, 4).map(({ answer }) => answer)).toEqual([
      'billing',
      'sales',
      'engineering',
      'billing',
    ]);
  });

  it('take as many as are wanted and there are, each once, from all over a set whose answers all differ', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 0, max: 12 }),
        fc.integer({ min: 1, max: 60 }),
        (size, many, kinds) => {
          const candidates = Array.from({ length: size }, (_, index) => ({
            question: `q${index}`,
            answer: `a${index % kinds}`,
          }));

          const chosen = chooseShots(candidates, many);

          expect(chosen).toHaveLength(Math.min(size, many));
          expect(new Set(chosen.map(({ question }) => question)).size).toBe(chosen.length);
        },
      ),
    );
  });
});

const answered = (line: number, text: string): ArmAnswer => ({
  kind: 'answered',
  line,
  text,
  inputTokens: 100,
  outputTokens: 10,
  latencyMs: line,
  cutOff: false,
});

describe('what arms answered', () => {
  const right = rightAnswers([1, 2, 3, 4].map((line) => ({ line, right: '{"team":"a"}' })));
  const metric = { kind: 'exact-match' } as const;
  const before = [
    answered(1, '{"team":"a"}'),
    answered(2, '{"team":"b"}'),
    answered(3, 'none'),
    answered(4, '{"team":"a"}'),
  ];
  const after: ArmAnswer[] = [
    answered(4, '{"team":"b"}'),
    answered(2, '{"team":"a"}'),
    { kind: 'failed', line: 3, why: 'throttled' },
    answered(1, '{"team":"a"}'),
  ];

  it('is measured over what was answered, failures counted apart', () => {
    expect(measureArm({ arm: 'tuned', answers: after }, right, metric)).toMatchObject({
      answered: 3,
      failed: 1,
      value: 2 / 3,
      validJson: 1,
      inputTokens: 300,
      latencyMs: { median: 2, p95: 4 },
    });
    expect(measureArm({ arm: 'prompt', answers: before }, right, metric)).toMatchObject({
      value: 0.5,
      validJson: 0.75,
    });
    expect(measureArm({ arm: 'prompt', answers: [] }, right, metric)).toMatchObject({ answered: 0, value: 0 });
  });

  it('is paired by line, whatever the order, over what both answered', () => {
    const { lines, measure } = pairArms({ before, after }, right, metric);

    expect(lines).toEqual([1, 2, 4]);
    expect([...(measure.scores?.before ?? [])]).toEqual([1, 0, 1]);
    expect([...(measure.scores?.after ?? [])]).toEqual([1, 1, 0]);
  });

  it('flips by line, and macro-F1 flips by its labels', () => {
    const flips = [
      { line: 2, kind: 'gained' },
      { line: 4, kind: 'lost' },
    ];

    expect(flipsOf({ before, after }, right, metric)).toEqual(flips);
    expect(flipsOf({ before, after }, right, { kind: 'macro-f1', field: 'team' })).toEqual(flips);
    expect(
      measureArm({ arm: 'prompt', answers: before }, right, { kind: 'macro-f1', field: 'team' }).value,
    ).toBeCloseTo(2 / 3, 12);
  });
});
