import { judgeLosses } from '@rung/core/evaluation/loss-verdict.ts';
import { thinCurve } from '@rung/core/evaluation/thin-curve.ts';
import type { LaunchId } from '@rung/core/ids.ts';
import { type Done, type Made, nextBase, type Training } from '@rung/core/launch/launch.ts';
import type { Plan } from '@rung/core/launch/plan.ts';
import { isTrained } from '@rung/core/launch/recipe.ts';
import { costOf, type MicroUsd } from '@rung/core/money.ts';
import type { TrainingJob } from '@rung/core/ports.ts';
import type { Deps } from './deps.ts';
import { endLaunch } from './end-launch.ts';
import { giveBack } from './give-back.ts';

/** Most points of a curve that a record keeps; Slack's chart takes 20. */
const KEPT_POINTS = 20;

/** "What came of it?": reads the losses that a training wrote and judges them, or notes what was made; settles the reservation, tells once. */
export async function concludeLaunch(
  deps: Pick<Deps, 'clock' | 'settings' | 'launches' | 'messenger' | 'jobs'>,
  id: LaunchId,
): Promise<void> {
  const launch = await deps.launches.find(id);
  if (launch?.state === 'done' || launch?.state === 'made') return endLaunch(deps, launch);
  if (launch?.state !== 'training') return;
  const job = await deps.jobs.find(launch);
  if (job?.status !== 'Completed') throw new Error(`the job of ${id} is ${job?.status ?? 'missing'}, not completed`);
  const ended = isTrained(launch.recipe) ? await learned(deps, launch, job) : made(deps, launch, job);
  const cost = ended.state === 'done' ? ended.cost : undefined;
  const budget = cost === undefined ? undefined : giveBack(launch.approval, cost);
  if ((await deps.launches.move(ended, budget)) === 'lost') return;
  await endLaunch(deps, ended);
}

async function learned(deps: Pick<Deps, 'clock' | 'jobs'>, launch: Training, job: TrainingJob): Promise<Done> {
  const losses = await deps.jobs.losses(job);
  return {
    ...endOf(deps, launch, job),
    state: 'done',
    modelArn: job.made ?? '',
    curve: { training: thinCurve(losses.training, KEPT_POINTS), validation: thinCurve(losses.validation, KEPT_POINTS) },
    verdict: judgeLosses(losses),
    cost: meteredCost(launch.plan),
  };
}

function made(deps: Pick<Deps, 'clock'>, launch: Training, job: TrainingJob): Made {
  return { ...endOf(deps, launch, job), state: 'made', made: job.made ?? job.arn, note: job.failureMessage };
}

function endOf(deps: Pick<Deps, 'clock'>, launch: Training, job: TrainingJob) {
  const { plan, approval } = launch;
  const { arn: jobArn, startedAtMs, endedAtMs = deps.clock.nowMs() } = job;
  return { ...nextBase(launch), plan, approval, jobArn, startedAtMs, endedAtMs };
}

/** Our own meter until AWS's bill knows: the estimated tokens of the trained bytes × epochs × price. */
function meteredCost(plan: Plan): MicroUsd | undefined {
  const { estimate } = plan;
  return estimate.kind === 'known' ? costOf(estimate.price.amount, estimate.billedTokens.estimate, 1000) : undefined;
}
