import { decide } from '@rung/core/diagnosis/decide.ts';
import { explain } from '@rung/core/diagnosis/explain.ts';
import { readText } from '@rung/core/diagnosis/read-text.ts';
import { RULES } from '@rung/core/diagnosis/rules.ts';
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
    [
      'Opus sorts our mails and everybody is happy. We pay 64 dollars a month for it, can we distil it to save money?',
      /^Keep the prompt, and cache it/u,
      /as batch/u,
    ],
    ['Should we fine-tune? The JSON is invalid once in twenty answers.', /^The prompt first/u, /JSON schema/u],
  ])('fits what was said: %s', (text, headline, so) => {
    const words = saying(text);

    expect(words.headline).toMatch(headline);
    expect(words.so).toMatch(so);
  });

  test('speaks of no labelled examples to somebody who told of none', () => {
    const words = saying('Opus sorts our claims mails and the desk is happy with it. We pay 64 dollars a month.');

    expect(words.headline).toMatch(/target is met already/u);
    expect(words.headline).not.toMatch(/labelled/u);
  });

  test('names a bill that would pay for a student where this one does not', () => {
    const words = saying(
      'Opus sorts our mails and everybody is happy. We pay 64 dollars a month for it, can we distil it?',
    );

    expect(words.reversal).toMatch(/past \$10,000 a month/u);
  });

  test('names another teacher where the large model in use is none', () => {
    const text =
      'We tag 2 million reviews a month with Claude Sonnet. The quality is excellent but the bill is killing us. Haiku gets 81% where Sonnet gets 94%.';

    expect(saying(text).so).toMatch(/Sonnet is not offered as a teacher in Bedrock/u);
    expect(saying(text).so).not.toMatch(/logged answers of the large model/u);
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

describe('What they said, as a card shows it', () => {
  test('is verbatim, closes its parentheses, and holds no question to the desk beside what they told', () => {
    for (const { text, verdict } of VERDICTS) {
      const { youSaid } = explain(verdict);
      for (const quote of youSaid) {
        expect(text).toContain(quote);
        expect(quote.split('(').length).toBeLessThanOrEqual(quote.split(')').length);
        expect(quote).not.toMatch(/^(?:and|but|so) /iu);
      }
      if (youSaid.length > 1) expect(youSaid.join('\n')).not.toMatch(/^(?:should we|what should we)/imu);
    }
  });

  test('is one quote where two overlap, and two where a parenthesis was cut', () => {
    const stuck =
      'We tried 12 prompt versions and 10 few-shot examples, and the tone of our letters is still wrong in 30% of cases. We have 2,300 letters rewritten by our nurses. Is fine-tuning on Nova Lite sensible?';
    const sheets =
      "I'd like a bot that answers the allergens questions of guests and waiters in each of our restaurants from our product sheets (about 80 PDFs, most of them scanned, changed when recipes change).";

    expect(saying(stuck).youSaid.slice(0, 2)).toEqual([
      'We tried 12 prompt versions and 10 few-shot examples, and the tone of our letters is still wrong in 30% of cases',
      'We have 2,300 letters rewritten by our nurses',
    ]);
    expect(saying(sheets).youSaid.slice(0, 2)).toEqual([
      "I'd like a bot that answers the allergens questions of guests and waiters in each of our restaurants from our product sheets",
      'about 80 PDFs',
    ]);
  });

  test.each([
    [
      'a list with slashes',
      'The answers come in the wrong structure: legal wants issue / clause / risk / recommendation and gets it 3 times out of 4, the prompt was rewritten ten times. 450 answers reviewed by counsel.',
      'issue / clause / risk / recommendation',
    ],
    [
      'what stands in quotation marks',
      "The prompt is two lines long: 'Write a product description in a friendly tone'. The texts don't sound like us.",
      "'Write a product description in a friendly tone'",
    ],
    [
      'what stands in parentheses',
      'We want it to write comments in our house format (severity tag, rule id, one sentence). Prompting gets 85% of them in the right shape. 900 reviewed comments, 60k reviews a month.',
      'our house format (severity tag, rule id, one sentence)',
    ],
    [
      'a clause to its end',
      'Nova Lite with a long prompt and 6 examples gives valid JSON in 91% of cases, and we have been stuck there for five weeks of prompt work. 2,400 hand-checked pairs, 180k invoices a month.',
      'stuck there for five weeks of prompt work',
    ],
  ])('quotes whole: %s', (_, text, whole) => {
    expect(saying(text).youSaid.join('\n')).toContain(whole);
  });

  test('quotes no greeting, and no question where something is told', () => {
    const text =
      'Good morning, please I ask: our model hallucinates the part numbers of our machines. They change every week, they are in the manuals. Can we get the right ones out of it?';

    expect(saying(text).youSaid.join('\n')).not.toMatch(/good morning|can we get/iu);
    expect(saying(text).youSaid.join('\n')).toContain('our model hallucinates the part numbers');
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

describe('What would change a verdict, for those who asked,', () => {
  test('is no lookup where there is nothing to look up, or where they said that no facts are missing', () => {
    for (const text of [
      'We own a Mistral 7B checkpoint we fine-tuned ourselves on our GPUs last year, safetensors in S3. How do we serve it on AWS without running a GPU cluster all night?',
      'The tone of our letters is wrong in 30% of cases after 12 prompt versions and 10 few-shot examples. We have 2,300 letters rewritten by our nurses. Facts are not the problem.',
    ])
      expect(saying(text).wouldChangeIf.join(' ')).not.toMatch(/facts change|look things up/u);
  });

  test('is no student where no bill and no wait is told, and no lookup that takes a second reason', () => {
    for (const { verdict } of VERDICTS) {
      const isDear = verdict.facts.some(({ name, state }) => /^gap-(?:cost|speed)$/u.test(name) && state === 'known');
      for (const words of explain(verdict).wouldChangeIf) {
        if (!isDear && /^It would be distillation/u.test(words)) expect(words).toMatch(/costs too much|too slow/u);
        if (/^It would be retrieval/u.test(words)) expect(words).not.toContain(', and ');
      }
    }
  });

  test('names how many examples it takes, and no traffic that nobody trains for', () => {
    const all = VERDICTS.flatMap(({ verdict }) => explain(verdict).wouldChangeIf).join('\n');

    expect(all).not.toMatch(/labelled examples exist|there are many requests|(?:1,500|5,000) requests a month/u);
  });

  test('is measured against what they have: a schema that is not enforced yet, a bill that a prompt that works leaves', () => {
    expect(saying('JSON from Haiku is broken in 4% of calls: trailing commas, missing keys.').reversal).toMatch(
      /schema enforced in the call more than 1 of 100/u,
    );
    expect(saying('The long prompt of 6k tokens does it perfectly but it costs too much.').reversal).toMatch(
      /^This would become distillation if it still costs/u,
    );
  });
});

describe('The reason in the first line', () => {
  test.each([
    ['JSON from Haiku is broken in 4% of calls: trailing commas, missing keys.', /a schema, two examples/u],
    [
      'our agent ignores the instruction to never give a price before asking for the postcode, in about 1 of 10 chats. the system prompt is 6 pages long',
      /clear instruction/u,
    ],
    ['The long prompt of 6k tokens does it perfectly but it is too slow, p95 is 7 seconds.', /prompt caching is for/u],
  ])('is the one that the advice follows from: %s', (text, reason) => {
    expect(saying(text).headline).toMatch(reason);
  });

  test('has the advice to wait less where waiting is what hurts, and to pay less where the bill is', () => {
    expect(saying('The long prompt of 6k tokens does it perfectly but it is too slow, p95 is 7 seconds.').so).toMatch(
      /waiting times/u,
    );
    expect(saying('The long prompt of 6k tokens does it perfectly but it costs too much.').so).toMatch(/bills/u);
  });
});

describe('A wait or a bill without a complaint of the answers', () => {
  test('is met by the prompt that there is, faster or cheaper, and by no rewriting', () => {
    const slow = saying("it's slow. 14 seconds for a three line answer. gpt-4 level model, 200 users");

    expect(slow.headline).toMatch(/^Keep the prompt/u);
    expect(slow.so).toMatch(/stream it/u);
    expect(slow.reversal).toMatch(/^This would become distillation/u);
  });
});

describe('What nobody asked', () => {
  test('is not refused while nothing can be said', () => {
    expect(saying('Can you teach the model our company values?').not).toEqual([]);
  });

  test('is not shown as evidence: a bare number', () => {
    const text =
      'We want to distil Claude Opus into Nova Micro for tagging support tickets: 1.5M tickets a month, Opus 95%, Micro 78%, we accept 92%.';

    for (const quote of saying(text).youSaid) expect(quote).toMatch(/\p{L}/u);
    expect(saying(text).so).toMatch(/Claude Opus is not offered as a teacher/u);
  });

  test('is not a passage where a record is looked up', () => {
    const { beside, headline } = saying('Need a chatbot that knows the stock level of each of our 40 shops right now.');

    expect(headline).toMatch(/^Look it up when it is asked\. The answer is another one/u);
    expect(beside.join(' ')).not.toMatch(/passage/u);
  });
});

describe('What it costs', () => {
  test('is by the hour for reinforcement and by tokens for written answers', () => {
    const graded =
      'Our SQL generator passes 61% of the unit tests. We can grade each answer automatically by running the query. No reference answers. Few-shot didn’t get us further.';

    expect(saying(graded).cost).toMatch(/^Training once \(by the hour\)/u);
  });
});

describe('What is ruled out', () => {
  test('is ruled out by nothing that the verdict itself was given in spite of', () => {
    for (const { verdict } of VERDICTS) {
      const vetoed = new Set(verdict.ruledOut.map(({ rule }) => rule));
      const against = RULES.filter(
        ({ effect }) => effect.kind === 'veto' && (effect.methods as readonly string[]).includes(verdict.method),
      );
      for (const { id } of against) expect(vetoed).not.toContain(id);
    }
  });

  test('is told without its name twice, and a student only to those who could have asked for one', () => {
    const words = saying(
      'Our bot invents refund rules that are not in our policy wiki. 600 pages, 200 questions a day.',
    );

    expect(words.not.join(' ')).toMatch(/Not fine-tuning: it teaches/u);
    expect(words.not.join(' ')).not.toMatch(/distillation/u);
  });

  test('is ruled out by what the verdict rests on, where several rules do it', () => {
    const text =
      'We are a bank, we trained a Llama 3.1 8B with our own data on-prem, weights in safetensors. 200 requests a day. How do we run it?';

    expect(saying(text).not).toEqual([
      'Not fine-tuning or continued pre-training: the training is done; the question is where the weights live.',
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
