import { decide } from '@rung/core/diagnosis/decide.ts';
import { turnsOf } from '@rung/core/diagnosis/evaluate-cases.ts';
import { explain } from '@rung/core/diagnosis/explain.ts';
import type { FactName } from '@rung/core/diagnosis/fact-names.ts';
import type { Outcome } from '@rung/core/diagnosis/methods.ts';
import { applyAnswer, chooseNextQuestion } from '@rung/core/diagnosis/next-question.ts';
import { placeMethods } from '@rung/core/diagnosis/place-methods.ts';
import { type AskName, QUESTIONS } from '@rung/core/diagnosis/questions.ts';
import { readText } from '@rung/core/diagnosis/read-text.ts';
import type { Situation } from '@rung/core/diagnosis/situation.ts';
import { describe, expect, test } from 'vitest';
import { readCases } from './read-fixtures.ts';

/** One case in so many: every press of all 3,613 takes minutes. */
const ONE_IN = 12;
const SAMPLE = [...readCases('own.jsonl'), ...readCases('authors.jsonl')].filter((_, at) => at % ONE_IN === 0);

interface Press {
  readonly case: string;
  readonly question: string;
  readonly answer: string;
  readonly ask: AskName;
  readonly index: number;
  readonly before: Outcome;
  readonly after: Outcome;
  readonly pressed: Situation;
}

/** Every answer of the question that the desk asks next. */
function pressesOf(id: string, situation: Situation): readonly Press[] {
  const question = chooseNextQuestion(situation);
  const before = placeMethods(situation).outcome;
  return (question?.answers ?? []).flatMap(({ label }, index): Press[] => {
    const pressed = question && applyAnswer(situation, question.id, index);
    if (question === undefined || pressed === undefined) return [];
    const after = placeMethods(pressed).outcome;
    return [{ case: id, question: question.id, answer: label, ask: question.ask, index, before, after, pressed }];
  });
}

const PRESSES = SAMPLE.flatMap((labelled) => pressesOf(String(labelled.id), readText(turnsOf(labelled))));
const told = (presses: readonly Press[]) =>
  presses.map(({ case: id, question, answer, before, after }) => `${id}: ${before}, ${question} ${answer}: ${after}`);

/** What decides how something is trained, served or checked, and never whether. */
const DECIDES_NO_METHOD: readonly AskName[] = [
  'access-control',
  'architecture',
  'base-model',
  'chunking',
  'cold-start-ok',
  'commitment-term',
  'docs-format',
  'latency-target',
  'pii',
  'quota',
  'region',
  'traffic-shape',
  'weights-format',
];

/** Buttons that say what is wanted, and where they may lead from not knowing enough. */
const LEADS_TO: Readonly<Record<string, readonly Outcome[]>> = {
  'Answer from our material': ['rag'],
  'Write in our form or tone': ['prompt', 'fine-tuning'],
  'Sort or extract one thing': ['prompt', 'fine-tuning'],
  'The same, for less money': ['prompt', 'routing', 'distillation'],
  'It knows what we know': ['rag'],
  'It answers as we would write': ['prompt', 'fine-tuning'],
  'We would own a model': ['prompt'],
  'It doesn’t know the fact': ['rag'],
  'It knows, but says it wrong': ['prompt', 'fine-tuning'],
  'Right some of the time': ['prompt'],
};

describe('A pressed answer of the question that is asked next', () => {
  test('never leads to knowing less', () => {
    expect(PRESSES.length).toBeGreaterThan(700);
    expect(told(PRESSES.filter(({ after }) => after === 'not-enough-info'))).toEqual([]);
  });

  test('about what decides no method leaves the method as it is', () => {
    const asked = PRESSES.filter(({ ask, before }) => DECIDES_NO_METHOD.includes(ask) && before !== 'not-enough-info');

    expect(asked.length).toBeGreaterThan(100);
    expect(told(asked.filter(({ before, after }) => before !== after))).toEqual([]);
  });

  test('never leads to its opposite', () => {
    const first = PRESSES.filter(({ before }) => before === 'not-enough-info');

    expect(first.length).toBeGreaterThan(80);
    expect(told(first.filter(({ answer, after }) => LEADS_TO[answer]?.includes(after) === false))).toEqual([]);
  });

  test('trains nothing that no rule speaks for, and nothing by what it takes away', () => {
    const training: readonly Outcome[] = ['fine-tuning', 'distillation', 'cpt'];
    const trained = PRESSES.filter(({ before, after }) => training.includes(after) && before !== after);

    for (const { pressed, after } of trained) {
      const weights = placeMethods(pressed).spoke.map(({ effect }) =>
        effect.kind === 'for' && effect.method === after ? effect.weight : 0,
      );
      expect(weights.reduce((sum, one) => sum + one, 0)).toBeGreaterThanOrEqual(10);
    }
  });

  test('leaves a second question answerable, too', () => {
    const again = PRESSES.filter((_, at) => at % 8 === 0).flatMap(({ case: id, pressed }) => pressesOf(id, pressed));

    expect(again.length).toBeGreaterThan(100);
    expect(told(again.filter(({ after }) => after === 'not-enough-info'))).toEqual([]);
    const moved = again.filter(({ ask, before, after }) => DECIDES_NO_METHOD.includes(ask) && before !== after);
    expect(told(moved)).toEqual([]);
  });
});

function pressed(text: string, id: string, label: string) {
  const index = QUESTIONS.find((question) => question.id === id)?.answers.findIndex((one) => one.label === label);
  const situation = applyAnswer(readText([{ role: 'user', text }]), id, index ?? -1);
  if (situation === undefined) throw new Error(`${id} has no answer ${label}`);
  const verdict = decide(situation);
  return { method: verdict.method, ...explain(verdict), facts: situation.facts };
}

describe('An answer that rules the method out', () => {
  const INTENTS =
    'Claude Sonnet sorts our emails into 14 queues and gets 96.5% on our test set, Nova Micro with the same prompt 88%. 3.5 million emails a month, Sonnet is $41k and finance wants that below 8k.';

  test('keeps the large model and its cache where a student may lose nothing', () => {
    const card = pressed(INTENTS, 'q-bar', 'None at all');

    expect(card.method).toBe('prompt');
    expect(card.headline).toMatch(/^Keep the large model/u);
    expect(card.headline).toMatch(/does not reach it/u);
    expect(card.so).toMatch(/cache .* batch/u);
    expect(card.reversal).toMatch(/distillation if a loss of 2 points/u);
  });

  test('looks passages and a glossary up where there is no money to pre-train', () => {
    const card = pressed(
      'Drilling engineers write reports full of abbreviations that no model gets. We have roughly 30 GB of those reports, nobody labelled anything. It is not one task, we want search, summaries, and root cause questions. Nova Pro misreads half of the sentences even with a glossary in the prompt.',
      'q-budget',
      'Under $20,000',
    );

    expect(card.method).toBe('rag');
    expect(card.headline).toMatch(/glossary.*budget/u);
    expect(card.so).toMatch(/narrow tune can follow/u);
  });

  test('says what to do about weights whose licence forbids the use', () => {
    const card = pressed(
      'We have the weights of a tuned research model in S3, safetensors, and need a place on AWS that serves them.',
      'q-licence',
      'Research or non-commercial only',
    );

    expect(card.headline).toMatch(/^Not these weights/u);
    expect(card.so).toMatch(/licence/u);
  });
});

describe('An answer that the text did not contradict', () => {
  test('does not strike out that nobody worked on the prompt', () => {
    const situation = readText([
      { role: 'user', text: 'The answers are too long. We never really touched the prompt since the pilot.' },
    ]);
    const question = chooseNextQuestion(situation);

    expect(question?.ask).toBe('eval-set');
    for (const [index] of question?.answers.entries() ?? []) {
      const struck: readonly FactName[] = (applyAnswer(situation, question?.id ?? '', index)?.struck ?? []).map(
        ({ fact }) => fact.name,
      );
      expect(struck).not.toContain('prompt-tried');
    }
  });

  test('weighs no more for being told again', () => {
    const before = readText([{ role: 'user', text: 'We need the weights ourselves. The format is wrong in 1 of 5.' }]);
    const yes = applyAnswer(before, 'q-pii', 0);

    expect(yes && placeMethods(yes).scores).toEqual(placeMethods(before).scores);
  });
});
