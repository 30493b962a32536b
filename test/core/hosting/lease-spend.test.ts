import { shippedPrice } from '@rung/core/cost/shipped-prices.ts';
import { reservedFor, settleLease, spendOf } from '@rung/core/hosting/lease/lease-spend.ts';
import { usd } from '@rung/core/money.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BO } from './build-hostings.ts';
import { atHour, importedLease, NOVA_2_LITE, pricedLease, priceOf, standingLease, WISH } from './build-leases.ts';

const wished = (way: typeof WISH.way) => {
  const wish = { ...WISH, way };
  return standingLease({ wish, price: priceOf(wish), createdAtMs: 0 });
};
const used = (requests: number) => ({
  kind: 'tokens' as const,
  hours: [{ atMs: 0, requests, inputTokens: 1000 * requests, outputTokens: 100 * requests }],
  baseModelId: NOVA_2_LITE.id,
  book: shippedPrice,
});

it('by the hour costs the hours that it stood, at the price of its yes', () => {
  const { price } = wished('throughput');
  const month = price.kind === 'known' ? price.idle : 0;

  expect(spendOf(wished('throughput'), atHour(73), undefined)).toEqual({
    kind: 'metered',
    amount: Math.ceil(month / 10),
  });
});

it('by the token costs its storage and the tokens that AWS counted, and is not known where it counted none', () => {
  const lease = wished('on-demand');
  const stored = lease.price.kind === 'known' ? Math.ceil(lease.price.idle / 10) : 0;

  // 10 requests of 1,000 tokens in at $0.00030 and 100 out at $0.00250 a thousand (docs of 2026-08-02): $0.0055.
  expect(spendOf(lease, atHour(73), used(10))).toEqual({ kind: 'metered', amount: stored + 5500 });
  expect(spendOf(lease, atHour(73), { ...used(1), hours: [] })).toMatchObject({ kind: 'unknown' });
  expect(spendOf(lease, atHour(73), undefined)).toMatchObject({ kind: 'unknown' });
});

it('of an imported model costs its storage since the yes and the windows of its copies', () => {
  const lease = importedLease({ createdAtMs: 0, approval: { ...importedLease().approval, atMs: atHour(27) } });
  const ran = (windows: number) => ({ kind: 'copies' as const, windows, book: shippedPrice });

  // A tenth of a month of 2 × $1.95, and 4 windows × 5 minutes × 2 units × $0.05718 (the shipped table, 20 Nov 2026).
  expect(spendOf(lease, atHour(100), ran(4))).toEqual({ kind: 'metered', amount: usd('0.39') + usd('2.2872') });
  expect(spendOf(lease, atHour(100), ran(0))).toMatchObject({ kind: 'unknown' });
});

it('by a term costs all of it, however early it is gone', () => {
  const lease = wished('throughput-1-month');

  expect(spendOf(lease, atHour(1), undefined)).toEqual({
    kind: 'metered',
    amount: lease.price.kind === 'known' ? lease.price.committed : undefined,
  });
});

it('by a unit inside its term costs nothing until the term is over, and its hours after that, whoever asks for it', () => {
  const move = {
    leaseId: pricedLease().id,
    name: 'unit',
    arn: 'arn:unit',
    modelName: 'tone',
    paidUntilMs: atHour(720),
  };
  const wish = { ...WISH, way: 'throughput', unpaidDays: 0, inPlaceOf: move } as const;
  const lease = standingLease({ wish, price: priceOf(wish), createdAtMs: 0 });
  const { price } = lease;
  const anHour = price.kind === 'known' ? price.idle / 730 : 0;

  expect(price).toMatchObject({ kind: 'known', committed: 0 });
  expect(spendOf({ ...lease, price: { kind: 'unknown', why: 'outage' } }, atHour(720), undefined)).toEqual({
    kind: 'metered',
    amount: 0,
  });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2000 }), (hours) => {
      const spend = spendOf(lease, atHour(hours), undefined);
      const due = Math.max(0, hours - 720) * anHour;

      expect(Math.abs((spend.kind === 'metered' ? spend.amount : Number.NaN) - due)).toBeLessThanOrEqual(1);
    }),
  );
});

it('an end gives back what its yes and its extensions had set aside and it did not use, and nothing where that is not known', () => {
  const yes = (amount: string, key: string) => ({
    ...{ planHash: pricedLease().planHash, by: BO, atMs: 0, amount: usd(amount), counters: [key] },
  });
  const lease = standingLease({ approval: yes('100', '2026-11'), extensions: [yes('70', '2026-12')] });

  expect(reservedFor(lease)).toBe(usd('170'));
  expect(settleLease(lease, { kind: 'metered', amount: usd('120') })?.counters).toMatchObject([
    { key: '2026-12', by: -usd('50') },
  ]);
  expect(settleLease(lease, { kind: 'unknown', why: 'outage' })).toBeUndefined();
});
