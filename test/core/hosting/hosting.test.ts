import type { PriceAnswer } from '@rung/core/cost/price.ts';
import { shippedPrice } from '@rung/core/cost/shipped-prices.ts';
import { burnBetween, burnPerHour, hourlyBurn, isLosing, type PriceOf } from '@rung/core/hosting/burn.ts';
import type { Endpoint, Traffic } from '@rung/core/hosting/hosting.ts';
import { stateOf } from '@rung/core/hosting/idleness.ts';
import { usd } from '@rung/core/money.ts';
import { HOUR_MS } from '@rung/core/time.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IDLE_POLICY, IMPORTED, lookAt, SILENT, THROUGHPUT, used } from './build-hostings.ts';

const at = (hours: number) => ({ nowMs: hours * HOUR_MS, policy: IDLE_POLICY });
const ACTIVE: Traffic = { kind: 'active', sinceMs: 0 };
const UNREAD: Traffic = { kind: 'unknown', why: 'Throttling' };

describe('what a hosting is', () => {
  it.each<[string, { traffic: Traffic; hours: number; kind: string }]>([
    ['too young in its first hours, even without a request', { traffic: SILENT, hours: 5, kind: 'tooYoung' }],
    ['idle when old enough and never used', { traffic: SILENT, hours: 6, kind: 'idle' }],
    ['busy when used within the threshold', { traffic: used(5), hours: 10, kind: 'busy' }],
    ['busy when CloudWatch lists it as recently active', { traffic: ACTIVE, hours: 10, kind: 'busy' }],
    ['idle when its last request is as old as the threshold', { traffic: used(4), hours: 10, kind: 'idle' }],
    ['unknown when its metrics could not be read, however old', { traffic: UNREAD, hours: 1000, kind: 'unknown' }],
  ])('is %s', (_, { traffic, hours, kind }) => {
    expect(stateOf(THROUGHPUT, traffic, at(hours)).kind).toBe(kind);
  });

  it('is never idle on missing metrics', () => {
    const law = (hours: number) => {
      expect(stateOf(THROUGHPUT, UNREAD, at(hours)).kind).toBe('unknown');
    };

    fc.assert(fc.property(fc.double({ min: 0, max: 1e6, noNaN: true }), law));
  });

  it('claims no more idle time than its metrics reach back, when no request is on record', () => {
    const old = lookAt(THROUGHPUT, SILENT, 1000);

    expect(old.state).toMatchObject({ kind: 'idle', sinceMs: 0, provenSinceMs: (1000 - 14 * 24) * HOUR_MS });
    expect(lookAt(THROUGHPUT, used(2), 1000).state).toMatchObject({ sinceMs: 2 * HOUR_MS });
  });
});

describe('what an hour of it costs', () => {
  it('is its units by the hour, by hand: 2 × $108.15 × 9 h = $1,946.70', () => {
    const idle = lookAt(THROUGHPUT, SILENT, 9);

    expect(burnPerHour(idle)).toBe(usd('216.30'));
    expect(burnBetween(idle, 0, 9 * HOUR_MS)).toBe(usd('1946.70'));
  });

  it('is not known, rather than nothing, when no price is', () => {
    const unpriced = { ...THROUGHPUT, foundationModelArn: 'arn:aws:bedrock:us-east-1::foundation-model/x' };

    expect(burnPerHour(lookAt(unpriced, SILENT, 9))).toBeUndefined();
    expect(lookAt(unpriced, SILENT, 9).hourly.kind).toBe('unknown');
  });

  it('is nothing known for what bills its answers', () => {
    const { arn, name, createdAtMs, region, modelArn } = THROUGHPUT;
    const deployment = { kind: 'custom-deployment', arn, name, createdAtMs, region, modelArn } as const;

    expect(lookAt(deployment, SILENT, 9).hourly.kind).toBe('by-use');
  });

  it('of a unit inside its term is the price of that term, and by the hour again once it is over', () => {
    const unit = { ...THROUGHPUT, foundationModelArn: 'amazon.nova-2-lite-v1:0', modelUnits: 1 };
    const burn = (changes: Partial<typeof THROUGHPUT>, nowMs: number) => {
      const hourly = hourlyBurn({ ...unit, ...changes }, shippedPrice, nowMs);
      return hourly.kind === 'known' ? hourly.amount : hourly.kind;
    };
    const month = { committedUntilMs: 100, termMonths: 1 } as const;

    // $60.50 without a term and $55.00 for a month (price list of 2026-08-02); no quote of six months was found.
    expect([burn({}, 1), burn(month, 99), burn(month, 100)]).toEqual([usd('60.50'), usd('55'), usd('60.50')]);
    expect(burn({ ...month, termMonths: 6 }, 99)).toBe('unknown');
  });

  it('of an imported model is nothing for standing, and its storage by the month: units × price, unknown where either is', () => {
    const storage = (units: typeof IMPORTED.units, priceOf: PriceOf = shippedPrice) =>
      hourlyBurn({ ...IMPORTED, units }, priceOf, 0);
    const none = { kind: 'unknown', why: 'no quote' } as const;

    expect(storage({ perCopy: 2, version: 'v1.0' })).toMatchObject({
      ...{ kind: 'by-use', storage: { kind: 'known', amount: usd('3.90'), price: { asOf: '2026-11-20' } } },
    });
    expect(storage({ perCopy: 2, version: 'v2.0' })).toMatchObject({ storage: { kind: 'unknown' } });
    expect(storage(undefined)).toMatchObject({ storage: { kind: 'unknown' } });
    expect(storage({ perCopy: 2, version: 'v1.0' }, () => none)).toMatchObject({ storage: none });
  });

  it('is lost while it idles, but for what bills by use or has scaled to zero', () => {
    const endpoint = (instances: number): Endpoint => ({
      ...{ kind: 'sagemaker-endpoint', arn: 'a', name: 'n', createdAtMs: 0, region: 'us-east-1', components: [] },
      variants: [{ name: 'a', instanceType: 'ml.g5.2xlarge', instances }],
    });
    const losing = [THROUGHPUT, endpoint(1), endpoint(0), IMPORTED].map((one) => isLosing(lookAt(one, SILENT, 9)));

    expect(losing).toEqual([true, true, false, false]);
    expect(isLosing(lookAt(THROUGHPUT, used(8), 9))).toBe(false);
  });

  it('sums an endpoint’s variants, and is not known when one of them has no price', () => {
    const price = (type: string): PriceAnswer => {
      if (type !== 'ml.g5.2xlarge') return { kind: 'unknown', why: '' };
      const amount = usd('1.52');
      const source = { kind: 'shipped', source: 'a test', asOf: '2026-09-27' } as const;
      return {
        kind: 'known',
        price: { amount, unit: 'instance-hour', currency: 'USD', region: 'us-east-1', ...source },
      };
    };
    const of = (...variants: Endpoint['variants']): Endpoint => ({
      ...{ kind: 'sagemaker-endpoint', arn: 'a', name: 'n', createdAtMs: 0, region: 'us-east-1', variants },
      components: [],
    });
    const two = { name: 'a', instanceType: 'ml.g5.2xlarge', instances: 2 };

    expect(hourlyBurn(of(two, { ...two, name: 'b', instances: 1 }), price, 0)).toMatchObject({ amount: usd('4.56') });
    expect(hourlyBurn(of({ ...two, instances: 0 }), price, 0)).toMatchObject({ kind: 'known', amount: 0 });
    expect(hourlyBurn(of(two, { ...two, instanceType: 'ml.x' }), price, 0).kind).toBe('unknown');
    expect(hourlyBurn(of(two, { ...two, instanceType: undefined }), price, 0).kind).toBe('unknown');
    expect(hourlyBurn(of(), price, 0).kind).toBe('unknown');
    expect(hourlyBurn(of({ ...two, instanceType: undefined, instances: 0 }), price, 0).kind).toBe('by-use');
    expect(hourlyBurn(of(two, { ...two, instanceType: 'ml.x', instances: 0 }), price, 0)).toMatchObject({
      amount: usd('3.04'),
    });
  });
});
