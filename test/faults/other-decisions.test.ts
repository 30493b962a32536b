import { confirmJudgement } from '@rung/app/confirm-judgement.ts';
import { decideHosting } from '@rung/app/decide-hosting.ts';
import { applyBudget, type BudgetChange } from '@rung/core/cost/budget.ts';
import { amountToConfirm } from '@rung/core/evaluation/judgement/confirm-rule.ts';
import type { Judgement } from '@rung/core/evaluation/judgement/judgement.ts';
import type { Lease } from '@rung/core/hosting/lease/lease.ts';
import { amountOf } from '@rung/core/hosting/lease/lease-price.ts';
import type { UserId } from '@rung/core/ids.ts';
import { type MicroUsd, usd } from '@rung/core/money.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pricedLease } from '../core/hosting/build-leases.ts';
import { ANA, BO } from '../core/launch/plans.ts';
import { priced } from '../slack/view/sample-judgements.ts';
import { effort } from './effort.ts';
import { CY } from './history.ts';
import { print } from './print.ts';
import { behindSeam, type Fault, openSeam } from './seam.ts';
import { newWorld, portsOf, type World } from './world.ts';

const RACES = effort({ full: 5000, sample: 500 });
const GUEST = 'U0GUEST' as UserId;

interface Click {
  readonly by: UserId;
  readonly decision: 'yes' | 'no';
  readonly isStale: boolean;
}
type Ports = ReturnType<typeof portsOf>;

/** What is decided on, its one row, and the money reserved with it. */
interface Table<R extends Judgement | Lease> {
  record: R;
  committed: ReadonlyMap<string, number>;
  readonly turns: string[];
}

/** A row that is written on its version, together with every counter of its budget. */
function rowOf<R extends Judgement | Lease>(table: Table<R>) {
  return {
    find: async () => table.record,
    async move(to: R, budget?: BudgetChange) {
      if (to.version !== table.record.version + 1) return 'lost';
      const committed = budget ? applyBudget(table.committed, budget) : table.committed;
      if (committed === 'over-cap') return committed;
      if (to.state !== table.record.state) table.turns.push(`${table.record.state} → ${to.state}`);
      [table.record, table.committed] = [to, committed];
      return 'moved';
    },
  };
}

interface Decided {
  readonly name: string;
  /** A table with what is decided on, and the click of a card on it. */
  begin(): { table: Table<Judgement | Lease>; press(ports: Ports, click: Click): Promise<void> };
  readonly amount: MicroUsd;
  readonly approved: string;
}

const NO_WORK = { wake: async () => undefined, start: async () => undefined };

const DEAR = priced(
  { text: 'dear', many: 1 },
  { estimate: { kind: 'known', low: usd('20'), high: usd('40'), asOf: '' } },
);
const JUDGING: Decided = {
  name: 'a judgement’s price',
  amount: amountToConfirm(DEAR.plan.estimate, DEAR.request.budget),
  approved: 'answering',
  begin() {
    const table: Table<Judgement> = { record: DEAR, committed: new Map(), turns: [] };
    return {
      table: table as Table<Judgement | Lease>,
      press: (ports, { by, decision, isStale }) =>
        confirmJudgement({ ...ports, ...{ judgements: rowOf(table), judgeFlow: NO_WORK } } as never, {
          ...{ judgementId: DEAR.id, by, decision: decision === 'yes' ? 'confirm' : 'decline' },
          shownHash: isStale ? 'of another plan' : DEAR.planHash,
        }),
    };
  },
};

const LEASE = pricedLease();
const HOSTING: Decided = {
  name: 'a hosting’s price',
  amount: amountOf(LEASE.price, LEASE.wish),
  approved: 'making',
  begin() {
    const table: Table<Lease> = { record: LEASE, committed: new Map(), turns: [] };
    return {
      table: table as Table<Judgement | Lease>,
      press: (ports, { by, decision, isStale }) =>
        decideHosting({ ...ports, ...{ leases: rowOf(table), hostFlow: NO_WORK } } as never, {
          ...{ leaseId: LEASE.id, by, channel: 'C1', decision: decision === 'yes' ? 'approve' : 'deny' },
          shownHash: isStale ? 'of another plan' : LEASE.planHash,
        }),
    };
  },
};

const clicks: fc.Arbitrary<readonly Click[]> = fc.array(
  fc.record({
    by: fc.constantFrom(BO, CY, ANA, GUEST),
    decision: fc.constantFrom('yes' as const, 'no' as const),
    isStale: fc.constantFrom(false, false, false, true),
  }),
  { minLength: 2, maxLength: 6 },
);
const faults: fc.Arbitrary<readonly Fault[]> = fc.array(
  fc.record({ at: fc.nat(60), kind: fc.constantFrom('lose' as const, 'refuse' as const, 'crash-after' as const) }),
  { maxLength: 4 },
);

/** Everybody presses at once while answers get lost; whoever got an error presses once more. */
async function race(decided: Decided, s: fc.Scheduler, at: { clicks: readonly Click[]; faults: readonly Fault[] }) {
  const world = newWorld();
  world.nowMs = 5000;
  world.standings.set(GUEST, 'guest');
  const seam = openSeam({ faults: at.faults, turn: (name) => s.schedule(Promise.resolve(), name) });
  const { table, press } = decided.begin();
  const tryTwice = async (click: Click) => {
    for (let tried = 0; tried < 2; tried++)
      if (await pressed(press, behindSeam(portsOf(world, usd('1000000')), seam.process()), click)) return;
  };
  await s.waitFor(Promise.all(at.clicks.map(tryTwice)));
  return { world, table };
}

const pressed = (press: (ports: Ports, click: Click) => Promise<void>, ports: Ports, click: Click) =>
  press(ports, click).then(
    () => true,
    () => false,
  );

/** What is wrong after a race, in words; empty when nothing is. */
function wrongs(
  decided: Decided,
  given: readonly Click[],
  { world, table }: { world: World; table: Table<Judgement | Lease> },
) {
  const { record, turns } = table;
  const approver = 'approval' in record ? record.approval.by : undefined;
  const denier = record.state === 'refused' && record.reason.kind === 'denied' ? record.reason.by : undefined;
  // Whoever asked may withdraw it, by an old card too.
  const may = ({ by, decision, isStale }: Click) => (by === ANA ? decision === 'no' : !isStale && by !== GUEST);
  const wanted = { by: approver ?? denier, decision: approver ? 'yes' : 'no' };
  const reserved = [...table.committed.values()];
  const said = world.whispers.map(({ card }) => (card.kind === 'notice' ? card.detail : ''));
  return [
    ...(turns.length > 1 ? [`decided twice: ${turns.join(', ')}`] : []),
    ...(wanted.by && !given.some((click) => may(click) && click.by === wanted.by && click.decision === wanted.decision)
      ? [`${wanted.by} decided without a valid click`]
      : []),
    ...(approver && record.state !== decided.approved ? [`approved and ${record.state}`] : []),
    ...(reserved.some((sum) => sum !== (approver ? decided.amount : 0))
      ? [`${reserved} reserved, ${record.state}`]
      : []),
    ...(approver && reserved.length === 0 ? ['approved and nothing reserved'] : []),
    ...said.filter((words) => / confirmed it/.test(words) && !words.includes(`<@${approver}>`)),
  ];
}

it.each([JUDGING, HOSTING])(
  '$name: yes, no, double clicks, guests and stale cards at once, with answers lost, have one winner and one reservation at most',
  async (decided) => {
    const ends = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), clicks, faults, async (s, given, spoilt) => {
        const raced = await race(decided, s, { clicks: given, faults: spoilt });
        const { state } = raced.table.record;
        ends.set(state, (ends.get(state) ?? 0) + 1);
        expect(wrongs(decided, given, raced)).toEqual([]);
      }),
      { numRuns: RACES, seed: 7, endOnFailure: true },
    );

    print(`${RACES} races over ${decided.name}: ${JSON.stringify(Object.fromEntries(ends))}`);
    expect(ends.get(decided.approved)).toBeGreaterThan(0);
    expect(ends.get('refused')).toBeGreaterThan(0);
  },
  300_000,
);
