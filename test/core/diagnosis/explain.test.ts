import { decide } from '@rung/core/diagnosis/decide.ts';
import { explain } from '@rung/core/diagnosis/explain.ts';
import { readText } from '@rung/core/diagnosis/read-text.ts';
import { whyOf } from '@rung/core/diagnosis/why.ts';
import { describe, expect, test } from 'vitest';
import { diagnoseText, readCases } from './read-fixtures.ts';

const TEXTS = ['dev.jsonl', 'own.jsonl']
  .flatMap(readCases)
  .filter((_, index) => index % 2 === 0)
  .map(({ text }) => text);
const VERDICTS = TEXTS.map((text) => ({ text, verdict: decide(readText([{ role: 'user', text }])) }));

const saying = (text: string) => explain(diagnoseText(text));

describe('What a card says to do', () => {
  test.each([
    ['Our knowledge base finds the wrong paragraphs in 22 of 30 questions.', /^Repair the retrieval/u, /30 questions/u],
    [
      'Customers ask where their parcel is right now; the bot says 3-5 days to everybody, the status is in our tracking system.',
      /^Look it up/u,
      /a tool that asks/u,
    ],
    [
      'Our model invents order numbers when the user hasn’t given one. It should ask instead.',
      /^The prompt first, with a tool/u,
      /when to ask back/u,
    ],
    [
      'Tuned on bedrock already, 5 epochs, val loss went up from epoch 2, it parrots the examples word for word.',
      /^Train it again/u,
      /fewer epochs/u,
    ],
    [
      'The long prompt of 6k tokens does it perfectly but it costs too much, 900k calls per month.',
      /^Keep the prompt, and cache it/u,
      /cache its fixed part/u,
    ],
    ['Should we fine-tune? The JSON is invalid once in twenty answers.', /^The prompt first/u, /JSON schema/u],
  ])('fits what was said: %s', (text, headline, so) => {
    const words = saying(text);

    expect(words.headline).toMatch(headline);
    expect(words.so).toMatch(so);
  });

  test('names another teacher where the large model in use is none', () => {
    const text =
      'We tag 2 million reviews a month with Claude Sonnet. The quality is excellent but the bill is killing us. Haiku gets 81% where Sonnet gets 94%.';

    expect(saying(text).so).toMatch(/not offered as a teacher in Bedrock/u);
    expect(saying(text.replaceAll(/Claude Sonnet|Sonnet/gu, 'Nova Pro').replace('Haiku', 'Micro')).so).not.toMatch(
      /offered as a teacher/u,
    );
  });

  test('is not said twice: what stands beside it says something else', () => {
    for (const { verdict } of VERDICTS) {
      const { so, beside } = explain(verdict);
      if (/50 real cases/u.test(so)) expect(beside.join(' ')).not.toMatch(/Fifty real cases with a score/u);
      expect(new Set(beside).size).toBe(beside.length);
    }
  });

  test('says what follows from their own words before what goes for everybody', () => {
    const { beside } = saying('Our knowledge base finds the wrong paragraphs in 22 of 30 questions. Tables get cut.');

    expect(beside.slice(0, 3).join(' ')).toMatch(/reranker/u);
  });

  test('names the hosting and its cost for what is trained or hosted, and none where nothing is', () => {
    for (const { verdict } of VERDICTS) {
      const { onAws, cost } = explain(verdict);
      if (verdict.hosting?.choice === 'on-demand-custom') expect(cost).toMatch(/nothing while idle/u);
      if (verdict.hosting?.choice === 'provisioned') expect(cost).toMatch(/model units by the hour/u);
      expect(onAws === '').toBe(verdict.hosting === undefined || verdict.hosting.rule === 'H-NONE');
    }
  });

  test('prices no index where a record of a system is looked up', () => {
    const words = saying(
      'Customers ask where their parcel is right now; the bot says 3-5 days to everybody, the status is in our tracking system.',
    );

    expect(words.cost).not.toMatch(/[Ee]mbeddings/u);
    expect(words.reversal).not.toMatch(/passage/u);
    expect(words.wouldChangeIf.join(' ')).not.toMatch(/fits into the prompt/u);
  });
});

describe('Quotes', () => {
  test('stand in the text as they are, and end where a word ends', () => {
    for (const { text, verdict } of VERDICTS)
      for (const { quote } of verdict.evidence) {
        const at = text.indexOf(quote);
        expect(at).toBeGreaterThanOrEqual(0);
        expect(text.slice(at + quote.length - 1, at + quote.length + 1)).not.toMatch(/^[\p{L}\p{N}]{2}$/u);
      }
  });
});

describe('What would change a verdict', () => {
  const told = VERDICTS.flatMap(({ verdict }) => explain(verdict).wouldChangeIf.map((words) => ({ words, verdict })));

  test('is no more than two things at once, and not what its reversal says already', () => {
    expect(told.length).toBeGreaterThan(10);
    for (const { words, verdict } of told) {
      expect(words.match(/, and /gu)?.length ?? 0).toBeLessThanOrEqual(1);
      const other = verdict.reversal?.method;
      if (other === 'prompt') expect(words).not.toMatch(/^A prompt would be enough/u);
      if (other === 'fine-tuning') expect(words).not.toMatch(/^It would be fine-tuning/u);
    }
  });

  test('is nothing that is true of everything, and no wish that there were less', () => {
    const all = told.map(({ words }) => words).join('\n');

    expect(all).not.toMatch(/target is (?:not )?met/u);
    expect(all).not.toMatch(/there are no labelled|no documents hold|few requests|no raw text/u);
  });

  test('is kept apart from a verdict that there is none', () => {
    expect(saying('our bot is bad. help').wouldChangeIf).toEqual([]);
  });
});

describe('What is ruled out', () => {
  test('is ruled out by what the verdict rests on, where several rules do it', () => {
    const text =
      'We are a bank, we trained a Llama 3.1 8B with our own data on-prem, weights in safetensors. 200 requests a day. How do we run it?';

    expect(saying(text).not).toEqual([
      'Not fine-tuning, distillation or continued pre-training: the training is done; the question is where the weights live.',
    ]);
  });
});

describe('"Why?"', () => {
  test('gives every rule that spoke for the method, strongest first, with the words behind it', () => {
    const verdict = diagnoseText('our model doesn’t know our contracts, should we fine-tune?');

    expect(whyOf(verdict)[0]).toEqual({
      rule: 'R-FACTS',
      because: verdict.reasons[0],
      quotes: ['our model doesn’t know our contracts'],
    });
    expect(whyOf(verdict).map(({ because }) => because)).toEqual(verdict.reasons);
  });

  test('gives words for every reason that rests on some, in every verdict', () => {
    for (const { verdict } of VERDICTS) {
      const [first] = whyOf(verdict);
      if (first) expect(first.quotes).not.toEqual([]);
    }
  });
});
