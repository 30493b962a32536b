import { monthOf } from '@rung/core/cost/month.ts';
import type { Approval } from '@rung/core/launch/approval-rule.ts';
import type { MicroUsd } from '@rung/core/money.ts';
import type { BudgetChange } from '@rung/core/ports.ts';

/** Turns a reservation into what was really spent: all of it back when nothing was, the difference otherwise. */
export function giveBack(approval: Approval, spent: MicroUsd | undefined): BudgetChange {
  return { month: monthOf(approval.atMs), by: (spent ?? 0) - approval.amount, cap: undefined };
}
