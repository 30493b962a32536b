import { compareServing, onSpikyDay } from '@rung/core/cost/compare-serving.ts';
import { estimateMethod, type MethodJob, totalOf } from '@rung/core/cost/estimate-method.ts';
import { hostingAhead } from '@rung/core/cost/hosting-ahead.ts';
import { hoursAhead, importAhead, teachingAhead } from '@rung/core/cost/known-ahead.ts';
import type { PriceAnswer, PriceBook, PriceUnit } from '@rung/core/cost/price.ts';
import { servingChoice } from '@rung/core/cost/serving-choice.ts';
import { shippedPrice } from '@rung/core/cost/shipped-prices.ts';
import { findBaseModel } from '@rung/core/dataset/base-models.ts';
import { usd } from '@rung/core/money.ts';
import { hostingAheadWords, trainingAheadWords } from '@rung/slack/view/hosting-ahead-words.ts';
import { describe, expect, it } from 'vitest';

const NOVA = 'amazon.nova-2-lite-v1:0:256k';
const LLAMA = 'meta.llama3-3-70b-instruct-v1:0:128k';
const REGION = 'us-east-1';

const known = (unit: PriceUnit, dollars: string): PriceAnswer => ({
  kind: 'known',
  price: {
    ...{ amount: usd(dollars), unit, currency: 'USD', region: REGION },
    ...{ kind: 'live', source: 'the test', asOf: '2026-11-26' },
  },
});

/** Shipped prices, and $12.34 for each hour of reinforcement fine-tuning, which nobody has published. */
const WITH_HOURS: PriceBook = (id, unit, region) =>
  unit === 'training-hour' ? known(unit, '12.34') : shippedPrice(id, unit, region);

const PRO = 'amazon.nova-pro-v1:0';
const MICRO = 'amazon.nova-micro-v1:0';
const tokens = (exactly: number) => ({ estimate: exactly, low: exactly, high: exactly });
const asked = (modelId: string, requests: number, [inputTokens, outputTokens]: [number, number]) => ({
  ...{ modelId, requests, inputTokens, outputTokens },
});

interface ByHand {
  readonly job: MethodJob;
  readonly once: readonly [string, string];
  readonly monthly: readonly [string, string];
  readonly notKnown?: number;
}

/** Prices by the thousand tokens as they are shipped: the arithmetic stands beside each. Answers are half to one and a half times as long as said. */
const METHODS: readonly (readonly [string, ByHand])[] = [
  [
    'a better prompt: its evaluation alone',
    {
      job: { method: 'prompt', evaluation: asked(NOVA, 200, [1000, 100]) },
      // 200 × (1,000 × 0.00033 + 50 … 150 × 0.00275) ÷ 1,000
      once: ['0.0935', '0.1485'],
      monthly: ['0', '0'],
    },
  ],
  [
    'fine-tuning: tokens × epochs, and the stored model',
    {
      job: { method: 'fine-tuning', modelId: NOVA, tokens: tokens(1_000_000), epochs: 3, evaluation: undefined },
      // 1,000,000 × 3 × 0.00378 ÷ 1,000
      once: ['11.34', '11.34'],
      monthly: ['1.95', '1.95'],
    },
  ],
  [
    'fine-tuning with its evaluation: both, once',
    {
      job: {
        ...{ method: 'fine-tuning', modelId: NOVA, tokens: tokens(100_000), epochs: 3 },
        evaluation: asked(NOVA, 200, [1000, 100]),
      },
      // 100,000 × 3 × 0.00378 ÷ 1,000 = 1.134, and 0.0935 … 0.1485 as above
      once: ['1.2275', '1.2825'],
      monthly: ['1.95', '1.95'],
    },
  ],
  [
    'continued pre-training: many tokens, one epoch',
    {
      job: { method: 'cpt', modelId: NOVA, tokens: tokens(40_000_000), epochs: 1, evaluation: undefined },
      // 40,000,000 × 1 × 0.00378 ÷ 1,000
      once: ['151.20', '151.20'],
      monthly: ['1.95', '1.95'],
    },
  ],
  [
    'reinforcement fine-tuning: 2 to 6.5 hours at $12.34',
    {
      job: { method: 'reinforcement', modelId: NOVA, hours: { low: 2, high: 6.5 } },
      once: ['24.68', '80.21'],
      monthly: ['1.95', '1.95'],
    },
  ],
  [
    'distillation: what the teacher answers, then what the student learns of it; storing Nova Micro has no dated price',
    {
      job: { method: 'distillation', modelId: MICRO, teacher: asked(PRO, 5000, [600, 300]), epochs: 2 },
      // Teacher: 5,000 × (600 × 0.0008 + 150 … 450 × 0.0032) ÷ 1,000 = 4.80 … 9.60
      // Student: 5,000 × (600 + 150 … 450) × 2 × 0.001 ÷ 1,000 = 7.50 … 10.50
      once: ['12.30', '20.10'],
      monthly: ['0', '0'],
      notKnown: 1,
    },
  ],
  [
    'an import: 3 copies of 2 units in 100 to 1,200 five-minute windows, and the stored units',
    {
      job: { method: 'import', importUnits: 2, copies: 3, windows: { low: 100, high: 1200 } },
      once: ['0', '0'],
      // 2 × 1.95 + 100 … 1,200 × 5 min × 2 × 3 × 0.05718
      monthly: ['175.44', '2062.38'],
    },
  ],
  [
    'routing: everything by the smaller model to everything by the larger one; AWS’s fee is not known',
    {
      job: { method: 'router', between: [asked(MICRO, 10_000, [500, 200]), asked(PRO, 10_000, [500, 200])] },
      once: ['0', '0'],
      // 10,000 × (500 × 0.000035 + 100 × 0.00014) ÷ 1,000, and 10,000 × (500 × 0.0008 + 300 × 0.0032) ÷ 1,000
      monthly: ['0.315', '13.60'],
      notKnown: 1,
    },
  ],
  [
    'retrieval: the corpus and the questions embedded, the store, and the passages that every prompt carries',
    {
      job: {
        ...{ method: 'rag', embeddingModelId: 'amazon.titan-embed-text-v2:0', storeAMonth: usd('90') },
        ...{ corpus: { low: 30_000_000, high: 45_000_000 }, questionTokens: 800 },
        added: asked(NOVA, 100_000, [3000, 0]),
      },
      // 30,000,000 … 45,000,000 × 0.00002 ÷ 1,000
      once: ['0.60', '0.90'],
      // 100,000 × 800 × 0.00002 ÷ 1,000 = 1.60, 90 for the store, 100,000 × 3,000 × 0.00033 ÷ 1,000 = 99
      monthly: ['190.60', '190.60'],
    },
  ],
  [
    'retrieval over a store that nobody priced',
    {
      job: {
        ...{ method: 'rag', embeddingModelId: 'amazon.titan-embed-text-v2:0', storeAMonth: undefined },
        ...{ corpus: { low: 0, high: 0 }, questionTokens: 0 },
        added: asked(NOVA, 100_000, [3000, 0]),
      },
      once: ['0', '0'],
      monthly: ['99', '99'],
      notKnown: 1,
    },
  ],
];

describe('methods, by hand', () => {
  it.each(METHODS)('%s', (_, { job, once, monthly, notKnown = 0 }) => {
    const lines = estimateMethod(job, { book: WITH_HOURS, region: REGION });
    const [first, month] = [totalOf(lines, 'once'), totalOf(lines, 'a month')];

    expect([first.low, first.high]).toEqual(once.map(usd));
    expect([month.low, month.high]).toEqual(monthly.map(usd));
    expect(first.unknown + month.unknown).toBe(notKnown);
  });
});

const found2Lite = findBaseModel(NOVA);
if (found2Lite.kind !== 'tunable') throw new Error(`${NOVA} is not in the table`);
const STEADY = {
  ...{ requestsAMonth: 2_000_000, inputTokens: 800, outputTokens: 120 },
  ...{ activeHoursADay: 24, busiestHourPercent: 100 },
};
/** The shipped prices, with the two that Rung ships none of. */
const WHOLE: PriceBook = (model, unit, region) => {
  if (unit === 'cached-input-tokens-1m') return known(unit, '0.0825');
  return unit === 'model-unit-hour-6-months' ? known(unit, '40') : shippedPrice(model, unit, region);
};

describe('every way to answer 2,000,000 requests of 800 and 120 tokens a month, by hand', () => {
  const choice = {
    ...servingChoice(found2Lite.model, REGION, STEADY),
    ...{ requestsPerUnitHour: 1000, storeAMonth: usd('90') },
  };
  const { hostings, promptings } = compareServing(choice, WHOLE);

  it.each([
    // 2,000,000 × (800 × 0.00033 + 120 × 0.00275) ÷ 1,000
    ['prompt', '1188'],
    // and 1,500 × 0.00033 ÷ 1,000 more a request
    ['few-shot', '2178'],
    // and 1,500 × 0.0825 ÷ 1,000,000 more a request
    ['caching', '1435.50'],
    // and 3,000 × 0.00033 ÷ 1,000 more a request, and the store
    ['retrieval', '3258'],
  ])('%s: $%s', (name, monthly) => {
    expect(promptings.find((way) => way.name === name)?.monthly).toBe(usd(monthly));
  });

  it.each([
    // 2,000,000 × (800 × 0.0003 + 120 × 0.0025) ÷ 1,000 + 1.95
    ['on-demand', '1081.95', undefined],
    // 2,740 requests in an hour at 1,000 a unit: 3 units × 730 h × 60.50 + 1.95
    ['throughput', '132496.95', undefined],
    // 3 × 730 × 55 + 1.95; the term is owed without the storage
    ['throughput-1-month', '120451.95', '120450'],
    // 3 × 730 × 40 + 1.95, for six months
    ['throughput-6-months', '87601.95', '525600'],
    // 730 × 1.52
    ['endpoint', '1109.60', undefined],
    ['endpoint-to-zero', '1109.60', undefined],
    // 730 × 12 windows × 5 min × 0.05718 + 1.95
    ['import', '2506.434', undefined],
  ])('%s: $%s', (name, monthly, committed) => {
    const way = hostings.find((one) => one.name === name);

    expect(way?.monthly).toBe(usd(monthly));
    expect(way?.committed).toBe(committed && usd(committed));
  });

  it('crosses a good prompt at the request after 1.95 ÷ 0.000054, not before', () => {
    expect(hostings[0]?.beats.prompt).toEqual({ kind: 'from', requests: 36_112n });
    const at = (requestsAMonth: number) => {
      const priced = compareServing({ ...choice, traffic: { ...STEADY, requestsAMonth } }, WHOLE);
      return [priced.hostings[0]?.monthly, priced.promptings[0]?.monthly];
    };

    // 36,111 × 0.00054 + 1.95 = 21.44994 against 36,111 × 0.000594 = 21.449934
    expect(at(36_111)).toEqual([usd('21.44994'), usd('21.449934')]);
    // 36,112 × 0.00054 + 1.95 = 21.45048 against 36,112 × 0.000594 = 21.450528
    expect(at(36_112)).toEqual([usd('21.45048'), usd('21.450528')]);
  });

  it('on a spiky day of six hours, the busiest five times the average, asks more units and fewer hours', () => {
    const spiky = onSpikyDay(choice, { activeHoursADay: 6, busiestHourPercent: 500 }, WHOLE);
    const monthly = (name: string) => spiky.hostings.find((way) => way.name === name)?.monthly;

    // 183 h: 2,000,000 × 5 ÷ 183 = 54,645 in the busiest hour: 55 units × 730 h × 60.50 + 1.95
    expect(monthly('throughput')).toBe(usd('2429076.95'));
    // 183 h × 1.52, and 183 × 12 windows × 5 min × 0.05718 + 1.95
    expect(monthly('endpoint-to-zero')).toBe(usd('278.16'));
    expect(monthly('import')).toBe(usd('629.7864'));
    expect(monthly('on-demand')).toBe(usd('1081.95'));
  });
});

describe('hostings, by hand', () => {
  const found = findBaseModel(LLAMA);
  if (found.kind !== 'tunable') throw new Error(`${LLAMA} is not in the table`);
  const traffic = {
    ...{ requestsAMonth: 100_000, inputTokens: 800, outputTokens: 120 },
    ...{ activeHoursADay: 8, busiestHourPercent: 100 },
  };
  const choice = { ...servingChoice(found.model, REGION, traffic), instances: 2, importUnits: 3, importCopies: 2 };
  const of = (requestsAMonth: number, name: string) =>
    compareServing({ ...choice, traffic: { ...traffic, requestsAMonth } }, shippedPrice).hostings.find(
      (way) => way.name === name,
    )?.monthly;

  it('an import: five-minute windows × copies × units, in the hours with requests, and storage', () => {
    // 8 of 24 hours of 730: 244 h begun = 2,928 windows × 5 min × $0.05718 × 3 units × 2 copies + 3 × $1.95
    expect(of(100_000, 'import')).toBe(usd('5028.5412'));
    // Fewer requests than windows: each opens one of its own. 10 × 5 × 0.05718 × 6 + 5.85
    expect(of(10, 'import')).toBe(usd('23.004'));
    expect(of(0, 'import')).toBe(usd('5.85'));
  });

  it('an endpoint: hours × instances, asked or not; to zero: in the hours with requests', () => {
    // 730 × 2 × $1.52, and 244 × 2 × $1.52
    expect(of(0, 'endpoint')).toBe(usd('2219.20'));
    expect(of(100_000, 'endpoint-to-zero')).toBe(usd('741.76'));
    expect(of(0, 'endpoint-to-zero')).toBe(0);
  });
});

describe('what hosting will cost, before anything is launched', () => {
  const found = findBaseModel(NOVA);
  if (found.kind !== 'tunable') throw new Error(`${NOVA} is not in the table`);
  const ahead = hostingAhead(found.model, REGION, shippedPrice);

  it('is what stands in a month without a request, for the ways that take this base', () => {
    expect(ahead.ways.map(({ name, idle }) => [name, idle])).toEqual([
      ['on-demand', usd('1.95')],
      ['throughput', usd('44166.95')],
      ['throughput-1-month', usd('40151.95')],
      ['throughput-6-months', undefined],
    ]);
    expect(ahead.tokens).toEqual({ input: usd('0.30'), output: usd('2.50') });
    // 1,000 × 0.00378
    expect(ahead.training).toBe(usd('3.78'));
    expect(trainingAheadWords(ahead)).toMatch(/^\*Training it, once:\* \$3\.78 for a million tokens, each epoch\./);
    expect(trainingAheadWords({ training: undefined })).toContain('not known, which is not zero');
  });

  it('reads without help: amounts, what comes on top, how it ends, what is not known, and the day of the prices', () => {
    expect(hostingAheadWords(ahead).split('\n')).toEqual([
      '*Hosting it afterwards, a month*',
      '• On demand: *$1.95* for storing it, and for a million tokens $0.30 read and $2.50 written; stops when you stop asking; the stored model goes on',
      '• Provisioned, no term: *$44,167*, used or not; can be deleted any hour',
      '• Provisioned, 1 month: *$40,152*, used or not; cannot be left before the month ends: $40,150 is owed whatever happens',
      '• Price not known, which is not zero: provisioned, 6 months',
      'Prices of 2 Aug 2026 (from the table that Rung ships). `/rung estimate` compares them at your traffic.',
    ]);
  });
});

describe('what can be told before of a bill that only AWS will know whole', () => {
  it('is the most that a teacher’s answers cost', () => {
    const tokens = { estimate: 500_000, low: 400_000, high: 600_000 };
    const teaching = { teacherId: PRO, prompts: 1000, tokens, maxResponseTokens: 1000, region: REGION };

    // 1,000 × (600 × 0.0008 + 1,000 × 0.0032) ÷ 1,000
    expect(teachingAhead(teaching, shippedPrice)).toMatch(
      /^The teacher’s answers to 1,000 prompts cost at most \$3\.68, at up to 1,000 tokens each\. How often the student/,
    );
    expect(teachingAhead({ ...teaching, teacherId: 'meta.llama3-1-405b-instruct-v1:0' }, shippedPrice)).toMatch(
      /^AWS bills the teacher’s answers and/,
    );
    expect(teachingAhead(undefined, shippedPrice)).toMatch(/^AWS bills the teacher’s answers and/);
  });

  it('is the price of an hour of reinforcement fine-tuning, where AWS lists one', () => {
    expect(hoursAhead(NOVA, REGION, WITH_HOURS)).toContain('by the hour, $12.34 each; how many');
    expect(hoursAhead(NOVA, REGION, shippedPrice)).toContain('at a price that Rung does not know');
  });

  it('is what a unit of an import costs, stored and asked', () => {
    // 5 × 0.05718 = 0.2859
    expect(importAhead(REGION, shippedPrice)).toMatch(
      /costs \$1\.95 a month .* and \$0\.29 for each unit of each copy/,
    );
    expect(importAhead('eu-west-1', shippedPrice)).toMatch(/^An imported model is billed by/);
  });
});
