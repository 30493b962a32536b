import type { Person } from '@rung/core/chat/person.ts';
import type { UserId } from '@rung/core/ids.ts';
import { type Attempt, mayDecide, needsSecondPerson, policyIn } from '@rung/core/launch/approval-rule.ts';
import { type MicroUsd, usd } from '@rung/core/money.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANA, BO, member, POLICY, planOf, recipeOf, waiting } from './plans.ts';

const launch = waiting();
const attempt = (changes: Partial<Attempt> = {}): Attempt => ({
  decision: 'approve',
  person: member(BO),
  shownHash: launch.planHash,
  nowMs: 50_000,
  ...changes,
});

describe('who may approve a launch', () => {
  it('lets a second full member approve', () => {
    expect(mayDecide(launch, attempt(), POLICY)).toEqual({ kind: 'allowed' });
  });

  it('never lets the requester approve, and lets them withdraw', () => {
    const own = attempt({ person: member(ANA) });

    expect(mayDecide(launch, own, POLICY).kind).toBe('not-allowed');
    expect(mayDecide(launch, { ...own, decision: 'deny' }, POLICY).kind).toBe('allowed');
  });

  it.each(['guest', 'stranger', 'bot', 'gone'] as const)('refuses a %s, whatever they decide', (standing) => {
    const person: Person = { id: BO, standing };

    expect(mayDecide(launch, attempt({ person }), POLICY).kind).toBe('not-allowed');
    expect(mayDecide(launch, attempt({ person, decision: 'deny' }), POLICY).kind).toBe('not-allowed');
  });

  it('refuses a member who is not among the named approvers, and names those who are', () => {
    const policy = { ...POLICY, approvers: ['U0FAY' as UserId] };
    const answer = mayDecide(launch, attempt(), policy);

    expect(answer).toMatchObject({ kind: 'not-allowed', because: expect.stringContaining('<@U0FAY>') });
  });

  it('refuses a click on a card that showed another plan', () => {
    expect(mayDecide(launch, attempt({ shownHash: 'f'.repeat(64) }), POLICY).kind).toBe('not-allowed');
  });

  it('refuses from the very millisecond of expiry on', () => {
    expect(mayDecide(launch, attempt({ nowMs: launch.expiresAtMs - 1 }), POLICY).kind).toBe('allowed');
    expect(mayDecide(launch, attempt({ nowMs: launch.expiresAtMs }), POLICY).kind).toBe('not-allowed');
  });

  it('allows nobody but a full member with the right hash in time, whoever asks', () => {
    const standings = fc.constantFrom<Person['standing']>('member', 'guest', 'stranger', 'bot', 'gone');
    const ids = fc.constantFrom(ANA, BO, 'U0FAY' as UserId);
    const law = (id: UserId, standing: Person['standing'], rest: { hash: boolean; nowMs: number; listed: boolean }) => {
      const policy = { ...POLICY, approvers: rest.listed ? [BO] : [] };
      const tried = attempt({
        person: { id, standing },
        shownHash: rest.hash ? launch.planHash : 'other',
        nowMs: rest.nowMs,
      });
      const right =
        id !== ANA &&
        standing === 'member' &&
        rest.hash &&
        rest.nowMs < launch.expiresAtMs &&
        (!rest.listed || id === BO);

      expect(mayDecide(launch, tried, policy).kind === 'allowed').toBe(right);
    };

    fc.assert(
      fc.property(
        ids,
        standings,
        fc.record({ hash: fc.boolean(), nowMs: fc.integer({ min: 0, max: 200_000 }), listed: fc.boolean() }),
        law,
      ),
    );
  });
});

describe('when a second person is needed', () => {
  it('is always, at a threshold of zero', () => {
    expect(needsSecondPerson(planOf(), POLICY)).toBe(true);
  });

  it('is only above the threshold, otherwise', () => {
    const plan = planOf();
    const high = plan.estimate.kind === 'known' ? plan.estimate.high : usd('0');

    expect(needsSecondPerson(plan, { ...POLICY, secondPersonAbove: high })).toBe(false);
    expect(needsSecondPerson(plan, { ...POLICY, secondPersonAbove: (high - 1) as MicroUsd })).toBe(true);
  });

  it('is always when no price is known', () => {
    const plan = planOf({ recipe: recipeOf({ baseModelId: 'amazon.nova-pro-v1:0:300k' }) });

    expect(plan.estimate.kind).toBe('unknown');
    expect(needsSecondPerson(plan, { ...POLICY, secondPersonAbove: usd('1000000') })).toBe(true);
  });
});

describe('the policy in a channel', () => {
  const policy = { ...POLICY, approvers: [BO], channelApprovers: { C0OPS: ['U0FAY' as UserId] } };

  it('has the approvers of that channel, and those of all channels elsewhere', () => {
    expect(policyIn('C0OPS', policy).approvers).toEqual(['U0FAY']);
    expect(policyIn('C0ML', policy).approvers).toEqual([BO]);
    expect(policyIn('constructor', policy).approvers).toEqual([BO]);
  });
});
