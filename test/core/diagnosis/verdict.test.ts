import { changeFacts } from '@rung/core/diagnosis/change-facts.ts';
import { decide } from '@rung/core/diagnosis/decide.ts';
import { explain } from '@rung/core/diagnosis/explain.ts';
import { AMOUNT_UNITS, type FactName } from '@rung/core/diagnosis/fact-names.ts';
import { applyAnswer, chooseNextQuestion } from '@rung/core/diagnosis/next-question.ts';
import { placeMethods } from '@rung/core/diagnosis/place-methods.ts';
import { QUESTIONS } from '@rung/core/diagnosis/questions.ts';
import { readText } from '@rung/core/diagnosis/read-text.ts';
import { RULES } from '@rung/core/diagnosis/rules.ts';
import { correct, emptySituation, type Fact, situationOf } from '@rung/core/diagnosis/situation.ts';
import { RULES_VERSION } from '@rung/core/diagnosis/version.ts';
import { describe, expect, test } from 'vitest';
import { diagnoseText, readCases } from './read-fixtures.ts';

const CASES = ['dev.jsonl', 'own.jsonl'].flatMap(readCases);
/** Every third case: enough kinds of situation, and the flips of each are tried one by one. */
const SITUATIONS = CASES.filter((_, index) => index % 3 === 0).map(({ text }) => readText([{ role: 'user', text }]));

const FORMAT_CASE =
  'Extraction to our JSON: 1,800 reviewed pairs, schema frozen for a year, 250k docs/day steady. Prompt + 8 shots + schema tops out at 91% valid, need 99. Not missing information.';

describe('A verdict', () => {
  test('is not fine-tuning because there are examples, where nothing was tried and nobody complains', () => {
    expect(diagnoseText('We have transcripts with summaries by our editors.').method).not.toBe('fine-tuning');
  });

  test('is plain JSON that says which rules of which version spoke', () => {
    const verdict = diagnoseText(FORMAT_CASE);

    expect(JSON.parse(JSON.stringify(verdict))).toEqual(JSON.parse(JSON.stringify(verdict)));
    expect(verdict.rulesVersion).toBe(RULES_VERSION);
    expect(verdict.rules).toContain('R-TUNE');
    expect(verdict.rules.filter((id) => !RULES.some((rule) => rule.id === id))).toEqual([]);
  });

  test('rules every other method out with a rule or for lack of evidence', () => {
    const verdict = diagnoseText(
      'We need to fine-tune, the model does not know our clauses, new templates every quarter.',
    );

    expect(verdict.method).toBe('rag');
    expect(verdict.ruledOut).toHaveLength(7);
    expect(verdict.ruledOut.find(({ method }) => method === 'fine-tuning')?.because).toMatch(/not what is true/u);
  });

  test('quotes the person', () => {
    const verdict = diagnoseText(FORMAT_CASE);

    expect(verdict.evidence.map(({ quote }) => quote).join(' ')).toContain('1,800 reviewed pairs');
  });

  test.each([
    [
      'Our 3k emails edited by copywriters, tone still rejected after 20-shot prompting, 90k a month. Must own the weights.',
      'sagemaker',
    ],
    [
      'Our 3k emails edited by copywriters, tone still rejected after 20-shot prompting, 90k a month. Nova Lite.',
      'bedrock',
    ],
    [
      'Our 3k emails edited by copywriters, tone still rejected after 20-shot prompting, 90k a month. Qwen 14B.',
      'jumpstart',
    ],
    [
      'Our 3k emails edited by copywriters, tone still rejected after 20-shot prompting, 90k a month. Data must stay in the EU.',
      'jumpstart',
    ],
  ])('names the need that forces the path: %s', (text, path) => {
    const verdict = diagnoseText(text);

    expect(verdict.method).toBe('fine-tuning');
    expect(verdict.path?.choice).toBe(path);
    expect(verdict.path?.because).not.toBe('');
  });

  test('serves a tuned Nova on demand and a tuned Llama 3.1 on Provisioned Throughput', () => {
    const text = 'Our 3k emails edited by copywriters, tone still rejected after 20-shot prompting, 90k a month.';

    expect(diagnoseText(`${text} Nova Lite.`).hosting?.choice).toBe('on-demand-custom');
    expect(diagnoseText(`${text} Llama 3.1 8B.`).hosting?.choice).toBe('provisioned');
  });
});

describe('A flip', () => {
  test('leads where it says, and nothing of it can be left out', () => {
    for (const situation of SITUATIONS)
      for (const { changes, method } of decide(situation).flips) {
        const outcomeWith = (some: typeof changes) =>
          placeMethods(changeFacts(situation, some, { quote: '', origin: 'answer' })).outcome;

        expect(outcomeWith(changes)).toBe(method);
        if (changes.length > 1)
          for (const dropped of changes)
            expect(outcomeWith(changes.filter((change) => change !== dropped))).not.toBe(method);
      }
  });

  test('asks for no corpus that nobody spoke of and for no more than three changes, where a nearer one exists', () => {
    for (const situation of SITUATIONS) {
      const { flips } = decide(situation);
      const told = situation.facts['raw-corpus']?.amount?.value;
      const isLikely = ({ changes }: (typeof flips)[number]) =>
        changes.length <= 3 &&
        changes.every(
          ({ name, amount }) => name !== 'raw-corpus' || (amount?.value ?? 0) <= (told === undefined ? 0 : told * 10),
        );

      expect(flips.every(isLikely) || !flips.some(isLikely)).toBe(true);
    }
  });

  test('does not offer continued pre-training to people with a few documents', () => {
    const words = explain(diagnoseText('our model doesn’t know our contracts, should we fine-tune?')).wouldChangeIf;

    expect(words).not.toEqual([]);
    expect(words.join(' ')).not.toMatch(/pre-training|raw text/u);
  });

  test('names the number of pairs that the reversal names', () => {
    const tuned = SITUATIONS.flatMap((situation) => explain(decide(situation)).wouldChangeIf).filter((words) =>
      /fine-tuning if/u.test(words),
    );

    expect(tuned.join(' ')).toMatch(/300 reviewed/u);
    expect(tuned.join(' ')).not.toMatch(/\b50 reviewed/u);
  });

  test('exists for nearly every verdict, and never leads back to it', () => {
    const verdicts = SITUATIONS.map(decide).filter(({ method }) => method !== 'not-enough-info');
    const without = verdicts.filter(({ flips }) => flips.length === 0);

    expect(without.length).toBeLessThan(verdicts.length / 20);
    expect(verdicts.filter(({ flips, method }) => flips.some((flip) => flip.method === method))).toEqual([]);
  });
});

describe('The next question', () => {
  test('is asked only when one of its answers changes the verdict', () => {
    for (const situation of SITUATIONS) {
      const question = chooseNextQuestion(situation);
      if (question === undefined) continue;
      const outline = (of: typeof situation) => {
        const { method, path, hosting, companions, costShape } = decide(of);
        return JSON.stringify([method, path, hosting, companions, costShape]);
      };

      const answered = question.answers.map((_, index) => applyAnswer(situation, question.id, index));

      expect(answered.some((after) => after !== undefined && outline(after) !== outline(situation))).toBe(true);
    }
  });

  test('is not asked again once it was answered', () => {
    const situation = readText([{ role: 'user', text: 'The JSON is sometimes invalid.' }]);
    const question = chooseNextQuestion(situation);
    const answered = applyAnswer(situation, question?.id ?? '', 0);

    expect(question).toBeDefined();
    expect(answered && chooseNextQuestion(answered)?.id).not.toBe(question?.id);
  });

  test('takes no answer that it does not have', () => {
    expect(applyAnswer(emptySituation(), 'q-task', 99)).toBeUndefined();
    expect(applyAnswer(emptySituation(), 'no-such-question', 0)).toBeUndefined();
  });

  test('has ids of its own and at least two answers, with labels that fit a button', () => {
    expect(new Set(QUESTIONS.map(({ id }) => id)).size).toBe(QUESTIONS.length);
    for (const { answers } of QUESTIONS) {
      expect(answers.length).toBeGreaterThanOrEqual(2);
      expect(answers.every(({ label }) => label.length <= 75)).toBe(true);
    }
  });
});

describe('An answer', () => {
  const WEIGHTS = 'We have a trained checkpoint in S3, trained on prem, and need to host it in us-east-1.';
  const situationOf = (text: string) => readText([{ role: 'user', text }]);
  const verdictAfter = (situation: ReturnType<typeof situationOf>, id: string, index: number) => {
    const answered = applyAnswer(situation, id, index);
    if (answered === undefined) throw new Error(`no answer ${index} to ${id}`);
    return decide(answered);
  };

  test('that Bedrock does not take the weights moves them to an endpoint, with its cost and without a word of importing', () => {
    const situation = situationOf(WEIGHTS);
    const fits = verdictAfter(situation, 'q-architecture', 0);
    const unfit = verdictAfter(situation, 'q-architecture', 1);

    expect(chooseNextQuestion(situation)?.ask).toBe('architecture');
    expect([fits.method, fits.path?.choice, fits.hosting?.choice]).toEqual(['import', 'bedrock', 'import-copies']);
    expect([unfit.method, unfit.path?.choice, unfit.hosting?.choice]).toEqual(['import', 'sagemaker', 'endpoint']);
    expect(unfit.costShape).toMatch(/by the hour/u);
    expect(`${explain(unfit).headline} ${explain(unfit).so}`).not.toMatch(/import/iu);
  });

  test('that the schema is enforced already takes the advice to enforce it away', () => {
    const situation = situationOf(
      'The JSON is invalid once in twenty answers. We wrote a long prompt with 5 examples.',
    );
    const named = (index: number) => verdictAfter(situation, 'q-schema', index).companions.map(({ name }) => name);

    expect(named(0)).toContain('structured-output');
    expect(named(1)).not.toContain('structured-output');
  });

  test('about examples in the prompt is asked of nobody who has said how far they got', () => {
    const asked = CASES.map(({ text }) => situationOf(text)).filter(
      (situation) => chooseNextQuestion(situation)?.id === 'q-few-shot',
    );

    expect(asked.filter(({ facts }) => facts['few-shot-tried'] ?? facts['prompt-works'] ?? facts['bar-met'])).toEqual(
      [],
    );
  });
});

describe('A CSV', () => {
  const formOf = (text: string) => readText([{ role: 'user', text }]).facts['gap-behaviour']?.choice;

  test.each([
    'Our bot gets prices wrong. They stand in a CSV that we export from SAP every night.',
    'we have a csv of 2k faq answers, the bot does not know them',
    'The model answers from our csv exports and invents products.',
  ])('as a source says nothing of the form: %s', (text) => {
    expect(formOf(text)).not.toBe('structure');
  });

  test.each(['It should answer as CSV and half of the lines are broken.', 'The output must be valid csv.'])(
    'as what is asked for is a form: %s',
    (text) => {
      expect(formOf(text)).toBe('structure');
    },
  );
});

describe('A correction', () => {
  test('strikes the old evidence and changes the verdict', () => {
    const before = readText([{ role: 'user', text: 'The model does not know our price list.' }]);

    const after = correct(before, {
      name: 'gap-facts',
      state: 'denied',
      quote: 'the facts are in the prompt',
      turn: 1,
      origin: 'correction',
    });

    expect(decide(before).method).toBe('rag');
    expect(decide(after).method).not.toBe('rag');
    expect(decide(after).struck.map(({ fact }) => fact.quote)).toEqual(['The model does not know our price list']);
  });

  test('to unknown takes the fact back', () => {
    const before = readText([{ role: 'user', text: 'We have 900 labelled examples.' }]);

    const after = correct(before, {
      name: 'labelled-pairs',
      state: 'unknown',
      quote: 'not sure',
      turn: 1,
      origin: 'correction',
    });

    expect(after.facts['labelled-pairs']).toBeUndefined();
    expect(after.struck).toHaveLength(1);
  });
});

describe('The words for a card', () => {
  test('fit, end as sentences, and never shout', () => {
    for (const situation of SITUATIONS) {
      const words = explain(decide(situation));
      const sentences = [words.headline, words.so, words.cost, ...words.not, ...words.wouldChangeIf, ...words.beside];

      expect(words.headline.length).toBeLessThanOrEqual(150);
      expect(sentences.filter((sentence) => !/[.?]$/u.test(sentence) || sentence.includes('!'))).toEqual([]);
    }
  });

  test('say no to tuning where facts are missing', () => {
    const words = explain(diagnoseText('We want to fine-tune: the model does not know our contract clauses.'));

    expect(words.headline).toMatch(/^Retrieval first\./u);
    expect(words.not.join(' ')).toMatch(/Not fine-tuning: it teaches how to answer, not what is true\./u);
  });

  test('show struck evidence', () => {
    const before = readText([{ role: 'user', text: 'The model does not know our price list.' }]);
    const after = correct(before, { name: 'gap-facts', state: 'denied', quote: 'no', turn: 1, origin: 'correction' });

    expect(explain(decide(after)).struck).toEqual(['The model does not know our price list']);
  });
});

describe('A large bill', () => {
  test('is no reason for a student where nobody complains of it and no large model is said to be good', () => {
    const known = (name: FactName, value?: number): Fact => {
      const unit = AMOUNT_UNITS[name];
      const amount = unit === undefined || value === undefined ? {} : { amount: { value, unit } };
      return { name, state: 'known', quote: name, turn: 0, origin: 'text', ...amount };
    };
    const names =
      'big-model-named gap-instructions prompt-tried traffic-steady bedrock-unfit cold-start-ok personal-data-likely long-prompt goal-lookup wish-only';
    const facts = [
      ...names.split(' ').map((name) => known(name as FactName)),
      known('raw-corpus', 10),
      known('documents', 10),
      known('traffic-volume', 40_000),
      known('bill', 40_000),
    ];

    expect(decide(situationOf(facts)).method).not.toBe('distillation');
  });
});
