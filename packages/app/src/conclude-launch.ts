import { judgeLosses } from '@rung/core/evaluation/loss-verdict.ts';
import { thinCurve } from '@rung/core/evaluation/thin-curve.ts';
import type { LaunchId } from '@rung/core/ids.ts';
import { type Done, jobNameOf, nextBase } from '@rung/core/launch/launch.ts';
import type { Plan } from '@rung/core/launch/plan.ts';
import { costOf, type MicroUsd } from '@rung/core/money.ts';
import type { Deps } from './deps.ts';
import { endLaunch } from './end-launch.ts';
import { giveBack } from './give-back.ts';

/** Most points of a curve that a record keeps; Slack's chart takes 20. */
const KEPT_POINTS = 20;

/** "What came of it?": reads the losses that the job wrote, judges them, settles the reservation and tells the requester once. */
export async function concludeLaunch(
  deps: Pick<Deps, 'clock' | 'settings' | 'launches' | 'messenger' | 'jobs'>,
  id: LaunchId,
): Promise<void> {
  const launch = await deps.launches.find(id);
  if (launch?.state === 'done') return endLaunch(deps, launch);
  if (launch?.state !== 'training') return;
  const job = await deps.jobs.findByName(jobNameOf(launch));
  if (job?.status !== 'Completed') throw new Error(`the job of ${id} is ${job?.status ?? 'missing'}, not completed`);
  const losses = await deps.jobs.losses(job);
  const cost = meteredCost(launch.plan);
  const done: Done = {
    ...nextBase(launch),
    state: 'done',
    plan: launch.plan,
    approval: launch.approval,
    startedAtMs: job.startedAtMs,
    endedAtMs: job.endedAtMs ?? deps.clock.nowMs(),
    jobArn: job.arn,
    modelArn: job.modelArn ?? '',
    curve: { training: thinCurve(losses.training, KEPT_POINTS), validation: thinCurve(losses.validation, KEPT_POINTS) },
    verdict: judgeLosses(losses),
    cost,
  };
  if ((await deps.launches.move(done, cost === undefined ? undefined : giveBack(launch.approval, cost))) === 'lost')
    return;
  await endLaunch(deps, done);
}

/** Our own meter until AWS's bill knows: the estimated tokens of the trained bytes × epochs × price. */
function meteredCost(plan: Plan): MicroUsd | undefined {
  const { estimate } = plan;
  return estimate.kind === 'known' ? costOf(estimate.price.amount, estimate.billedTokens.estimate, 1000) : undefined;
}
