import type { CopyUnits } from '@rung/core/cost/import-units.ts';
import { shippedPrice } from '@rung/core/cost/shipped-prices.ts';
import type { Hosting, Ownership, Traffic } from '@rung/core/hosting/hosting.ts';
import { parseHostForm } from '@rung/core/hosting/lease/host-form.ts';
import type { ImportAside } from '@rung/core/hosting/lease/import-end.ts';
import type { Imported } from '@rung/core/hosting/lease/imported.ts';
import { hashLeasePlan, type Lease, type StandingLease } from '@rung/core/hosting/lease/lease.ts';
import { amountOf, amountOfMore, priceLease } from '@rung/core/hosting/lease/lease-price.ts';
import { judgeEnd, leaseStep } from '@rung/core/hosting/lease/lease-watch.ts';
import { HOST_WAYS, waysFor } from '@rung/core/hosting/lease/ways.ts';
import { judgeStop } from '@rung/core/hosting/stop-rule.ts';
import type { Found } from '@rung/core/hosting/watch-plan.ts';
import { leaseIdFor } from '@rung/core/ids.ts';
import { usd } from '@rung/core/money.ts';
import { HOUR_MS } from '@rung/core/time.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANA } from '../launch/plans.ts';
import { BO, IDLE_POLICY, IMPORTED, lookAt, SILENT, SPELL, THROUGHPUT, used } from './build-hostings.ts';
import {
  atHour,
  IMPORT_WISH,
  IMPORTED_MODEL,
  importedLease,
  NOVA_2_LITE,
  pricedLease,
  priceOf,
  standingLease,
  TYPED,
  WEIGHTS,
  WISH,
} from './build-leases.ts';

const OURS: Ownership = { kind: 'ours', launchId: undefined, by: ANA };
const DATE = { kind: 'date' } as const;
const CLICK = { kind: 'person', id: BO } as const;

describe('the form that hosts a model', () => {
  const model = { name: 'tone', ways: HOST_WAYS, moves: [] };

  it('offers what the base takes, and terms only where the setting allows them', () => {
    const at = { region: 'us-east-1', areTermsAllowed: false };

    expect(waysFor(NOVA_2_LITE, at)).toEqual(['on-demand', 'throughput']);
    expect(waysFor({ onDemandRegions: [] }, at)).toEqual(['throughput']);
    expect(waysFor(NOVA_2_LITE, { ...at, areTermsAllowed: true })).toHaveLength(4);
  });

  it.each([
    ['way', { way: 'endpoint' }],
    ['days', { days: '0' }],
    ['days', { days: '32' }],
    ['requestsAMonth', { requestsAMonth: 'many' }],
    ['inputTokens', { inputTokens: '' }],
    ['budgetUsd', { budgetUsd: '-1' }],
    ['confirmation', { way: 'throughput-1-month', confirmation: 'Tone' }],
  ])('says under %s what is wrong with %j', (field, typed) => {
    const parsed = parseHostForm({ ...TYPED, ...typed }, model, 0);

    expect(parsed.kind === 'wrong' ? Object.keys(parsed.errors) : parsed).toEqual([field]);
  });

  it('takes no way that was not offered', () => {
    expect(
      parseHostForm(
        { ...TYPED, way: 'throughput-1-month', confirmation: 'tone' },
        { name: 'tone', ways: ['throughput'], moves: [] },
        0,
      ).kind,
    ).toBe('wrong');
  });
});

describe('an imported model', () => {
  const offer = { name: 'weights', ways: ['import'], moves: [] } as const;

  it('is wished for in copies, and no token is asked', () => {
    const typed = { ...TYPED, way: 'import', inputTokens: '', outputTokens: '', copies: '2' };
    const parsed = parseHostForm(typed, offer, 0);
    const wrong = parseHostForm({ ...typed, copies: '0' }, offer, 0);

    expect(parsed).toMatchObject({ kind: 'wish', wish: { way: 'import', copies: 2, inputTokens: 0 } });
    expect(wrong.kind === 'wrong' ? Object.keys(wrong.errors) : wrong).toEqual(['copies']);
  });

  it('costs its storage and the windows of its copies, by hand; what AWS does not say or Rung cannot price is unknown', () => {
    const wish = { ...IMPORT_WISH, requestsAMonth: 100, copies: 3 };
    const price = (units: CopyUnits | undefined) => priceLease(wish, { units, region: 'us-east-1' }, shippedPrice);

    // 2 units × $1.95 of storage; 100 windows × 5 minutes × 3 copies × 2 units × $0.05718 (the shipped table, 20 Nov 2026).
    expect(price({ perCopy: 2, version: 'v1.0' })).toMatchObject({
      ...{ kind: 'known', idle: usd('3.90'), monthly: usd('175.44') },
    });
    expect(price(undefined)).toMatchObject({ kind: 'unknown' });
    expect(price({ perCopy: 2, version: 'v2.0' })).toMatchObject({ kind: 'unknown' });
  });

  it('is not deleted from an idle alert, whoever says so', () => {
    const look = lookAt(IMPORTED, used(1), 100);
    const spell = { ...SPELL, arn: IMPORTED.arn, hostingKind: IMPORTED.kind, createdAtMs: 0 };

    expect(judgeStop(spell, CLICK, { look, ownership: OURS, policy: IDLE_POLICY }).kind).toBe('unsure');
  });

  it('binds its copies, its job and its very files into the yes', () => {
    const { imported } = IMPORTED_MODEL;
    if (!imported) throw new Error('the model is imported');
    const hash = (changes: Partial<Imported>, copies = 1) => {
      const model = { ...IMPORTED_MODEL, imported: { ...imported, ...changes } };
      return hashLeasePlan({ ...pricedLease({ model, wish: { ...IMPORT_WISH, copies } }) });
    };
    const plans = [
      hash({}),
      hash({}, 2),
      hash({ jobArn: 'x' }),
      hash({ weights: { ...imported.weights, sha256: 'x' } }),
    ];

    expect(new Set(plans).size).toBe(plans.length);
  });
});

describe('the price of a hosting', () => {
  it('is that of its hours, and a term’s is the whole term', () => {
    const hourly = priceOf(WISH);
    const term = priceOf({ ...WISH, way: 'throughput-1-month' });

    // 1 unit × $60.50 × 730 h + $1.95 of storage; 168 of 730 hours of it (the shipped table, 2 Aug 2026).
    expect(hourly).toMatchObject({ kind: 'known', monthly: usd('44166.95') });
    expect(amountOf(hourly, WISH)).toBe(usd('10164.448768'));
    expect(amountOf(term, { budget: usd('1') })).toBeGreaterThan(amountOf(hourly, WISH));
    expect(amountOfMore({ price: hourly, wish: WISH }, 7)).toBe(amountOf(hourly, WISH));
  });

  it('that is missing is the requester’s budget, by the day when it is extended', () => {
    const price = { kind: 'unknown', why: 'no quote' } as const;

    expect(amountOf(price, WISH)).toBe(usd('50'));
    expect(amountOfMore({ price, wish: { ...WISH, days: 14 } }, 7)).toBe(usd('25'));
  });
});

describe('the step that is due for a lease', () => {
  const idle = (hours: number) => lookAt(THROUGHPUT, SILENT, hours);
  const unannounced = standingLease({ announcedAtMs: undefined });
  const stopping: Lease = { ...standingLease(), state: 'stopping', by: CLICK, atMs: 0, dueMs: atHour(100) };
  const making: Lease = { ...standingLease(), state: 'making', startedAtMs: 0 };

  it.each<[string, Lease, Found, { hours: number; step: string }]>([
    ['nothing, far from its end', unannounced, idle(100), { hours: 100, step: 'nothing' }],
    ['its announcement, a day before', unannounced, idle(144), { hours: 144, step: 'announce' }],
    ['its announcement first, also when it is late', unannounced, idle(400), { hours: 400, step: 'announce' }],
    [
      'an hour of silence after a late one',
      standingLease({ announcedAtMs: atHour(400) }),
      idle(400.5),
      { hours: 400.5, step: 'nothing' },
    ],
    ['its end, on time', standingLease(), idle(168), { hours: 168, step: 'stop' }],
    ['nothing before it', standingLease(), idle(167.9), { hours: 167.9, step: 'nothing' }],
    ['a word, where it is in use', standingLease(), lookAt(THROUGHPUT, used(167), 168), { hours: 168, step: 'hold' }],
    [
      'a word, where nobody can tell',
      standingLease(),
      lookAt(THROUGHPUT, { kind: 'unknown', why: 'x' }, 168),
      { hours: 168, step: 'hold' },
    ],
    [
      'one word a day',
      standingLease({ heldAtMs: atHour(160) }),
      lookAt(THROUGHPUT, used(167), 168),
      { hours: 168, step: 'nothing' },
    ],
    [
      'patience, after AWS refused',
      standingLease({ notBeforeMs: atHour(172) }),
      idle(170),
      { hours: 170, step: 'nothing' },
    ],
    ['nothing while AWS lists nothing', standingLease(), 'unread', { hours: 168, step: 'nothing' }],
    ['its close, when it is gone', standingLease(), 'gone', { hours: 100, step: 'gone' }],
    ['patience with lists that lag', standingLease(), 'gone', { hours: 0.5, step: 'nothing' }],
    ['nothing, in the minute of its stop', stopping, idle(100), { hours: 100, step: 'nothing' }],
    ['the stop anew, where its workflow was cut off', stopping, idle(101), { hours: 101, step: 'stop-anew' }],
    ['a look, where its making was cut off', making, 'unread', { hours: 4, step: 'take-over' }],
    [
      'nothing, while its workflow is about to ask',
      pricedLease({ isOwed: true, taskToken: '' }),
      'unread',
      { hours: 1, step: 'nothing' },
    ],
    [
      'its card with the price, where Slack was away',
      pricedLease({ isOwed: true }),
      'unread',
      { hours: 1, step: 'tell' },
    ],
    [
      'its card, where Slack was away',
      standingLease({ isOwed: true, announcedAtMs: undefined }),
      idle(9),
      { hours: 9, step: 'tell' },
    ],
  ])('is %s', (...[, lease, look, due]) => {
    expect(leaseStep(lease, look, atHour(due.hours)).kind).toBe(due.step);
  });
});

describe('twenty thousand accounts with a lease and every trap', () => {
  const account = fc.record({
    isImport: fc.boolean(),
    weights: fc.constantFrom('there', 'there', 'there', 'there', 'missing', 'changed', 'denied', 'not looked at'),
    isHeldElsewhere: fc.constantFrom(false, false, false, true),
    isOfAnotherJob: fc.constantFrom(false, false, false, true),
    isFromElsewhere: fc.constantFrom(false, false, false, true),
    traffic: fc.oneof(
      fc.constant(SILENT),
      fc.constant<Traffic>({ kind: 'unknown', why: 'outage' }),
      fc.constant<Traffic>({ kind: 'active', sinceMs: 0 }),
      fc.integer({ min: 0, max: 400 }).map(used),
    ),
    ownership: fc.constantFrom<Ownership>(
      ...[OURS, OURS, OURS, { kind: 'adopted', by: BO } as const, { kind: 'others', isTagged: true } as const],
      ...[{ kind: 'others', isTagged: false } as const, { kind: 'unknown', why: 'denied' } as const],
    ),
    isClick: fc.boolean(),
    isRecreated: fc.constantFrom(false, false, false, true),
    isSameArn: fc.constantFrom(true, true, true, false),
    seen: fc.constantFrom('there', 'there', 'there', 'gone', 'unread'),
    committedUntilHours: fc.option(fc.integer({ min: 0, max: 500 }), { nil: undefined }),
    isTermForgotten: fc.boolean(),
    endsAtHours: fc.integer({ min: 24, max: 250 }),
    announcedAtHours: fc.option(fc.integer({ min: 0, max: 250 }), { nil: undefined }),
    nowHours: fc.integer({ min: 1, max: 400 }),
  });
  type Account = typeof account extends fc.Arbitrary<infer T> ? T : never;

  const FOLDERS: Readonly<Record<string, ImportAside['weights']>> = {
    ...{ there: WEIGHTS, changed: { ...WEIGHTS, files: WEIGHTS.files.slice(1) } },
    ...{ missing: { kind: 'missing' }, denied: { kind: 'denied' } },
  };

  function asideOf({ weights, isHeldElsewhere }: Account): ImportAside {
    const id = leaseIdFor({ launch: IMPORTED_MODEL.launchId, formId: 'V9' });
    const over: Lease = {
      ...importedLease({ id }),
      ...{ state: 'ended', how: { kind: 'gone' }, atMs: 0, spend: { kind: 'unknown', why: 'x' } },
    };
    const leases = [importedLease(), over, ...(isHeldElsewhere ? [importedLease({ id })] : [])];
    return { weights: FOLDERS[weights], leases };
  }

  function seenIn(one: Account): { lease: StandingLease; look: Found } {
    const found = one.isImport ? importIn(one) : throughputIn(one);
    const look =
      one.seen === 'there' ? lookAt(found.hosting, one.traffic, one.nowHours) : (one.seen as 'gone' | 'unread');
    return { lease: found.lease, look };
  }

  const announcedIn = ({ announcedAtHours, endsAtHours }: Account) => ({
    announcedAtMs: announcedAtHours === undefined ? undefined : atHour(announcedAtHours),
    endsAtMs: atHour(endsAtHours),
  });

  function importIn(one: Account): { lease: StandingLease; hosting: Hosting } {
    const hosting: Hosting = {
      ...IMPORTED,
      arn: one.isSameArn ? IMPORTED.arn : `${IMPORTED.arn}x`,
      createdAtMs: one.isRecreated ? HOUR_MS : 0,
      jobArn: one.isOfAnotherJob ? 'arn:of-another' : IMPORTED.jobArn,
      source: one.isFromElsewhere ? 's3://elsewhere/weights/' : 's3://rung-data/weights',
    };
    return { lease: importedLease(announcedIn(one)), hosting };
  }

  function throughputIn(one: Account): { lease: StandingLease; hosting: Hosting } {
    const untilMs = one.committedUntilHours === undefined ? undefined : atHour(one.committedUntilHours);
    const hosting: Hosting = {
      ...THROUGHPUT,
      arn: one.isSameArn ? THROUGHPUT.arn : `${THROUGHPUT.arn}x`,
      createdAtMs: one.isRecreated ? HOUR_MS : 0,
      committedUntilMs: one.isTermForgotten ? undefined : untilMs,
    };
    return { lease: standingLease({ committedUntilMs: untilMs, ...announcedIn(one) }), hosting };
  }

  it('no date deletes but what is ours, the very same, over, announced, idle on a reading of now and free of a term; a click but for use', () => {
    const deleted = { byDate: 0, byClick: 0, imports: 0 };
    const law = (one: Account) => {
      const { lease, look } = seenIn(one);
      const by = one.isClick ? CLICK : DATE;
      const step = leaseStep(lease, look, atHour(one.nowHours)).kind;
      const aside = one.isImport ? asideOf(one) : undefined;
      const answer = judgeEnd(lease, by, { look, ownership: one.ownership, aside });

      if (answer.kind !== 'delete' || (!one.isClick && step !== 'stop')) return;
      deleted[one.isClick ? 'byClick' : 'byDate'] += 1;
      if (one.isImport) {
        deleted.imports += 1;
        const { weights, isHeldElsewhere, isOfAnotherJob, isFromElsewhere } = one;
        expect([weights, isHeldElsewhere, isOfAnotherJob, isFromElsewhere]).toEqual(['there', false, false, false]);
      }
      expect([one.seen, one.isRecreated, one.isSameArn, one.ownership.kind]).toEqual(['there', false, true, 'ours']);
      if (!one.isImport) expect((one.committedUntilHours ?? 0) <= one.nowHours).toBe(true);
      if (one.isClick) return;
      expect(one.nowHours).toBeGreaterThanOrEqual(one.endsAtHours);
      expect(one.nowHours).toBeGreaterThanOrEqual((one.announcedAtHours ?? Number.NaN) + 1);
      expect(['recorded', 'none-recorded']).toContain(one.traffic.kind);
      if (one.traffic.kind === 'recorded')
        expect(atHour(one.nowHours) - one.traffic.lastRequestAtMs).toBeGreaterThanOrEqual(IDLE_POLICY.idleAfterMs);
    };

    fc.assert(fc.property(account, law), { numRuns: 20_000 });
    expect(Math.min(deleted.byDate, deleted.byClick)).toBeGreaterThan(50);
    expect(deleted.imports).toBeGreaterThan(50);
  });
});
