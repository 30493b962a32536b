import type { PriceUnit } from '@rung/core/cost/price.ts';
import { type Asked, bookOf, FRESH_MS, isDue, sheetAfter } from '@rung/core/cost/price-sheet.ts';
import { countPrices, priceTable, priceWords } from '@rung/core/cost/price-table.ts';
import { readProducts } from '@rung/core/cost/read-product.ts';
import { priceQuestion, priceQuestions } from '@rung/core/cost/usage-types.ts';
import { usd } from '@rung/core/money.ts';
import { DAY_MS } from '@rung/core/time.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const NOVA = 'amazon.nova-2-lite-v1:0:256k';
const REGION = 'us-east-1';
const NOW = Date.parse('2026-11-26T12:00:00Z');

function question(unit: PriceUnit, model = NOVA) {
  const asked = priceQuestion(model, unit, REGION);
  if (!asked) throw new Error(`${model} ${unit} is not mapped`);
  return asked;
}

/** A product as the Price List prints it. */
function product(usagetype: string, rate: { unit: string; price?: Record<string, string>; rates?: number }): string {
  const dimension = { unit: rate.unit, rateCode: 'S.T.R', pricePerUnit: rate.price ?? { USD: '1' } };
  const dimensions = Object.fromEntries(
    Array.from({ length: rate.rates ?? 1 }, (_, index) => [`R${index}`, dimension]),
  );
  return JSON.stringify({
    product: { attributes: { usagetype } },
    publicationDate: '2026-11-25T10:00:00Z',
    terms: { OnDemand: { 'S.T': { priceDimensions: dimensions } } },
  });
}

const read = (unit: PriceUnit, rate: { unit: string; price?: Record<string, string>; rates?: number }) =>
  readProducts(question(unit), [product(question(unit).usageType, rate)], '2026-11-26');

describe('a product of the price list', () => {
  it.each<[PriceUnit, { by: string; at: string }, string]>([
    ['training-tokens-1k', { by: '1K tokens', at: '0.0037800000' }, '0.00378'],
    ['input-tokens-1k', { by: '1M tokens', at: '0.3300000000' }, '0.00033'],
    ['cached-input-tokens-1m', { by: '1K tokens', at: '0.0000825000' }, '0.0825'],
    ['stored-model-month', { by: 'Month', at: '1.9500000000' }, '1.95'],
    ['model-unit-hour-1-month', { by: 'hour', at: '55.0000000000' }, '55'],
    ['model-unit-hour', { by: 'Hrs', at: '60.5' }, '60.50'],
    // A rate below a millionth is rounded up, never to nothing.
    ['output-tokens-1k', { by: '1K tokens', at: '0.0000000001' }, '0.000001'],
  ])('of %s, %j, is $%s', (unit, theirs, ours) => {
    expect(read(unit, { unit: theirs.by, price: { USD: theirs.at } })).toMatchObject({
      kind: 'known',
      price: { amount: usd(ours), unit, currency: 'USD', region: REGION, kind: 'live', asOf: '2026-11-26' },
    });
  });

  it('says where its price was read: service, usage type, rate and day of publication', () => {
    expect(read('model-unit-hour', { unit: 'hour' })).toMatchObject({
      price: {
        source:
          'AWS Price List, AmazonBedrock, USE1-Nova2.0Lite-ProvisionedThroughput-NoCommit-ModelUnits, rate S.T.R, published 2026-11-25',
      },
    });
  });

  it.each<[string, { unit: string; price?: Record<string, string>; rates?: number }, RegExp]>([
    ['sold by another unit', { unit: 'hour' }, /is sold by “hour”/],
    ['free', { unit: '1K tokens', price: { USD: '0.0000000000' } }, /is listed at “0\.0000000000”, which is no price/],
    ['in another currency', { unit: '1K tokens', price: { CNY: '1' } }, /has no rate in US dollars/],
    ['in steps', { unit: '1K tokens', rates: 2 }, /has 2 rates/],
    ['without a rate', { unit: '1K tokens', rates: 0 }, /has 0 rates/],
    ['no number', { unit: '1K tokens', price: { USD: '-1' } }, /no price/],
  ])('that is %s has no price, and the reason names the usage type', (_, rate, why) => {
    const answer = read('training-tokens-1k', rate);

    expect(answer).toMatchObject({ kind: 'unknown', why: expect.stringMatching(why) });
    expect(answer).toMatchObject({ why: expect.stringMatching(/^USE1-Nova2\.0Lite-Customization-Training /) });
  });

  it('that is missing, there twice, another one or no JSON has no price', () => {
    const asked = question('training-tokens-1k');
    const one = product(asked.usageType, { unit: '1K tokens' });
    const why = (...texts: string[]) => {
      const answer = readProducts(asked, texts, '2026-11-26');
      return answer.kind === 'unknown' ? answer.why : 'known';
    };

    expect(why()).toBe('USE1-Nova2.0Lite-Customization-Training is not in AWS’s price list.');
    expect(why(one, one)).toContain('stands 2 times');
    expect(why(product('USE1-NovaLite-Customization-Training', { unit: '1K tokens' }))).toContain('another product');
    expect(why('<html>')).toContain('another product');
  });

  it('is read exactly, whatever the rate: never below it, never a micro-dollar above', () => {
    const law = (whole: number, tenth: number) => {
      const text = `${whole}.${String(tenth).padStart(10, '0')}`;
      const answer = read('training-tokens-1k', { unit: '1K tokens', price: { USD: text } });
      if (whole === 0 && tenth === 0) {
        expect(answer.kind).toBe('unknown');
        return;
      }
      const exact = BigInt(whole) * 10_000_000_000n + BigInt(tenth);
      const amount = answer.kind === 'known' ? BigInt(answer.price.amount) * 10_000n : -1n;
      expect(amount >= exact && amount - exact < 10_000n).toBe(true);
    };

    fc.assert(fc.property(fc.nat({ max: 99_999 }), fc.nat({ max: 9_999_999_999 }), law), {
      numRuns: 300,
      examples: [[0, 0]],
    });
  });
});

describe('what is asked', () => {
  it('is one usage type for each price, the standard tier of one region', () => {
    const asked = priceQuestions(REGION);
    const types = asked.map(({ usageType }) => usageType);

    expect(new Set(types).size).toBe(types.length);
    expect(types).toContain('USE1-Nova2.0Lite-RFT-Training-Hours');
    expect(types).toContain('USE1-NovaPro-input-tokens');
    expect(types).toContain('USE1-Host:ml.g5.2xlarge');
    expect(types.filter((type) => /batch|flex|global|Llama/.test(type))).toEqual([]);
    expect(types.filter((type) => /RFT/.test(type))).toHaveLength(1);
  });

  it('is nothing for a model that nobody mapped, nor for a region without tuning', () => {
    expect(priceQuestion('meta.llama3-1-8b-instruct-v1:0:128k', 'training-tokens-1k', 'us-west-2')).toBeUndefined();
    expect(priceQuestion(NOVA, 'training-tokens-1k', 'eu-west-1')).toBeUndefined();
    expect(priceQuestions('us-west-2').map(({ usageType }) => usageType)).toContain(
      'USW2-Llama3-3-70B-input-tokens-custom-model',
    );
  });
});

const answered = (unit: PriceUnit, rate: string): Asked => ({
  question: question(unit),
  kind: 'answered',
  answer: read(unit, { unit: '1K tokens', price: { USD: rate } }),
});

describe('the prices in use', () => {
  const TRAINING = answered('training-tokens-1k', '0.005');
  const sheet = sheetAfter(undefined, { region: REGION, atMs: NOW, asked: [TRAINING] });
  const training = (book: ReturnType<typeof bookOf>) => book(NOVA, 'training-tokens-1k', REGION);

  it('are AWS’s while they are fresh, then those that Rung ships, dated', () => {
    expect(training(bookOf(sheet, NOW))).toMatchObject({ price: { amount: 5000, kind: 'live', asOf: '2026-11-26' } });
    expect(training(bookOf(sheet, NOW + FRESH_MS))).toMatchObject({ price: { amount: 3780, kind: 'shipped' } });
    expect(training(bookOf(undefined, NOW))).toMatchObject({ price: { kind: 'shipped', asOf: '2026-08-02' } });
  });

  it('are unknown, not old, where Rung ships none', () => {
    const cached = sheetAfter(undefined, {
      region: REGION,
      atMs: NOW,
      asked: [answered('cached-input-tokens-1m', '0.0000825')],
    });
    const of = (atMs: number) => bookOf(cached, atMs)(NOVA, 'cached-input-tokens-1m', REGION);

    expect(of(NOW)).toMatchObject({ price: { amount: 82_500 } });
    expect(of(NOW + 4 * DAY_MS)).toEqual({
      kind: 'unknown',
      why: 'The price of input tokens from the cache (amazon.nova-2-lite-v1:0) was read from AWS 4 days ago, which is too old.',
    });
  });

  it('of before stay where AWS did not answer, and are gone where AWS no longer lists them', () => {
    const [asked, later] = [question('training-tokens-1k'), NOW + DAY_MS];
    const silent = sheetAfter(sheet, {
      ...{ region: REGION, atMs: later },
      asked: [{ question: asked, kind: 'failed', why: 'AWS did not answer' }],
    });
    const gone = sheetAfter(sheet, {
      ...{ region: REGION, atMs: later },
      asked: [{ question: asked, kind: 'answered', answer: readProducts(asked, [], '2026-11-27') }],
    });

    expect(training(bookOf(silent, later))).toMatchObject({ price: { kind: 'live', asOf: '2026-11-26' } });
    expect(silent.faults).toEqual([
      { usageType: asked.usageType, why: `${asked.usageType} was not answered: AWS did not answer.` },
    ]);
    expect(training(bookOf(gone, later))).toMatchObject({ price: { kind: 'shipped' } });
    expect(training(bookOf(silent, NOW + FRESH_MS))).toMatchObject({ price: { kind: 'shipped' } });
    expect([sheet.version, silent.version]).toEqual([1, 2]);
  });

  it('are read again after a day and not before', () => {
    expect([undefined, sheet].map((one) => isDue(one, NOW + 60_000))).toEqual([true, false]);
    expect(isDue(sheet, NOW + DAY_MS)).toBe(true);
  });

  it('are shown by the million tokens, with what is not known said so', () => {
    const rows = priceTable(REGION, bookOf(sheet, NOW));
    const nova = rows.find(({ name }) => name === 'Nova 2 Lite')?.cells ?? [];
    const words = (what: string) => nova.filter((cell) => cell.what === what).map(priceWords);

    expect(words('training')).toEqual(['$5.00']);
    expect(words('with 6 months')).toEqual(['not known']);
    expect(countPrices(rows)).toMatchObject({ live: 1 });
  });
});
