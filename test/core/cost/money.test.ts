import { estimateTraining } from '@rung/core/cost/estimate-training.ts';
import { priceKey, shippedPrice } from '@rung/core/cost/shipped-prices.ts';
import { costOf, formatUsd, formatUsdRange, type MicroUsd, parseUsd, usd } from '@rung/core/money.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

describe('an amount of dollars', () => {
  it.each([
    ['60.50', 60_500_000],
    ['$1,200', 1_200_000_000],
    [' 0.00378 ', 3780],
    ['12', 12_000_000],
  ])('%s is read exactly', (text, micro) => {
    expect(parseUsd(text)).toBe(micro);
  });

  it.each(['', 'ten', '1.2.3', '-5', '1,20', '0.0000001', '1e3', '99999999999999'])('%j is no amount', (text) => {
    expect(parseUsd(text)).toBeUndefined();
  });

  it('prints what it parses', () => {
    const law = (cents: number) => {
      expect(parseUsd(formatUsd((cents * 10_000) as MicroUsd))).toBe(cents * 10_000);
    };

    fc.assert(fc.property(fc.integer({ min: 1, max: 99_999 }), law));
  });

  it('prints ranges once when both ends look the same, and never as zero', () => {
    expect(formatUsdRange(usd('6.101'), usd('6.104'))).toBe('$6.10');
    expect(formatUsdRange(usd('6.10'), usd('7.40'))).toBe('$6.10–7.40');
    expect(formatUsd(usd('0.0001'))).toBe('less than $0.01');
  });
});

describe('the cost of a run', () => {
  it('is tokens × epochs × price, by hand: 1,000,000 tokens twice at $0.001 per 1,000 is $2', () => {
    const price = shippedPrice('amazon.nova-micro-v1:0:128k', 'training-tokens-1k', 'us-east-1');
    const estimate = estimateTraining({ tokens: { estimate: 1e6, low: 0.9e6, high: 1.2e6 }, epochs: 2, price });

    expect(estimate).toMatchObject({ kind: 'known', low: usd('1.8'), high: usd('2.4') });
  });

  it('is unknown, not zero, without a price', () => {
    const price = shippedPrice('amazon.nova-pro-v1:0:300k', 'training-tokens-1k', 'us-east-1');

    expect(estimateTraining({ tokens: { estimate: 1, low: 1, high: 1 }, epochs: 1, price }).kind).toBe('unknown');
  });

  it('never falls when tokens or epochs grow', () => {
    const price = shippedPrice('amazon.nova-2-lite-v1:0:256k', 'training-tokens-1k', 'us-east-1');
    const high = (tokens: number, epochs: number) => {
      const estimate = estimateTraining({ tokens: { estimate: tokens, low: tokens, high: tokens }, epochs, price });
      return estimate.kind === 'known' ? estimate.high : -1;
    };
    const count = fc.integer({ min: 0, max: 1e9 });
    const law = (tokens: number, more: number, epochs: number) => {
      expect(high(tokens + more, epochs)).toBeGreaterThanOrEqual(high(tokens, epochs));
      expect(high(tokens, epochs + 1)).toBeGreaterThanOrEqual(high(tokens, epochs));
    };

    fc.assert(fc.property(count, count, fc.integer({ min: 1, max: 5 }), law));
  });

  it('rounds up to the next millionth, never down', () => {
    expect(costOf(usd('0.000001'), 1, 1000)).toBe(1);
  });

  it('is found for every context variant and ARN of a model', () => {
    expect(priceKey('arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0:24k')).toBe(
      'amazon.nova-lite-v1:0',
    );
    expect(priceKey('amazon.nova-lite-v1:0')).toBe('amazon.nova-lite-v1:0');
  });
});
