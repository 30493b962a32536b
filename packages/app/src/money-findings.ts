import { amountToReserve } from '@rung/core/cost/estimate-training.ts';
import { monthOf } from '@rung/core/cost/month.ts';
import { overCap } from '@rung/core/launch/approval-rule.ts';
import type { Finding } from '@rung/core/launch/finding.ts';
import type { Plan } from '@rung/core/launch/plan.ts';
import { formatUsd } from '@rung/core/money.ts';
import type { Deps } from './deps.ts';

type Needs = Pick<Deps, 'clock' | 'settings' | 'launches'>;

/** What speaks against paying for this plan: no price, a price above the budget, a month that is spent. */
export async function moneyFindings(deps: Needs, plan: Plan): Promise<Finding[]> {
  const { recipe, estimate } = plan;
  if (estimate.kind === 'nothing') return [];
  if (estimate.kind === 'unknown') {
    const remedy = `The yes would cover your budget of ${formatUsd(recipe.budget)}; Bedrock itself enforces no limit.`;
    return [{ level: 'warn', rule: 'price-unknown', message: estimate.why, remedy }];
  }
  if (estimate.high > recipe.budget) {
    const message = `The run may cost ${formatUsd(estimate.high)}, above your budget of ${formatUsd(recipe.budget)}.`;
    return [
      {
        level: 'stop',
        rule: 'over-budget',
        message,
        remedy: 'Fewer epochs, a smaller base model, or a larger budget.',
      },
    ];
  }
  const committed = await deps.launches.committed(monthOf(deps.clock.nowMs()));
  const tooMuch = overCap(amountToReserve(estimate, recipe.budget), {
    committed,
    cap: deps.settings.approval.monthlyCap,
  });
  return tooMuch
    ? [
        {
          level: 'stop',
          rule: 'over-cap',
          message: tooMuch,
          remedy: 'Wait for next month, or ask the owner of the cap to raise it.',
        },
      ]
    : [];
}
