import { compareServing } from '@rung/core/cost/compare-serving.ts';
import { estimateMethod, totalOf } from '@rung/core/cost/estimate-method.ts';
import { hostingAhead } from '@rung/core/cost/hosting-ahead.ts';
import type { PriceBook } from '@rung/core/cost/price.ts';
import { servingChoice } from '@rung/core/cost/serving-choice.ts';
import { shippedPrice } from '@rung/core/cost/shipped-prices.ts';
import { findBaseModel } from '@rung/core/dataset/base-models.ts';
import { usd } from '@rung/core/money.ts';
import { hostingAheadWords } from '@rung/slack/view/hosting-ahead-words.ts';
import { describe, expect, it } from 'vitest';

const NOVA = 'amazon.nova-2-lite-v1:0:256k';
const LLAMA = 'meta.llama3-3-70b-instruct-v1:0:128k';
const REGION = 'us-east-1';

/** Shipped prices, and $12.34 for each hour of reinforcement fine-tuning, which nobody has published. */
const WITH_HOURS: PriceBook = (id, unit, region) => {
  const known = shippedPrice(id, unit === 'training-hour' ? 'model-unit-hour' : unit, region);
  if (unit !== 'training-hour' || known.kind === 'unknown') return known;
  return { kind: 'known', price: { ...known.price, unit, amount: usd('12.34') } };
};

describe('methods, by hand', () => {
  const market = { book: WITH_HOURS, region: REGION };

  it('reinforcement fine-tuning: 2 to 6.5 hours at $12.34, and the stored model', () => {
    const lines = estimateMethod({ method: 'reinforcement', modelId: NOVA, hours: { low: 2, high: 6.5 } }, market);

    expect(totalOf(lines, 'once')).toEqual({ low: usd('24.68'), high: usd('80.21'), unknown: 0 });
    expect(totalOf(lines, 'a month')).toEqual({ low: usd('1.95'), high: usd('1.95'), unknown: 0 });
  });

  it('evaluation: 200 answers of 1,000 tokens in and 100 out, half to one and a half times as long', () => {
    const evaluation = { modelId: NOVA, requests: 200, inputTokens: 1000, outputTokens: 100 };
    const lines = estimateMethod({ method: 'prompt', evaluation }, market);

    // 200 × (1,000 × $0.00033 + 50 … 150 × $0.00275) ÷ 1,000
    expect(totalOf(lines, 'once')).toEqual({ low: usd('0.0935'), high: usd('0.1485'), unknown: 0 });
  });

  it('fine-tuning with its evaluation: both, once', () => {
    const tokens = { estimate: 100_000, low: 100_000, high: 100_000 };
    const evaluation = { modelId: NOVA, requests: 200, inputTokens: 1000, outputTokens: 100 };
    const lines = estimateMethod({ method: 'fine-tuning', modelId: NOVA, tokens, epochs: 3, evaluation }, market);

    // 300,000 × $0.00378 ÷ 1,000 = $1.134
    expect(totalOf(lines, 'once')).toEqual({ low: usd('1.2275'), high: usd('1.2825'), unknown: 0 });
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
  });

  it('reads without help: amounts, what comes on top, how it ends, what is not known, and the day of the prices', () => {
    expect(hostingAheadWords(ahead).split('\n')).toEqual([
      '*Hosting it afterwards, a month*',
      '• On demand: *$1.95*, and $0.30 in, $2.50 out for a million tokens; stops when you stop asking; the stored model goes on',
      '• Provisioned, no term: *$44,167*, used or not; can be deleted any hour',
      '• Provisioned, 1 month: *$40,152*, used or not; cannot be left before the month ends: $40,150 is owed whatever happens',
      '• Price not known, which is not zero: provisioned, 6 months',
      'Prices of 2 Aug 2026 (from the table that Rung ships). `/rung estimate` compares them at your traffic.',
    ]);
  });
});
