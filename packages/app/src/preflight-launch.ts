import { amountToReserve } from '@rung/core/cost/estimate-training.ts';
import type { LaunchId } from '@rung/core/ids.ts';
import { needsSecondPerson } from '@rung/core/launch/approval-rule.ts';
import type { Finding } from '@rung/core/launch/finding.ts';
import { type Approved, type Checked, type Launch, nextBase, type Refused } from '@rung/core/launch/launch.ts';
import { hashPlan } from '@rung/core/launch/plan.ts';
import type { Deps } from './deps.ts';
import { inspectRecipe } from './inspect-recipe.ts';
import { overCapFinding } from './money-findings.ts';
import { moveLaunch } from './move-launch.ts';
import { recordYes } from './record-yes.ts';
import { type TellNeeds, tellLaunch } from './tell-launch.ts';

type Needs = TellNeeds & Pick<Deps, 'datasets' | 'jobs' | 'spending' | 'prices' | 'quotas' | 'roles' | 'keys'>;

/** Where the workflow goes after preflight: ask a person, go on by itself, or end (the card says why). */
export type AfterPreflight = { readonly next: 'ask' | 'go' | 'ended' };

/** "Is this launch sound?": reads the model's standing, every line of the data and the price, and fixes the plan or refuses. */
export async function preflightLaunch(deps: Needs, id: LaunchId): Promise<AfterPreflight> {
  const found = await deps.launches.find(id);
  if (!found) throw new Error(`no record of launch ${id}`);
  if (found.state !== 'requested') return resume(deps, found);
  await tellLaunch(deps, found);
  const { plan, findings } = await inspectRecipe(deps, found);
  const stops = findings.filter((finding) => finding.level === 'stop');
  if (!plan || stops.length > 0) return refuse(deps, found, stops);
  const to = (from: Launch): Checked => ({ ...nextBase(from), state: 'checked', plan, warnings: findings });
  const checked = await moveLaunch(deps, found, { to });
  return typeof checked === 'string' ? preflightLaunch(deps, id) : resume(deps, checked);
}

/** The step may be delivered twice: what the record says decides how to go on. */
async function resume(deps: Needs, launch: Launch): Promise<AfterPreflight> {
  if (launch.state === 'checked')
    return needsSecondPerson(launch.plan, deps.settings.approval)
      ? { next: 'ask' }
      : approveAutomatically(deps, launch);
  if (launch.state === 'awaitingApproval') return { next: 'ask' };
  await tellLaunch(deps, launch);
  return { next: launch.state === 'approved' || launch.state === 'training' ? 'go' : 'ended' };
}

async function refuse(deps: Needs, launch: Launch, findings: readonly Finding[]): Promise<AfterPreflight> {
  const reason = { kind: 'findings', findings } as const;
  const to = (from: Launch): Refused => ({ ...nextBase(from), state: 'refused', reason });
  if ((await moveLaunch(deps, launch, { to })) === 'lost') return preflightLaunch(deps, launch.id);
  await tellLaunch(deps, launch);
  return { next: 'ended' };
}

async function approveAutomatically(deps: Needs, checked: Checked): Promise<AfterPreflight> {
  const { plan, warnings } = checked;
  const amount = amountToReserve(plan.estimate, plan.recipe.budget);
  const yes = { planHash: hashPlan(plan), by: undefined, amount, channel: checked.card.channel };
  const outcome = await recordYes(deps, yes, (approval, budget) => {
    const to = (from: Checked): Approved => ({ ...nextBase(from), state: 'approved', plan, warnings, approval });
    return moveLaunch(deps, checked, { to, budget });
  });
  if (outcome.kind === 'no-room') return refuse(deps, checked, [overCapFinding(outcome.because)]);
  if (outcome.kind === 'lost') return preflightLaunch(deps, checked.id);
  await tellLaunch(deps, outcome.record);
  return { next: 'go' };
}
