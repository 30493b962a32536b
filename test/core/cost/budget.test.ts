import {
  applyBudget,
  type BudgetChange,
  type Caps,
  isReservation,
  overCap,
  overLaunchCap,
  reserve,
  settle,
  settleAll,
} from '@rung/core/cost/budget.ts';
import { maySwitch } from '@rung/core/cost/spending-switch.ts';
import { type MicroUsd, microUsd, usd } from '@rung/core/money.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANA, BO, CAPS } from '../launch/plans.ts';

const DAY_MS = 86_400_000;
const START_MS = Date.parse('2026-11-29T00:00:00Z');

/** One spend of a stream: what it reserves, and what becomes of that after other spends have had their turn. */
const spend = fc.record({
  amount: fc.integer({ min: 0, max: 3_000_000 }).map(microUsd),
  atMs: fc.integer({ min: 0, max: 4 }).map((days) => START_MS + days * DAY_MS),
  channel: fc.constantFrom('C1', 'C2', 'C3'),
  /** How many other moves come between reservation and settlement. */
  takesTurns: fc.integer({ min: 0, max: 12 }),
  /** Thousandths of the reservation that were spent; undefined when the launch failed and nothing was. */
  spentThousandths: fc.option(fc.integer({ min: 0, max: 1000 }), { nil: undefined }),
});
const caps: fc.Arbitrary<Caps> = fc.record({
  perLaunch: fc.constant(undefined),
  monthly: fc.integer({ min: 0, max: 10_000_000 }).map(microUsd),
  channelMonthly: fc.option(fc.integer({ min: 0, max: 6_000_000 }).map(microUsd), { nil: undefined }),
  daily: fc.option(fc.integer({ min: 0, max: 5_000_000 }).map(microUsd), { nil: undefined }),
});

const isUnder = (committed: ReadonlyMap<string, number>, { counters }: BudgetChange) =>
  counters.every(({ key, cap }) => {
    const sum = committed.get(key) ?? 0;
    return sum >= 0 && (cap === undefined || sum <= cap);
  });

describe('reserved and spent together', () => {
  it('are never a millionth above any cap, and come to what was really spent, in 10,000 interleaved streams', () => {
    const law = (limits: Caps, spends: readonly (typeof spend extends fc.Arbitrary<infer S> ? S : never)[]) => {
      let committed: ReadonlyMap<string, number> = new Map();
      const owed = new Map<string, number>();
      const open: { due: number; change: BudgetChange }[] = [];
      const settleDue = (turn: number) => {
        for (const { change } of open.filter(({ due }) => due === turn)) {
          const next = applyBudget(committed, change);
          if (next === 'over-cap') throw new Error('money that comes back is never refused');
          committed = next;
        }
      };

      for (const [turn, { takesTurns, spentThousandths, ...asked }] of spends.entries()) {
        const change = reserve(asked, limits);
        const next = applyBudget(committed, change);
        if (next !== 'over-cap') {
          committed = next;
          const keys = change.counters.map(({ key }) => key);
          const spent =
            spentThousandths === undefined ? undefined : Math.floor((asked.amount * spentThousandths) / 1000);
          open.push({
            due: turn + takesTurns,
            change: settle({ amount: asked.amount, keys }, spent === undefined ? undefined : microUsd(spent)),
          });
          for (const key of keys) owed.set(key, (owed.get(key) ?? 0) + (spent ?? 0));
        }
        expect(isUnder(committed, change)).toBe(true);
        settleDue(turn);
        expect(isUnder(committed, change)).toBe(true);
      }
      for (let turn = spends.length; turn < spends.length + 12; turn++) settleDue(turn);

      expect([...committed].every(([key, sum]) => sum === (owed.get(key) ?? 0))).toBe(true);
    };

    fc.assert(fc.property(caps, fc.array(spend, { maxLength: 25 }), law), { numRuns: 10_000 });
  });

  it('of several yeses to one thing come to what it cost, the oldest used up first', () => {
    const yes = (amount: string, ...keys: string[]) => ({ amount: usd(amount), keys });
    const reserved = [yes('10', '2026-11', '2026-11-27'), yes('7', '2026-11', '2026-11-30'), yes('7', '2026-12')];
    const by = (spent: string) =>
      Object.fromEntries(settleAll(reserved, usd(spent)).counters.map((one) => [one.key, one.by / 1_000_000]));

    expect(by('24')).toEqual({});
    expect(by('12')).toEqual({ '2026-11': -5, '2026-11-30': -5, '2026-12': -7 });
    expect(by('30')).toEqual({ '2026-12': 6 });
    expect(isReservation(settleAll(reserved, usd('30')))).toBe(false);
  });

  it('are kept for the month, the day and the channel’s month, in UTC', () => {
    const change = reserve({ amount: usd('1'), atMs: Date.parse('2026-11-30T23:59:59Z'), channel: 'C1' }, CAPS);

    expect(change.counters.map(({ key }) => key)).toEqual(['2026-11', '2026-11-30', 'C1#2026-11']);
  });

  it('refuse everywhere what one counter refuses', () => {
    const change = reserve({ amount: usd('5'), atMs: START_MS, channel: 'C1' }, { ...CAPS, daily: usd('4') });
    const before = new Map([['2026-11', 7]]);

    expect(applyBudget(before, change)).toBe('over-cap');
    expect(before).toEqual(new Map([['2026-11', 7]]));
  });
});

describe('a cap', () => {
  const counter = { key: '2026-11', words: 'this month', cap: usd('500'), committed: usd('400') };

  it('is kept to the millionth of a dollar', () => {
    expect(overCap(usd('100'), counter)).toBeUndefined();
    expect(overCap(usd('100.000001'), counter)).toBe('It would take this month to $500.00, above the cap of $500.00.');
  });

  it('of one launch speaks of that launch', () => {
    const limits = { ...CAPS, perLaunch: usd('20') };

    expect(overLaunchCap(usd('20'), limits)).toBeUndefined();
    expect(overLaunchCap((usd('20') + 10_000) as MicroUsd, limits)).toBe(
      'It may cost $20.01, above the cap of $20.00 for one launch.',
    );
  });
});

describe('the switch that stops all spending', () => {
  const person = (id: typeof ANA, standing: 'member' | 'guest' | 'stranger') => ({ id, standing });

  it('is turned off by every full member and on by approvers', () => {
    const policy = { approvers: [BO] };

    expect(maySwitch('stopped', person(ANA, 'member'), policy)).toBeUndefined();
    expect(maySwitch('on', person(ANA, 'member'), policy)).toContain(BO);
    expect(maySwitch('on', person(BO, 'member'), policy)).toBeUndefined();
    expect(maySwitch('stopped', person(ANA, 'guest'), policy)).toContain('full members');
    expect(maySwitch('on', person(ANA, 'stranger'), { approvers: [] })).toContain('full members');
  });
});
