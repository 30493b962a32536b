import type { Card } from '@rung/core/chat/card.ts';
import type { CostShare, MonthCosts, Spending } from '@rung/core/cost/bill/month-costs.ts';
import { usd, ZERO_USD } from '@rung/core/money.ts';
import { many, type Stuff } from './stuff.ts';

/** `/rung costs` of a month with nothing in it, and of one with as much as there is. */
export function costCards(stuff: Stuff): [string, Card][] {
  const notSpent = { talkedDown: 3, priced: 2, atMost: usd('44165'), pricesAsOf: ['2026-08-02'] };
  const none = { talkedDown: 0, priced: 0, atMost: undefined, pricesAsOf: [] };
  return [
    ['costs, empty', { kind: 'costs', costs: EMPTY, notSpent: none }],
    ['costs', { kind: 'costs', costs: full(stuff), notSpent }],
  ];
}

const share = (key: string | undefined): CostShare => ({ key, amount: usd('12.34'), unknown: 1, from: 'both' });

const EMPTY: MonthCosts = {
  ...{ month: '2026-11', spendings: [], byChannel: [], byPerson: [], byModel: [], byHosting: [] },
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
    total: share(undefined),
    against: { trainings: 2, estimated: usd('13'), actual: usd('12.34') },
    untagged: usd('5'),
    billReadAtMs: 9_000_000,
    leftOut: 3,
  };
}
