import { type DigestFacts, digestOf, isNews, saidBy } from '@rung/core/cost/bill/digest.ts';
import { emptyMeter, meterHostings } from '@rung/core/cost/bill/hosting-meter.ts';
import { shippedPrice } from '@rung/core/cost/shipped-prices.ts';
import type { HostingLook } from '@rung/core/hosting/hosting.ts';
import { keptModels, type StoredModel } from '@rung/core/hosting/kept.ts';
import type { StandingLease } from '@rung/core/hosting/lease/lease.ts';
import { spellKey } from '@rung/core/hosting/spell.ts';
import { usd } from '@rung/core/money.ts';
import { DAY_MS, HOUR_MS } from '@rung/core/time.ts';
import { describe, expect, it } from 'vitest';
import { BO, IMPORTED, lookAt, SILENT, SPELL, THROUGHPUT, used } from '../hosting/build-hostings.ts';
import { standingLease } from '../hosting/build-leases.ts';

const NOW_MS = Date.parse('2026-11-26T12:00:00Z');
const SINCE_MS = NOW_MS - 7 * DAY_MS;
const NOW_HOURS = NOW_MS / HOUR_MS;

/** One model unit at $108.15 an hour. */
const unit = (over: Partial<typeof THROUGHPUT> = {}) => ({
  ...THROUGHPUT,
  modelUnits: 1,
  createdAtMs: NOW_MS - 30 * DAY_MS,
  ...over,
});
const idle = lookAt(unit({ name: 'idle' }), used(NOW_HOURS - 10), NOW_HOURS);
const busy = lookAt(unit({ name: 'busy', arn: 'b' }), used(NOW_HOURS - 1), NOW_HOURS);

const facts = (over: Partial<DigestFacts> = {}): DigestFacts => ({
  ...{ channel: 'C1', hearsAll: true, sinceMs: SINCE_MS, nowMs: NOW_MS, isPartial: false },
  ...{ looks: [], launches: [], spells: [], leases: [], meters: [], kept: [] },
  ...over,
});

describe('a week', () => {
  it('counts what runs and what idles, and what idling cost in it', () => {
    const digest = digestOf(facts({ looks: [idle, busy] }));

    expect(digest.running).toEqual({ names: ['busy'], hourly: usd('108.15'), unknown: 0 });
    expect(digest.idle).toEqual({ names: ['idle'], hourly: usd('108.15'), unknown: 0 });
    expect(digest.lost).toBe(usd('1081.50'));
  });

  it('counts no more than its own days of a longer silence', () => {
    const silent = lookAt(unit(), SILENT, NOW_HOURS);

    // 7 days × 24 h × $108.15.
    expect(digestOf(facts({ looks: [silent] })).lost).toBe(usd('18169.20'));
  });

  it('counts what was deleted: its idle hours as lost, the hours since as saved', () => {
    const hosting = unit();
    const stoppedAtMs = NOW_MS - 20 * HOUR_MS;
    const meter = meterHostings(emptyMeter('2026-11'), [lookAt(hosting, SILENT, NOW_HOURS - 20)], stoppedAtMs);
    const spell = {
      ...{ ...SPELL, createdAtMs: hosting.createdAtMs, sinceMs: stoppedAtMs - 10 * HOUR_MS },
      key: spellKey(hosting, 0),
      outcome: { kind: 'deleted', by: { kind: 'person', id: BO }, atMs: stoppedAtMs } as const,
    };
    const digest = digestOf(facts({ spells: [spell], meters: [meter] }));

    expect(digest).toMatchObject({ stopped: [hosting.name], lost: usd('1081.50'), saved: usd('2163') });
    expect(digestOf(facts({ spells: [spell], meters: [meter], hearsAll: false })).stopped).toEqual([]);
    expect(digestOf(facts({ spells: [{ ...spell, outcome: { ...spell.outcome, atMs: 0 } }] })).stopped).toEqual([]);
  });

  it('names models whose base ends, and imported ones that nobody asks, with what their storage costs', () => {
    const model: StoredModel = {
      ...{ kind: 'stored-model', arn: 'arn:tuned', name: 'tuned', region: 'us-east-1', createdAtMs: 0 },
      ...{ baseArn: 'arn:nova', baseEndsAtMs: NOW_MS + 90 * DAY_MS, isServed: true },
    };
    const kept = keptModels([model, { ...model, name: 'far', baseEndsAtMs: NOW_MS + 300 * DAY_MS }], {
      ...{ priceOf: shippedPrice, launches: [] },
    });
    const made = { ...IMPORTED, createdAtMs: NOW_MS - 30 * DAY_MS };
    const silent = lookAt(made, SILENT, NOW_HOURS);
    const asked = lookAt({ ...made, name: 'asked' }, used(NOW_HOURS - 1), NOW_HOURS);
    const unpriced = lookAt({ ...made, name: 'unpriced', units: undefined }, SILENT, NOW_HOURS);
    const digest = digestOf(facts({ looks: [silent, asked, unpriced], kept }));
    const other = digestOf(facts({ looks: [silent], kept, hearsAll: false }));

    expect(digest.basesEnding).toEqual([{ name: 'tuned', endsAtMs: NOW_MS + 90 * DAY_MS }]);
    // Two units at $1.95 (the shipped table, 20 Nov 2026).
    expect(digest.unusedImports).toEqual({ names: ['unpriced', IMPORTED.name], monthly: usd('3.90'), unknown: 1 });
    expect([digest.idle.names, digest.running.names]).toEqual([[], []]);
    expect([other.basesEnding, other.unusedImports.names]).toEqual([[], []]);
    expect(isNews(digest, undefined)).toBe(true);
    expect(isNews(digest, saidBy(digest))).toBe(false);
  });

  it('counts what has scaled to zero neither as idle nor as running', () => {
    const zero = lookAt(
      {
        ...{ kind: 'sagemaker-endpoint', arn: 'a', name: 'zero', createdAtMs: 0, region: 'us-east-1' },
        variants: [{ name: 'a', instanceType: 'ml.g5.2xlarge', instances: 0 }],
        components: [{ name: 'first', copies: { current: 0, desired: 0 } }],
      },
      ...([SILENT, NOW_HOURS] as const),
    );
    const digest = digestOf(facts({ looks: [zero] }));

    expect([digest.idle.names, digest.running.names, digest.lost]).toEqual([[], [], 0]);
  });

  it('names terms that end within two weeks', () => {
    const term = (days: number): HostingLook =>
      lookAt(unit({ name: `${days}`, committedUntilMs: NOW_MS + days * DAY_MS }), SILENT, NOW_HOURS);

    const { endingSoon } = digestOf(facts({ looks: [term(3), term(20)] }));

    // 730 hours of $108.15.
    const saves = { kind: 'monthly', amount: usd('78949.50') };
    expect(endingSoon).toEqual([{ name: '3', untilMs: NOW_MS + 3 * DAY_MS, what: 'term', saves }]);
  });

  it('names the leases that end within two weeks, the nearest first, with what a month costs less from then on', () => {
    const lease = (days: number, over: Partial<StandingLease> = {}) => ({
      ...standingLease({ endsAtMs: NOW_MS + days * DAY_MS }),
      ...over,
    });
    const looked = { ...busy, hosting: { ...unit({ name: 'made' }), arn: 'a' } };
    const leases = [lease(9, { arn: 'unlisted' }), lease(2, { arn: 'a' }), lease(20)];
    const of = (more: Partial<DigestFacts> = {}) => digestOf(facts({ looks: [looked], leases, ...more })).endingSoon;

    expect(of().map(({ untilMs, what, saves }) => [(untilMs - NOW_MS) / DAY_MS, what, saves])).toEqual([
      [2, 'lease', { kind: 'monthly', amount: usd('78949.50') }],
      [9, 'lease', { kind: 'unknown' }],
    ]);
    expect(of({ hearsAll: false, channel: 'C9' })).toEqual([]);
    expect(of({ hearsAll: false, channel: leases[0]?.root.channel ?? '' })).toHaveLength(2);
  });

  it('counts a lease that was deleted in it as stopped, at the rate that it was last seen at', () => {
    const hosting = unit({ name: 'made' });
    const endedAtMs = NOW_MS - 20 * HOUR_MS;
    const meter = meterHostings(emptyMeter('2026-11'), [lookAt(hosting, SILENT, NOW_HOURS - 20)], endedAtMs);
    const { arn, createdAtMs } = hosting;
    const spend = { kind: 'metered', amount: usd('9') } as const;
    const ended = { ...standingLease({}), arn, createdAtMs, spend, state: 'ended', atMs: endedAtMs } as const;
    const by = { kind: 'date' } as const;
    const week = digestOf(facts({ leases: [{ ...ended, how: { kind: 'deleted', by } }], meters: [meter] }));

    expect(week).toMatchObject({ stopped: [ended.model.name], lost: 0, saved: usd('2163') });
    expect(digestOf(facts({ leases: [{ ...ended, how: { kind: 'gone' } }], meters: [meter] })).stopped).toEqual([]);
  });

  it('tells another channel only of what its own launches made', () => {
    expect(digestOf(facts({ looks: [idle, busy], hearsAll: false })).running.names).toEqual([]);
  });
});

describe('a digest is sent', () => {
  const week = (looks: readonly HostingLook[]) => digestOf(facts({ looks }));

  it('when what stands has changed, and not again while it has not', () => {
    expect(isNews(week([busy]), undefined)).toBe(true);
    expect(isNews(week([busy]), saidBy(week([busy])))).toBe(false);
    expect(isNews(week([]), saidBy(week([busy])))).toBe(true);
    expect(isNews(week([]), undefined)).toBe(false);
  });

  it('when all that it has to say is what ends, and not again before something else ends', () => {
    const ending = digestOf(facts({ leases: [standingLease({ endsAtMs: NOW_MS + DAY_MS })] }));

    expect(isNews(ending, undefined)).toBe(true);
    expect(isNews(ending, saidBy(ending))).toBe(false);
  });

  it('every week in which something idle cost money', () => {
    expect(isNews(week([idle]), saidBy(week([idle])))).toBe(true);
  });
});
