import type { Card } from '@rung/core/chat/card.ts';
import { CREDIT_PROGRAMS } from '@rung/core/cost/bill/credit-programs.ts';
import { type CreditPool, runwayOf } from '@rung/core/cost/bill/credits.ts';
import type { Digest } from '@rung/core/cost/bill/digest.ts';
import type { CostShare, MonthCosts, Spending } from '@rung/core/cost/bill/month-costs.ts';
import { usd, ZERO_USD } from '@rung/core/money.ts';
import { DAY_MS } from '@rung/core/time.ts';
import { EVALUATION_COSTS } from './sample-evaluations.ts';
import { many, type Stuff } from './stuff.ts';

/** `/rung costs` of a month with nothing in it, and of one with as much as there is. */
export function costCards(stuff: Stuff): [string, Card][] {
  const notSpent = { talkedDown: 3, priced: 2, atMost: usd('44165'), pricesAsOf: ['2026-08-02'] };
  const none = { talkedDown: 0, priced: 0, atMost: undefined, pricesAsOf: [] };
  return [
    ['costs, empty', { kind: 'costs', costs: EMPTY, notSpent: none }],
    ['costs', { kind: 'costs', costs: full(stuff), notSpent }],
    ...creditCards(stuff),
    ['digest', { kind: 'digest', digest: digestOf(stuff) }],
    ['digest, quiet', { kind: 'digest', digest: { ...digestOf(stuff), ...QUIET_WEEK } }],
  ];
}

const share = (key: string | undefined): CostShare => ({
  key,
  amount: usd('12.34'),
  unknown: 1,
  from: ['bill', 'meter', 'estimate'],
});

const EMPTY: MonthCosts = {
  ...{ month: '2026-11', spendings: [], byChannel: [], byPerson: [], byModel: [], byHosting: [], evaluations: [] },
  ...{ total: { ...share(undefined), amount: ZERO_USD, unknown: 0 }, against: undefined, untagged: undefined },
  ...{ billReadAtMs: undefined, leftOut: 0 },
};

function full(stuff: Stuff): MonthCosts {
  const spending: Spending = {
    ...{ what: 'training', name: stuff.text, channel: 'C1', person: 'U0ANA', from: 'bill' },
    ...{ model: stuff.text.slice(0, 80), amount: usd('12.34') },
  };
  return {
    ...EMPTY,
    spendings: many(stuff, () => spending),
    byChannel: [share('C1'), share('D1'), share(undefined)],
    byPerson: [share('U0ANA'), share('U0BO'), share(undefined)],
    byModel: [...many(stuff, (i) => share(`${stuff.text.slice(0, 80)}${i}`)), share(spending.model), share(undefined)],
    byHosting: many(stuff, (i) => share(`${stuff.text}${i}`)),
    evaluations: many(stuff, (i) => ({
      ...{ name: stuff.text, state: i % 2 ? 'done' : 'failed', reserved: usd('3') },
      cost: EVALUATION_COSTS[i % (EVALUATION_COSTS.length + 1)],
    })),
    total: share(undefined),
    against: {
      ...{ trainings: 2, low: usd('12'), high: usd('14'), actual: usd('12.34') },
      ...{ above: { trainings: 0, by: ZERO_USD }, below: { trainings: 0, by: ZERO_USD } },
    },
    untagged: usd('5'),
    billReadAtMs: 9_000_000,
    leftOut: 3,
  };
}

function creditCards(stuff: Stuff): [string, Card][] {
  const pools = many(
    stuff,
    (i): CreditPool => ({
      ...{
        id: `${i}`,
        name: `${i} ${stuff.text}`,
        from: i % 2 ? 'aws' : 'stated',
        initial: i % 2 ? usd('900') : undefined,
      },
      ...{ remaining: usd('500'), startsAtMs: 0, endsAtMs: i % 2 ? 400 * DAY_MS : undefined, asOfMs: 0 },
      ...{ products: i % 2 ? [stuff.text] : [], isEnabled: i !== 2 },
    }),
  );
  const recent = { days: 30, services: many(stuff, (i) => ({ service: `${i} ${stuff.text}`, amount: usd('30') })) };
  const outliving = many(stuff, (i) => ({ name: stuff.text, untilMs: i ? DAY_MS : undefined, owed: usd('9') }));
  const base = { kind: 'credits', programs: CREDIT_PROGRAMS, readAtMs: 0, nowMs: 0, outliving } as const;
  const runway = runwayOf(pools, recent, 0);
  return [
    ['credits', { ...base, pools, runway, unread: undefined }],
    ['credits, bill not read', { ...base, pools, runway: undefined, unread: stuff.text }],
    ['credits, none', { ...base, pools: [], runway, unread: undefined }],
    ['credits, denied', { ...base, pools: [], runway: undefined, unread: stuff.text }],
    ['credits, not asked', { ...base, pools: [], runway: undefined, unread: 'not-asked', readAtMs: undefined }],
  ];
}

function digestOf(stuff: Stuff): Digest {
  const names = many(stuff, (i) => `${i} ${stuff.text}`);
  return {
    ...{ sinceMs: 0, untilMs: 7 * DAY_MS, lost: usd('544.50'), saved: usd('60.50'), stopped: names, isPartial: true },
    running: { names, hourly: usd('60.50'), unknown: 1 },
    idle: { names, hourly: usd('60.50'), unknown: 0 },
    endingSoon: names.map((name, i) => ({
      ...{ name, untilMs: 9 * DAY_MS, what: i % 2 ? 'lease' : 'term' },
      saves: i % 3 ? { kind: 'monthly', amount: usd('44165') } : { kind: i % 2 ? 'by-use' : 'unknown' },
    })),
    basesEnding: names.map((name) => ({ name, endsAtMs: 90 * DAY_MS })),
    unusedImports: { names, monthly: usd('3.90'), unknown: 1 },
    launches: { done: names, failed: names, open: 2 },
  };
}

const NOTHING = { names: [], hourly: ZERO_USD, unknown: 0 };
const QUIET_WEEK = {
  ...{
    lost: ZERO_USD,
    saved: ZERO_USD,
    stopped: [],
    endingSoon: [],
    isPartial: false,
    running: NOTHING,
    idle: NOTHING,
    basesEnding: [],
    unusedImports: { names: [], monthly: ZERO_USD, unknown: 0 },
  },
  launches: { done: [], failed: [], open: 0 },
};
