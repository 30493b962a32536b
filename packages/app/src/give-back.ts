import { type BudgetChange, settle } from '@rung/core/cost/budget.ts';
import { monthOf } from '@rung/core/cost/month.ts';
import type { Approval } from '@rung/core/launch/approval-rule.ts';
import type { MicroUsd } from '@rung/core/money.ts';

/** Turns a reservation into what was really spent: all of it back when nothing was, the difference otherwise. */
export function giveBack(approval: Approval, spent: MicroUsd | undefined): BudgetChange {
  const keys = approval.counters ?? [monthOf(approval.atMs)];
  return settle({ amount: approval.amount, keys }, spent);
}
