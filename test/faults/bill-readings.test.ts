import { readBill } from '@rung/app/read-bill.ts';
import type { Bill } from '@rung/core/cost/bill/bill.ts';
import type { Done } from '@rung/core/launch/launch.ts';
import { usd } from '@rung/core/money.ts';
import { DAY_MS } from '@rung/core/time.ts';
import { expect, it } from 'vitest';
import { everyLaunch, QUIET } from '../slack/view/sample-cards.ts';
import { evaluationPorts, newEvaluationWorld } from './evaluation-world.ts';
import { BEGAN_MS, MONTH, newWorld, portsOf } from './world.ts';

const sample = everyLaunch(QUIET).flatMap(([, launch]) => (launch.state === 'done' ? [launch] : []))[0];
if (!sample) throw new Error('no finished launch');
const { billed: _, ...unbilled } = sample;
const DONE: Done = { ...unbilled, endedAtMs: BEGAN_MS - 2 * DAY_MS, cost: usd('1.00'), version: 1 };

it('two readings of the bill at the same moment put its amount into the budget once', async () => {
  const world = newWorld();
  const approval = { ...DONE.approval, counters: [MONTH] };
  world.launches.set(DONE.id, { ...DONE, approval });
  world.committed.set(MONTH, usd('1.00'));
  const line = { month: MONTH, launch: DONE.id, usageType: 'USE1-NovaMicro-Customization-Training' };
  const bill: Bill = {
    readAtMs: world.nowMs,
    lines: [{ ...line, amount: usd('1.40'), quantity: 1400, unit: '1K tokens' }],
    recent: { days: 30, services: [] },
  };
  let kept: Bill | undefined;
  const book = {
    bill: async () => kept,
    async keepBill(to: Bill) {
      kept = to;
    },
    meter: async () => undefined,
    credits: async () => undefined,
    stated: async () => [],
  };
  const { evaluations } = evaluationPorts(newEvaluationWorld());
  const deps = { ...portsOf(world), evaluations, book, bills: { read: async () => bill } };

  const settled = await Promise.all([readBill(deps as never), readBill(deps as never)]);

  expect(settled.map((one) => one.settled).sort()).toEqual([0, 1]);
  expect(world.committed.get(MONTH)).toBe(usd('1.40'));
});
