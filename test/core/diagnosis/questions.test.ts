import { decide } from '@rung/core/diagnosis/decide.ts';
import { AMOUNT_UNITS, type FactName } from '@rung/core/diagnosis/fact-names.ts';
import { applyAnswer, chooseNextQuestion } from '@rung/core/diagnosis/next-question.ts';
import { ASK_NAMES, type AskName, QUESTIONS } from '@rung/core/diagnosis/questions.ts';
import { readText } from '@rung/core/diagnosis/read-text.ts';
import { type Fact, type Situation, situationOf } from '@rung/core/diagnosis/situation.ts';
import { describe, expect, test } from 'vitest';
import { readCases } from './read-fixtures.ts';

/** "gap-facts !documents traffic-volume=900 base-model=nova": facts as known, denied, with an amount or a choice. */
function knowing(words: string): Situation {
  return situationOf(
    words.split(' ').map((word): Fact => {
      const [, no, fact, value] = /^(!?)([a-z-]+)=?(.*)$/u.exec(word) ?? [];
      const name = fact as FactName;
      const unit = AMOUNT_UNITS[name];
      const state = no === '!' ? 'denied' : 'known';
      const said = { name, state, quote: word, turn: 0, origin: 'text' } as const;
      if (!value) return said;
      return unit === undefined ? { ...said, choice: value } : { ...said, amount: { value: Number(value), unit } };
    }),
  );
}

const TUNE = 'gap-behaviour prompt-falls-short labelled-pairs=900';
const SURE_TUNE = `${TUNE} region=us-tunable personal-data answers-gradable traffic-volume=90000`;
const SURE_IMPORT = 'external-weights gap-serving region=us-tunable import-fits cold-start-ok';
const LOOKUP = 'gap-facts documents source-named';

/** For each name of the case files one state of knowledge in which it is the first thing that is asked. */
const FIRST_ASKED: Readonly<Record<AskName, string>> = {
  'access-control': 'goal-lookup documents internal-material',
  architecture: 'external-weights gap-serving region=us-tunable',
  'base-model': TUNE,
  'behaviour-needs': `${LOOKUP} facts-change access-rules docs-format !context-fits !prompt-tried eval-set`,
  budget: 'raw-corpus=5000000000 gap-language',
  'business-goal': 'wish-only task gap-instructions',
  chunking: 'gap-retrieval retrieval-tried documents',
  'cold-start-ok': 'external-weights gap-serving region=us-tunable import-fits',
  'commitment-term': `${SURE_TUNE} base-model=llama commitment-considered`,
  'corpus-size': 'gap-language gap-facts documents',
  'data-change-rate': `${LOOKUP} access-rules docs-format`,
  'data-quality':
    'gap-overfitting tuning-tried base-model=nova region=us-tunable personal-data answers-gradable labelled-pairs=400',
  'docs-format': `${LOOKUP} access-rules facts-change`,
  'docs-source': 'gap-facts',
  'eval-metric': 'raw-corpus=5000000000 gap-language budget=200000',
  'eval-set': 'gap-instructions !prompt-tried',
  'example-count': 'labelled-pairs gap-behaviour prompt-falls-short',
  'failure-examples':
    'retrieval-tried retrieval-falls-short complaint documents docs-format access-rules source-named facts-change',
  'few-shot-tried': 'gap-behaviour prompt-tried !gap-facts labelled-pairs=900',
  'hosting-cost': `${SURE_TUNE} base-model=llama quota term-certain latency-target pairs-reviewed`,
  'how-many-facts': `${LOOKUP} facts-change access-rules docs-format`,
  'label-set':
    'gap-skill output-fields task prompt-tried few-shot-tried eval-set quality-bar schema-enforced traffic-volume=50000 latency-target',
  labelled: 'gap-behaviour prompt-falls-short prompt-tried few-shot-tried eval-set schema-enforced',
  language:
    'many-tasks raw-corpus=5000000000 task budget=200000 answers-gradable region=us-tunable personal-data idle-cost-accepted gap-facts prompt-tried',
  'latency-target': `${SURE_TUNE} base-model=nova pairs-reviewed`,
  license: SURE_IMPORT,
  'output-schema': 'gap-behaviour=structure !prompt-tried eval-set',
  pii: `${TUNE} base-model=nova region=us-tunable`,
  'prompt-tried': 'gap-instructions complaint',
  'quality-bar': 'gap-mixed-traffic',
  quota: `${SURE_TUNE} base-model=llama`,
  region: 'external-weights gap-serving',
  'sampling-possible':
    'big-model-good gap-cost task-narrow traffic-volume=2000000 quality-drop-accepted base-model=nova personal-data region=us-tunable latency-target answers-gradable',
  task: 'wish-only',
  'task-mix': 'gap-mixed-traffic quality-drop-accepted one-family traffic-volume=50000',
  'traffic-shape': 'gap-catalogue budget=200000',
  'traffic-volume': 'context-fits prompt-works long-prompt eval-set',
  'weights-format': `${SURE_IMPORT} licence`,
};

describe('What can be asked', () => {
  test.each(Object.entries(FIRST_ASKED))('%s is asked first by one who knows %s', (ask, words) => {
    expect(chooseNextQuestion(knowing(words))?.ask).toBe(ask);
  });

  test('is everything that the labels of the case files ask for', () => {
    const labels = ['dev.jsonl', 'own.jsonl', 'authors.jsonl'].flatMap(readCases).flatMap(({ ask }) => ask);

    expect(labels.filter((name) => !ASK_NAMES.some((known) => known === name))).toEqual([]);
    expect(ASK_NAMES.filter((name) => !QUESTIONS.some(({ ask }) => ask === name))).toEqual([]);
  });

  test('hardly ever is nothing, while a fact is open', () => {
    const situations = readCases('dev.jsonl').map(({ text }) => readText([{ role: 'user', text }]));

    expect(situations.filter((situation) => chooseNextQuestion(situation) === undefined)).toHaveLength(0);
  });

  test('is in plain words, and each answer is short enough to be read at a glance', () => {
    for (const { text, answers } of QUESTIONS) {
      expect(text).toMatch(/\?|\.$/u);
      expect(text.length).toBeLessThanOrEqual(130);
      expect(new Set(answers.map(({ label }) => label)).size).toBe(answers.length);
      expect(answers.filter(({ label }) => label.length > 46)).toEqual([]);
    }
  });
});

describe('An answer', () => {
  const verdictOn = (words: string, id: string, index: number) => {
    const answered = applyAnswer(knowing(words), id, index);
    if (answered === undefined) throw new Error(`no answer ${index} to ${id}`);
    return decide(answered);
  };
  const beside = (verdict: ReturnType<typeof verdictOn>) => verdict.companions.map(({ rule }) => rule);

  test.each(QUESTIONS.flatMap(({ id, answers }) => answers.map((_, index) => [id, index] as const)))(
    'to %s, number %i, closes its question',
    (id, index) => {
      const [open] = Object.values(FIRST_ASKED)
        .map(knowing)
        .filter((situation) => chooseNextQuestion(situation)?.id === id);

      const answered = applyAnswer(open ?? knowing('complaint'), id, index);

      expect(answered && chooseNextQuestion(answered)?.id).not.toBe(id);
    },
  );

  test('says how long a hosting is certain, and with it whether a term is advised', () => {
    const llama = `${SURE_TUNE} base-model=llama`;

    expect(verdictOn(llama, 'q-term', 0).hosting?.because).toMatch(/half a year is certain/u);
    expect(verdictOn(llama, 'q-term', 1).hosting?.because).toMatch(/can be deleted any day/u);
  });

  test('that nothing may bill while idle keeps a tuned Llama off Provisioned Throughput', () => {
    const llama = `${SURE_TUNE} base-model=llama`;

    expect(verdictOn(llama, 'q-hosting-cost', 0).hosting?.choice).toBe('on-demand-custom');
    expect(verdictOn(llama, 'q-hosting-cost', 1).hosting?.choice).toBe('provisioned');
  });

  test('that a budget is small says what an endpoint of a Marketplace model takes of it', () => {
    expect(verdictOn('gap-catalogue', 'q-budget', 0).hosting?.because).toMatch(/\$13,315/u);
    expect(verdictOn('gap-catalogue', 'q-budget', 1).hosting?.because).not.toMatch(/\$/u);
  });

  test('says how it is measured that answers got better', () => {
    expect(beside(verdictOn(TUNE, 'q-metric', 0))).toContain('C-EVAL-EXACT');
    expect(beside(verdictOn(TUNE, 'q-metric', 1))).toContain('C-EVAL-GRADED');
    expect(beside(verdictOn(TUNE, 'q-metric', 2))).toContain('C-EVAL-PEOPLE');
  });

  test('that the score comes from a few cases takes the met target back', () => {
    const met = knowing('gap-skill bar-met labelled-pairs=900 traffic-volume=90000 prompt-tried bar-missed');
    const doubted = applyAnswer(met, 'q-proof', 1);

    expect(decide(met).method).toBe('prompt');
    expect(doubted?.facts['bar-met']).toBeUndefined();
    expect(doubted && decide(doubted).method).toBe('fine-tuning');
  });

  test('that an export is all there is takes the live lookup back', () => {
    expect(beside(verdictOn('gap-live-data', 'q-system', 0))).toContain('C-TOOLS');
    expect(beside(verdictOn('gap-live-data', 'q-system', 1))).not.toContain('C-TOOLS');
  });

  test('that old and new versions are mixed asks for an owner of each document', () => {
    expect(
      verdictOn('gap-facts documents', 'q-place', 1)
        .companions.map(({ because }) => because)
        .join(' '),
    ).toMatch(/old versions out/u);
  });

  test('that the two models are of different vendors rules a prompt router out, and not the routing', () => {
    const verdict = verdictOn('gap-mixed-traffic', 'q-family', 1);

    expect(verdict.method).toBe('routing');
    expect(verdict.hosting?.because).toMatch(/your own code/u);
  });

  test('about traffic says what the length of a prompt means for the bill', () => {
    const cost = (index: number) => verdictOn('context-fits prompt-works', 'q-traffic', index).costShape;

    expect(cost(0)).toMatch(/hardly shows/u);
    expect(cost(2)).toMatch(/is the bill/u);
  });
});
