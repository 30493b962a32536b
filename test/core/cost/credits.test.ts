import { type CreditPool, outliving, runwayOf } from '@rung/core/cost/bill/credits.ts';
import { readCreditsWords } from '@rung/core/cost/bill/read-credits-words.ts';
import { microUsd, usd } from '@rung/core/money.ts';
import { DAY_MS, HOUR_MS } from '@rung/core/time.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lookAt, SILENT, THROUGHPUT } from '../hosting/build-hostings.ts';

const NOW_MS = Date.parse('2026-11-26T12:00:00Z');
const inDays = (days: number) => NOW_MS + days * DAY_MS;
const pool = (over: Partial<CreditPool> = {}): CreditPool => ({
  ...{ id: '1', name: 'Activate', from: 'aws', initial: undefined, remaining: usd('100'), startsAtMs: 0 },
  ...{ endsAtMs: undefined, products: [], isEnabled: true, asOfMs: NOW_MS },
  ...over,
});
/** So many dollars a day of a service over the last 30 days. */
const spending = (perDay: number, service = 'Amazon Bedrock') => ({
  days: 30,
  services: [{ service, amount: microUsd(Math.round(perDay * 30 * 1_000_000)) }],
});

describe('how long credits last', () => {
  it('is counted by the day: $100 at $10 a day pays ten days, and the eleventh is the first real dollar', () => {
    const runway = runwayOf([pool()], spending(10), NOW_MS);

    expect(runway.firstDollarMs).toBe(inDays(10));
    expect(runway.pools[0]?.usedUpAtMs).toBe(inDays(9));
    expect(runway.paidDaily).toBe(usd('10'));
    expect(runway.burnDown.map(({ left }) => left)).toEqual([usd('100'), usd('0')]);
  });

  it('spends what expires first, and says what is unused when it does', () => {
    const soon = pool({ id: '2', remaining: usd('100'), endsAtMs: inDays(5) });
    const runway = runwayOf([pool(), soon], spending(10), NOW_MS);

    expect(runway.pools.map(({ usedUpAtMs, expiresWith }) => [usedUpAtMs, expiresWith])).toEqual([
      [inDays(14), undefined],
      [undefined, usd('50')],
    ]);
    expect(runway.firstDollarMs).toBe(inDays(15));
  });

  it('tells what no pool pays from what is paid today', () => {
    const { services: bedrock } = spending(10);
    const { services: others } = spending(2, 'Amazon EC2');
    const recent = { days: 30, services: [...bedrock, ...others] };
    const runway = runwayOf([pool({ products: ['Amazon Bedrock'] })], recent, NOW_MS);

    expect(runway.unpaid).toEqual([{ service: 'Amazon EC2', amount: usd('2') }]);
    expect(runway.firstDollarMs).toBe(inDays(10));
  });

  it('takes what was stated ten days ago for what it was then', () => {
    const runway = runwayOf([pool({ from: 'stated', asOfMs: inDays(-4) })], spending(10), NOW_MS);

    expect(runway.firstDollarMs).toBe(inDays(6));
  });

  it('knows no day where nothing is paid: none enabled, none left, nothing used', () => {
    for (const [pools, perDay] of [
      [[pool({ isEnabled: false })], 10],
      [[pool({ remaining: usd('0') })], 10],
      [[pool()], 0],
    ] as const) {
      const runway = runwayOf(pools, spending(perDay), NOW_MS);

      expect(runway).toMatchObject({ firstDollarMs: undefined, paidDaily: 0 });
    }
  });

  it('comes no later with less credit or more use', () => {
    const dollars = fc.integer({ min: 1, max: 5000 });
    const day = (remaining: number, perDay: number) =>
      runwayOf([pool({ remaining: microUsd(remaining * 1_000_000) })], spending(perDay), NOW_MS).firstDollarMs ??
      Infinity;
    fc.assert(
      fc.property(dollars, dollars, fc.integer({ min: 1, max: 500 }), (credit, less, perDay) => {
        const least = Math.min(credit, less);
        expect(day(least, perDay)).toBeLessThanOrEqual(day(Math.max(credit, less), perDay));
        if (credit >= perDay * 2) expect(day(credit, perDay * 2)).toBeLessThanOrEqual(day(credit, perDay));
      }),
      { numRuns: 50 },
    );
  });
});

describe('what outlives the credits', () => {
  it('is owed to the end of a term, by the month without one, and not at all where a term ends before', () => {
    const standing = (committedUntilMs: number | undefined, name: string) =>
      lookAt({ ...THROUGHPUT, name, modelUnits: 1, committedUntilMs }, SILENT, NOW_MS / HOUR_MS);
    const looks = [standing(inDays(3), 'over'), standing(inDays(12), 'term'), standing(undefined, 'endless')];

    // $108.15 an hour: 48 hours, and 730.
    expect(outliving(looks, inDays(10))).toEqual([
      { name: 'endless', untilMs: undefined, owed: usd('78949.50') },
      { name: 'term', untilMs: inDays(12), owed: usd('5191.20') },
    ]);
  });
});

it.each([
  ['', { kind: 'show' }],
  ['set 25,000 until 2027-06-30 Activate 2', { kind: 'state', name: 'Activate 2', remaining: usd('25000') }],
  ['set $10', { kind: 'state', name: 'Credits', remaining: usd('10'), endsAtMs: undefined }],
  ['set lots', { kind: 'unclear' }],
  ['set 10 until 2027-02-30 x', { kind: 'unclear' }],
  ['forget Activate', { kind: 'forget', name: 'Activate' }],
  ['buy', { kind: 'unclear' }],
])('“/rung credits %s” is read', (words, errand) => {
  expect(readCreditsWords(words)).toMatchObject(errand);
});
