import { cheapest, compareServing, onSpikyDay } from '@rung/core/cost/compare-serving.ts';
import { costOfRequests } from '@rung/core/cost/cost-of-requests.ts';
import { estimateMethod, totalOf } from '@rung/core/cost/estimate-method.ts';
import { breakEven, costAt, type MonthlyCurve } from '@rung/core/cost/monthly-curve.ts';
import type { PriceBook, PriceUnit } from '@rung/core/cost/price.ts';
import { breakEvenWords, leavingWords, servingSentence } from '@rung/core/cost/serving-words.ts';
import { shippedPrice } from '@rung/core/cost/shipped-prices.ts';
import { busiestHour, measuredTraffic } from '@rung/core/cost/traffic.ts';
import { costOf, microUsd, usd } from '@rung/core/money.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const NOVA_2_LITE = 'amazon.nova-2-lite-v1:0:256k';
const CHOICE = {
  modelId: NOVA_2_LITE,
  region: 'us-east-1',
  traffic: {
    requestsAMonth: 2_000_000,
    inputTokens: 800,
    outputTokens: 120,
    activeHoursADay: 24,
    busiestHourPercent: 100,
  },
  notOnDemand: undefined,
  openWeights: false,
  requestsPerUnitHour: undefined,
  instanceType: 'ml.g5.2xlarge',
  instances: 1,
  importUnits: 1,
  importCopies: 1,
  fewShotTokens: 1500,
  retrievalTokens: 3000,
  storeAMonth: usd('40'),
} as const;

const hosting = (name: string, comparison = compareServing(CHOICE, shippedPrice)) =>
  comparison.hostings.find((way) => way.name === name);

describe('the hosting table, by hand, at 2,000,000 requests of 800 tokens in and 120 out', () => {
  const comparison = compareServing(CHOICE, shippedPrice);

  it.each([
    // 800 × $0.00033/1k + 120 × $0.00275/1k = $0.000594 a request
    ['prompt', '1188'],
    // 1,500 tokens more: $0.001089
    ['few-shot', '2178'],
    // 3,000 tokens more and a store of $40: $0.001584
    ['retrieval', '3208'],
  ])('%s costs $%s', (name, dollars) => {
    expect(comparison.promptings.find((way) => way.name === name)?.monthly).toBe(usd(dollars));
  });

  it.each([
    // $0.00054 a request and $1.95 for the stored model; saves $0.000054 a request
    ['on-demand', { monthly: '1081.95', idle: '1.95', requests: 36_112n }],
    // $60.50 × 730 h + $1.95
    ['throughput', { monthly: '44166.95', idle: '44166.95', requests: 74_355_135n }],
    ['throughput-1-month', { monthly: '40151.95', idle: '40151.95', requests: 67_595_876n }],
    // $1.52 × 730 h
    ['endpoint', { monthly: '1109.60', idle: '1109.60', requests: 1_868_014n }],
    ['endpoint-to-zero', { monthly: '1109.60', idle: '0', requests: 1_868_014n }],
    // 8,760 windows × 5 min × $0.05718 + $1.95
    ['import', { monthly: '2506.434', idle: '1.95', requests: 4_219_586n }],
  ])(
    '%s costs what was worked out by hand, used and unused, and beats a good prompt from there on',
    (name, { monthly, idle, requests }) => {
      expect(hosting(name)).toMatchObject({
        monthly: usd(monthly),
        idle: usd(idle),
        beats: { prompt: { kind: 'from', requests } },
      });
    },
  );

  it('does not know what six months cost, and does not call that zero', () => {
    expect(hosting('throughput-6-months')).toMatchObject({ monthly: undefined, committed: undefined, beats: {} });
  });

  it('says that a term cannot be left, and what it owes', () => {
    const term = hosting('throughput-1-month');

    expect(term?.committed).toBe(usd('40150'));
    expect(term && leavingWords(term)).toBe('cannot be left before the month ends: $40,150 is owed whatever happens');
  });

  it('puts it into sentences', () => {
    expect(servingSentence(comparison)).toBe(
      'At 2,000,000 requests a month the base model costs $1,188 a month (good prompt); the cheapest hosting of a tuned model is on demand, $1,082 a month. It becomes the cheaper one from 36,112 requests a month on.',
    );
  });

  it('never calls a hosting the cheapest that cannot take this base', () => {
    const busy = { ...CHOICE, traffic: { ...CHOICE.traffic, requestsAMonth: 20_000_000 } };

    expect(servingSentence(compareServing(busy, shippedPrice))).toContain('is on demand, $10,802 a month');
    expect(servingSentence(compareServing({ ...busy, openWeights: true }, shippedPrice))).toContain(
      'own endpoint, $1,110',
    );
  });

  it('leaves out what AWS does not serve on demand, with the reason', () => {
    const elsewhere = compareServing({ ...CHOICE, notOnDemand: 'Not in this region.' }, shippedPrice);

    expect(hosting('on-demand', elsewhere)).toMatchObject({ monthly: undefined, why: 'Not in this region.' });
    expect(cheapest(elsewhere.hostings)?.name).not.toBe('on-demand');
  });

  it('sizes model units for the busiest hour of a spiky day, and pays windows only in hours with requests', () => {
    const measured = { ...CHOICE, requestsPerUnitHour: 3000 };
    const spiky = onSpikyDay(measured, { activeHoursADay: 6, busiestHourPercent: 500 }, shippedPrice);

    // 2,000,000 / 183 h × 5 = 54,645 in the busiest hour: 19 units
    expect(busiestHour(spiky.choice.traffic)).toBe(54_645);
    expect(hosting('throughput', spiky)?.monthly).toBe(usd('839136.95'));
    expect(hosting('endpoint-to-zero', spiky)?.monthly).toBe(usd('278.16'));
    expect(hosting('on-demand', spiky)?.monthly).toBe(hosting('on-demand')?.monthly);
  });
});

describe('a break-even', () => {
  const amount = fc.bigInt({ min: 0n, max: 10n ** 13n });
  const windowed = fc.record({
    standing: amount,
    perRequest: fc.bigInt({ min: 0n, max: 10n ** 6n }),
    window: fc.bigInt({ min: 0n, max: 10n ** 9n }),
    windows: fc.bigInt({ min: 0n, max: 8760n }),
  });
  const flat = windowed.map((curve) => ({ ...curve, window: 0n, windows: 0n }));
  const isCheaper = (way: MonthlyCurve, other: MonthlyCurve, at: bigint) => costAt(way, at) < costAt(other, at);

  it('is found to the request', () => {
    const law = (way: MonthlyCurve, other: MonthlyCurve, beyond: bigint) => {
      const found = breakEven(way, other);
      const cheaper = (at: bigint) => isCheaper(way, other, at);
      if (found.kind === 'from') {
        expect(cheaper(found.requests)).toBe(true);
        expect(cheaper(found.requests + beyond)).toBe(true);
        if (found.requests > 0n) expect(cheaper(found.requests - 1n)).toBe(false);
      } else if (found.kind === 'up-to') {
        expect(cheaper(found.requests)).toBe(true);
        expect(cheaper(found.requests + 1n)).toBe(false);
        expect(cheaper(found.requests + 1n + beyond)).toBe(false);
      } else expect(cheaper(beyond)).toBe(found.kind === 'always');
    };

    fc.assert(fc.property(windowed, flat, fc.bigInt({ min: 0n, max: 10n ** 12n }), law), { numRuns: 3000 });
  });

  it('agrees with counting, request by request', () => {
    const small = fc.record({
      standing: fc.bigInt({ min: 0n, max: 60n }),
      perRequest: fc.bigInt({ min: 0n, max: 6n }),
      window: fc.bigInt({ min: 0n, max: 9n }),
      windows: fc.bigInt({ min: 0n, max: 12n }),
    });
    const law = (way: MonthlyCurve, other: MonthlyCurve) => {
      const counted = Array.from({ length: 300 }, (_, at) => isCheaper(way, other, BigInt(at)));
      const last = counted.at(-1);
      const turn = BigInt(counted.lastIndexOf(!last) + 1);

      const found = breakEven(way, other);

      if (last) expect(found).toEqual(turn === 0n ? { kind: 'always' } : { kind: 'from', requests: turn });
      else expect(found).toEqual(turn === 0n ? { kind: 'never' } : { kind: 'up-to', requests: turn - 1n });
    };
    const line = small.map((curve) => ({ ...curve, window: 0n, windows: 0n }));

    fc.assert(fc.property(small, line, law), { numRuns: 3000 });
  });

  it('never falls when the hosting gets dearer', () => {
    const law = (way: MonthlyCurve, other: MonthlyCurve, more: bigint) => {
      const before = breakEven(way, other);
      const after = breakEven({ ...way, standing: way.standing + more }, other);
      if (before.kind === 'never') expect(after.kind).toBe('never');
      if (before.kind === 'from' && after.kind === 'from')
        expect(after.requests).toBeGreaterThanOrEqual(before.requests);
    };

    fc.assert(fc.property(windowed, flat, amount, law));
  });

  it('is said in words', () => {
    expect(breakEvenWords({ kind: 'from', requests: 1_868_014n })).toBe('from 1,868,014');
    expect(breakEvenWords(undefined)).toBe('not known');
  });
});

describe('what a way costs', () => {
  const traffic = fc.record({
    requestsAMonth: fc.nat(10 ** 7),
    inputTokens: fc.nat(100_000),
    outputTokens: fc.nat(10_000),
    activeHoursADay: fc.integer({ min: 1, max: 24 }),
    busiestHourPercent: fc.integer({ min: 100, max: 2000 }),
  });
  const dearer =
    (by: number): PriceBook =>
    (...asked) => {
      const found = shippedPrice(...asked);
      if (found.kind === 'unknown') return found;
      return { kind: 'known', price: { ...found.price, amount: microUsd(found.price.amount + by) } };
    };
  const monthly = (choice: Parameters<typeof compareServing>[0], book: PriceBook) => {
    const { hostings, promptings } = compareServing(choice, book);
    return [...hostings, ...promptings].map((way) => way.monthly ?? 0);
  };
  const noneFalls = (before: readonly number[], after: readonly number[]) =>
    expect(before.filter((amount, index) => (after[index] ?? 0) < amount)).toEqual([]);

  it('never falls when traffic, tokens or prices grow', () => {
    const law = (asked: typeof CHOICE.traffic, more: number, by: number) => {
      const choice = { ...CHOICE, requestsPerUnitHour: 3000, traffic: asked };
      const at = (change: object) => monthly({ ...choice, traffic: { ...asked, ...change } }, shippedPrice);
      const before = at({});

      noneFalls(before, at({ requestsAMonth: asked.requestsAMonth + more }));
      noneFalls(before, at({ inputTokens: asked.inputTokens + more }));
      noneFalls(before, at({ outputTokens: asked.outputTokens + more }));
      noneFalls(before, monthly(choice, dearer(by)));
    };

    fc.assert(fc.property(traffic as fc.Arbitrary<typeof CHOICE.traffic>, fc.nat(10_000), fc.nat(1000), law));
  });
});

describe('the cost of requests', () => {
  it('is rounded once, at the end: 3 answers of Nova Micro of 1 token in and out', () => {
    const asked = { modelId: 'amazon.nova-micro-v1:0:128k', whose: 'base', region: 'us-east-1' } as const;
    const cost = costOfRequests({ ...asked, requests: 3, inputTokens: 1, outputTokens: 1 }, shippedPrice);

    // 3 × (35 + 140) nano-dollars
    expect(cost).toMatchObject({ kind: 'known', amount: 1 });
  });

  it('is unknown without either price', () => {
    const asked = { modelId: 'nobody.model', whose: 'tuned', region: 'us-east-1' } as const;

    expect(costOfRequests({ ...asked, requests: 3, inputTokens: 1, outputTokens: 1 }, shippedPrice).kind).toBe(
      'unknown',
    );
  });
});

describe('the estimate of a method', () => {
  const market = { book: shippedPrice, region: 'us-east-1' };
  const tokens = { estimate: 1_000_000, low: 900_000, high: 1_200_000 };

  it('of fine-tuning is tokens × epochs × price, and a stored model each month', () => {
    const lines = estimateMethod(
      { method: 'fine-tuning', modelId: NOVA_2_LITE, tokens, epochs: 2, evaluation: undefined },
      market,
    );

    expect(totalOf(lines, 'once')).toEqual({ low: usd('6.804'), high: usd('9.072'), unknown: 0 });
    expect(totalOf(lines, 'a month')).toEqual({ low: usd('1.95'), high: usd('1.95'), unknown: 0 });
  });

  it('of distillation counts the teacher’s answers and trains the student on them', () => {
    const teacher = { modelId: 'amazon.nova-pro-v1:0:300k', requests: 1000, inputTokens: 500, outputTokens: 200 };
    const lines = estimateMethod({ method: 'distillation', modelId: NOVA_2_LITE, teacher, epochs: 1 }, market);

    // Teacher 1,000 × (500 × 0.0008 + 100…300 × 0.0032)/1k; student 600,000…800,000 × 0.00378/1k
    expect(lines[0]).toMatchObject({ low: usd('0.72'), high: usd('1.36') });
    expect(lines[1]).toMatchObject({ low: usd('2.268'), high: usd('3.024') });
  });

  it('of reinforcement fine-tuning has hours and no known price: one position unknown, not zero', () => {
    const lines = estimateMethod({ method: 'reinforcement', modelId: NOVA_2_LITE, hours: { low: 2, high: 6 } }, market);

    expect(totalOf(lines, 'once')).toMatchObject({ unknown: 1 });
  });

  it('of retrieval counts the corpus once, the store and the longer prompts each month', () => {
    const book: PriceBook = (id, unit: PriceUnit, region) => {
      const priced = shippedPrice(NOVA_2_LITE, unit, region);
      return id === 'an.embedding-model' ? priced : shippedPrice(id, unit, region);
    };
    const lines = estimateMethod(
      {
        ...{ method: 'rag', embeddingModelId: 'an.embedding-model', storeAMonth: usd('40'), questionTokens: 0 },
        corpus: { low: 1_000_000, high: 2_000_000 },
        added: { modelId: NOVA_2_LITE, requests: 10_000, inputTokens: 3000, outputTokens: 0 },
      },
      { ...market, book },
    );

    expect(totalOf(lines, 'once')).toEqual({ low: usd('0.33'), high: usd('0.66'), unknown: 0 });
    expect(totalOf(lines, 'a month')).toEqual({ low: usd('49.90'), high: usd('49.90'), unknown: 0 });
  });

  it('of an import stores its units', () => {
    const windows = { low: 0, high: 0 };
    const [line] = estimateMethod({ method: 'import', importUnits: 2, copies: 1, windows }, market);

    expect(line).toMatchObject({ low: costOf(usd('1.95'), 2) });
  });
});

describe('traffic that was measured', () => {
  const hour = (atMs: number, requests: number) => ({
    atMs,
    requests,
    inputTokens: requests * 800,
    outputTokens: requests * 120,
  });

  it('becomes a month with its active hours and its busiest one', () => {
    const traffic = measuredTraffic([hour(0, 10), hour(1, 50), hour(2, 30)], 1);

    expect(traffic).toEqual({
      requestsAMonth: 2738,
      inputTokens: 800,
      outputTokens: 120,
      activeHoursADay: 3,
      busiestHourPercent: 169,
    });
  });

  it('keeps the busiest hour that was measured, however few hours of a fortnight were active', () => {
    const counts = fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 336 });
    const law = (requests: readonly number[]) => {
      const traffic = measuredTraffic(
        requests.map((many, at) => hour(at, many)),
        14,
      );
      const peak = traffic ? busiestHour(traffic) : 0;
      const measured = Math.max(...requests);

      expect(peak).toBeGreaterThanOrEqual(measured);
      // One per cent of the average hour, and a request for each rounding.
      const average = traffic ? traffic.requestsAMonth / ((730 * traffic.activeHoursADay) / 24) : 0;
      expect(peak).toBeLessThanOrEqual(Math.max(measured, average) + average / 100 + 2);
    };

    fc.assert(fc.property(counts, law));
  });

  it('grows with each hour, and with the tokens of it', () => {
    const counts = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 50 });
    const law = (requests: readonly number[], more: number) => {
      const hours = requests.map((many, at) => hour(at, many));
      const before = measuredTraffic(hours, 14);
      const busier = measuredTraffic([...hours, hour(999, more)], 14);
      const longer = measuredTraffic(
        hours.map((one) => ({ ...one, inputTokens: one.inputTokens + more })),
        14,
      );

      expect(busier?.requestsAMonth).toBeGreaterThanOrEqual(before?.requestsAMonth ?? 0);
      expect(longer?.inputTokens).toBeGreaterThanOrEqual(before?.inputTokens ?? 0);
      expect(longer?.requestsAMonth).toBe(before?.requestsAMonth);
    };

    fc.assert(fc.property(counts, fc.integer({ min: 1, max: 1000 }), law));
  });

  it('is unknown, not zero, where nothing was measured', () => {
    expect(measuredTraffic([], 7)).toBeUndefined();
  });
});
