import { amountToReserve } from '@rung/core/cost/estimate-training.ts';
import type { Finding } from '@rung/core/launch/finding.ts';
import type { Plan } from '@rung/core/launch/plan.ts';
import { formatUsd } from '@rung/core/money.ts';
import type { Deps } from './deps.ts';
import { whyNoRoom } from './why-no-room.ts';

type Needs = Pick<Deps, 'clock' | 'settings' | 'launches' | 'spending'>;

/** What speaks against paying for this plan in a channel: no price, a price above the budget, a cap that is reached, spending stopped. */
export async function moneyFindings(deps: Needs, plan: Plan, channel: string): Promise<Finding[]> {
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
  const amount = amountToReserve(estimate, recipe.budget);
  const tooMuch = await whyNoRoom(deps, { amount, atMs: deps.clock.nowMs(), channel });
  return tooMuch ? [overCapFinding(tooMuch)] : [];
}

export function overCapFinding(message: string): Finding {
  const remedy = 'Wait until there is room again, or ask the owner of the cap to raise it.';
  return { level: 'stop', rule: 'over-cap', message, remedy };
}
