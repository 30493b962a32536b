import { type BudgetChange, settle } from '@rung/core/cost/budget.ts';
import { monthOf } from '@rung/core/cost/month.ts';
import type { Approval } from '@rung/core/launch/approval-rule.ts';
import type { MicroUsd } from '@rung/core/money.ts';

/** Turns a reservation into what was really spent: all of it back when nothing was, the difference otherwise. */
export function giveBack(approval: Approval, spent: MicroUsd | undefined): BudgetChange {
  return settle({ amount: approval.amount, keys: countersOf(approval) }, spent);
}

/** The counters that hold it. */
export const countersOf = (approval: Approval): readonly string[] => approval.counters ?? [monthOf(approval.atMs)];
