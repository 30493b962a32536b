import type { FactName } from '@rung/core/diagnosis/fact-names.ts';
import { readText, type Turn } from '@rung/core/diagnosis/read-text.ts';
import type { Situation } from '@rung/core/diagnosis/situation.ts';
import { describe, expect, test } from 'vitest';
import { readCases, readInjections } from './read-fixtures.ts';

function read(text: string): Situation {
  return readText([{ role: 'user', text }]);
}

function stateOf(text: string, name: FactName): 'known' | 'denied' | 'unknown' {
  return read(text).facts[name]?.state ?? 'unknown';
}

describe('The embedded reader', () => {
  test.each<[string, FactName, 'known' | 'denied' | 'unknown']>([
    ['The model does not know our contract clauses.', 'gap-facts', 'known'],
    ["it's NOT about facts", 'gap-facts', 'denied'],
    ['No new facts needed.', 'gap-facts', 'denied'],
    ['It is not missing information, everything is in the document.', 'gap-facts', 'denied'],
    ['layout is already reliable thanks to the template', 'gap-behaviour', 'denied'],
    ['The tone is wrong, the facts are fine.', 'gap-behaviour', 'known'],
    ['The tone is right, the format too.', 'gap-behaviour', 'denied'],
    ['fluent, right format, just wrong numbers', 'gap-behaviour', 'denied'],
    ['The format is right only half of the time.', 'gap-behaviour', 'known'],
    ["The product texts don't sound like us.", 'gap-behaviour', 'known'],
    ['They always come in the same format, which they are.', 'gap-behaviour', 'denied'],
    ['It takes 6 seconds and we need under 2 for the voice agent.', 'gap-behaviour', 'unknown'],
    ['It takes 6 seconds and we need under 2 for the voice agent.', 'gap-speed', 'known'],
    ['We have no examples.', 'prompt-tried', 'unknown'],
    ['There are no examples in the prompt.', 'prompt-tried', 'denied'],
    ['Sometimes yes, sometimes no. We try already many prompts.', 'prompt-tried', 'known'],
    ["We'd rather not run an endpoint ourselves. The safetensors are in S3.", 'training-refused', 'unknown'],
    ['We can run every query and compare the result with the expected table.', 'answers-gradable', 'known'],
    ['Scoring is automatic, but nobody has time to write gold queries.', 'answers-gradable', 'known'],
    ['Our manager approved a budget for fine-tuning.', 'pairs-reviewed', 'unknown'],
    ['The vendor proposes to fine-tune it on the manuals for 80k EUR.', 'gap-facts', 'unknown'],
    ['The vendor proposes to fine-tune it on the manuals for 80k EUR.', 'gap-cost', 'unknown'],
    ['The vendor recommends it because it does not know our manuals.', 'gap-facts', 'known'],
    ['Claude keeps giving answers that were right last year.', 'gap-facts', 'known'],
    ['Claude keeps giving answers that were right last year.', 'big-model-good', 'unknown'],
    ['Prices change hourly.', 'gap-cost', 'unknown'],
    ['Our assistant gets 95% of its traffic in March.', 'quality-measured', 'unknown'],
    ['Nova Lite has a 2,600-token prompt and 6 examples.', 'logged-prompts', 'unknown'],
    ["I'm pretty sure we need to fine-tune for our legal summaries.", 'gap-behaviour', 'unknown'],
    ['Council minutes since 1974, roughly 1.2 million pages.', 'context-fits', 'unknown'],
    ['2.8M segments, 40 languages pairs', 'labelled-pairs', 'unknown'],
    ['The training rows have no system prompt.', 'prompt-tried', 'unknown'],
    ['The prompt is 5,500 tokens and every request pays for it.', 'gap-cost', 'known'],
    ['The chatbot talks about other museums. What it says about us is correct.', 'gap-facts', 'unknown'],
    ['They have a fine-tuned Nova Pro.', 'tuning-tried', 'known'],
    ['We want a fine-tuned Nova Pro.', 'tuning-tried', 'unknown'],
    ['We need citations for each answer.', 'gap-provenance', 'known'],
    ['We have no labelled data.', 'labelled-pairs', 'denied'],
    ['nobody has ever touched the prompt since january', 'prompt-tried', 'denied'],
    ['I did not write nothing in system prompt', 'prompt-tried', 'denied'],
    ['We did prompts, we did 12-shot, the panel still spots it.', 'prompt-falls-short', 'known'],
    ['normal english, edited daily by everyone', 'gap-language', 'denied'],
    ['Traffic is spiky.', 'traffic-steady', 'denied'],
    ['We are not sure whether traffic is steady.', 'traffic-steady', 'unknown'],
    ['The label set is frozen.', 'task-stable', 'known'],
    ['The label set keeps changing.', 'task-stable', 'denied'],
    ['The label set never changes.', 'task-stable', 'known'],
    ['We must own the weights.', 'own-weights', 'known'],
    ['A home-grown encoder-decoder with own layers, a PyTorch checkpoint.', 'import-fits', 'denied'],
    ['Version 14 of the prompt beats our tuned model.', 'prompt-works', 'known'],
    ['Should we fine-tune?', 'prompt-falls-short', 'unknown'],
  ])('%s → %s is %s', (text, name, state) => {
    expect(stateOf(text, name)).toBe(state);
  });

  test.each<[string, FactName, number]>([
    ['1,800 reviewed pairs', 'labelled-pairs', 1_800],
    ['60k double-annotated', 'labelled-pairs', 60_000],
    ['640 hand-edited emails', 'labelled-pairs', 640],
    ['1,100 letters edited by our comms team', 'labelled-pairs', 1_100],
    ['20 000 lignes de données', 'rows', 20_000],
    ['250k docs/day steady', 'traffic-volume', 7_500_000],
    ['2.5M req/day', 'traffic-volume', 75_000_000],
    ['80k tickets/day', 'traffic-volume', 2_400_000],
    ['120 conversations a day', 'traffic-volume', 3_600],
    ['5 millions per day', 'traffic-volume', 150_000_000],
    ['12M items/month', 'traffic-volume', 12_000_000],
    ['300 requests per second', 'traffic-volume', 777_600_000],
    ['5.5B tokens unlabelled', 'raw-corpus', 5_500_000_000],
    ['~900M words unlabeled', 'raw-corpus', 1_170_000_000],
    ['about 30 MB of markdown', 'raw-corpus', 7_500_000],
    ['2 TB, own jargon, zero annotations', 'raw-corpus', 500_000_000_000],
    ['25 million documents without any label', 'raw-corpus', 25_000_000_000],
    ['400k logged prompts/answers', 'logged-prompts', 400_000],
    ['50,000 prompts logged, no written references', 'logged-prompts', 50_000],
    ['3,000 questions with the expected result tables', 'labelled-pairs', 3_000],
    ['The few-shot prompt reaches 91% accuracy.', 'quality-measured', 91],
    ['target was 97', 'quality-bar', 97],
    ['Held-out from the same file: 99%. Production: 70%.', 'quality-measured', 70],
    ['Tuned Llama 8B on 2k claims-handling rows', 'rows', 2_000],
    ["83% agreement vs humans' 94", 'quality-bar', 94],
    ['a budget of 200k', 'budget', 200_000],
    ['Last month the invoice was $41.', 'bill', 41],
    ['We pay 1,100 a month for it.', 'bill', 1_100],
    ['Opus costs us $2,300 a day.', 'bill', 69_000],
    ['It passes 49 of 50 checks.', 'quality-measured', 98],
    ['the trainee got it from 74 to 99.2', 'quality-measured', 99.2],
    ['sign-off level is 97', 'quality-bar', 97],
  ])('%s → %s = %d', (text, name, value) => {
    const fact = read(text).facts[name];

    expect(fact?.amount?.value).toBeCloseTo(value, 0);
  });

  test('keeps money out of the traffic', () => {
    const facts = read('still $38k/mo on the large model').facts;

    expect(facts['traffic-volume']).toBeUndefined();
    expect(facts['gap-cost']?.state).toBe('known');
  });

  test.each([
    'an agency quotes $5,000 a month for hosting',
    'we have $25k of credits',
    'EUR 0.021 per document',
    'it costs us $0.002 each',
    'six examples more: +$15 a month',
    'it costs too much, 900k calls per month',
  ])('takes no other sum for the bill of a model: %s', (text) => {
    expect(read(text).facts.bill).toBeUndefined();
  });

  test('takes a bill without a currency for no traffic, however it is told', () => {
    expect(read('We pay 1,100 a month and the CFO asks for a plan.').facts['traffic-volume']).toBeUndefined();
  });

  test('takes how often pages change for no traffic', () => {
    expect(read('The wiki has 600 pages and changes each month.').facts['traffic-volume']).toBeUndefined();
  });

  test('takes the size of a model for no number of examples', () => {
    const text = 'Our own 72B in-house model gives perfect matches.';

    expect(read(text).facts['labelled-pairs']).toBeUndefined();
    expect(stateOf(text, 'own-teacher')).toBe('known');
  });

  test('believes numbers about the target, whatever the sentence sounds like', () => {
    const { facts } = read('12 examples are in the prompt; it gets 84, we need 93.');

    expect(facts['bar-missed']?.state).toBe('known');
    expect(facts['bar-met']).toBeUndefined();
  });

  test.each([
    'Nova Lite tuned on 800 rows, 94,1 % on test. Then 6 examples in the prompt of the base model: 94,0 %.',
    'SFT on Nova Lite, 350 examples: 88.4 exact match on 200 held-out. Base + 10-shot on the same 200: 88.9.',
    'Plain prompt 78, twelve-shot 90.5, tuned Nova Lite 91 (n=400).',
    'We run a tuned model, and the plain model with a good prompt was within one point of it.',
  ])('believes scores by which a prompt equals the tune: %s', (text) => {
    const { facts } = read(text);

    expect(facts['prompt-works']).toMatchObject({ state: 'known', choice: 'equals-tune' });
    expect(facts['prompt-falls-short']).toBeUndefined();
  });

  test.each([
    'The tuned model has 91, the prompt alone 78.',
    'Tune on 6,000 labels: 79. Few-shot: 77.',
    'Opus with the prompt 93, the tuned 8B 92.',
    'The prompt is at 90 and we want 95.',
  ])('takes no prompt for equal to a tune: %s', (text) => {
    expect(read(text).facts['prompt-works']?.choice).toBeUndefined();
  });

  test('reads two kinds of requests from shares that make up a whole, and not from shares of answers', () => {
    expect(stateOf('70% are appointments. The other 30% are symptoms.', 'gap-mixed-traffic')).toBe('known');
    expect(stateOf('92% are right. The 8% are wrong on old tables.', 'gap-mixed-traffic')).toBe('unknown');
  });

  test('takes calls for no personal data by themselves', () => {
    expect(read('We make 20k calls a day.').facts['personal-data']).toBeUndefined();
  });

  test.each(['Bedrock is blocked by an org-wide policy.', 'We are not allowed onto Bedrock.', 'no cloud at runtime'])(
    'reads that Bedrock is ruled out: %s',
    (text) => {
      expect(stateOf(text, 'bedrock-unfit')).toBe('known');
    },
  );

  test('reads through typos', () => {
    expect(stateOf('the modle makes up prices, our catalouge chnages every week', 'documents')).toBe('known');
    expect(read('we have 800 labeled exampels').facts['labelled-pairs']?.amount?.value).toBe(800);
  });

  test('marks what the person is not sure of', () => {
    const fact = read('I think the label set is stable.').facts['task-stable'];

    expect(fact).toMatchObject({ state: 'known', hedged: true });
  });

  test('quotes the shares of a stream that was told by its shares', () => {
    const text =
      'About 70% of what our assistant gets is trivial, the rest are long questions. We send everything to Sonnet.';

    expect(read(text).facts['gap-mixed-traffic']?.quote).toMatch(/^About 70%/u);
  });

  test('rests a fact on what is told rather than on what is asked', () => {
    const text = 'Opus does them really well. Can we get Opus quality out of a small model?';

    expect(read(text).facts['big-model-good']?.quote).toBe('Opus does them really well');
  });

  test('lets a later turn correct an earlier one, and keeps what was struck', () => {
    const turns: Turn[] = [
      { role: 'user', text: 'We have 900 labelled examples.' },
      { role: 'desk', text: 'Who labelled them?' },
      { role: 'user', text: 'Sorry, I counted wrong: 30 labelled examples.' },
    ];

    const situation = readText(turns);

    expect(situation.facts['labelled-pairs']?.amount?.value).toBe(30);
    expect(situation.struck.map(({ fact }) => fact.amount?.value)).toEqual([900]);
  });

  test('lets a correction in the same message count', () => {
    const situation = read('We have 900 labelled examples. Scratch that, 30 labelled examples.');

    expect(situation.facts['labelled-pairs']?.amount?.value).toBe(30);
  });

  test('takes a short yes as the answer to what the desk asked', () => {
    const situation = readText([
      { role: 'user', text: 'our endpoint is idle' },
      { role: 'desk', text: 'Would a slow first request after a quiet hour be acceptable?' },
      { role: 'user', text: "yes, it's analysts, they make coffee" },
    ]);

    expect(situation.facts['cold-start-ok']).toMatchObject({
      state: 'known',
      quote: "yes, it's analysts, they make coffee",
    });
  });

  test('takes a task that was left untouched for no prompt that was', () => {
    const text =
      '41 types, untouched since 2014. Cases are in the prompt; after the fourth rewrite still 79 of 100 right.';

    expect(readText([{ role: 'user', text }]).facts['prompt-tried']?.state).not.toBe('denied');
  });

  test('learns nothing from what the desk says', () => {
    const situation = readText([
      { role: 'desk', text: 'You have 5,000 labelled pairs and the prompt is exhausted.' },
      { role: 'user', text: 'hello' },
    ]);

    expect(Object.keys(situation.facts)).toEqual(['failure-vague']);
  });

  test('sees a wrong fact in a pasted failure that was called a style problem', () => {
    const text =
      "'It's a tone problem', says support. User asks for the refund window, bot: '30 days'. Our policy is 14 days.";

    expect(stateOf(text, 'shown-wrong-fact')).toBe('known');
  });

  test('quotes only what stands in the text', () => {
    const cases = ['dev.jsonl', 'own.jsonl'].flatMap(readCases);

    const misquoted = cases.flatMap(({ text }) =>
      Object.values(read(text).facts).filter(({ quote }) => quote === '' || !text.includes(quote)),
    );

    expect(misquoted).toEqual([]);
  });

  test('does not choke on long or hostile text', () => {
    const texts = ['"'.repeat(50_000), 'not '.repeat(20_000), '1 2 3 4,5 '.repeat(9_000), readInjections().join('\n')];

    expect(texts.map((text) => Object.keys(read(text).facts).length >= 0)).toEqual([true, true, true, true]);
  });
});
