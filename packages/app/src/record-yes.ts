import { type BudgetChange, overLaunchCap, reserve } from '@rung/core/cost/budget.ts';
import type { PlanHash, UserId } from '@rung/core/ids.ts';
import type { Approval } from '@rung/core/launch/approval-rule.ts';
import type { MicroUsd } from '@rung/core/money.ts';
import type { Deps } from './deps.ts';
import { whyNoRoom } from './why-no-room.ts';

type Needs = Pick<Deps, 'clock' | 'settings' | 'launches' | 'spending'>;

/** A yes on its way: what it binds, whose it is (undefined for the rule's own), and what it spends where. */
export interface Yes {
  readonly planHash: PlanHash;
  readonly by: UserId | undefined;
  readonly amount: MicroUsd;
  readonly channel: string;
}

export type YesOutcome<Record> =
  | { readonly kind: 'recorded'; readonly record: Record }
  | { readonly kind: 'lost' }
  | { readonly kind: 'no-room'; readonly because: string };

/** "Yes, for that much": `write` puts the yes and its reservation down in one move; where a cap leaves no room it is said which. */
export async function recordYes<Record extends object>(
  deps: Needs,
  yes: Yes,
  write: (approval: Approval, budget: BudgetChange) => Promise<Record | 'lost' | 'over-cap'>,
): Promise<YesOutcome<Record>> {
  const { planHash, by, amount, channel } = yes;
  const { caps } = deps.settings.approval;
  const tooMuch = overLaunchCap(amount, caps);
  if (tooMuch !== undefined) return { kind: 'no-room', because: tooMuch };
  const spend = { amount, atMs: deps.clock.nowMs(), channel };
  const budget = reserve(spend, caps);
  const counters = budget.counters.map(({ key }) => key);
  const written = await write({ planHash, by, atMs: spend.atMs, amount, counters }, budget);
  if (written === 'lost') return { kind: 'lost' };
  if (written !== 'over-cap') return { kind: 'recorded', record: written };
  return { kind: 'no-room', because: (await whyNoRoom(deps, spend)) ?? NO_ROOM };
}

const NO_ROOM = 'A cap left no room at that moment. Try it again.';
