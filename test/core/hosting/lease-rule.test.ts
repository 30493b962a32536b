import type { Person } from '@rung/core/chat/person.ts';
import { hashLeasePlan, hostingNameOf } from '@rung/core/hosting/lease/lease.ts';
import { amountOfMore } from '@rung/core/hosting/lease/lease-price.ts';
import { EXTENSION_DAYS, mayDecideLease, mayEnd, mayExtend, pressersOf } from '@rung/core/hosting/lease/lease-rule.ts';
import type { UserId } from '@rung/core/ids.ts';
import { usd } from '@rung/core/money.ts';
import { DAY_MS } from '@rung/core/time.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANA, POLICY } from '../launch/plans.ts';
import { BO } from './build-hostings.ts';
import { pricedLease, priceOf, standingLease, WISH } from './build-leases.ts';

const member = (id: UserId): Person => ({ id, standing: 'member' });
const FAY = 'U0FAY' as UserId;

describe('who may decide on a hosting', () => {
  const decide = (lease = pricedLease(), changes: object = {}, policy = POLICY) =>
    mayDecideLease(
      lease,
      { decision: 'approve', person: member(BO), shownHash: lease.planHash, nowMs: 1, ...changes },
      policy,
    ).kind;

  it('is somebody else, a full member, in time and on the plan that was shown', () => {
    expect(decide()).toBe('allowed');
    expect(decide(pricedLease(), { person: member(ANA) })).toBe('not-allowed');
    expect(decide(pricedLease(), { person: member(ANA), decision: 'deny' })).toBe('allowed');
    expect(decide(pricedLease(), { person: { id: BO, standing: 'guest' } })).toBe('not-allowed');
    expect(decide(pricedLease(), { nowMs: DAY_MS })).toBe('not-allowed');
    expect(decide(pricedLease(), { shownHash: 'another' })).toBe('not-allowed');
    expect(decide(pricedLease(), {}, { ...POLICY, approvers: [FAY] })).toBe('not-allowed');
  });

  it('may be the requester below the threshold, but never of a term, without a price, or where another model answers no more', () => {
    const policy = { ...POLICY, secondPersonAbove: usd('1000000') };
    const own = (lease: ReturnType<typeof pricedLease>) => decide(lease, { person: member(ANA) }, policy);
    const { id: leaseId } = pricedLease();
    const move = {
      ...WISH,
      unpaidDays: 0,
      inPlaceOf: { leaseId, name: 'u', arn: 'a', modelName: 'm', paidUntilMs: 9 },
    };

    expect(own(pricedLease({ wish: move, price: priceOf(move) }))).toBe('not-allowed');

    expect(own(pricedLease())).toBe('allowed');
    expect(own(pricedLease({ wish: { ...WISH, way: 'throughput-1-month' } }))).toBe('not-allowed');
    expect(own(pricedLease({ price: { kind: 'unknown', why: 'no quote' } }))).toBe('not-allowed');
  });

  it('is named by the card of what stands as the rule has it', () => {
    const ids = [ANA, BO, FAY];
    const policy = fc.record({
      approvers: fc.subarray(ids),
      secondPersonAbove: fc.constantFrom(usd('0'), usd('1000000')),
    });
    const law = ({
      approvers,
      secondPersonAbove,
    }: {
      approvers: UserId[];
      secondPersonAbove: ReturnType<typeof usd>;
    }) => {
      const lease = standingLease();
      const approval = { ...POLICY, approvers, secondPersonAbove };
      const { extend, stop } = pressersOf(lease, { approval, stop: approval });
      const amount = amountOfMore(lease, EXTENSION_DAYS);
      for (const id of ids) {
        const named = typeof extend === 'string' ? extend === 'anybody' || id !== ANA : extend.includes(id);
        const rule = mayExtend(lease, { person: member(id), amount }, approval).kind;
        const stops = stop.length === 0 || id === ANA || stop.includes(id);

        expect(named ? 'allowed' : 'not-allowed').toBe(rule);
        expect(stops ? 'allowed' : 'not-allowed').toBe(mayEnd(lease, member(id), approval).kind);
      }
    };

    fc.assert(fc.property(policy, law));
  });

  it('is two people for a term', () => {
    const half = pricedLease({ wish: { ...WISH, way: 'throughput-6-months' }, firstYes: { by: BO, atMs: 1 } });

    expect(decide(half)).toBe('not-allowed');
    expect(decide(half, { person: member(FAY) })).toBe('allowed');
  });

  it('and who may extend and stop it: more money takes another, a stop its requester or an approver', () => {
    const extend = (id: UserId, policy = POLICY) =>
      mayExtend(standingLease(), { person: member(id), amount: usd('9') }, policy).kind;
    const end = (id: UserId) => mayEnd(standingLease(), member(id), { ...POLICY, approvers: [BO] }).kind;

    expect([extend(ANA), extend(BO)]).toEqual(['not-allowed', 'allowed']);
    expect(extend(ANA, { ...POLICY, secondPersonAbove: usd('10') })).toBe('allowed');
    expect([end(ANA), end(BO), end(FAY)]).toEqual(['allowed', 'allowed', 'not-allowed']);
  });

  it('say yes to one plan: every change of it is another', () => {
    const hash = (changes: Parameters<typeof pricedLease>[0]) => hashLeasePlan(pricedLease(changes));
    const plans = [
      ...[{}, { wish: { ...WISH, days: 8 } }, { wish: { ...WISH, way: 'on-demand' } as const }],
      ...[{ wish: { ...WISH, requestsAMonth: 1 } }, { override: { by: ANA, reason: 'because' } }],
      { price: { kind: 'unknown', why: 'x' } as const },
    ];

    expect(new Set(plans.map(hash)).size).toBe(plans.length);
  });
});

it('is named so that AWS takes the name and refuses it twice', () => {
  const lease = pricedLease();
  const named = (name: string) => hostingNameOf({ ...lease, model: { ...lease.model, name } });

  fc.assert(
    fc.property(fc.stringMatching(/^[a-zA-Z0-9][a-zA-Z0-9_-]{0,60}$/), (name) => {
      expect(named(name)).toMatch(/^([0-9a-zA-Z][a-zA-Z0-9-]*)$/);
      expect(named(name).length).toBeLessThanOrEqual(63);
      expect(named(name).endsWith(lease.id.slice(4))).toBe(true);
    }),
  );
});
